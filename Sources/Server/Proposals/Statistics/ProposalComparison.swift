// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain
import HTTPTypes
import Markup

/// Two proposals side by side, with what each says alone marked: for whoever decides whether they are one matter.
struct ProposalComparisonRoutes: RouteGroup {
    let services: Services
    static let readers: Set<Role> = [.proposalOfficer, .leader]

    var routes: [Route] {
        [.desk(.get, "/desk/proposals/{record}/comparison", for: Self.readers, compare)]
    }

    /// Where a proposal stands beside another one.
    static func address(of own: Proposal.ID, with other: SimilarProposals.Found) -> String? {
        if let id = other.id { return "/desk/proposals/\(own)/comparison?with=\(id)" }
        return other.former.map { "/desk/proposals/\(own)/comparison?former=\($0)" }
    }

    private func compare(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: Proposal.ID = try request.id("record")
        let desk = ProposalDesk(request, services)
        let found = try await services.engine.read {
            transaction -> (ProposalComparison.Side, ProposalComparison.Side?, HTML) in
            let own = try desk.visible(id, to: request.actor, in: transaction)
            let other = try self.other(request, desk, in: transaction)
            let alike =
                other == nil
                ? try ProposalAside(desk: desk, own: id).similar(
                    to: own.content.subject.words ?? "", isComparing: true, in: transaction) : HTML()
            return (try self.side(own, desk, in: transaction), other, alike)
        }
        let page = ProposalComparison(own: found.0, other: found.1, alike: found.2)
        return Pages(request, services).desk("并排看", signedIn, place: .proposals, content: page.html)
    }

    /// The one that the address names; nil where it names none.
    private func other(
        _ request: WebRequest, _ desk: ProposalDesk, in transaction: Transaction
    ) throws -> ProposalComparison.Side? {
        if let id = request.query["with"].flatMap({ Proposal.ID($0) }) {
            return try side(try desk.visible(id, to: request.actor, in: transaction), desk, in: transaction)
        }
        guard let id = request.query["former"].flatMap({ FormerProposal.ID($0) }) else { return nil }
        let store = FormerProposalStore(tenant: request.site.tenant.id, contents: services.contents)
        guard let former = try store.proposal(id, scope: ProposalScope(of: request.actor), in: transaction) else {
            throw WebFailure.notFound
        }
        return ProposalComparison.Side(
            subject: former.subject, address: "\(FormerProposalRoutes.address)/\(id)",
            note: [former.number.official, former.proposer.words].compactMap(\.self).joined(separator: " · "),
            parts: [former.text.map { ("全文", $0) }, former.reply.map { ("答复", $0) }].compactMap(\.self))
    }

    private func side(
        _ proposal: Proposal, _ desk: ProposalDesk, in transaction: Transaction
    ) throws -> ProposalComparison.Side {
        let names = try DirectoryStore().names(
            of: Set(proposal.proposers), tenant: desk.site.tenant.id, in: transaction)
        let content = proposal.content
        return ProposalComparison.Side(
            subject: content.subject, address: "/desk/proposals/\(proposal.id)",
            note: ([proposal.number?.official] + proposal.proposers.map { names[$0] }).compactMap(\.self)
                .joined(separator: " · "),
            parts: [("情况", content.situation), ("分析", content.analysis), ("建议", content.advice)])
    }
}

/// The page of two proposals; while there is but one, those that are like it.
struct ProposalComparison {
    let own: Side
    let other: Side?
    let alike: HTML

    /// One of the two.
    struct Side: Sendable {
        let subject: FreeText
        let address: String
        let note: String
        let parts: [(name: String, text: FreeText)]

        fileprivate var words: [String] { ([subject] + parts.map(\.text)).compactMap(\.words) }
    }

    var html: HTML {
        let head = RecordHead(
            title: "并排看", parent: TextLink(text: own.subject.words ?? TopicWording.erased, address: own.address))
        guard let other else {
            return "\(head.html)<div class=\"stack\"><p class=\"mute\">选一件，和它并排看。</p>\(alike)</div>"
        }
        return """
            \(head.html)<div class="stack"><p class="mute">标出来的，是另一件没有说到的。标点、分段不同不算。</p>\
            <div class="board-grid">\(column(own, against: other))\(column(other, against: own))</div></div>
            """
    }

    private func column(_ side: Side, against other: Side) -> HTML {
        let difference = TextDifference(from: other.words)
        func marked(_ text: FreeText) -> HTML {
            let words = text.words ?? TopicWording.erased
            return Marked(words, places: text.words == nil ? [] : difference.places(in: words)).html
        }
        return """
            <section class="panel"><h2>\(marked(side.subject))</h2>\
            <p class="small mute">\(side.note) \(TextLink(text: "打开", address: side.address).html)</p>\
            \(each: side.parts, { part in
                "<h3>\(part.name)</h3><p class=\"prose said\">\(marked(part.text))</p>" as HTML
            })</section>
            """
    }
}
