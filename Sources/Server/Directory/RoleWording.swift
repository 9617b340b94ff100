// SPDX-License-Identifier: Apache-2.0

import Domain

/// What roles are called.
enum RoleWording {
    static func name(_ role: Role) -> String {
        switch role {
        case .roomSecretary: "议事室秘书"
        case .convener: "召集人"
        case .leader: "领导"
        }
    }
}
