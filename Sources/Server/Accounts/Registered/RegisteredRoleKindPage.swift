// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// One kind of roles that the registers say: who could be given them, who not and why, who has no account.
struct RegisteredRoleKindPage: Sendable {
    let book: RegisteredRoleDesk.Book
    let choice: RegisteredRoleDesk.Choice
    /// What the towns are called in which lines lie.
    let areas: [AreaCode: String]
    let today: Day
    let problems: InputProblems?

    private var lines: [RegisteredRoleDesk.Line] { book.lines(choice) }

    /// The towns in which lines of a kind lie.
    static func towns(of book: RegisteredRoleDesk.Book, _ kind: RegisteredRole.Kind) -> Set<AreaCode> {
        guard RegisteredRoleWording.hasAreas(kind) else { return [] }
        return Set(
            book.lines(.init(kind: kind)).compactMap { line in
                line.role.area.flatMap { $0.level == AreaCode.lengths.count - 1 ? $0.parent : $0 }
            })
    }

    func html(token: String) -> HTML {
        let ready = lines.filter { $0.standing == .ready }
        let held = lines.count { $0.standing == .held }
        return """
            \(RecordHead(
                title: RegisteredRoleWording.name(choice.kind),
                parent: TextLink(text: "按名册给职务", address: RegisteredRoleRoutes.path)).html)\
            <div class="stack"><p class="mute">\(RegisteredRoleWording.basis(choice.kind))</p>\(search)\
            <p>名册写着\(lines.count)项，其中\(held)项已经有职务。</p>\
            \(ready.isEmpty ? EmptyState(sentence: nobody).html : form(ready, token))\
            \(RegisteredRoleLists.refused(lines))\(RegisteredRoleLists.withoutAccount(lines, book.places, today: today))</div>
            """
    }

    private var nobody: String {
        lines.isEmpty ? "名册里没有写着这样的人。请系统管理员先把名册录好。" : "没有要给的。"
    }

    private var search: HTML {
        guard !areas.isEmpty else { return HTML() }
        let towns = areas.sorted { $0.key.text < $1.key.text }.map { Choice(value: $0.key.text, label: $0.value) }
        return """
            <form method="get" action="\(url: RegisteredRoleRoutes.path)" novalidate>\
            \(HiddenField(name: "kind", value: choice.kind.rawValue).html)\
            \(Field(
                name: "area", label: "只看哪个区域", form: "search",
                control: .select([Choice(value: "", label: "全部")] + towns), value: choice.area?.text ?? "",
                button: Button(label: "看", role: .submit(busy: "正在看"), size: .small)).html)</form>
            """
    }

    /// A person with several lines of the kind is ticked once.
    private func form(_ ready: [RegisteredRoleDesk.Line], _ token: String) -> HTML {
        let byPerson = Dictionary(grouping: ready, by: \.role.person)
        var seen: Set<Person.ID> = []
        let people = ready.map(\.role.person).filter { seen.insert($0).inserted }
        let shown = people.prefix(RegisteredRoleDesk.tickedMax)
        let choices = shown.map { person in
            let own = byPerson[person] ?? []
            return Choice(
                value: person.text, label: own.first?.name ?? "",
                help: own.map { book.places.words($0.grant, today: today) }.joined(separator: "；"))
        }
        let more = people.count > shown.count ? "下面列前\(shown.count)人；要在别的人里勾选，请按区域找。" : nil
        let ticked = Set((problems.map { Input.items(of: RegisteredRoleRoutes.peopleField, in: $0.sent) } ?? []))
        return PostForm(
            action: RegisteredRoleRoutes.path, token: token,
            hidden: [HiddenField(name: "kind", value: choice.kind.rawValue)]
                + (choice.area.map { [HiddenField(name: "area", value: $0.text)] } ?? []),
            isPanel: true,
            content: """
                \(Field(
                    name: "whom", label: "给谁",
                    control: .choices([
                        Choice(value: "all", label: "列出的全部", help: "\(people.count)人，\(ready.count)项"),
                        Choice(value: "ticked", label: "只给下面勾选的"),
                    ]), value: problems?.sent["whom"] ?? "all", help: more,
                    error: problems?.sentence(for: "whom") ?? problems?.sentence(for: "seen")).html)\
                \(Field(
                    name: "people", label: "可以给的人（列出\(choices.count)人）", control: .checks(choices, ticked: ticked),
                    error: problems?.sentence(for: "people")).html)\
                <div class="actions">\(Button(label: "看一遍再给", role: .submit(busy: "正在看"), style: .primary).html)</div>
                """
        ).html
    }
}

/// What would be given, line by line, before it is meant.
struct RegisteredRolePreviewPage: Sendable {
    let book: RegisteredRoleDesk.Book
    let choice: RegisteredRoleDesk.Choice
    let today: Day

