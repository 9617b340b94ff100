// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The first committee of an installation, as it is founded.
package struct FoundingPlan: Sendable {
    package let kind: Tenant.Kind
    package let name: String
    package let shortName: String
    package let area: Area
    package let contact: String
    package let hosts: [String]
    /// One for each of the three roles.
    package let administrators: [Administrator]

    package init(
        kind: Tenant.Kind, name: String, shortName: String, area: Area, contact: String, hosts: [String],
        administrators: [Administrator]
    ) {
        self.kind = kind
        self.name = name
        self.shortName = shortName
        self.area = area
        self.contact = contact
        self.hosts = hosts
        self.administrators = administrators
    }

    /// Somebody who begins: for everything else there is an invitation on the desk.
    package struct Administrator: Hashable, Sendable {
        package let role: Role
        package let name: String
        package let signInName: SignInName

        package init(role: Role, name: String, signInName: SignInName) {
            self.role = role
            self.name = name
            self.signInName = signInName
        }
    }
}

/// A link by which somebody sets the own password; it is told once.
package struct InvitationReceipt: Sendable {
    package let name: String
    package let signInName: String
    package let role: Role
    /// The whole address.
    package let link: String
}

/// Why the machine itself cannot do it.
package enum FoundingProblem: Error, Hashable, Sendable {
    /// A committee is there already.
    case notEmpty
    /// Each of the three roles once, by three names.
    case notThree
    /// Nobody signs in under this name.
    case unknownName
    /// Only a security administrator is invited from here; everybody else by one.
    case notSecurity
}

extension Installation {
    /// Founds the first committee with its three administrators. Throws ``FoundingProblem`` and ``AccountRefusal``.
    package func found(_ plan: FoundingPlan) async throws -> [InvitationReceipt] {
        let roles = Set(plan.administrators.map(\.role))
        guard roles == Role.administrators, plan.administrators.count == 3,
            Set(plan.administrators.map(\.signInName)).count == 3
        else { throw FoundingProblem.notThree }
        let (services, now) = (services, now)
        let tenant = Tenant(
            id: services.id(Tenant.self), kind: plan.kind, name: plan.name, shortName: plan.shortName,
            areaCode: plan.area.code, contact: plan.contact)
        return try await Commands.run(on: self) { commands in
            guard try commands.isUnfounded() else { throw FoundingProblem.notEmpty }
            try commands.found(
                .init(tenant: tenant, hosts: plan.hosts, isDefault: true, profile: .standard), areas: [plan.area],
                at: now)
            return try plan.administrators.map { try commands.invite($0, to: tenant, at: now) }
        }
    }

    /// Makes a new link for a security administrator who cannot sign in any more; a closed account is reopened. Throws
    /// ``FoundingProblem``.
    package func invite(_ signInName: String, of tenant: Tenant.ID) async throws -> InvitationReceipt {
        let now = now
        guard let site = services.sites.all.first(where: { $0.tenant.id == tenant }) else {
            throw FoundingProblem.unknownName
        }
        return try await Commands.run(on: self) { try $0.inviteAgain(signInName, of: site.tenant, at: now) }
    }
}

extension Commands {
    /// Lets an administrator of a new committee sign in.
    fileprivate func invite(
        _ administrator: FoundingPlan.Administrator, to tenant: Tenant, at now: Instant
    ) throws -> InvitationReceipt {
        let desk = AccountDesk(
            services: services, site: Site(tenant: tenant, practice: Practice(profile: .standard, calendar: .national)))
        let person = Person(id: services.id(Person.self), name: administrator.name)
        let invited = try desk.create(
            for: person, isNew: true, signInName: administrator.signInName, by: .console, at: now, in: transaction)
        let grant = Grant(id: services.id(Grant.self), appointment: Appointment(administrator.role, .tenant))
        try desk.save(
            try invited.account.granting(grant, by: .console, today: now.day),
            Signature(actor: .console, role: nil, now: now), in: transaction)
        return receipt(invited, administrator.role, tenant)
    }

    fileprivate func inviteAgain(
        _ signInName: String, of tenant: Tenant, at now: Instant
    ) throws -> InvitationReceipt {
        let desk = AccountDesk(
            services: services, site: Site(tenant: tenant, practice: Practice(profile: .standard, calendar: .national)))
        guard var account = try desk.store.account(named: signInName, at: now, in: transaction) else {
            throw FoundingProblem.unknownName
        }
        guard account.grants.contains(where: { $0.appointment.role == .securityAdministrator }) else {
            throw FoundingProblem.notSecurity
        }
        if account.state == .closed {
            let transition = try account.reopening(by: .console)
            try desk.save(transition, Signature(actor: .console, role: nil, now: now), in: transaction)
            account = transition.after
        }
        return receipt(
            try desk.invite(account, by: .console, at: now, in: transaction), .securityAdministrator, tenant)
    }

    private func receipt(_ invited: AccountDesk.Invited, _ role: Role, _ tenant: Tenant) -> InvitationReceipt {
        InvitationReceipt(
            name: invited.account.person.name, signInName: invited.account.signInName, role: role,
            link: "\(services.baseURL(of: tenant.id))/invitations/\(invited.link.text)")
    }

    fileprivate func isUnfounded() throws -> Bool {
        try DirectoryStore().sites(on: Clock.system.now().day, in: transaction).all.isEmpty
    }
}
