// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How assignments sound.
enum AssignmentWording {
    static func name(_ state: ProposalAssignment.State.Name) -> String {
        switch state {
        case .issued: "待签收"
        case .returnRequested: "申请退回"
        case .signedFor: "办理中"
        case .drafted: "答复待审核"
        case .sentBack: "答复退回"
        case .checked: "待签发"
        case .sent: "已答复"
        case .recalled: "不用办了"
        }
    }

    static func chip(_ state: ProposalAssignment.State.Name) -> Chip {
        switch state {
        case .issued: Chip(word: name(state), icon: .ring, tone: .wait)
        case .returnRequested: Chip(word: name(state), icon: .undo, tone: .soon)
        case .signedFor: Chip(word: name(state), icon: .quarter, tone: .go)
        case .drafted, .checked: Chip(word: name(state), icon: .half, tone: .soon)
        case .sentBack: Chip(word: name(state), icon: .undo, tone: .late)
        case .sent: Chip(word: name(state), icon: .check, tone: .done)
        case .recalled: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ part: Proposal.Part) -> String {
        switch part {
        case .lead: "主办"
        case .coHandler: "会办"
        case .separate: "分办"
        }
    }

    static func name(_ means: ProposalAssignment.Contact.Means) -> String {
        switch means {
        case .meeting: "面商、座谈"
        case .visit: "上门走访"
        case .phone: "电话"
        case .siteVisit: "邀请实地察看"
        }
    }

    static func name(_ stage: ProposalAssignment.Contact.Stage) -> String {
        switch stage {
        case .before: "办前"
        case .during: "办中"
        case .after: "办后"
        }
    }

    /// How often unit and proposers spoke, by when it was; what was noted before that was told counts as during the handling.
    static func counts(_ contacts: [ProposalAssignment.Contact]) -> String {
        ProposalAssignment.Contact.Stage.allCases.compactMap { stage -> String? in
            let count = contacts.count { ($0.stage ?? .during) == stage }
            return count == 0 ? nil : "\(name(stage))\(count)次"
        }.joined(separator: "，")
    }

    static let means = ProposalAssignment.Contact.Means.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static let yesOrNo = [InputField.Option(code: "yes", label: "是"), InputField.Option(code: "no", label: "不是")]

    static let consent = [
        InputField.Option(code: "yes", label: "同意"), InputField.Option(code: "no", label: "还有不同意见"),
    ]

    static let disclosures = [
        InputField.Option(code: "open", label: "可以公开"), InputField.Option(code: "closed", label: "不公开"),
    ]

    /// What the form of a draft holds: what was drafted before.
    static func value(_ field: String, of reply: ProposalAssignment.Reply?) -> String {
        guard let reply else { return field == "disclosure" ? "open" : "" }
        let (disclosure, reason): (String, String?) =
            switch reply.disclosure {
            case .open: ("open", nil)
            case .closed(let reason): ("closed", reason.words)
            }
        let values: [String: String?] = [
            "outcome": reply.outcome, "text": reply.text.words, "abstract": reply.abstract?.words,
            "disclosure": disclosure, "closedReason": reason,
        ]
        return values[field].flatMap(\.self) ?? ""
    }

    static func name(_ command: ProposalAssignment.Command) -> String {
        switch command {
        case .signFor: "签收"
        case .requestReturn: "申请退回"
        case .reassign: "改派别的单位"
        case .uphold: "仍由它办"
        case .contact: "记联系"
        case .draft: "写答复"
        case .takeBack: "收回答复"
        case .sendBack: "退回答复"
        case .check: "审核通过"
        case .send: "签发答复"
        case .giveOpinion: "交会办意见"
        case .askExtension: "申请延期"
        case .grantExtension: "同意延期"
        case .refuseExtension: "不同意延期"
        case .handOver: "交给同事"
        case .correct: "更正笔误"
        case .remind: "催办"
        }
    }

    static func done(_ command: ProposalAssignment.Command) -> String {
        switch command {
        case .signFor: "已签收，办理期限从签收算起。"
        case .requestReturn: "已申请退回，等提案委员会答复；这之前仍由贵单位负责。"
        case .reassign: "已改派，等新单位签收。"
        case .uphold: "已告诉单位继续办。"
        case .contact: "联系已记下。"
        case .draft: "答复已交提案委员会审核。"
        case .takeBack: "已收回，写的内容都在“写答复”里，改好再交。"
        case .sendBack: "答复已退回单位。"
        case .check: "已审核，等单位领导签发。"
        case .send: "答复已发出。"
        case .giveOpinion: "会办意见已交给主办单位。"
        case .askExtension: "已申请延期，等提案委员会答复；答复以前期限不变。"
        case .grantExtension: "已同意延期，到期日已改。"
        case .refuseExtension: "已答复，期限不变。"
        case .handOver: "已交给同事，期限不变。"
        case .correct: "已更正，改前的留在记录里。"
        case .remind: "已催办，单位会收到通知；今天不再催。"
        }
    }

    /// Whose it is and how far, in the line under its subject.
    static func origin(_ listed: AssignmentListStore.Listed, today: Day) -> String {
        [
            listed.number?.text, "\(listed.unitName)（\(name(listed.part))）", name(listed.state),
            listed.isKey ? "重点提案" : nil,
            listed.remindedOn.map { $0 == today ? "今天催过" : "\(ChineseTime.date($0, today: today))催过" },
        ].compactMap { $0 }.joined(separator: " · ")
    }

    /// A reminder as it is usual, to be sent as it is or changed: what, by when, what is asked for.
    static func reminder(of assignment: ProposalAssignment, subject: String, today: Day) -> String {
        let asked =
            switch assignment.state.name {
            case .issued: "签收"
            case .signedFor, .sentBack: assignment.isCoHandling ? "交会办意见" : "答复"
            case .checked: "签发答复"
            case .returnRequested, .drafted, .sent, .recalled: "办理"
            }
        guard let due = assignment.deadline?.day else { return "请抓紧办理“\(subject)”，并\(asked)。" }
        let date = ChineseTime.date(due, today: today)
        return due < today
            ? "“\(subject)”应在\(date)前\(asked)，已经超期。请尽快\(asked)；有困难的，请写明卡在哪里、什么时候能办好。"
            : "“\(subject)”请在\(date)前\(asked)。答复以前，请先和提案者当面谈一谈。"
    }

    /// Who signed a reply, and when; with the number of the letter, where it has one.
    static func signature(_ signature: ProposalAssignment.Signature, today: Day) -> String {
        """
        \(signature.number.map { "\($0.text) · " } ?? "")\(signature.signer.words ?? TopicWording.erased)\(signature.isPrincipal ? "（主要负责人）" : "")\
        \(ChineseTime.date(signature.day, today: today))签发
        """
    }

    static func disclosure(_ disclosure: Proposal.Disclosure) -> String {
        switch disclosure {
        case .open: "可以公开"
        case .closed(let reason): "不公开：\(reason.words ?? TopicWording.erased)"
        }
    }
}

extension AssignmentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件提案不归您办。"
        case .notIssued: "这件不在等签收。"
        case .returnWindowOver: "退回的期限已经过了，请签收办理。"
        case .alreadyReturned: "已经退回过一次，不能再退。"
        case .noReturnRequested: "没有要答复的退回申请。"
        case .sameUnit: "这个单位已经在办这件提案，请选另一个单位。"
        case .notSignedFor: "还没有签收。"
        case .dayIsToCome: "记的是已经发生的事，日子不能在以后。"
        case .givesOpinion: "会办单位交会办意见，由主办单位答复。"
        case .replies: "主办、分办单位写答复，不交会办意见。"
        case .unknownClass: "没有这一类，请从列表里选。"
        case .alreadyDrafted: "答复已经写好，在等审核或者签发。"
        case .notDrafted: "没有等审核的答复。"
        case .notChecked: "答复还没有审核。"
        case .notContacted: "还没有联系提案者的记录。先当面谈、再答复。"
        case .contactIsOver: "提案撤回了，或者办结已经很久、跟踪的期限过了，不再记联系。"
        case .stillContested: "提案者还有不同意见，谈好了再记一次。"
        case .leaderMissing: "第二次答复以前，要有单位领导和提案者谈过。"
        case .opinionsOwed: "还有会办单位没有交意见。"
        case .notPrincipal: "重点提案的答复由单位主要负责人签发。"
        case .alreadyOverdue: "已经到期了，延期要在到期以前提出。"
        case .alreadyExtended: "已经延过一次，不能再延。"
        case .tooLong: "不比现在的期限长，或者超过了规定的最长期限。"
        case .extensionWaits: "已经申请延期，等提案委员会答复。"
        case .noExtensionAsked: "没有要答复的延期申请。"
        case .alreadyReminded: "今天已经催过了，明天再催。"
        case .nothingOwed: "单位现在没有要办的，不用催。"
        case .ownWork: "自己单位承办的提案，自己不审核、不裁定。请提案委员会别的工作人员来办。"
        case .alreadySent: "已经答复了。"
        case .notSent: "还没有答复。"
        case .notOfUnit: "这位不是贵单位的经办人，请从列表里选。"
        case .sameOfficer: "现在就是这位负责，请选另一位。"
        case .recalled: "提案已经撤回，不用办了。"
        }
    }

    var blamed: [String] {
        switch self {
        case .sameUnit: ["unit"]
        case .dayIsToCome: ["day"]
        case .unknownClass: ["outcome"]
        case .notPrincipal: ["principal"]
        case .tooLong: ["months"]
        case .notOfUnit, .sameOfficer: ["officer"]
        case .notYours, .notIssued, .returnWindowOver, .alreadyReturned, .noReturnRequested, .notSignedFor,
            .givesOpinion, .replies, .alreadyDrafted, .notDrafted, .notChecked, .notContacted, .contactIsOver,
            .stillContested, .leaderMissing, .opinionsOwed, .alreadyOverdue, .alreadyExtended, .extensionWaits,
            .noExtensionAsked,
            .alreadyReminded, .nothingOwed, .ownWork, .alreadySent, .notSent, .recalled:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .sameUnit, .dayIsToCome, .unknownClass, .notPrincipal, .tooLong, .notOfUnit, .sameOfficer:
            .unprocessableContent
        case .notIssued, .returnWindowOver, .alreadyReturned, .noReturnRequested, .notSignedFor, .givesOpinion,
            .replies, .alreadyDrafted, .notDrafted, .notChecked, .notContacted, .contactIsOver, .stillContested,
            .leaderMissing,
            .opinionsOwed, .alreadyOverdue, .alreadyExtended, .extensionWaits, .noExtensionAsked, .alreadyReminded,
            .nothingOwed, .ownWork, .alreadySent, .notSent, .recalled:
            .conflict
        }
    }
}