    func html(token: String) -> HTML {
        let lines = book.lines(choice)
        let ready = lines.filter { $0.standing == .ready }
        let back =
            "\(RegisteredRoleRoutes.path)?kind=\(choice.kind.rawValue)" + (choice.area.map { "&area=\($0.text)" } ?? "")
        let rows = ready.map {
            LinkList.Row(
                relation: $0.name, content: "<p>\(book.places.words($0.grant, today: today))</p>")
        }
        let people = (choice.people ?? []).sorted().map {
            HiddenField(name: "\(RegisteredRoleRoutes.peopleField.name).\($0.text)", value: "on")
        }
        let form = PostForm(
            action: RegisteredRoleRoutes.path, token: token,
            hidden: [
                HiddenField(name: "kind", value: choice.kind.rawValue),
                HiddenField(name: "area", value: choice.area?.text ?? ""),
                HiddenField(name: "whom", value: choice.people == nil ? "all" : "ticked"),
                HiddenField(name: "seen", value: book.mark(choice)),
                HiddenField(name: RegisteredRoleRoutes.confirmed, value: "yes"),
            ] + people,
            content: """
                <div class="actions">\(Button(
                    label: "给这\(ready.count)项职务", role: .submit(busy: "正在给，人多时要几秒"), style: .primary).html)\
                \(Button(label: "回去改", role: .link(to: back), style: .quiet).html)</div>
                """)
        return """
            \(RecordHead(
                title: "看一遍：\(RegisteredRoleWording.name(choice.kind))",
                parent: TextLink(text: "按名册给职务", address: RegisteredRoleRoutes.path)).html)\
            <div class="stack"><p>要给\(ready.count)项，给不了的\(lines.count { RegisteredRoleWording.reason($0.standing) != nil })项，\
            已经有职务的\(lines.count { $0.standing == .held })项。</p>\(ready.isEmpty ? HTML() : form.html)\
            \(PageSection(
                id: "ready", title: "要给的 \(ready.count)",
                content: rows.isEmpty ? "<p class=\"mute\">没有要给的。</p>" : LinkList(rows: rows).html).html)\
            \(RegisteredRoleLists.refused(lines))\(RegisteredRoleLists.withoutAccount(lines, book.places, today: today))</div>
            """
    }
}

/// What was given or ended, and what was left and why.
struct RegisteredRoleOutcomePage: Sendable {
    let title: String
    let outcome: RegisteredRoleDesk.Outcome
    let places: GrantPlaces
    let today: Day

    var html: HTML {
        let done = outcome.done.map {
            LinkList.Row(
                relation: places.words($0.grant, today: today),
                content: TextLink(text: $0.name, address: "/desk/accounts/\($0.person)").html)
        }
        let left = outcome.left.map { LinkList.Row(relation: $0.name, content: "<p>\($0.reason)</p>") }
        return """
            \(RecordHead(
                title: title, parent: TextLink(text: "按名册给职务", address: RegisteredRoleRoutes.path)).html)\
            <div class="stack">\(Note(
                text: "\(title)\(done.count)项\(left.isEmpty ? "" : "，\(left.count)项没有办")。", icon: .check).html)\
            \(left.isEmpty ? HTML() : PageSection(
                id: "left", title: "没有办的 \(left.count)", content: LinkList(rows: left).html).html)\
            \(done.isEmpty ? HTML() : PageSection(
                id: "done", title: "办好的 \(done.count)", content: LinkList(rows: done).html).html)\
            <div class="actions">\(Button(label: "看别的", role: .link(to: RegisteredRoleRoutes.path)).html)</div></div>
            """
    }
}

/// Lines of the registers by which nothing can be given.
enum RegisteredRoleLists {
    static func refused(_ lines: [RegisteredRoleDesk.Line]) -> HTML {
        let rows = lines.compactMap { line -> LinkList.Row? in
            guard case .refused(let refusal) = line.standing else { return nil }
            let name = TextLink(text: line.name, address: "/desk/accounts/\(line.role.person)")
            return LinkList.Row(content: "<p>\(name.html)</p><p class=\"small mute\">\(refusal.sentence)</p>")
        }
        guard !rows.isEmpty else { return HTML() }
        return PageSection(id: "refused", title: "给不了的 \(rows.count)", content: LinkList(rows: rows).html).html
    }

    static func withoutAccount(_ lines: [RegisteredRoleDesk.Line], _ places: GrantPlaces, today: Day) -> HTML {
        let rows = lines.filter { $0.standing == .noAccount }.map {
            LinkList.Row(relation: $0.name, content: "<p>\(places.words($0.grant, today: today))</p>")
        }
        guard !rows.isEmpty else { return HTML() }
        return PageSection(
            id: "without-account", title: "还没有账号的 \(rows.count)",
            content: """
                <p class="mute">先\(TextLink(text: "成批开账号", address: "/desk/new-accounts").html)，再回来给职务。</p>\
                \(LinkList(rows: rows).html)
                """
        ).html
    }
}
