// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The work calendar of a year: its days off, its make-up days, and a form that counts working days.
struct CalendarPage: Sendable {
    /// Days that follow each other and are the same to people.
    struct Span: Sendable {
        /// 10月1日（周四）至10月7日（周三）
        var days: String
        /// 放假7天
        var what: String
    }

    /// What the counting came to.
    struct Count: Sendable {
        /// 2026年3月12日（周四）
        var date: String
        var reason: String
    }

    /// What the form holds, and what is wrong with it.
    struct Form: Sendable {
        var from: String
        var days: String
        var problems: InputProblems?
    }

    var year: Int
    /// Whether the reader may change it.
    var isChangeable: Bool
    var daysOff: [Span]
    var makeUpDays: [Span]
    /// Said of a year without a table.
    var remark: String?
    var form: Form
    var count: Count?

    /// The page's content.
    var html: HTML {
        """
        \(RecordHead(title: "\(year)年工作日历", buttons: years + change).html)<div class="stack">\
        \(present: remark, { Note(text: $0, tone: .wait).html })\(counting)\
        \(section("days-off", "放假", daysOff, empty: "这一年没有录入放假的日子。"))\
        \(section("make-up-days", "调休上班", makeUpDays, empty: "这一年没有调休上班的日子。"))</div>
        """
    }

    private var years: [Button] {
        [year - 1, year + 1].filter(CalendarRoutes.years.contains).map {
            Button(label: "\($0)年", role: .link(to: "/desk/calendar?year=\($0)"), size: .small)
        }
    }

    private var change: [Button] {
        isChangeable
            ? [Button(label: "改日历", role: .link(to: CalendarChangeRoutes.path), style: .quiet, size: .small)] : []
    }

    private func section(_ id: String, _ title: String, _ spans: [Span], empty: String) -> HTML {
        let rows = spans.map { LinkList.Row(relation: $0.what, content: "<p>\($0.days)</p>") }
        let content: HTML = rows.isEmpty ? "<p class=\"mute\">\(empty)</p>" : LinkList(rows: rows).html
        return PageSection(id: id, title: title, content: content).html
    }

    /// It changes nothing, so it is sent as an address: it can be kept, and no token is needed.
    private var counting: HTML {
        let fields = CalendarRoutes.countFields.map { field in
            Field(
                name: field.name, label: field.label, control: field.name == "from" ? .day : .text,
                value: field.name == "from" ? form.from : form.days, help: field.help,
                error: form.problems?.sentence(for: field.name), isRequired: true
            ).html
        }
        let answer = count.map { count -> HTML in
            "<p role=\"status\"><b>\(count.date)</b></p><p class=\"small mute\">\(count.reason)</p>"
        }
        return PageSection(
            id: "count", title: "帮我数工作日", look: .panel,
            content: """
                <form method="get" action="/desk/calendar" class="stack" novalidate>\
                \(HiddenField(name: "year", value: String(year)).html)\(fields)\
                \(Button(label: "数一数", role: .submit(busy: "正在数"), size: .small).html)</form>\(answer)
                """
        ).html
    }
}
