// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How the handling assessment sounds.
enum AssessmentWording {
    static func name(_ measure: Assessment.Measure) -> String {
        switch measure {
        case .verified: "报告已核实"
        case .closed: "办结"
        case .overdue: "超期未办"
        case .claimed: "单位说解决"
        case .confirmed: "大家确认解决"
        case .unflagged: "不算已标记的"
        case .commented: "领导点评过"
        case .scored: "委员测评过"
        }
    }

    /// What a figure is out of, as the head of a table says it.
    static func whole(_ measure: Assessment.Measure) -> String {
        switch measure {
        case .verified, .closed, .overdue, .commented: "全部事项"
        case .scored: "办结的"
        case .claimed: "报告已核实"
        case .confirmed: "有人答复"
        case .unflagged: "有没标记的人答复"
        }
    }

    /// A count with what it is out of; without a whole there is no share.
    static func figure(_ count: Int, of whole: Int) -> String {
        whole == 0 ? "0/0件" : "\(count)/\(whole)件（\((count * 100 + whole / 2) / whole)%）"
    }
}

extension HandlingAssessmentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "年度考评由负责全县的召集人或领导发布。"
        case .yearGoesOn: "这一年还没有过完，12月起才能发布。"
        case .alreadyIssued: "这一年的考评已经发布过了。"
        case .nothingThere: "这一年没有商定的事项，没有可以考评的。"
        }
    }

    var blamed: [String] {
        switch self {
        case .yearGoesOn, .alreadyIssued, .nothingThere: ["year"]
        case .notYours: []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .yearGoesOn, .alreadyIssued, .nothingThere: .conflict
        }
    }
}
