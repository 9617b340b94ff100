// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup
import OpinionMap

/// What people are asked beside a session, as one card on a page of something else; what was found once it has ended; nothing where
/// nothing was asked.
struct OpinionAside: Sendable {
    private let reading: OpinionReading?
    /// The call that has ended, where nothing is asked any more.
    private let ended: Deliberation.ID?

    /// The latest call beside the session in which whoever asks may answer.
    static func beside(
        _ session: ConsultationSession.ID, _ request: WebRequest, _ services: Services, in transaction: Transaction
    ) throws -> OpinionAside {
        let desk = DeliberationDesk(request, services)
        let today = request.now.day
        let calls = try desk.store.calls(on: .session(session), in: transaction)
        let open = calls.answered(on: today)
        let key = open.flatMap { OpinionVoice.of(request)?.key(in: $0.id, of: request.site.tenant.id, services.keys) }
        return OpinionAside(
            reading: try open.map {
                try OpinionReading(
                    $0.id, by: key, services.opinions.map(of: $0.id), desk, on: today, in: transaction)
            }, ended: open == nil ? calls.mapped(on: today)?.id : nil)
    }

    /// `back`: where the answer leads, as ``OpinionRoutes`` reads it.
    func html(back: String, token: (String) -> String) -> HTML {
        guard let reading else { return found }
        let base = "/deliberations/\(reading.call.id)"
        let links: HTML = """
            <p class="small">\(TextLink(text: "看意见图", address: "\(base)/map").html) · \
            \(TextLink(text: "表态前请知道", address: base).html)</p>
            """
        guard let next = reading.next else {
            return "\(Note(text: "问大家的话您都表过态了，谢谢您。", tone: .done, icon: .check).html)\(links)"
        }
        let action = "\(base)/votes"
        let card = StatementCard(
            statement: next.id, text: next.text, number: reading.answered.count + 1, count: reading.statements.count,
            people: reading.people.all, action: action, token: token(action), back: back)
        return "\(card.html)\(links)"
    }

    private var found: HTML {
        guard let ended else { return HTML() }
        let map = Button(label: "看大家的意见图", role: .link(to: "/deliberations/\(ended)/map"), icon: .chart)
        return "<p>\(map.html)</p>"
    }
}
