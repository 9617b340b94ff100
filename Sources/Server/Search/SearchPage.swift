// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import Markup

/// What was found, kind by kind, with the words marked; the filters are in the address.
struct SearchPage: Sendable {
    /// Where it is asked: `/search` or `/desk/search`.
    let base: String
    let words: String
    let query: WordQuery?
    let kind: SearchKind?
    /// The room whose area comes first.
    let room: Room?
    /// The area that it is narrowed to.
    let area: AreaCode?
    /// What topics are about, where it is narrowed to that.
    let category: String?
    /// What topics can be about here.
    let categories: [TopicCategory]
    /// What can be found here.
    let kinds: [SearchKind]
    let parts: [(kind: SearchKind, part: SearchPart)]
    /// The cursor of the next page, of one kind.
    let next: String?

    var html: HTML {
        """
        <h1>找一找</h1>\(form)\(query == nil ? HTML() : filters)\
        <section aria-labelledby="found" class="stack-l"><h2 id="found" class="vh">找到的</h2>\(found)</section>
        """
    }

    private var form: HTML {
        let hidden = [
            ("kind", kind?.rawValue), ("room", room?.id.text), ("area", area?.text), ("category", category),
        ].compactMap { name, value in value.map { HiddenField(name: name, value: $0) } }
        return """
            <form method="get" action="\(url: base)" role="search">\(each: hidden, { $0.html })\
            \(Field(
                name: "q", label: "找什么", value: words, help: "写几个字，从一个字起都能找。",
                button: Button(label: "查找", role: .submit(busy: "正在找"))).html)</form>
            """
    }

    /// The address with other filters.
    private func address(_ kind: SearchKind?, isNarrow: Bool? = nil, cursor: String? = nil) -> String {
        address(kind, area: isNarrow.map { $0 ? room?.area : nil } ?? area, category: category, cursor: cursor)
    }

    private func address(_ kind: SearchKind?, area: AreaCode?, category: String?, cursor: String? = nil) -> String {
        let pairs = [
            ("q", words), ("kind", kind?.rawValue), ("room", room?.id.text), ("area", area?.text),
            ("category", kind == .topics ? category : nil), ("cursor", cursor),
        ].compactMap { name, value in value.map { "\(name)=\(FormEncoding.encode($0))" } }
        return "\(base)?\(pairs.joined(separator: "&"))"
    }

    private var filters: HTML {
        let filters =
            [Filters.Filter(word: "全部", address: address(nil), isOn: kind == nil)]
            + kinds.map {
                .init(word: SearchWording.name($0), address: address($0), isOn: kind == $0)
            }
        let near = room.map { room in
            [
                Filters.Filter(word: "只看\(room.name)这一片", address: address(kind, isNarrow: true), isOn: area != nil),
                Filters.Filter(word: "全县", address: address(kind, isNarrow: false), isOn: area == nil),
            ]
        }
        return """
            \(Filters(filters: filters, label: "找哪一类").html)\
            \(near.map { Filters(filters: $0, label: "找哪一片").html })\
            \(kind == .topics && !categories.isEmpty ? about : HTML())
            """
    }

    /// What topics are about: only theirs.
    private var about: HTML {
        let every = Filters.Filter(
            word: "全部类别", address: address(.topics, area: area, category: nil), isOn: category == nil)
        let each = categories.map { each in
            Filters.Filter(
                word: each.name, address: address(.topics, area: area, category: each.code), isOn: each.code == category
            )
        }
        return Filters(filters: [every] + each, label: "说的是什么").html
    }

    private var found: HTML {
        guard let query else {
            return EmptyState(sentence: words.isEmpty ? SearchWording.empty : SearchWording.nothing).html
        }
        // A part of which nothing was found yet goes on where it has a page after.
        let filled = parts.filter {
            !$0.part.hits.isEmpty || (kind != nil && next != nil) || ($0.part.isCut && kind == nil)
        }
        let cut = parts.contains(where: \.part.isCut) ? Note(text: SearchWording.cut, icon: .info).html : HTML()
        guard !filled.isEmpty else { return "\(EmptyState(sentence: SearchWording.nothing).html)\(cut)" }
        return "\(each: filled, { section($0.kind, $0.part, query) })\(cut)"
    }

    private func section(_ kind: SearchKind, _ part: SearchPart, _ query: WordQuery) -> HTML {
        let isAlone = self.kind != nil
        let shown = isAlone ? part.hits : Array(part.hits.prefix(SiteSearch.beside))
        let near = shown.filter(\.isNear)
        let others = shown.filter { !$0.isNear }
        let more =
            isAlone || (part.hits.count <= shown.count && !part.isCut)
            ? nil : TextLink(text: "更多", address: address(kind))
        let pager = Pager(
            extent: "这一页\(shown.count)条", previous: nil, next: next.map { address(kind, cursor: $0) })
        return PageSection(
            id: "found-\(kind.rawValue)", title: SearchWording.name(kind), more: more,
            content: """
                \(near.isEmpty ? HTML() : "<p class=\"small mute\">先列\(room?.name ?? "您")这一片的</p>\(list(near, query))")\
                \(near.isEmpty || others.isEmpty ? HTML() : "<p class=\"small mute\">别处的</p>")\
                \(others.isEmpty ? HTML() : list(others, query))\(isAlone ? pager.html : HTML())
                """
        ).html
    }

    private func list(_ hits: [SearchHit], _ query: WordQuery) -> HTML {
        CardList(cards: hits.map { $0.card(query) }).html
    }
}
