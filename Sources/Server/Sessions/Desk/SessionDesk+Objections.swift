// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

extension SessionDesk {
    /// Whoever invites reads beside it whom the registers suggest; whoever confirms the minutes, what people object to.
    func aside(
        of command: ConsultationSession.Command, for session: ConsultationSession, written: [String: String],
        to actor: Actor, in transaction: Transaction
    ) throws -> HTML {
        if command == .invite {
            return try suggestions(for: session, in: transaction).html
        }
        guard command == .confirmMinutes else { return HTML() }
        let early = session.cutsObjectionsShort(on: services.clock.now().day).map { day in
            Note(
                lead: "征求意见还没有到期",
                text: "参加的人\(ChineseTime.date(day, today: services.clock.now().day))以前都可以提异议。现在确认，就不能再提了。", tone: .soon,
                icon: .clock
            ).html
        }
        guard session.objections > 0 else { return early ?? HTML() }
        let names = SessionNames(session, to: actor)
        let rows = try log(of: session.id, in: transaction).compactMap { entry -> LinkList.Row? in
            guard case .objected(let participant, let text) = entry.event else { return nil }
            return LinkList.Row(
                relation: names.name(participant),
                content: "<blockquote class=\"said\">\(text.words ?? TopicWording.erased)</blockquote>")
        }
        return """
            \(early)\(PageSection(id: "objections", title: "对纪要的异议 \(rows.count)条", content: LinkList(rows: rows).html).html)
            """
    }

    /// Whom the registers suggest for a session (A1-05, A1-17).
    func suggestions(
        for session: ConsultationSession, in transaction: Transaction
    ) throws -> SessionSuggestions {
        try SessionSuggestions(
            for: session, try loadTopics(of: session, in: transaction), tenant: site.tenant.id,
            on: services.clock.now().day, in: transaction)
    }
}
