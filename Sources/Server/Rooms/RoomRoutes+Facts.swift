// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a room's page says in a line: its sessions, what else takes place there, its figures.
extension RoomRoutes {
    static func row(_ session: SessionListStore.Listed, today: Day) -> LinkList.Row {
        .init(
            relation: SessionWording.moment(session.day, session.minuteOfDay, today: today),
            content: """
                \(TextLink(text: session.title ?? TopicWording.erased, address: "/sessions/\(session.id)").html)\
                <br><span class="small mute">\(session.place ?? "")</span>
                """)
    }

    static func row(_ activity: VenueCalendarStore.Entry, today: Day) -> LinkList.Row {
        .init(
            relation: "\(ChineseTime.day(activity.use.day, today: today))\(VenueWording.hours(activity.use))",
            content: """
                \(VenueWording.title(activity))<br><span class="small mute">\
                \([activity.activity.map(VenueWording.name), activity.place].compactMap(\.self).joined(separator: " · "))</span>
                """)
    }

    static func facts(
        _ figures: RoomFigureStore.Figures, _ times: AnswerTimes, _ room: Room
    ) -> [Facts.Row] {
        let base = "/r/\(room.token.text)"
        func row(_ term: String, _ words: String, _ address: String) -> Facts.Row {
            .init(term, html: TextLink(text: words, address: address).html)
        }
        return [
            row("公开商量", "\(figures.publicTopics)件", "/topics?room=\(room.id.text)"),
            row("协商会", "开过\(figures.sessionsHeld)场，要开\(figures.sessionsComing)场", "\(base)/join"),
            row("有了结果", "\(figures.results)件", "\(base)/results"),
            row(
                "其中解决", "\(figures.solved)/\(figures.results)件，大家确认的\(figures.confirmed)件",
                "\(base)/results?solved=yes"),
            row("第一次答复", AnswerTimeWording.line(times), "\(base)/answers"),
        ]
    }
}
