// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// What was announced, as everybody reads it: proposals that are not public stand with their number alone.
struct PublicCommendation: Sendable {
    let span: Commendation.Span
    let day: Day
    let decidedBy: FreeText
    let proposals: [Honoured]
    let units: [String]

    /// A proposal that is honoured; without a title where its text is not public.
    struct Honoured: Sendable {
        let id: Proposal.ID
        let number: ProposalNumber
        let title: String?
        /// Whether its proposers agree that everybody reads it.
        let isOpen: Bool
    }

    /// Some ten years of them.
    private static let most = 20

    /// The latest first.
    static func all(_ desk: CommendationDesk, in transaction: Transaction) throws -> [PublicCommendation] {
        let units = try AssignmentStore(tenant: desk.site.tenant.id).unitNames(in: transaction)
        return try desk.store.list(.announced, after: nil, limit: most, in: transaction).compactMap { listed in
            guard let record = try desk.commendation(listed.id, in: transaction),
                case .announced(let day, let decidedBy) = record.state
            else { return nil }
            return PublicCommendation(
                span: record.span, day: day, decidedBy: decidedBy,
                proposals: try record.listedProposals.compactMap { try honoured($0.id, desk, in: transaction) },
                units: record.listedUnits.compactMap { units[$0] })
        }
    }

    private static func honoured(
        _ id: Proposal.ID, _ desk: CommendationDesk, in transaction: Transaction
    ) throws -> Honoured? {
        guard let proposal = try desk.proposals.proposal(id, in: transaction), let number = proposal.number else {
            return nil
        }
        let title = proposal.publication.isPublic ? proposal.publicText?.title.words : nil
        return Honoured(id: id, number: number, title: title, isOpen: proposal.isOpen)
    }

    func html(today: Day) -> HTML {
        let rows = proposals.map { proposal -> LinkList.Row in
            let content: HTML =
                if let title = proposal.title {
                    TextLink(text: title, address: "/proposals/\(proposal.id)").html
                } else {
                    "<span class=\"mute\">\(proposal.isOpen ? "全文还没有公开" : "提案者不同意公开全文")</span>"
                }
            return LinkList.Row(relation: proposal.number.text, content: content)
        }
        let named = units.isEmpty ? HTML() : "<p>先进承办单位：\(units.joined(separator: "、"))</p>" as HTML
        return """
            <section><h2>\(CommendationWording.title(span))</h2>\
            <p class="small mute">\(ChineseTime.date(day, today: today))公布，\(CommendationWording.text(decidedBy))审定</p>\
            \(rows.isEmpty ? HTML() : LinkList(rows: rows).html)\(named)</section>
            """
    }
}
