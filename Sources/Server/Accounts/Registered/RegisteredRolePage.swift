// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What the registers say about roles at a glance: by kind who holds what, what they no longer say, and where nobody can act.
struct RegisteredRolePage: Sendable {
    let book: RegisteredRoleDesk.Book
    let staffing: Staffing
    let today: Day
    let problems: InputProblems?

    /// How many rooms and units are named; the figures count all.
    private static let vacantShown = 50

    func html(token: String) -> HTML {
        """
        \(RecordHead(title: "按名册给职务", parent: TextLink(text: "账号", address: "/desk/accounts")).html)\
        <div class="stack"><p class="mute">名册写着谁是委员、秘书、召集人、经办人；职务由安全管理员给。一类一类地看，看过再给，每一项单独记一笔。\
        给过的不会再给一遍。</p>\(kinds)\(vacant)\(contradicted(token))</div>
        """
    }

    private var kinds: HTML {
        let rows = RegisteredRole.Kind.allCases.map { kind -> HTML in
            let tally = RegisteredRoleTally(book.lines(.init(kind: kind)))
            let address = "\(RegisteredRoleRoutes.path)?kind=\(kind.rawValue)"
            return """
                <tr><th scope="row">\(TextLink(text: RegisteredRoleWording.name(kind), address: address).html)</th>\
                <td class="num">\(tally.said)</td><td class="num">\(tally.held)</td><td class="num">\(tally.ready)</td>\
                <td class="num">\(tally.withoutAccount)</td><td class="num">\(tally.refused)</td></tr>
                """
        }
        return PageSection(
            id: "kinds", title: "名册写着的",
            content: """
                <div class="table-wrap"><table><caption class="vh">按类别，一人一个地方算一项</caption><thead><tr>\
                <th scope="col">哪一类</th><th scope="col">名册写着</th><th scope="col">已经有职务</th>\
                <th scope="col">可以给</th><th scope="col">没有账号</th><th scope="col">给不了</th></tr></thead>\
                <tbody>\(rows)</tbody></table></div>
                """
        ).html
    }

    private var vacant: HTML {
        let rooms = staffing.vacantRooms.prefix(Self.vacantShown).map {
            LinkList.Row(relation: RegisteredRoleWording.vacant($0.vacancies), content: "<p>\($0.name)</p>")
        }
        let units = staffing.vacantUnits.prefix(Self.vacantShown).map {
            LinkList.Row(relation: RegisteredRoleWording.vacantUnit, content: "<p>\($0.name)</p>")
        }
        guard !staffing.isWhole else {
            return PageSection(
                id: "vacant", title: "没有人办的议事室和单位 0",
                content: "<p class=\"mute\">每间议事室、每个单位都有开通账号的人。</p>"
            ).html
        }
        return PageSection(
            id: "vacant", title: "没有人办的议事室和单位 \(staffing.vacant)",
            content: """
                <p class="mute">\(RegisteredRoleWording.tally(staffing))。有账号、设好密码、有职务才办得了；管全县的人，名册里这一间写着他才算。\
                \(staffing.vacant > rooms.count + units.count ? "这里各列前\(Self.vacantShown)个。" : "")</p>\
                \(LinkList(rows: rooms + units).html)
                """
        ).html
    }

    private func contradicted(_ token: String) -> HTML {
        let title = "名册不再写着的职务 \(book.contradicted.count)"
        guard !book.contradicted.isEmpty else {
            return PageSection(
                id: "contradicted", title: title, content: "<p class=\"mute\">现在的职务和名册对得上。</p>"
            ).html
        }
        let possible = book.contradicted.filter { $0.refusal == nil }.prefix(RegisteredRoleDesk.tickedMax)
        let choices = possible.map { each in
            Choice(
                value: each.grant.id.text, label: each.holder.name,
                help: [
                    book.places.words(each.grant, today: today), RegisteredRoleWording.basis(each.grant.basis),
                ].joined(separator: " · "))
        }
        let refused = book.contradicted.compactMap { each in
            each.refusal.map {
                LinkList.Row(relation: each.holder.name, content: "<p>\($0.sentence)</p>")
            }
        }
        let form = PostForm(
            action: RegisteredRoleRoutes.endings, token: token, isPanel: true,
            content: """
                \(Field(
                    name: "appointments", label: "免去哪些（列出\(choices.count)项）", control: .checks(choices, ticked: []),
                    error: problems?.sentence(for: "appointments")).html)\
                <div class="actions">\(Button(label: "免去勾选的", role: .submit(busy: "正在免去")).html)</div>
                """)
        return PageSection(
            id: "contradicted", title: title,
            content: """
                <p class="mute">换了人、离任了，或者名册写的是别人。免去马上生效，他手上没办完的事请先转给别人；名册写错的，请系统管理员改名册。</p>\
                \(choices.isEmpty ? HTML() : form.html)\(refused.isEmpty ? HTML() : LinkList(rows: refused).html)
                """
        ).html
    }
}
