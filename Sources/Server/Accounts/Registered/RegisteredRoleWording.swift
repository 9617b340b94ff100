// SPDX-License-Identifier: Apache-2.0

import Domain

/// How roles that the registers say sound.
enum RegisteredRoleWording {
    static func name(_ kind: RegisteredRole.Kind) -> String {
        switch kind {
        case .members: "委员"
        case .secretaries: "议事室秘书"
        case .conveners: "议事室召集人"
        case .officers: "单位经办人"
        case .leaders: "主席会议"
        case .proposalOffice: "提案工作人员"
        case .workCommittees: "政协工委"
        }
    }

    /// By which line of which register.
    static func basis(_ kind: RegisteredRole.Kind) -> String {
        switch kind {
        case .members: "“委员”里今天在任的本级委员；到任期的最后一天止，没有写的到这一届届满止。"
        case .secretaries: "“议事室”里写着的秘书，管那一间。"
        case .conveners: "“议事室”里写着的召集人，管那一间。"
        case .officers: "“承办单位”里写着的经办人、第二经办人，办那个单位的事。"
        case .leaders: "“任职”里主席会议的主席、副主席、秘书长，看全县。"
        case .proposalOffice: "“任职”里名称带“提案”的专委会、内设机构的负责人和工作人员；只是成员的不算。"
        case .workCommittees: "“任职”里政协工委的主任、副主任，当那个乡镇的召集人；专职人员、秘书，当那个乡镇的秘书。"
        }
    }

    /// Whether its lines lie somewhere, so that an area can be chosen.
    static func hasAreas(_ kind: RegisteredRole.Kind) -> Bool {
        switch kind {
        case .members, .secretaries, .conveners, .workCommittees: true
        case .officers, .leaders, .proposalOffice: false
        }
    }

    static func code(_ standing: RegisteredRoleDesk.Standing) -> String {
        switch standing {
        case .ready: "ready"
        case .held: "held"
        case .noAccount: "no_account"
        case .refused(let refusal): refusal.code
        }
    }

    /// Why nothing can be given by a line; nil where something can, or was.
    static func reason(_ standing: RegisteredRoleDesk.Standing) -> String? {
        switch standing {
        case .ready, .held: nil
        case .noAccount: "还没有账号，请先给他开账号。"
        case .refused(let refusal): refusal.sentence
        }
    }

    static func left(_ line: RegisteredRoleDesk.Line) -> RegisteredRoleDesk.Outcome.Left? {
        reason(line.standing).map {
            .init(person: line.role.person, name: line.name, code: code(line.standing), reason: $0)
        }
    }

    /// On what a role rests that the registers no longer say.
    static func basis(_ basis: Grant.Basis?) -> String {
        switch basis {
        case .register: "按名册给的，名册不再写着"
        case nil: "单独给的，名册写的不是他"
        }
    }

    static func name(_ vacancy: Room.Vacancy) -> String {
        switch vacancy {
        case .secretary: "秘书"
        case .convener: "召集人"
        }
    }

    /// That nobody can act in these posts; nil where somebody can in each.
    static func vacant(_ vacancies: [Room.Vacancy]) -> String? {
        vacancies.isEmpty ? nil : "没有开通账号的\(vacancies.map(name).joined(separator: "、"))"
    }

    static let vacantUnit = "没有开通账号的经办人"

    static func tally(_ staffing: Staffing) -> String {
        "\(staffing.vacantRooms.count)/\(staffing.rooms)间议事室、\(staffing.vacantUnits.count)/\(staffing.units)个单位没有开通账号的人办"
    }
}
