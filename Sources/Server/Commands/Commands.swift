// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The program's commands without a web page around them: for the demo, the command line and tests.
///
/// They call what the pages call. Any number of them share a transaction.
package struct Commands {
    let services: Services
    let transaction: Transaction

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

    /// Writes a committee with its areas. Throws ``CommitteeRefusal/hostTaken``.
    package func found(_ founding: Founding, areas: [Area], at now: Instant) throws {
        let store = DirectoryStore()
        try store.insert(
            founding.tenant, hosts: founding.hosts, isDefault: founding.isDefault, profile: founding.profile, at: now,
            in: transaction)
        for area in areas { try store.insert(area, tenant: founding.tenant.id, in: transaction) }
    }

    /// The tenant that a host name leads to.
    package func tenant(ofHost host: String) throws -> Tenant? {
        try DirectoryStore().tenant(ofHost: host, in: transaction)
    }

    /// Closes a tenant for practice: its name is free for another.
    package func closeTraining(_ tenant: Tenant.ID) throws {
        try DirectoryStore().deleteHosts(of: tenant, in: transaction)
    }

    /// Enters a person, who has no account by that.
    package func add(_ person: Person, tenant: Tenant.ID, at now: Instant) throws {
        try DirectoryStore().insert(person, tenant: tenant, at: now, in: transaction)
    }

    /// Lets a person sign in under a name with a password.
    ///
    /// `mustChange`: whether the person has to choose another password before anything else, since others know this one.
    package func addSignIn(
        _ person: Person.ID, name: String, hash: PasswordHash, mustChange: Bool = false, tenant: Tenant.ID
    ) throws {
        try SignInStore(tenant: tenant).createAccount(
            person, name: name, hash: hash, mustChange: mustChange, at: services.clock.now(), in: transaction)
    }

    /// Appoints somebody. Throws ``AppointmentRefusal`` for what cannot be.
    package func appoint(_ person: Person.ID, to appointment: Appointment, tenant: Tenant.ID) throws {
        try AppointmentDesk(services: services, tenant: tenant).appoint(
            person, to: appointment, on: services.clock.now().day, in: transaction)
    }

    package func open(
        _ room: Room, _ venue: Room.Venue = .init(), convener: Person.ID?, secretary: Person.ID?, tenant: Tenant.ID,
        at now: Instant
    ) throws {
        try RoomStore(tenant: tenant).insert(
            room, venue, convener: convener, secretary: secretary, at: now, in: transaction)
    }

    /// Carries out a withdrawal whose time has come.
    package func carryOutWithdrawal(of id: Topic.ID, at now: Instant, practice: Practice, tenant: Tenant) throws {
        let desk = TopicDesk(services: services, site: Site(tenant: tenant, practice: practice))
        guard let topic = try desk.store.topic(id, in: transaction) else { throw WebFailure.notFound }
        try desk.carryOutWithdrawal(of: topic, at: now, in: transaction)
    }

    /// Raises a topic, as a visitor does.
    package func submit(
        _ draft: TopicDraft, isHeld: Bool = false, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> (id: Topic.ID, code: TrackingCode) {
        let desk = TopicDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let receipt = try desk.submit(draft, isHeld: isHeld, by: .visitor, at: now, in: transaction)
        return (receipt.id, receipt.trackingCode)
    }

    /// Enters a topic on the desk, as a member, a leader or the secretary does.
    package func enter(
        _ draft: TopicDraft, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> (id: Topic.ID, code: TrackingCode) {
        let desk = TopicDesk(services: services, site: Site(tenant: tenant, practice: practice))
        let receipt = try desk.enter(draft, by: actor, at: now, in: transaction)
        return (receipt.id, receipt.trackingCode)
    }

    /// A system outside has taken in what was sent on to it.
    package func giveReceipt(
        _ ticket: Topic.Ticket, for id: Topic.ID, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        let desk = TopicDesk(services: services, site: Site(tenant: tenant, practice: practice))
        _ = try DispatchDesk(desk).takeReceipt(
            ticket, for: id, Decision(desk: desk, transaction: transaction, actor: actor, now: now))
    }

    /// Enters a unit. `letterMark`: under which its letters are numbered.
    package func add(
        _ unit: HandlingUnit, letterMark: String? = nil, tenant: Tenant.ID, at now: Instant
    ) throws {
        try DirectoryStore().insert(unit, letterMark: letterMark, tenant: tenant, at: now, in: transaction)
    }

    /// Plans a session; returns its id.
    package func planSession(
        _ plan: ConsultationSession.Plan, on topics: [Topic.ID], by actor: Actor, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws -> ConsultationSession.ID {
        try SessionDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .plan(plan, on: topics, by: actor, at: now, in: transaction).id
    }

    /// Announces a reception day; returns its id.
    package func planReception(
        _ plan: ReceptionDay.Plan, by actor: Actor, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> ReceptionDay.ID {
        try ReceptionDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .plan(plan, by: actor, at: now, in: transaction).id
    }

    /// Books a place, as a visitor does; returns the visit's id.
    package func book(
        _ wish: ReceptionVisit.Wish, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> ReceptionVisit.ID {
        try VisitDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .book(wish, by: .visitor, at: now, in: transaction).id
    }

    /// Enrols for a session, as a visitor does; returns the enrolment's id.
    package func enrol(
        _ wish: Enrolment.Wish, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> Enrolment.ID {
        try EnrolmentDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .enrol(wish, device: nil, by: .visitor, at: now, in: transaction).id
    }

    /// Does one thing to an enrolment as its holder.
    package func perform(
        _ command: Enrolment.Command, ofHolder id: Enrolment.ID, at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        let desk = EnrolmentDesk(services: services, site: Site(tenant: tenant, practice: practice))
        guard let enrolment = try desk.enrolment(id, in: transaction) else { throw WebFailure.notFound }
        _ = try desk.perform(command, ofHolder: enrolment, at: now, in: transaction)
    }

    /// The visits of a reception day, those who walked in at the end.
    package func visits(of id: ReceptionDay.ID, tenant: Tenant) throws -> [ReceptionVisit.ID] {
        try VisitStore(tenant: tenant.id, keys: services.keys).visits(of: id, in: transaction).map(\.id)
    }

    /// Begins an issue from among the people; returns its id.
    package func beginSentiment(
        _ opening: SentimentIssue.Opening, _ step: SentimentIssue.Step, by actor: Actor, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws -> SentimentIssue.ID {
        try SentimentDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .begin(opening, step, by: actor, at: now, in: transaction).id
    }

    /// Enters a line into a register, with its fields as a form would send them; returns its id.
    package func enter(
        _ fields: [String: String], into register: Register, by actor: Actor, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws -> DirectoryEntry.ID {
        let form = RegisterForm.of(register)
        return try RegisterDesk(services: services, site: Site(tenant: tenant, practice: practice), form: form)
            .enter(form.values(try Input(fields, fields: form.fields)), by: actor, at: now, in: transaction).id
    }

    /// Does one thing to a case of any kind, with its fields as a form would send them.
    func perform<Desk: CaseDesk>(
        _ command: Desk.Case.Command, _ fields: [String: String], _ acts: [CaseAct<Desk>], _ desk: Desk,
        _ record: Desk.Case?, _ actor: Actor, _ now: Instant
    ) throws {
        guard let act = acts.first(where: { $0.command == command }), let record else { throw WebFailure.notFound }
        try desk.perform(
            act, try Input(fields, fields: act.sentFields(desk.site.practice.profile)), on: record, by: actor, at: now,
            in: transaction)
    }

    /// Asks, as the holder of its code, that what was said of a topic be erased.
    package func requestErasure(
        of id: Topic.ID, at now: Instant, practice: Practice, tenant: Tenant
    ) throws -> PersonalDataRequest.ID {
        try PersonalDataDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .request(.init(.erase, of: .submitter(id)), by: .codeHolder(id), at: now, in: transaction).id
    }

    /// Supports a published topic, as a visitor does.
    package func support(
        _ id: Topic.ID, phone: String, at now: Instant, practice: Practice, tenant: Tenant
    ) throws {
        _ = try SupportDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .support(id, phone: phone, by: .visitor, at: now, in: transaction)
    }

    /// Who is asked about an item just now, and in what part.
    package func asked(
        about id: SuggestionItem.ID, practice: Practice, tenant: Tenant
    ) throws -> [(id: Confirmation.ID, voice: Confirmation.Voice)] {
        let desk = ItemDesk(services: services, site: Site(tenant: tenant, practice: practice))
        guard let item = try desk.item(id, in: transaction) else { throw WebFailure.notFound }
        return try desk.confirmations.rows(of: item, in: transaction).map { ($0.id, $0.voice) }
    }

    /// Says whether an item is solved, as the one who was asked.
    package func confirm(
        _ id: Confirmation.ID, _ answer: Confirmation.Answer, by actor: Actor, at now: Instant, practice: Practice,
        tenant: Tenant
    ) throws {
        _ = try ConfirmationDesk(services: services, site: Site(tenant: tenant, practice: practice))
            .answer(
                answer, to: id, by: actor, from: .init(units: [], address: ""), at: now, in: transaction)
    }

    /// A topic as it is now.
    package func topic(_ id: Topic.ID, tenant: Tenant) throws -> Topic? {
        try TopicStore(tenant: tenant.id, contents: services.contents).topic(id, in: transaction)
    }
}
