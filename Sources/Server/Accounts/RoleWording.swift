// SPDX-License-Identifier: Apache-2.0

import Domain

/// What roles are called.
enum RoleWording {
    static func name(_ role: Role) -> String {
        switch role {
        case .roomSecretary: "议事室秘书"
        case .convener: "召集人"
        case .leader: "领导"
        case .member: "政协委员"
        case .unitOfficer: "单位经办人"
        case .privacyOfficer: "隐私专员"
        case .proposalOfficer: "提案工作人员"
        case .systemAdministrator: "系统管理员"
        case .securityAdministrator: "安全管理员"
        case .auditAdministrator: "审计管理员"
        }
    }
}
