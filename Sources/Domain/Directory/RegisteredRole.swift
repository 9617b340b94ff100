// SPDX-License-Identifier: Apache-2.0

/// A role that the registers say somebody should hold: a member's, that of a room's secretary or convener, of a unit's officer,
/// or one that goes with a post in a body.
///
/// The registers say who does something; only the security administrator lets somebody do it (BR-39). What stands here is
/// proposed, never given by itself.
package struct RegisteredRole: Hashable, Sendable {
    package let kind: Kind
    package let person: Person.ID
    package let appointment: Appointment
    /// Where it lies, for a choice by area; nil for what lies nowhere.
    package let area: AreaCode?
    /// The first day, where the register says one.
    package let from: Day?
    /// The last day: that of the membership, else that of the term; nil where none is known.
    package let until: Day?

    package init(
        kind: Kind, person: Person.ID, appointment: Appointment, area: AreaCode? = nil, from: Day? = nil,
        until: Day? = nil
    ) {
        self.kind = kind
        self.person = person
        self.appointment = appointment
        self.area = area
        self.from = from
        self.until = until
    }

    /// By what line of which register somebody should hold it.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 委员: those of this committee who are members on the day.
        case members
        /// 议事室秘书.
        case secretaries
        /// 议事室召集人.
        case conveners
        /// 承办单位经办人.
        case officers
        /// 主席会议: who leads the committee.
        case leaders
        /// 提案委员会 and its office.
        case proposalOffice = "proposal_office"
        /// 政协工委: for all rooms of a town.
        case workCommittees = "work_committees"
    }

    /// Whether grants that have not passed say it already. A role that counts in a wider place counts here as well; a substitute's
    /// does not, since it is another's.
    package func isHeld(by grants: [Grant]) -> Bool {
        grants.contains { grant in
            guard grant.actingFor == nil, grant.appointment.role == appointment.role else { return false }
            let held = grant.appointment.domain
            switch appointment.domain {
            case .tenant: return held == .tenant || appointment.role == .member
            case .unit: return held == appointment.domain
            case .room(let room): return area.map { held.covers(room: room, area: $0) } ?? (held == appointment.domain)
            case .area(let code):
                if case .area(let own) = held { return own.contains(code) }
                return held == .tenant
            }
        }
    }

    /// The grant that gives it: from today, or from its first day where that is to come.
    package func grant(as id: Grant.ID, today: Day) -> Grant {
        Grant(
            id: id, appointment: appointment, from: max(from ?? today, today), until: until, basis: .register)
    }
}

extension Organ {
    /// The role that goes with a post in a body of this kind; nil for a post that opens nothing (rules.md D.4).
    ///
    /// Whoever heads the committee sees where things stand; whoever runs a town's work committee convenes the rooms of the town,
    /// its officer screens what comes in there; whoever runs the body that keeps proposals reviews them. Who is
    /// a member of a body gets nothing by that. `keepsProposals`: whether the body is the one that reviews proposals.
    package static func role(
        of post: Post, in kind: Kind, area: AreaCode?, keepsProposals: Bool
    ) -> (kind: RegisteredRole.Kind, appointment: Appointment)? {
        switch (kind, post) {
        case (.chairpersonsCouncil, .head), (.chairpersonsCouncil, .deputy), (.chairpersonsCouncil, .secretary):
            return (.leaders, Appointment(.leader, .tenant))
        case (.workCommittee, .head), (.workCommittee, .deputy):
            return area.map { (.workCommittees, Appointment(.convener, .area($0))) }
        case (.workCommittee, .officer), (.workCommittee, .secretary):
            return area.map { (.workCommittees, Appointment(.roomSecretary, .area($0))) }
        case (.specialCommittee, .head), (.specialCommittee, .deputy), (.specialCommittee, .office),
            (.specialCommittee, .officer), (.office, .head), (.office, .deputy), (.office, .office),
            (.office, .officer):
            return keepsProposals ? (.proposalOffice, Appointment(.proposalOfficer, .tenant)) : nil
        case _: return nil
        }
    }
}

/// All that the registers say about roles on a day, and what speaks against roles that are held.
package struct RegisteredRoles: Sendable {
    package let roles: [RegisteredRole]
    /// Those of whom the register of members knows that they are or were members of this committee.
    package let knownMembers: Set<Person.ID>

    private let said: [Person.ID: [RegisteredRole]]
    private let named: Set<Appointment>

    package init(_ roles: [RegisteredRole], knownMembers: Set<Person.ID>) {
        self.roles = roles
        self.knownMembers = knownMembers
        said = Dictionary(grouping: roles, by: \.person)
        named = Set(roles.map(\.appointment))
    }

    /// Whether the registers no longer say what was given: of a role that rests on them, that no line says it; of one that was
    /// given by hand, that they name somebody else for the room or the unit, or know the person as a former member. What they are
    /// silent about stays: a county may keep two secretaries and name one.
    package func contradict(_ grant: Grant, of person: Person.ID) -> Bool {
        let appointment = grant.appointment
        guard grant.actingFor == nil, !appointment.role.isAdministrator,
            said[person]?.contains(where: { $0.appointment == appointment }) != true
        else { return false }
        if grant.basis == .register { return true }
        switch appointment.domain {
        case .room, .unit: return named.contains(appointment)
        case .tenant, .area:
            return appointment.role == .member && knownMembers.contains(person)
                && said[person]?.contains { $0.kind == .members } != true
        }
    }
}
