// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The order of speaking as a part of a session's record: who speaks, who is next, who has spoken how long.
struct SpeakingSection: Sendable {
    let session: ConsultationSession
    let names: SessionNames
    let now: Instant

    var html: HTML {
        guard session.floor != nil || !session.waiting.isEmpty || !session.turns.isEmpty else { return HTML() }
        return PageSection(
            id: "speaking", title: "发言", content: "\(present: session.floor, speaking)\(LinkList(rows: rows).html)"
        ).html
    }

    private func speaking(_ floor: ConsultationSession.Floor) -> HTML {
        Note(
            lead: "正在发言", text: "\(names.name(floor.participant))，\(SpeakingWording.left(floor, at: now))。",
            tone: floor.until < now ? .late : .live, icon: .clock
        ).html
    }

    private var rows: [LinkList.Row] {
        session.turns.map { turn in
            LinkList.Row(
                relation: "讲过", content: "\(names.name(turn.participant)) · \(SpeakingWording.spoken(turn))")
        }
            + session.waiting.enumerated().map { index, speaker in
                LinkList.Row(
                    relation: index == 0 ? "下一位" : "第\(index + 1)位",
                    content: "\(names.name(speaker.participant)) · \(SpeakingWording.waiting(speaker))")
            }
    }
}

/// The same on the wall, large: names of those who speak by office, residents by their number.
struct SpeakingScreen: Sendable {
    let session: ConsultationSession
    let now: Instant

    private var names: SessionNames { .masked(session) }

    var html: HTML {
        guard session.floor != nil || !session.waiting.isEmpty else { return HTML() }
        return """
            <section class="speaking" aria-label="发言">\(present: session.floor, floor)\
            \(present: session.waiting.first, { next in
                "<p>下一位：<b>\(names.name(next.participant))</b>（\(next.minutes)分钟）</p>"
            })</section>
            """
    }

    private func floor(_ floor: ConsultationSession.Floor) -> HTML {
        """
        <p>正在发言：<b>\(names.name(floor.participant))</b></p>\
        <p class="time" data-clock="\(SpeakingWording.seconds(floor, at: now))">\
        \(SpeakingWording.left(floor, at: now))</p>
        """
    }
}
