// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The calls for opinions on a topic or beside a session, as a fact of its record.
struct DeliberationLinks: Sendable {
    let calls: [DeliberationStore.Listed]

    private static let term = "看法征集"

    /// For strangers: those that were opened.
    func everyone(_ today: Day) -> Facts.Row? {
        let open = calls.filter(\.state.isPublic)
        return open.isEmpty ? nil : .init(Self.term, html: lines(open, "/deliberations", today))
    }

    /// For staff, with where another one begins. `begin`: nil for whoever may not.
    func desk(begin: String?, _ today: Day) -> Facts.Row? {
        let more = begin.map {
            Button(label: calls.isEmpty ? "征集看法" : "再征集一次", role: .link(to: $0), size: .small).html
        }
        guard !calls.isEmpty || more != nil else { return nil }
        let lines = lines(calls, "/desk/deliberations", today)
        return .init(Self.term, html: calls.isEmpty ? more ?? HTML() : "\(lines)\(present: more, { "<br>\($0)" })")
    }

    /// For strangers: a way to the latest in which people answer now; nothing where nobody is asked.
    func invitation(_ today: Day) -> HTML {
        guard let open = calls.answered(on: today) else { return HTML() }
        let way = Button(label: "对这件事表个态", role: .link(to: "/deliberations/\(open.id)"), size: .big, icon: .thumb)
        return "<p>\(way.html)</p>"
    }

    private func lines(_ calls: [DeliberationStore.Listed], _ base: String, _ today: Day) -> HTML {
        calls.map { call -> HTML in
            let link = TextLink(text: call.question ?? TopicWording.erased, address: "\(base)/\(call.id)")
            let period = DeliberationWording.period(call.state, call.lastDay, today: today)
            return "\(link.html) <span class=\"small mute\">\(period)</span>"
        }.joined(separator: "<br>")
    }
}

extension [DeliberationStore.Listed] {
    /// The latest in which people answer on that day.
    func answered(on today: Day) -> Element? {
        last { OpinionVote.refusal(in: $0.state, until: $0.lastDay, on: today) == nil }
    }

    /// The latest whose map is shown: in which people answer, or else one that has ended, so that a room looks at what was found.
    func mapped(on today: Day) -> Element? { answered(on: today) ?? last { $0.state.isPublic } }
}

extension Deliberation.Matter {
    /// Where a call on it is begun.
    var beginning: String {
        switch self {
        case .topic(let id): "/desk/deliberation?topic=\(id)"
        case .session(let id): "/desk/deliberation?session=\(id)"
        }
    }
}
