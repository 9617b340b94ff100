// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

@testable import Server

@Suite("Lists show their records and the ways through them")
struct ComponentListsTests {
    private let hostile = "\"><script>x</script>"
    private let escaped = "&quot;&gt;&lt;script&gt;x&lt;/script&gt;"

    @Test("cards keep their title, and elder mode may leave one out")
    func cards() {
        let chip = Chip(word: "办理中", icon: .half, tone: .go)
        let text = CardList(cards: [
            .init(chip: chip, title: hostile, address: "/t/1", note: "37人附议"),
            .init(chip: chip, title: "路灯", address: "javascript:x", note: hostile, isExtra: true),
        ]).html.text
        #expect(text.contains("<h3><a href=\"/t/1\">\(escaped)</a></h3><p class=\"small mute\">37人附议</p></li>"))
        #expect(text.contains("<li class=\"more\">"))
        #expect(text.contains("<a href=\"#\">路灯</a></h3><p class=\"small mute\">\(escaped)</p>"))
    }

    @Test("a queue marks the open record's row and no other")
    func queue() {
        let lamp = Lamp(state: .overdue, words: "超期1个工作日")
        let text = QueueList(
            label: "待筛选议题",
            rows: [
                .init(title: hostile, address: "/q?open=1", origin: "居民 · 扫码", lamp: lamp, isOpen: true),
                .init(title: "路灯", address: "/q?open=2", origin: hostile),
            ]
        ).html.text
        #expect(text.contains("<li class=\"on\"><div><a href=\"/q?open=1\" aria-current=\"true\">\(escaped)</a>"))
        #expect(text.occurrences(of: "aria-current") == 1)
        #expect(text.hasSuffix("<span class=\"sub\"><span>\(escaped)</span></span></div></li></ol>"))
    }

    @Test("two panes have one main heading: the open record's, else the list's")
    func panes() {
        var panes = TwoPanes(
            head: RecordHead(title: "待筛选 9 件"), filters: Filters(filters: []), list: "<ol></ol>", listAddress: "/q")
        #expect(panes.html.text.contains("<h1>待筛选 9 件</h1>"))
        #expect(panes.html.text.contains("<div class=\"panes\"><div><ol></ol></div>"))
        #expect(panes.html.text.contains("从左边选一件。"))
        panes.record = .init(title: hostile, status: HTML(), content: "<p>全文</p>")
        let text = panes.html.text
        #expect(text.contains("<div class=\"panes\" data-open>"))
        #expect(text.contains("<h2 class=\"h1\">待筛选 9 件</h2>"))
        #expect(text.occurrences(of: "<h1") == 1)
        #expect(text.contains("<h1 id=\"record\">\(escaped)</h1><p>全文</p></article>"))
        #expect(text.contains("<a class=\"back\" href=\"/q\">"))
    }

    @Test("filters show their counts and which one is on")
    func filters() {
        let text = Filters(filters: [
            .init(word: "全部", count: 9, address: "/q", isOn: true),
            .init(word: hostile, count: 0, address: "/q?due=late"),
        ]).html.text
        #expect(text.contains("<a class=\"btn small\" href=\"/q\" aria-current=\"true\">全部 <b>9</b></a>"))
        #expect(text.contains("<a class=\"btn small\" href=\"/q?due=late\">\(escaped) <b>0</b></a>"))
    }

    @Test("a pager leads on, and says when there is nothing more")
    func pager() {
        let middle = Pager(extent: "第51–100件，共181件", previous: "/q", next: "/q?after=2&n=50").html.text
        #expect(middle.contains("<a rel=\"prev\" href=\"/q\">上一页</a><a rel=\"next\" href=\"/q?after=2&amp;n=50\">"))
        #expect(!middle.contains("没有下一页"))
        let only = Pager(extent: hostile).html.text
        #expect(only.contains("<span>\(escaped)</span><span><span>没有下一页</span></span>"))
        #expect(!only.contains("<a "))
    }

    @Test("an empty list offers the next act")
    func empty() {
        let text = EmptyState(sentence: hostile, act: TextLink(text: "代居民登记一件", address: "/new")).html.text
        #expect(text.contains("<p>\(escaped)</p><a class=\"btn small\" href=\"/new\"><span>代居民登记一件</span></a>"))
        #expect(!EmptyState(sentence: "没有。").html.text.contains("<a "))
    }

    @Test("doors and link lists lead where they say")
    func doors() {
        let door = Doors(doors: [.init(title: hostile, note: "进去说一句", address: "/live/1")]).html.text
        #expect(door.contains("<a class=\"door\" href=\"/live/1\"><b>\(escaped)</b>"))
        #expect(
            LinkList(rows: [.init(relation: hostile, content: "<b>x</b>"), .init(content: "y")]).html.text
                == "<ul class=\"link-list\"><li><span class=\"rel\">\(escaped)</span><b>x</b></li><li>y</li></ul>")
    }

    @Test("a section is named by its heading, which may be for screen readers only")
    func section() {
        #expect(
            PageSection(id: "now", title: hostile, look: .panel, content: "<p>x</p>").html.text
                == "<section class=\"panel\" aria-labelledby=\"now\"><h2 id=\"now\">\(escaped)</h2><p>x</p></section>")
        let text = PageSection(
            id: "now", title: "正在", isTitleHidden: true, more: TextLink(text: "全部", address: "/all"), content: HTML()
        ).html.text
        #expect(text.contains("<h2 id=\"now\" class=\"vh\">正在</h2><a class=\"small more\" href=\"/all\">全部</a>"))
    }
}
