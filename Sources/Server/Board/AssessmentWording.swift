// SPDX-License-Identifier: Apache-2.0

/// How the handling assessment sounds.
enum AssessmentWording {
    static func name(_ measure: Assessment.Measure) -> String {
        switch measure {
        case .verified: "报告已核实"
        case .closed: "办结"
        case .overdue: "超期未办"
        case .claimed: "单位说解决"
        case .confirmed: "大家确认解决"
        }
    }

    /// What a figure is out of, as the head of a table says it.
    static func whole(_ measure: Assessment.Measure) -> String {
        switch measure {
        case .verified, .closed, .overdue: "全部事项"
        case .claimed: "报告已核实"
        case .confirmed: "有人答复"
        }
    }

    /// A count with what it is out of; without a whole there is no share.
    static func figure(_ count: Int, of whole: Int) -> String {
        whole == 0 ? "0/0件" : "\(count)/\(whole)件（\((count * 100 + whole / 2) / whole)%）"
    }
}
