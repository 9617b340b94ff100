// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How items sound on the desk and to residents.
enum ItemWording {
    /// The state's one name in the product.
    static func name(_ state: SuggestionItem.State.Name) -> String {
        switch state {
        case .drafted: "草稿"
        case .approved: "待交办"
        case .dispatched: "待签收"
        case .returnRequested: "申请退回"
        case .accepted: "已签收"
        case .inProgress: "办理中"
        case .reported: "已报告，待核实"
        case .sentBack: "报告退回"
        case .verified: "请大家确认"
        case .closed: "已办结"
        case .reopened: "重办"
        }
    }

    static func chip(_ state: SuggestionItem.State.Name) -> Chip {
        switch state {
        case .drafted, .approved, .dispatched: Chip(word: name(state), icon: .ring, tone: .wait)
        case .returnRequested: Chip(word: name(state), icon: .undo, tone: .soon)
        case .accepted, .inProgress: Chip(word: name(state), icon: .quarter, tone: .go)
        case .reported, .verified: Chip(word: name(state), icon: .half, tone: .soon)
        case .sentBack, .reopened: Chip(word: name(state), icon: .undo, tone: .late)
        case .closed: Chip(word: name(state), icon: .check, tone: .go)
        }
    }

    /// Jade only where it is closed and the people confirm it.
    static func chip(_ state: SuggestionItem.State.Name, _ tally: ConfirmationTally) -> Chip {
        state == .closed && tally.isConfirmed ? Chip(word: "已解决，大家确认", icon: .done, tone: .done) : chip(state)
    }

    static func name(_ adoption: SuggestionItem.Adoption) -> String {
        switch adoption {
        case .adopted: "采纳"
        case .partly: "部分采纳"
        case .declined: "没有采纳"
        }
    }

    static let adoptions = SuggestionItem.Adoption.allCases.map {
        InputField.Option(code: $0.rawValue, label: name($0))
    }

    static func name(_ outcome: OutcomeClass) -> String {
        switch outcome {
        case .solved: "解决了"
        case .partly: "解决了一部分"
        case .unsolved: "没有解决"
        }
    }

