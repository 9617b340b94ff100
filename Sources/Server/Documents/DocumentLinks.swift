// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// Where documents are saved from a page: each by its name, as Word and as PDF.
struct DocumentLinks: Sendable {
    /// What each is called, and its address with or without a query.
    let documents: [(name: String, address: String)]

    /// A page on which marks are put at their heads.
    var marks: String?

    var html: HTML {
        let rows: [HTML] = documents.map { name, address in
            let separator = address.contains("?") ? "&" : "?"
            let links = DocumentFile.Format.allCases.map { format -> HTML in
                """
                <a href="\(url: "\(address)\(separator)format=\(format.rawValue)")" download \
                aria-label="\(name)（\(DocumentWording.name(format))）">\(DocumentWording.name(format))</a>
                """
            }
            return "\(name) \(links.joined(separator: " · "))"
        }
        return (rows + (marks.map { [TextLink(text: "标份号、密级、紧急程度、签发人", address: $0).html] } ?? []))
            .joined(separator: "<br>")
    }

    /// Those of a session; nil where there are none yet.
    static func session(_ session: ConsultationSession) -> DocumentLinks? {
        let there = SessionDocument.allCases.filter { $0.isThere(for: session) }
        guard !there.isEmpty else { return nil }
        return DocumentLinks(
            documents: there.map {
                (DocumentWording.name($0), "/desk/sessions/\(session.id)/documents/\($0.rawValue)")
            }, marks: DocumentMarksPage.documents(of: session).isEmpty ? nil : DocumentMarksPage.address(session.id))
    }

    /// Those of an outcome: itself, and the list of its items where there are any.
    static func outcome(_ list: SuggestionList) -> DocumentLinks {
        let base = "/desk/sessions/\(list.issue.session)/documents"
        let documents: [SessionDocument] = list.issue.items.isEmpty ? [.outcome] : [.outcome, .suggestionList]
        return DocumentLinks(documents: documents.map { (DocumentWording.name($0), "\(base)/\($0.rawValue)") })
    }

    /// The reply to an item; nil while there is none.
    static func item(_ item: SuggestionItem) -> DocumentLinks? {
        guard ItemReply.isThere(for: item) else { return nil }
        return DocumentLinks(documents: [(DocumentWording.reply, "/desk/items/\(item.id)/documents/reply")])
    }

    /// Those of a proposal; the reply of each unit by itself.
    static func proposal(
        _ proposal: Proposal, _ assignments: [ProposalAssignment], units: [HandlingUnit.ID: String]
    ) -> DocumentLinks {
        let base = "/desk/proposals/\(proposal.id)/documents"
        let there = ProposalDocument.allCases.filter { $0 != .reply && $0.isThere(for: proposal, assignments) }
        let replies = assignments.filter { !$0.isCoHandling && !$0.replies.isEmpty }
        return DocumentLinks(
            documents: there.map { (DocumentWording.name($0), "\(base)/\($0.rawValue)") }
                + replies.map { assignment in
                    (
                        "\(DocumentWording.name(ProposalDocument.reply))（\(units[assignment.unit] ?? "")）",
                        "\(base)/\(ProposalDocument.reply.rawValue)?assignment=\(assignment.id)"
                    )
                })
    }

    /// The letter of an assignment: what is to be signed, or what was sent; nil where there is neither.
    static func assignment(_ assignment: ProposalAssignment) -> DocumentLinks? {
        guard !assignment.isCoHandling else { return nil }
        let base = """
            /desk/proposals/\(assignment.proposal)/documents/\(ProposalDocument.reply.rawValue)?assignment=\(assignment.id)
            """
        let name = DocumentWording.name(ProposalDocument.reply)
        let draft = assignment.draft == nil ? nil : ("\(name)（送签稿）", "\(base)&round=draft")
        let sent = assignment.replies.isEmpty ? nil : (name, base)
        let documents = [draft, sent].compactMap { $0 }
        return documents.isEmpty ? nil : DocumentLinks(documents: documents)
    }

    /// Those of a session's proposals.
    static func session(of series: ProposalSeries) -> DocumentLinks {
        let query = "session=\(series.term)-\(series.session)"
        return DocumentLinks(documents: [
            (DocumentWording.assignmentList, "\(ProposalDocumentRoutes.assignmentList)?\(query)"),
            (DocumentWording.compilation, "\(ProposalDocumentRoutes.compilation)?\(query)"),
            ("\(DocumentWording.compilation)（含不公开的）", "\(ProposalDocumentRoutes.compilation)?\(query)&part=all"),
        ])
    }

    /// The report of a campaign.
    static func campaign(_ campaign: CampaignStore.Campaign) -> DocumentLinks {
        DocumentLinks(documents: [(DocumentWording.campaignReport, CampaignRoutes.report(of: campaign.id.text))])
    }

    /// Those that are written from the board: the page of these days, and the usual summaries.
    static func board(_ period: BoardPeriod, today: Day) -> DocumentLinks {
        DocumentLinks(
            documents: [(DocumentWording.briefing, "/desk/board/briefing?\(period.query)")]
                + SummaryPeriod.usual(today).map {
                    ("\($0.name)\(DocumentWording.summary)", "/desk/board/summary?period=\($0.code)")
                })
    }
}
