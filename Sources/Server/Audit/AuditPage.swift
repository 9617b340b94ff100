// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The log as the audit administrator reads it.
struct AuditPage: Sendable {
    let lines: [AuditStore.Line]
    /// The address of the next page.
    let next: String?
    let filter: AuditFilter
    let typed: [String: String]
    let problems: InputProblems?
    /// The last check that was begun, and the last that has ended.
    let check: LogCheck?
    let lastChecked: LogCheck?
    /// What is wrong with what the chain was to be compared with.
    let checkProblems: InputProblems?
    let today: Day
    /// The token of the form that checks the log.
    let token: String

    var html: HTML {
        let export = "/desk/audit/export" + (filter.query.isEmpty ? "" : "?\(filter.query)")
        return """
            \(RecordHead(
                title: "审计记录",
                buttons: [
                    Button(label: "被拒绝的尝试", role: .link(to: RefusedAttemptRoutes.path), size: .small),
                    Button(label: "导出表格", role: .link(to: export), size: .small),
                ]).html)
            <div class="stack">\(checking)\(narrowing)\(list)</div>
            """
    }

    private var checking: HTML {
        if let check, check.endedAt == nil {
            return Note(
                text: "正在核对日志，已核对\(check.progress)%。关掉这一页也会继续。",
                link: TextLink(text: "看核对到哪里了", address: LogCheckRoutes.path)
            ).html
        }
        return """
            \(present: lastChecked, { LogCheckPage.note($0, today: today).html })\(order)
            """
    }

    private var order: HTML {
        PostForm(
            action: LogCheckRoutes.order, token: token,
            content: """
                \(Button(label: "核对日志有没有被改过", role: .submit(busy: "正在开始"), size: .small).html)\
                <details class="panel"\(flag: "open", checkProblems != nil)><summary>和以前信里的签名比一比</summary>\
                \(each: AuditAPI.orderFields, compared)</details>
                """
        ).html
    }

    private func compared(_ field: InputField) -> HTML {
        let value = checkProblems?.sent[field.name] ?? ""
        return CaseActPage.control(.init(field: field, options: [], value: value), checkProblems)
    }

    /// It changes nothing, so it is sent as an address.
    private var narrowing: HTML {
        let fields = AuditFilter.fields.map { field in
            Field(
                name: field.name, label: field.label, control: Self.control(field), value: typed[field.name] ?? "",
                error: problems?.sentence(for: field.name)
            ).html
        }
        // Open as long as it narrows something: the lines come first.
        return """
            <details class="panel"\(flag: "open", problems != nil || !filter.query.isEmpty)>\
            <summary>只看一部分</summary>\
            <form method="get" action="/desk/audit" class="stack" novalidate>\(fields)\
            \(Button(label: "查一查", role: .submit(busy: "正在查"), size: .small).html)</form></details>
            """
    }

    private static func control(_ field: InputField) -> Field.Control {
        switch field.kind {
        case .day: .day
        case .choice(let options):
            .select([Choice(value: "", label: "不限")] + options.map { Choice(value: $0.code, label: $0.label) })
        case .paragraph, .line, .time, .phone, .phoneEnding, .areaCode, .reference, .references, .files, .photos,
            .secret, .version:
            .text
        }
    }

    private var list: HTML {
        guard !lines.isEmpty else { return EmptyState(sentence: problems == nil ? "没有这样的记录。" : "请先改上面填的内容。").html }
        let rows = lines.map { line in
            LinkList.Row(
                relation: line.position.map { "第\($0)条" } ?? "待封存",
                content: """
                    <p>\(AuditWording.who(line))\(present: line.role, { "（\(RoleWording.name($0))）" })\
                    ：\(AuditWording.act(line.kind, of: line.subject))\(line.notesConsent ? "，\(AuditWording.consent)" : "")</p>\
                    <p class="small mute">\(ChineseTime.moment(line.at, today: today)) · \
                    \(AuditWording.subject(line.subject)) \(line.holder ?? Identifier<Never>(line.record).text)</p>
                    """)
        }
        return PageSection(
            id: "lines", title: "记录", isTitleHidden: true,
            content: """
                \(LinkList(rows: rows).html)\
                \(Pager(extent: "这一页\(lines.count)条", previous: nil, next: next).html)
                """
        ).html
    }
}