    static let outcomes = OutcomeClass.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ rating: Confirmation.Rating) -> String {
        switch rating {
        case .satisfied: "满意"
        case .basically: "基本满意"
        case .dissatisfied: "不满意"
        }
    }

    static let ratings = Confirmation.Rating.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    static func name(_ voice: Confirmation.Voice) -> String {
        switch voice {
        case .submitter: "提出人"
        case .supporter: "支持的人"
        case .participant: "到会群众代表"
        }
    }

    /// What people said, with its denominator: 3/5人答复：解决了2、解决了一部分1.
    static func tally(_ tally: ConfirmationTally) -> String {
        guard tally.asked > 0 else { return "还没有请人确认" }
        let said = [
            (tally.solved, OutcomeClass.solved), (tally.partly, .partly), (tally.unsolved, .unsolved),
        ].filter { $0.0 > 0 }.map { "\(name($0.1))\($0.0)人" }
        let answers = "\(tally.answered)/\(tally.asked)人答复"
        return said.isEmpty ? answers : "\(answers)：\(said.joined(separator: "、"))"
    }

    /// Why a word may have come from the unit itself; nobody is accused by it.
    static func name(_ flag: Confirmation.Flag) -> String {
        switch flag {
        case .account: "登录着承办单位的账号"
        case .address: "来自承办单位近期用过的网络"
        }
    }

    static func chip(_ flag: Confirmation.Flag) -> Chip {
        Chip(word: "已标记：\(name(flag))", icon: .alert, tone: .soon)
    }

    /// What is left without the marked words, with its denominator; nil where none is marked.
    static func flagged(_ tally: ConfirmationTally) -> String? {
        guard tally.flagged > 0 else { return nil }
        let rest = tally.answered - tally.flagged
        return "\(tally.flagged)人的答复可能来自承办单位，照样算数；不算这些，\(rest)人答复，解决了\(tally.solved - tally.flaggedSolved)人"
    }

    /// What a command is called on its button, and what a page is called where it is prepared.
    static func name(_ command: SuggestionItem.Command) -> String {
        switch command {
        case .revise: "修改"
        case .discard: "作废"
        case .dispatch: "交给承办单位"
        case .accept: "签收"
        case .requestReturn: "申请退回"
        case .reassign: "改派别的单位"
        case .uphold: "仍由它办"
        case .handOver: "换人负责"
        case .progress: "写进展"
        case .askExtension: "申请延期"
        case .grantExtension: "同意延期"
        case .refuseExtension: "不同意延期"
        case .report: "报告办理结果"
        case .verify: "核实，请大家确认"
        case .sendBack: "退回报告"
        case .close: "办结"
        case .reopen: "没有真解决，重办"
        case .remind: "催办"
        case .superviseJointly: "联合督办"
        case .sign: "会签"
        case .declineToSign: "不会签，退回"
        case .signFor: "代记会签"
        case .inspect: "记督察"
        case .comment: "记领导点评"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: SuggestionItem.Command) -> String {
        switch command {
        case .revise: "已改好。"
        case .discard: "已作废。"
        case .dispatch: "已交给承办单位，等它签收。"
        case .accept: "已签收，办理期限从今天算起。"
        case .requestReturn: "已申请退回，等秘书答复；这之前仍由贵单位负责。"
        case .reassign: "已改派，等新单位签收。"
        case .uphold: "已告诉单位继续办。"
        case .handOver: "已换人负责。"
        case .progress: "进展已记下，提出人能看到。"
        case .askExtension: "已申请延期，等秘书答复；答复以前期限不变。"
        case .grantExtension: "已同意延期，到期日已改。"
        case .refuseExtension: "已答复，期限不变。"
        case .report: "已报告，等秘书核实。"
        case .verify: "已核实，正在请大家确认。"
        case .sendBack: "报告已退回单位。"
        case .close: "已办结。"
        case .reopen: "已重办，单位会收到通知。"
        case .remind: "已催办，单位会收到通知；今天不再催。"
        case .superviseJointly: "已定为联合督办。"
        case .sign: "已会签；两位都签了的，已经办结。"
        case .declineToSign: "已退回单位，期限从今天算起。"
        case .signFor: "已代记会签；两位都签了的，已经办结。"
        case .inspect: "督察情况已记下。"
        case .comment: "点评已记下。"
        }
    }

    static func name(_ side: SuggestionItem.Side) -> String {
        switch side {
        case .party: "党委一方"
        case .committee: "政协一方"
        }
    }

    static let sides = SuggestionItem.Side.allCases.map { InputField.Option(code: $0.rawValue, label: name($0)) }

    /// Whose it is and how far, in the line under its title.
    static func origin(_ listed: ItemListStore.Listed, today: Day) -> String {
        [
            listed.unitName, listed.officerName, name(listed.state), listed.isJointlySupervised ? "联合督办" : nil,
            listed.remindedOn.map { $0 == today ? "今天催过" : "\(ChineseTime.date($0, today: today))催过" },
        ].compactMap { $0 }.joined(separator: " · ")
    }

    /// A reminder as it is usual, to be sent as it is or changed: what, by when, what is asked for.
    static func reminder(of item: SuggestionItem, today: Day) -> String {
        let task = "“\(Excerpt.of(item.task.text.words))”"
        let asked = item.state == .dispatched ? "签收" : "报告办理结果"
        guard let due = item.deadline?.day else { return "请抓紧办理\(task)，并\(asked)。" }
        let date = ChineseTime.date(due, today: today)
        return due < today
            ? "\(task)应在\(date)前\(asked)，已经超期。请尽快\(asked)；有困难的，请写明卡在哪里、什么时候能办好。"
            : "\(task)请在\(date)前\(asked)。办到哪一步，请先写一条进展。"
    }

    static let invitationTitle = "请您确认"

    static let linkVoidedTitle = "确认链接已停用"

    /// The SMS to somebody whose link was voided because somebody of the room made another by hand.
    static func linkVoided(organ: String) -> String {
        "【\(organ)】先前短信里请您确认的链接停用了：议事室另外给您开了一张确认条。您没有要过确认条的，请告诉我们。"
    }

    /// How many of the words came by a link that the room made by hand; nil where none did.
    static func bySlip(_ tally: ConfirmationTally) -> String? {
        tally.bySlip > 0 ? "\(tally.bySlip)人" : nil
    }

    /// What says in the trace that links were made by hand on one day by one person.
    static func slipsMade(_ count: Int) -> String { "开了\(count)张确认条，先前的链接随即作废" }

    static let slipChip = Chip(word: "凭确认条", icon: .document, tone: .wait)

    /// The SMS that asks somebody to confirm. `matter`: the topic's public title; nil while it has none.
    static func invitation(_ matter: String?, organ: String, by day: String, address: String) -> String {
        let what = matter.map { "“\($0)”" } ?? "一件事"
        return "【\(organ)】您关心的\(what)，单位报告了办理结果。是不是真解决了，请在\(day)前点开说一说：\(address)（只能用一次）"
    }
}

