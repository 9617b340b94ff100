// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What of a session's record is about papers, and about who holds it together.
extension SessionRecord {
    /// What was handed in, by whom and when; what came late says so.
    var papers: HTML {
        let due = SessionPaperWording.due(session, practice, today: today)
        guard !session.papers.isEmpty || due != nil && !session.isOver else { return HTML() }
        let rows = session.papers.map { paper -> LinkList.Row in
            let by = paper.author.map { own.name($0) } ?? people[paper.handedInBy] ?? ""
            let said = ["\(by) \(ChineseTime.date(paper.handedInOn, today: today))交", paper.isPublic ? "公开" : nil]
                .compactMap(\.self).joined(separator: " · ")
            let late: HTML =
                session.isLate(paper, practice) ? Chip(word: "晚交", icon: .clock, tone: .late).html : HTML()
            return LinkList.Row(
                content: """
                    \(TextLink(
                        text: paper.title.words ?? TopicWording.erased, address: "/desk/attachments/\(paper.file)"
                    ).html) <span class="small mute">\(said)</span> \(late)
                    """)
        }
        return PageSection(
            id: "papers", title: "会议材料 \(session.papers.count)份",
            content: """
                \(present: due, { "<p class=\"small mute\">\($0)</p>" })\
                \(rows.isEmpty ? EmptyState(sentence: "还没有人交材料。", icon: .document).html : LinkList(rows: rows).html)
                """
        ).html
    }

    /// Which leaders of Party and government take part, what they told and what they answered (A1-04). Where bodies of the
    /// committee convene, the place stands there before anybody has come.
    var leaders: HTML {
        let isFormal = session.form(practice).convener != .room
        guard !session.leaders.isEmpty || isFormal && session.isAnnounced && session.state.name != .cancelled else {
            return HTML()
        }
        let rows = session.leaders.map { leader in
            let told = SessionLeaderWording.told(leader)
            return LinkList.Row(
                relation: SessionLeaderWording.name(leader.presence),
                content: """
                    <p>\(SessionLeaderWording.name(leader.side)) \(leader.who.words ?? TopicWording.erased)</p>\
                    \(each: told, { "<p class=\"small said\">\($0.0)：\($0.1.words ?? TopicWording.erased)</p>" })
                    """)
        }
        return PageSection(
            id: "leaders", title: "党委、政府领导参加 \(session.leaders.count)位",
            content: rows.isEmpty
                ? "<p class=\"mute\">\(SessionLeaderWording.nobody)</p>" : LinkList(rows: rows).html
        ).html
    }

    var own: SessionNames { SessionNames(session, to: actor) }

    /// The rooms and bodies that hold it, too, who stands by whom, and the five parties of its room.
    var together: [Facts.Row] {
        [
            coHosts.rooms.isEmpty ? nil : .init("联办的议事室", coHosts.rooms.joined(separator: "、")),
            coHosts.bodies.isEmpty ? nil : .init("一起召集", coHosts.bodies.joined(separator: "、")),
            session.pairs.isEmpty
                ? nil
                : .init(
                    "老带新", session.pairs.map { "\(own.name($0.mentor))带\(own.name($0.member))" }.joined(separator: "、")),
        ].compactMap { $0 } + parties.map { .init($0.kind, $0.name) }
    }
}
