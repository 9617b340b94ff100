// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// How a record names the proposals that grew from it, and how one begins another.
extension ProposalWording {
    static func link(_ proposal: ProposalListStore.Listed) -> HTML {
        """
        \(TextLink(text: proposal.subject ?? TopicWording.erased, address: "/desk/proposals/\(proposal.id)").html) \
        \(chip(proposal.state).html)
        """
    }

    /// The proposals that grew from a record, on that record; nil where the reader sees none.
    static func grown(_ proposals: [ProposalListStore.Listed]) -> Facts.Row? {
        proposals.isEmpty ? nil : .init("由此写的提案", html: proposals.map(link).joined(separator: "<br>"))
    }

    /// What a proposal grew from, as a table says it.
    static func name(_ source: ProposalSources.Field) -> String {
        switch source {
        case .clue: "提案线索"
        case .sentiment: "委员走访"
        case .item: "商定的事项"
        case .lookBack: "回头看"
        case .meeting: "监督、协商的会"
        case .topic: "议题"
        }
    }

    /// Where a member begins a proposal that grows from a record; nil for everybody else, and where there are no proposals.
    static func beginning(_ field: String, _ id: String, _ actor: Actor, _ profile: PracticeProfile) -> TextLink? {
        guard profile.has(.proposals), case .staff(let staff) = actor, staff.holds(.member) else { return nil }
        return TextLink(text: "由它写一件提案", address: "/desk/proposal?\(field)=\(id)")
    }
}

extension ProposalWording {
    /// 市政协立案了，编号市0123, or what it waits for.
    static func words(_ upward: Proposal.Upward, today: Day) -> String {
        switch upward {
        case .waiting: "已报市政协，等市里的结果"
        case .answered(let result, let day):
            "\(ChineseTime.date(day, today: today))，\(answer(result))：\(result.words.words ?? TopicWording.erased)"
        }
    }

    /// 市政协立案了，编号市0123
    static func answer(_ result: Proposal.Result) -> String {
        "市政协\(result.isFiled ? "立案了" : "没有立案")\(result.number?.words.map { "，编号\($0)" } ?? "")"
    }
}
