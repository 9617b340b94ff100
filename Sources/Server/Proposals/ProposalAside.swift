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

    /// Published topics on the subject, for reference.
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
                    \(TopicWording.chip(each.topic.state).html)
                    """)
        }
        return PageSection(
            id: "topics", title: "有关的议题 \(found.count)", look: .panel, content: LinkList(rows: rows).html
        )
        .html
    }

    /// Filed proposals that are like a subject.
    func similar(to subject: String, in transaction: Transaction) throws -> HTML {
        let found = try SimilarProposals(lists: desk.lists).proposals(like: subject, except: own, in: transaction)
        guard !found.isEmpty else { return HTML() }
        let practice = desk.site.practice.profile.proposals
        let rows = found.map { each in
            LinkList.Row(
                relation: "\(each.number.official) · \(each.signerName)",
                content: """
                    \(each.subject) <span class="rel">\(ProposalWording.chip(each.state).html)\
                    \(present: each.outcome, { " \(ProposalWording.outcome($0, practice))" })</span>
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
