// SPDX-License-Identifier: Apache-2.0

import Domain

/// Somebody of the village who can sign in.
package enum Villager: String, CaseIterable, Sendable {
    case secretary, otherSecretary, convener, leader, member, otherMember, officer, colleague, otherOfficer
    case privacyOfficer, proposalOfficer, systemAdministrator, securityAdministrator, auditAdministrator, zoneSecretary

    /// The password of everybody.
    package static let password = "village-pass"

    package var signInName: String {
        switch self {
        case .secretary, .zoneSecretary: "mishu"
        case .otherSecretary: "mishu2"
        case .convener: "zhaojiren"
        case .leader: "lingdao"
        case .member: "weiyuan"
        case .otherMember: "weiyuan2"
        case .officer: "danwei"
        case .colleague: "danwei3"
        case .otherOfficer: "danwei2"
        case .privacyOfficer: "yinsi"
        case .proposalOfficer: "tian"
        case .systemAdministrator: "xitong"
        case .securityAdministrator: "anquan"
        case .auditAdministrator: "shenji"
        }
    }

    package var name: String {
        switch self {
        case .secretary: "林小禾"
        case .otherSecretary: "方知夏"
        case .convener: "周明远"
        case .leader: "顾怀远"
        case .member: "沈亦舟"
        case .otherMember: "罗青禾"
        case .officer: "韩立冬"
        case .colleague: "施晚晴"
        case .otherOfficer: "孟知秋"
        case .privacyOfficer: "白守静"
        case .proposalOfficer: "施若水"
        case .systemAdministrator: "邱牧之"
        case .securityAdministrator: "穆清如"
        case .auditAdministrator: "卫子衡"
        case .zoneSecretary: "许望舒"
        }
    }

    package var role: Role {
        switch self {
        case .secretary, .otherSecretary, .zoneSecretary: .roomSecretary
        case .convener: .convener
        case .leader: .leader
        case .member, .otherMember: .member
        case .officer, .colleague, .otherOfficer: .unitOfficer
        case .privacyOfficer: .privacyOfficer
        case .proposalOfficer: .proposalOfficer
        case .systemAdministrator: .systemAdministrator
        case .securityAdministrator: .securityAdministrator
        case .auditAdministrator: .auditAdministrator
        }
    }

    /// Who enters the lines of a register, for the whole county or for the room of the village.
    package static func keeper(of register: Register) -> Villager {
        guard register.isBusiness else { return .systemAdministrator }
        return register.holders.contains(.proposalOfficer) ? .proposalOfficer : .secretary
    }

    package var isOfZone: Bool { self == .zoneSecretary }
}
