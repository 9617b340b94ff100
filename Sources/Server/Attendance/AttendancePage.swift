// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The members with how often they were there; each figure opens the sessions behind it.
struct AttendancePage: Sendable {
    let members: [AttendanceStore.Member]
    let period: BoardPeriod
    /// Whether those alone are listed who were absent.
    let isAbsent: Bool
    let today: Day

    static let title = "委员出席"
    static let rule = "名单上有他、已经开过的会，到会不足三分之二的算缺席；批准的公假不算在内。只数您看得到的会。"

    var html: HTML {
        """
        \(RecordHead(title: Self.title, parent: TextLink(text: "会议", address: "/desk/sessions"), buttons: [
            Button(label: "存为 Excel 表", role: .link(to: "\(table)&format=xlsx"), size: .small),
            Button(label: "存为 CSV", role: .link(to: "\(table)&format=csv"), size: .small),
        ]).html)<div class="stack">\(periods)\(filters)<p class="mute">\(Self.rule)</p>\(list)</div>
        """
    }

    private var shown: [AttendanceStore.Member] { isAbsent ? members.filter(\.attendance.isAbsent) : members }

    private var part: String { isAbsent ? "&part=absent" : "" }

    private var table: String { "/desk/attendance/table?\(period.query)\(part)" }

    private var periods: HTML {
        let links = BoardPeriod.usual(today).map { word, period in
            """
            <a class="btn small" href="\(url: "/desk/attendance?\(period.query)\(part)")"\
            \(attribute: "aria-current", period == self.period ? "true" : nil)>\(word)</a>
            """ as HTML
        }
        return "<nav class=\"filters no-print\" aria-label=\"看哪段时间\">\(links.joined())</nav>"
    }

    private var filters: HTML {
        let address = "/desk/attendance?\(period.query)"
        return Filters(
            filters: [
                .init(word: "全部", count: members.count, address: address, isOn: !isAbsent),
                .init(
                    word: "缺席", count: members.count(where: \.attendance.isAbsent), address: "\(address)&part=absent",
                    isOn: isAbsent),
            ]
        ).html
    }

    private var list: HTML {
        guard !shown.isEmpty else {
            return EmptyState(sentence: isAbsent ? "没有缺席的委员。" : "这段时间没有开过有委员参加的会。").html
        }
        return LinkList(
            rows: shown.map { member in
                LinkList.Row(
                    relation: member.attendance.isAbsent ? "缺席" : "出席",
                    content: """
                        \(TextLink(
                            text: member.person.name, address: "/desk/attendance/\(member.person.id)?\(period.query)"
                        ).html) <span class="small mute">\(Self.figure(member.attendance))</span>
                        """)
            }
        ).html
    }

    /// Out of how many, with the official leave that does not count.
    static func figure(_ attendance: Attendance) -> String {
        let leave = attendance.onLeave > 0 ? "，另有公假\(attendance.onLeave)场" : ""
        let percent = BoardWording.percent(attendance.present, of: attendance.counted).map { "，\($0)%" } ?? ""
        return "到会\(attendance.present)/\(attendance.counted)场\(percent)\(leave)"
    }

    /// The page of one member.
    static func one(_ own: AttendanceRoutes.Own, _ period: BoardPeriod, today: Day) -> HTML {
        let figure = own.member.attendance
        let chip =
            figure.isAbsent
            ? Chip(word: "算缺席", icon: .alert, tone: .late) : Chip(word: "没有缺席", icon: .check, tone: .go)
        let rows = own.sessions.map { session in
            LinkList.Row(
                relation: session.isPresent ? "到会" : session.isOnLeave ? "公假" : "没有到",
                content: """
                    \(TextLink(
                        text: session.title ?? TopicWording.erased, address: "/desk/sessions/\(session.id)"
                    ).html) <span class="small mute">\(ChineseTime.date(session.day, today: today))</span>
                    """)
        }
        return """
            \(RecordHead(
                title: own.member.person.name, parent: TextLink(text: title, address: "/desk/attendance?\(period.query)")
            ).html)<div class="stack"><p class="row">\(chip.html)<b>\(self.figure(figure))</b></p>\
            <p class="mute">\(rule)</p>\
            \(rows.isEmpty ? EmptyState(sentence: "这段时间没有请他参加、已经开过的会。").html : LinkList(rows: rows).html)</div>
            """
    }
}