extension ItemRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件事项不归您办。"
        case .noMilestone: "至少要有一个有日期的节点。"
        case .milestoneHasPassed: "有的节点日期已经过了。"
        case .notDraft: "已经签发，不能再改。"
        case .discarded: "这份草稿已经作废。要办这件事，请在协商会里另写一件。"
        case .notApproved: "成果还没有签发，签发后才能交办。"
        case .alreadyDispatched: "已经交给单位了。"
        case .notDispatched: "这件不在等签收。"
        case .returnWindowOver: "退回的期限已经过了，请签收办理。"
        case .alreadyReturned: "已经退回过一次，不能再退。"
        case .noReturnRequested: "没有要答复的退回申请。"
        case .sameUnit: "它现在就由这个单位办，请选另一个单位。"
        case .samePerson: "现在就由这位负责，请选另一位。"
        case .notAccepted: "单位还没有签收。"
        case .unknownMilestone: "没有这个节点，或者已经到过了。"
        case .alreadyOverdue: "已经到期了，延期要在到期以前提出。"
        case .alreadyExtended: "已经延过一次，不能再延。"
        case .extensionWaits: "已经申请延期，等秘书答复。"
        case .noExtensionAsked: "没有要答复的延期申请。"
        case .alreadyReported: "已经报告了，等秘书核实。"
        case .declinedIsNotSolved: "没有采纳的，不能报“解决了”。用别的办法解决了的，请选“部分采纳”，写明是怎么解决的。"
        case .notReported: "单位还没有报告。"
        case .notVerified: "还没有核实，不能办结。"
        case .stillAsking: "还有人没有答复，也没有过确认期限，再等一等。"
        case .notClosed: "还没有办结，不用重办。"
        case .reopenWindowOver: "办结太久了，请另开一轮协商。"
        case .alreadyClosed: "已经办结了。"
        case .notResearched: "这个议题没有调研记录。不调研，不建言。"
        case .alreadyReminded: "今天已经催过了，明天再催。"
        case .nothingOwed: "单位现在没有要办的，不用催。"
        case .notSupervised: "还没有定两方督办人，先定联合督办。"
        case .needsSignatures: "联合督办的事项，两位督办人都会签才能办结。"
        case .alreadySigned: "这一方对这次报告已经会签了。"
        case .signsAlone: "这位督办人有账号，请本人会签。"
        case .samePersonTwice: "两方督办人不能是同一个人，一个人也不替两方会签。"
        case .ownWork: "自己单位承办的事，自己不核实、不裁定、不督办，也不代记会签。请议事室别的秘书或上级的秘书来办。"
        case .dayNotSeen: "这一天还没有到。"
        }
    }

    var blamed: [String] {
        switch self {
        case .noMilestone, .milestoneHasPassed: ["milestones"]
        case .sameUnit: ["unit"]
        case .samePerson: ["officer"]
        case .unknownMilestone: ["milestone"]
        case .notResearched: ["topic"]
        case .declinedIsNotSolved: ["claimed"]
        case .samePersonTwice: ["committeePerson"]
        case .ownWork: ["partyPerson"]
        case .signsAlone: ["side"]
        case .dayNotSeen: ["day"]
        case .notYours, .notDraft, .discarded, .notApproved, .alreadyDispatched, .notDispatched, .returnWindowOver,
            .alreadyReturned, .noReturnRequested, .notAccepted, .alreadyOverdue, .alreadyExtended, .extensionWaits,
            .noExtensionAsked, .alreadyReported, .notReported, .notVerified, .stillAsking, .notClosed,
            .reopenWindowOver, .alreadyClosed, .alreadyReminded,
            .nothingOwed, .notSupervised, .needsSignatures, .alreadySigned:
            []
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .noMilestone, .milestoneHasPassed, .sameUnit, .samePerson, .unknownMilestone, .dayNotSeen,
            .declinedIsNotSolved, .samePersonTwice, .ownWork:
            .unprocessableContent
        case .notDraft, .discarded, .notApproved, .alreadyDispatched, .notDispatched, .returnWindowOver,
            .alreadyReturned,
            .noReturnRequested, .notAccepted, .alreadyOverdue, .alreadyExtended, .extensionWaits, .noExtensionAsked,
            .alreadyReported, .notReported,
            .notVerified, .stillAsking, .notClosed, .reopenWindowOver, .alreadyClosed, .notResearched, .alreadyReminded,
            .nothingOwed, .notSupervised, .needsSignatures, .alreadySigned, .signsAlone:
            .conflict
        }
    }
}

extension ConfirmationRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这件事问的不是您。"
        case .notAsking: "这件事现在不在请人确认：可能已经办结，或者单位正在重办。"
        case .ownWork: "这件事由您所在的单位承办。确认条请议事室别的秘书或上级的秘书来开。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .notAsking, .ownWork: .conflict
        }
    }
}

extension SupportRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notPublished: "这件议题没有公开。"
        case .hasEnded: "这件议题已经办完了。还有类似的事，请扫码另提一件。"
        case .alreadySupported: "这个手机号已经支持过了，谢谢您。"
        case .noPhone: "没有留着您的手机号。"
        case .underHold: "这件事依法要留存一段时间，现在还不能删。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notPublished: .notFound
        case .hasEnded, .alreadySupported, .noPhone, .underHold: .conflict
        }
    }
}
