// SPDX-License-Identifier: Apache-2.0

/// The roles of rules.md D.4 that something in the product asks for.
package enum Role: String, CaseIterable, Hashable, Sendable, Codable {
    /// 议事室秘书: screens topics of the room, answers, publishes.
    case roomSecretary = "room_secretary"
    /// 召集人: sees the room's desk; convenes.
    case convener
    /// 领导: sees where things stand and may name a topic, changes nothing.
    case leader
    /// 委员: researches what is assigned, takes part in sessions.
    case member
    /// 承办单位经办人: signs for, works on and reports the items of the own unit.
    case unitOfficer = "unit_officer"
    /// 隐私专员: decides requests to erase personal data (BR-40).
    case privacyOfficer = "privacy_officer"
    /// 提案工作人员: reviews, numbers, merges and assigns proposals, and watches over their handling.
    case proposalOfficer = "proposal_officer"
    /// 系统管理员: configuration, no accounts and no business (BR-39).
    case systemAdministrator = "system_administrator"
    /// 安全管理员: accounts, roles and sign-ins, no business (BR-39).
    case securityAdministrator = "security_administrator"
    /// 审计管理员: reads what was done, changes nothing (BR-39).
    case auditAdministrator = "audit_administrator"

    /// Whether the role opens the desk of rooms: topics as they were said, sessions, items.
    package var opensRooms: Bool {
        switch self {
        case .roomSecretary, .convener, .leader: true
        case .member, .unitOfficer, .privacyOfficer, .proposalOfficer, .systemAdministrator, .securityAdministrator,
            .auditAdministrator:
            false
        }
    }
}

extension Role {
    /// Whether its holder may act in the other role for some days: secretary and convener of a room for each other, everybody
    /// else for their like.
    package func mayStandIn(for other: Role) -> Bool {
        let pair: Set<Role> = [.roomSecretary, .convener]
        return self == other || pair.isSuperset(of: [self, other])
    }

    /// Whether the role reads what was said on a topic of the room as it was said, with what points at one person (BR-38).
    package var readsWords: Bool {
        switch self {
        case .roomSecretary, .convener: true
        case .leader, .member, .unitOfficer, .privacyOfficer, .proposalOfficer, .systemAdministrator,
            .securityAdministrator, .auditAdministrator:
            false
        }
    }
}

/// A role together with where it counts.
package struct Appointment: Hashable, Sendable {
    package let role: Role
    package let domain: Domain

    package init(_ role: Role, _ domain: Domain) {
        self.role = role
        self.domain = domain
    }

    /// The part of the tenant in which a role counts.
    package enum Domain: Hashable, Sendable {
        case tenant
        /// The area and all below it.
        case area(AreaCode)
        case room(Room.ID)
        /// The handling unit, wherever its items come from.
        case unit(HandlingUnit.ID)

        /// Whether a record of this room and area lies in it.
        package func covers(room: Room.ID, area: AreaCode) -> Bool {
            switch self {
            case .tenant: true
            case .area(let own): own.contains(area)
            case .room(let own): own == room
            case .unit: false
            }
        }
    }
}
