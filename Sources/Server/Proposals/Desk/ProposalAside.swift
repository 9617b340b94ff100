// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// What stands beside a proposal while it is written or decided: the shares of its parts, what is missing, and what is like it.
struct ProposalAside {
    let desk: ProposalDesk
    let own: Proposal.ID?

    /// Beside the form, from what its fields hold.
    func writing(_ written: [String: String], in transaction: Transaction) throws -> HTML {
        let units = try DirectoryStore().units(of: desk.site.tenant.id, in: transaction).map(\.name)
        let hints = ProposalHints(
            subject: written["subject"] ?? "", situation: written["situation"] ?? "",
            analysis: written["analysis"] ?? "", advice: written["advice"] ?? "", units: units,
            practice: desk.site.practice.profile.proposals)
        return """
            \(ShareMeter(shares: hints.shares, content: Self.checks(hints)).html)\
            \(try similar(to: written["subject"] ?? "", in: transaction))\
            \(try topics(like: written["subject"] ?? "", in: transaction))
            """
    }

    /// Published topics on the subject, for reference, and what was handed in to talk them over.
    private func topics(like subject: String, in transaction: Transaction) throws -> HTML {
        guard !subject.allSatisfy(\.isWhitespace) else { return HTML() }
        let found = try SimilarTopics(services: desk.services, tenant: desk.site.tenant.id)
            .topics(like: subject, near: nil, in: transaction)
        guard !found.isEmpty else { return HTML() }
        let rows = found.map { each in
            LinkList.Row(
                relation: each.topic.roomName,
                content: """
                    \(TextLink(text: each.topic.title, address: "/topics/\(each.topic.id)").html) \
                    \(TopicWording.chip(each.topic.state, former: each.topic.former).html)
                    """)
        }
        let topics = PageSection(
            id: "topics", title: "有关的议题 \(found.count)", look: .panel, content: LinkList(rows: rows).html
        ).html
        return "\(topics)\(try papers(on: found.map(\.topic.id), in: transaction))"
    }

    /// As many sessions are looked at, the latest first, and as many of their papers named.
    private static let (sessionsMax, papersMax) = (4, 6)

    /// Papers of sessions on these topics: those that everybody may read, of sessions that everybody may know of.
    private func papers(on topics: [Topic.ID], in transaction: Transaction) throws -> HTML {
        let ties = try topics.flatMap { topic in
            try desk.links.links(of: .topic(topic), in: transaction).filter {
                $0.relation == .consults && $0.to == .topic(topic)
            }
        }
        let sessions = SessionDesk(services: desk.services, site: desk.site)
        let known = try SessionListStore(tenant: desk.site.tenant.id)
            .publicTitles(of: Set(ties.map(\.from.number)).map { ConsultationSession.ID($0) }, in: transaction)
        let found = try known.keys.sorted(by: >).prefix(Self.sessionsMax)
            .compactMap { try sessions.session($0, in: transaction) }
        let rows = found.flatMap { session in
            session.publicPapers.compactMap { paper -> LinkList.Row? in
                let address = "/sessions/\(session.id)/papers/\(paper.id)"
                guard let title = paper.title.words, desk.site.opens(address) else { return nil }
                return LinkList.Row(
                    relation: session.plan.title.words ?? TopicWording.erased,
                    content: TextLink(text: title, address: address).html)
            }
        }.prefix(Self.papersMax)
        guard !rows.isEmpty else { return HTML() }
        return PageSection(
            id: "papers", title: "有关的会议材料 \(rows.count)", look: .panel, content: LinkList(rows: Array(rows)).html
        ).html
    }

    /// Filed proposals that are like a subject.
    func similar(
        to subject: String, isComparing: Bool = false, in transaction: Transaction
    ) throws -> HTML {
        let found = try SimilarProposals(desk: desk).proposals(like: subject, except: own, in: transaction)
        guard !found.isEmpty else { return HTML() }
        let practice = desk.site.practice.profile.proposals
        let rows = found.map { each in
            LinkList.Row(
                relation: "\(each.number.official) · \(each.proposer)",
                content: """
                    \(each.address.map { TextLink(text: each.subject, address: $0).html } ?? "\(each.subject)") \
                    <span class="rel">\(each.state.map { ProposalWording.chip($0).html } ?? "往年登记")\
                    \(present: each.outcome, { " \(ProposalWording.outcome($0, practice))" })</span>\
                    \(present: each.reply, { Self.reply($0.unit, $0.words) })\
                    \(present: isComparing ? comparison(with: each) : nil, { " \($0.html)" })
                    """)
        }
        return PageSection(
            id: "similar", title: "相似提案 \(found.count)", look: .panel,
            content: """
                \(LinkList(rows: rows).html)\
                <p class="small mute gap-s">相似不影响提交。同类立案后可能并案，每位提案人都会收到答复。</p>
                """
        ).html
    }

    /// Where the two stand side by side.
    private func comparison(with found: SimilarProposals.Found) -> TextLink? {
        own.flatMap { ProposalComparisonRoutes.address(of: $0, with: found) }
            .map { TextLink(text: "并排看", address: $0) }
    }

    /// So much of a reply tells what became of it.
    private static let replyMax = 120

    /// What was replied to one that is like it, as far as one reads beside a form.
    private static func reply(_ unit: String, _ words: String) -> HTML {
        let shown = words.count > replyMax ? "\(words.prefix(replyMax - 1))…" : words
        return "<p class=\"small said\">\(unit.isEmpty ? "" : "\(unit)")答复：\(shown)</p>"
    }

    /// What is there and what is missing.
    private static func checks(_ hints: ProposalHints) -> HTML {
        var rows: [HTML] = []
        if !hints.advice.isEmpty {
            let isWhole = hints.addressed == hints.advice.count
            rows.append(row(isWhole, "\(hints.addressed)/\(hints.advice.count)条建议写明了单位"))
        }
        rows += hints.gaps.map { row(false, ProposalWording.sentence($0)) }
        if rows.isEmpty || hints.gaps.isEmpty { rows.append(row(true, "该有的都有了")) }
        return "<ul class=\"checks gap-s\">\(rows.joined())</ul>"
    }

    private static func row(_ isGood: Bool, _ words: String) -> HTML {
        "<li>\(isGood ? Icon.done.html : Icon.alert.html)\(words)</li>"
    }
}
