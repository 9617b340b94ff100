// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A committee as it is founded: the first of an installation, or a further one beside it.
package struct FoundingPlan: Sendable {
    package let kind: Tenant.Kind
    package let name: String
    package let shortName: String
    package let area: Area
    package let contact: String
    package let hosts: [String]
    /// One for each of the three roles.
    package let administrators: [Administrator]
    /// Whether it is meant to stand beside another, so that nobody founds the same one twice by mistake.
    package let isFurther: Bool

    package init(
        kind: Tenant.Kind, name: String, shortName: String, area: Area, contact: String, hosts: [String],
        administrators: [Administrator], isFurther: Bool = false
    ) {
        self.kind = kind
        self.name = name
        self.shortName = shortName
        self.area = area
        self.contact = contact
        self.hosts = hosts
        self.administrators = administrators
        self.isFurther = isFurther
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
    /// A further committee is reached by its own host names alone, and has none.
    case noHost
    /// A host name leads to another committee.
    case hostTaken
    /// Another committee is called so.
    case nameTaken
    /// Each of the three roles once, by three names.
    case notThree
    /// Nobody signs in under this name.
    case unknownName
    /// Only a security administrator is invited from here; everybody else by one.
    case notSecurity
}

extension Installation {
    /// Founds a committee with its three administrators: the first, which any host name leads to, or a further one. Throws ``FoundingProblem`` and ``AccountRefusal``.
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
            let isFirst = try commands.isUnfounded()
            if !isFirst { try commands.requireRoom(for: plan, as: tenant.id) }
            do {
                try commands.found(
                    .init(tenant: tenant, hosts: plan.hosts, isDefault: isFirst, profile: .standard),
                    areas: [plan.area], at: now)
            } catch CommitteeRefusal.hostTaken {
                throw FoundingProblem.hostTaken
            }
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
        return try receipt(invited, administrator.role, tenant, at: now)
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
        return try receipt(
            try desk.invite(account, by: .console, at: now, in: transaction), .securityAdministrator, tenant, at: now)
    }

    /// The link begins with the committee's own address, which this transaction may just have written.
    private func receipt(
        _ invited: AccountDesk.Invited, _ role: Role, _ tenant: Tenant, at now: Instant
    ) throws -> InvitationReceipt {
        let base = try DirectoryStore().sites(on: now.day, in: transaction)
            .baseURL(of: tenant.id, installation: services.settings.baseURL)
        return InvitationReceipt(
            name: invited.account.person.name, signInName: invited.account.signInName, role: role,
            link: "\(base)/invitations/\(invited.link.text)")
    }

    /// Throws ``FoundingProblem`` where a further committee was not meant, would not be reached, or is taken for another.
    fileprivate func requireRoom(for plan: FoundingPlan, as tenant: Tenant.ID) throws {
        guard plan.isFurther else { throw FoundingProblem.notEmpty }
        guard !plan.hosts.isEmpty else { throw FoundingProblem.noHost }
        let store = CommitteeStore(tenant: tenant)
        try store.lockNames(in: transaction)
        let reach = try store.reach(from: nil, in: transaction)
        // By the address of the installation the first committee is reached, whether it is listed or not.
        guard reach.taken.union([services.settings.baseHost]).isDisjoint(with: plan.hosts) else {
            throw FoundingProblem.hostTaken
        }
        guard !reach.names.contains(plan.name), !reach.shortNames.contains(plan.shortName) else {
            throw FoundingProblem.nameTaken
        }
    }

    fileprivate func isUnfounded() throws -> Bool {
        try DirectoryStore().sites(on: Clock.system.now().day, in: transaction).all.isEmpty
    }
}
