// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The program's commands without a web page around them: for the demo, the command line and tests.
///
/// They call what the pages call. Any number of them share a transaction.
package struct Commands {
    private let services: Services
    private let transaction: Transaction

    /// Runs commands in one transaction, durable when this returns.
    package static func run<Value: Sendable>(
        on installation: Installation, _ body: @escaping @Sendable (Commands) throws -> Value
    ) async throws -> Value {
        let services = installation.services
        return try await services.engine.write { try body(Commands(services: services, transaction: $0)) }
    }

    /// A tenant as it begins.
    package struct Founding: Sendable {
        package let tenant: Tenant
        package let hosts: [String]
        package let isDefault: Bool
        package let profile: PracticeProfile

        package init(tenant: Tenant, hosts: [String], isDefault: Bool, profile: PracticeProfile) {
            self.tenant = tenant
            self.hosts = hosts
            self.isDefault = isDefault
            self.profile = profile
        }
    }

    /// A fresh id of a record.
    package func id<Subject>(_ subject: Subject.Type = Subject.self) -> Identifier<Subject> {
        services.id(subject)
    }

    package func found(_ founding: Founding, areas: [Area], at now: Instant) throws {
        let store = DirectoryStore()
        try store.insert(
            founding.tenant, hosts: founding.hosts, isDefault: founding.isDefault, profile: founding.profile, at: now,
            in: transaction)
        for area in areas { try store.insert(area, tenant: founding.tenant.id, in: transaction) }
    }

    package func add(_ person: Person, tenant: Tenant.ID, at now: Instant) throws {
        try DirectoryStore().insert(person, tenant: tenant, at: now, in: transaction)
    }

    /// Lets a person sign in under a name with a password.
    package func addSignIn(_ person: Person.ID, name: String, hash: PasswordHash, tenant: Tenant.ID) throws {
        try SignInStore(tenant: tenant).createAccount(person, name: name, hash: hash, in: transaction)
    }

    package func appoint(_ person: Person.ID, to appointment: Appointment, tenant: Tenant.ID) throws {
        try DirectoryStore().appoint(
            person, to: appointment, as: services.ids.next(), tenant: tenant, in: transaction)
    }

    package func open(
        _ room: Room, convener: Person.ID?, secretary: Person.ID?, tenant: Tenant.ID, at now: Instant
    ) throws {
        try RoomStore(tenant: tenant).insert(
            room, convener: convener, secretary: secretary, at: now, in: transaction)
    }

    /// Raises a topic, as a visitor does.
    package func submit(
        _ draft: TopicDraft, isHeld: Bool = false, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> (id: Topic.ID, code: TrackingCode) {
        let desk = TopicDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let receipt = try desk.submit(draft, isHeld: isHeld, by: .visitor, at: now, in: transaction)
        return (receipt.id, receipt.trackingCode)
    }

    /// Does one thing to a topic, with its fields as a form would send them.
    package func perform(
        _ command: Topic.Command, _ fields: [String: String], on id: Topic.ID, by actor: Actor, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws {
        let desk = TopicDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let acts = TopicAct.desk + [TopicAct.answer]
        guard let act = acts.first(where: { $0.command == command }),
            let topic = try desk.store.topic(id, in: transaction)
        else { throw WebFailure.notFound }
        try desk.perform(
            act, try Input(fields, fields: act.fields(practice.profile)), on: topic, by: actor, at: now, in: transaction
        )
    }
}
