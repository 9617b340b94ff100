// SPDX-License-Identifier: Apache-2.0

import Domain

/// What documents are called, and what they say in words of their own.
enum DocumentWording {
    static func name(_ document: SessionDocument) -> String {
        switch document {
        case .notice: "会议通知"
        case .signInSheet: "签到表"
        case .minutes: "会议纪要"
        case .suggestionList: "建议清单"
        case .outcome: "成果文件"
        }
    }

    static func name(_ document: ProposalDocument) -> String {
        switch document {
        case .form: "提案表"
        case .filingNotice: "立案通知书"
        case .reply: "答复函"
        case .opinionForm: "征询意见表"
        }
    }

    static let assignmentList = "交办清单"
    static let compilation = "提案汇编"
    static let reply = "答复"
    static let summary = "工作总结"
    static let briefing = "一页纸"
    static let campaignReport = "活动情况报告"

    static func name(_ format: DocumentFile.Format) -> String {
        switch format {
        case .docx: "Word"
        case .pdf: "PDF"
        }
    }

    /// Whom to call, for the remark of a letter: that stands in brackets itself, and so it has none within.
    static func contact(of tenant: Tenant) -> String {
        let words = tenant.contact.replacing("（", with: "，").replacing("）", with: "，")
        return "联系电话：\(words.hasSuffix("，") ? String(words.dropLast()) : words)"
    }

    /// 2026年3月5日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4).
    static func date(_ day: Day) -> String { "\(day.year)年\(day.month)月\(day.dayOfMonth)日" }

    /// 2026年3月9日（星期一）14:30
    static func moment(_ plan: ConsultationSession.Plan) -> String {
        let weekday = ["一", "二", "三", "四", "五", "六", "日"][plan.day.weekday - 1]
        return "\(date(plan.day))（星期\(weekday)）\(SessionWording.time(plan.minuteOfDay))"
    }

    /// What a session is called in a title: its own name where that says that it is one.
    static func session(_ title: String?) -> String {
        guard let title else { return "协商会" }
        return title.hasSuffix("会") || title.hasSuffix("会议") ? title : "“\(title)”协商会"
    }

    /// How far a unit took up what was suggested, as a letter says it.
    static func adopted(_ adoption: SuggestionItem.Adoption) -> String {
        switch adoption {
        case .adopted: "所提建议已经采纳"
        case .partly: "所提建议已部分采纳"
        case .declined: "所提建议没有采纳"
        }
    }

    /// What a unit says that came of it.
    static func claimed(_ outcome: OutcomeClass) -> String {
        switch outcome {
        case .solved: "问题已经解决"
        case .partly: "问题已解决一部分"
        case .unsolved: "问题还没有解决"
        }
    }

    /// Whether everybody may read it, as a form and a letter say it.
    static func disclosed(_ disclosure: Proposal.Disclosure) -> String {
        switch disclosure {
        case .open: "可以公开"
        case .closed(let reason): "不公开（\(reason.words ?? TopicWording.erased)）"
        }
    }

    /// Whether a proposer agrees that everybody may read it, as the proposal form says it.
    static func agreed(_ disclosure: Proposal.Disclosure) -> String {
        switch disclosure {
        case .open: "同意公开"
        case .closed(let reason): "不同意公开（\(reason.words ?? TopicWording.erased)）"
        }
    }

    static func health(_ absence: Typesetter.Absence?) -> String {
        switch absence {
        case nil: "能出Word和PDF"
        case .noFolder: "只出Word，不出PDF：没有装排版程序"
        case .incomplete(let missing): "只出Word，不出PDF：排版目录里缺\(missing)"
        case .noPython: "只出Word，不出PDF：这台机器没有/usr/bin/python3"
        }
    }

    /// One line for the log of a start.
    static func log(_ absence: Typesetter.Absence) -> String {
        switch absence {
        case .noFolder: "no PDF of documents: no folder of typesetting"
        case .incomplete(let missing): "no PDF of documents: the folder of typesetting lacks \(missing)"
        case .noPython: "no PDF of documents: no /usr/bin/python3"
        }
    }
}
