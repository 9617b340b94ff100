// SPDX-License-Identifier: Apache-2.0

import Domain

/// What the log of an assignment says in its trace.
enum AssignmentTraceWording {
    /// What an event says, and what was written with it. `units`: what units are called.
    static func words(
        _ event: AssignmentEvent, units: [HandlingUnit.ID: String], practice: ProposalPractice, today: Day
    ) -> (act: String, quote: String?) {
        func unit(_ id: HandlingUnit.ID) -> String { units[id] ?? "某个单位" }
        func by(_ deadline: Deadline) -> String { ChineseTime.date(deadline.day, today: today) }
        return switch event {
        case .issued(let brief, let deadline):
            ("交给\(unit(brief.handler.unit))\(AssignmentWording.name(brief.handler.part))，\(by(deadline))前签收", nil)
        case .signedFor(let day, let deadline):
            ("签收，从\(ChineseTime.date(day, today: today))算起，\(by(deadline))前办好", nil)
        case .returnRequested(let reason, let suggested): ("申请退回，建议由\(text(suggested))办", text(reason))
        case .reassigned(let id, let deadline): ("改派\(unit(id))，\(by(deadline))前签收", nil)
        case .upheld(let reason, _, let deadline): ("仍由它办，\(by(deadline))前办好", text(reason))
        case .contacted(let contact): (contacted(contact, today: today), text(contact.words))
        case .drafted(let reply):
            ("写好答复：\(reply.outcome.map { ProposalWording.outcome($0, practice) } ?? "")", text(reply.text))
        case .takenBack: ("收回答复稿来改", nil)
        case .sentBack(let reason): ("答复退回", text(reason))
        case .checked: ("答复审核通过", nil)
        case .sent(let signature): ("答复发出，\(AssignmentWording.signature(signature, today: today))", nil)
        case .opinionGiven(let opinion, let signature):
            ("交会办意见，\(AssignmentWording.signature(signature, today: today))", text(opinion.text))
        case .extensionAsked(let wish): ("申请延期，一共\(wish.months)个月", text(wish.reason))
        case .extended(let deadline): ("同意延期到\(by(deadline))", nil)
        case .extensionRefused(let reason): ("不同意延期", text(reason))
        case .reminded(let words, _): ("催办", text(words))
        case .reopened(_, let deadline): ("有提案者不满意，再次办理，\(by(deadline))前答复", nil)
        case .handedOver: ("交给本单位另一位经办人负责", nil)
        case .corrected(let words, let reason): ("更正答复里的笔误：\(text(reason))", text(words))
        case .recalled: ("提案撤回，不用办了", nil)
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        }
    }

    private static func contacted(_ contact: ProposalAssignment.Contact, today: Day) -> String {
        """
        \(contact.stage.map { "\(AssignmentWording.name($0))联系：" } ?? "")\
        \(ChineseTime.date(contact.day, today: today))\(AssignmentWording.name(contact.means))\
        \(contact.withLeader ? "，单位领导参加" : "")\(contact.isContested ? "，提案者还有不同意见" : "，提案者同意")
        """
    }

    private static func text(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}
