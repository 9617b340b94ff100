// SPDX-License-Identifier: Apache-2.0

import Domain

/// Somebody of the village who can sign in.
package enum Villager: String, CaseIterable, Sendable {
    case secretary, otherSecretary, convener, leader, zoneSecretary

    /// The password of everybody.
    package static let password = "village-pass"

    package var signInName: String {
        switch self {
        case .secretary, .zoneSecretary: "mishu"
        case .otherSecretary: "mishu2"
        case .convener: "zhaojiren"
        case .leader: "lingdao"
        }
    }

    package var name: String {
        switch self {
        case .secretary: "林小禾"
        case .otherSecretary: "方知夏"
        case .convener: "周明远"
        case .leader: "顾怀远"
        case .zoneSecretary: "许望舒"
        }
    }

    package var role: Role {
        switch self {
        case .secretary, .otherSecretary, .zoneSecretary: .roomSecretary
        case .convener: .convener
        case .leader: .leader
        }
    }

    package var isOfZone: Bool { self == .zoneSecretary }
}
