// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

@testable import Server

@Suite("Layouts frame a page")
struct LayoutsTests {
    private let hostile = "\"><script>x</script>"
    private let escaped = "&quot;&gt;&lt;script&gt;x&lt;/script&gt;"

    private func head(isElder: Bool = false) -> PageHead {
        PageHead(title: hostile, description: hostile, assetVersion: "v1", isElder: isElder)
    }

    private func desk(overdue: Int?, besides: [DeskLayout.Place] = []) -> HTML {
        DeskLayout(
            head: head(), tenant: "安澜县政协", home: "/desk", person: PersonTag(name: "林小禾", role: hostile),
            signOut: .init(action: "/sign-out", token: "k"), find: .init(action: "/find", words: hostile),
            deskName: "杨柳社区议事室",
            places: [.init(word: "筛选", address: "/q", icon: .inbox, isCurrent: true, count: 9, overdue: overdue)]
                + besides,
            flash: Flash(sentence: hostile), footer: PageFooter(organ: "安澜县政协主办", contact: hostile),
            content: "<h1>x</h1>"
        ).html
    }

    @Test("a resident's page says what it is, and shows hostile words as words")
    func resident() {
        let text = ResidentLayout(
            head: head(), home: "/r/1", elderSwitch: "/mode?back=/r/1", footer: PageFooter(organ: "主办", contact: "电话"),
            content: "<h1>x</h1>"
        ).html.text
        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"zh-CN\">\n<head>"))
        #expect(text.contains("<title>\(escaped) · 商量</title>\n<meta name=\"description\" content=\"\(escaped)\">"))
        #expect(text.contains("<link rel=\"stylesheet\" href=\"/assets/app.css?v=v1\">"))
        #expect(text.contains("<script src=\"/assets/app.js?v=v1\" defer></script>"))
        #expect(text.contains("<body class=\"resident\">"))
        #expect(text.contains("长辈版</a>"))
        #expect(text.contains("<a class=\"skip\" href=\"#main\">"))
        #expect(text.contains("<footer class=\"foot\"><p>主办 · 电话</p></footer>"))
        #expect(!text.contains("<script>"))
    }

    @Test("elder mode is the same page, marked, with the way back")
    func elder() {
        let text = ResidentLayout(head: head(isElder: true), home: "/", elderSwitch: "/mode", content: HTML()).html.text
        #expect(text.contains("<html lang=\"zh-CN\" data-mode=\"elder\">"))
        #expect(text.contains("标准版</a>"))
        #expect(!text.contains("长辈版</a>"))
        #expect(!text.contains("<footer"))
    }

    @Test("a page carries each drawing it uses once, and no other")
    func sprite() {
        let rows = (1...50).map { _ in Lamp(state: .overdue, words: "超期").html }
        let sprite = Sprite.html(for: "\(rows)\(Icon.check.html)\("\"#i-bell\"")").text
        #expect(sprite.occurrences(of: "<symbol") == 2)
        #expect(sprite.occurrences(of: "id=\"i-diamond\"") == 1)
        #expect(sprite.contains("id=\"i-check\""))
        #expect(!sprite.contains("i-bell"))
    }

    @Test("every icon has a drawing", arguments: Icon.allCases)
    func drawing(icon: Icon) {
        let symbol = icon.symbol.text
        #expect(symbol.hasPrefix("<symbol id=\"i-\(icon.rawValue)\""))
        #expect(symbol.contains("<path") || symbol.contains("<circle"))
    }

    @Test("a desk shows its places, what waits there, and what has just been done")
    func deskPage() {
        let text = desk(overdue: 1).text
        #expect(text.contains("<a href=\"/q\" aria-current=\"page\">"))
        #expect(text.contains("<span class=\"n late\"><span class=\"hide-s\">超期</span>1"))
        #expect(text.contains("<span class=\"n hide-s\">9"))
        #expect(text.contains("name=\"q\" type=\"search\" value=\"\(escaped)\""))
        #expect(text.contains("<form method=\"post\" action=\"/sign-out\" novalidate>"))
        #expect(text.contains("role=\"status\">"))
        #expect(text.contains("<div>\(escaped)</div></div><h1>x</h1>"))
        #expect(text.contains("<p class=\"toast\" aria-hidden=\"true\">"))
        #expect(!text.contains("<script>"))
    }

    @Test("what a phone has no room for stands behind one word, with what waits and is overdue there")
    func rest() {
        let text = desk(
            overdue: nil,
            besides: [
                .init(word: "看板", address: "/b", icon: .chart, isAtHand: false, count: 3),
                .init(word: "事项", address: "/i", icon: .check, isAtHand: false, count: 4, overdue: 2),
            ]
        ).text
        #expect(text.contains("<a href=\"/b\" class=\"wide\">") && text.contains("<a href=\"/i\" class=\"wide\">"))
        #expect(text.contains("<details class=\"hide-l\"><summary>") && text.contains("<span>更多</span>"))
        let opened = text.split(separator: "</summary>").last ?? ""
        #expect(opened.contains("<a href=\"/b\">") && opened.contains("<a href=\"/i\">"))
        let summary = text.split(separator: "<summary>").last?.split(separator: "</summary>").first ?? ""
        #expect(summary.contains("</span>2<span class=\"vh\">件") && summary.contains("<span class=\"n hide-s\">7"))
        #expect(!desk(overdue: nil).text.contains("<details"), "where all have room there is nothing behind")
    }

    @Test("a phone shows five places at most, and always the one where somebody is")
    func atHand() {
        let all: [DeskPlace] = [
            .screening, .topics, .sessions, .live, .deliberations, .receptions, .items, .board, .notices, .rooms,
        ]
        #expect(DeskPlace.atHand(of: all, current: .screening) == [.screening, .topics, .sessions, .items])
        #expect(DeskPlace.atHand(of: all, current: nil) == [.screening, .topics, .sessions, .items])
        #expect(DeskPlace.atHand(of: all, current: .board) == [.board, .screening, .topics, .sessions])
        #expect(DeskPlace.atHand(of: all, current: .audit) == [.screening, .topics, .sessions, .items], "not theirs")
        for place in all { #expect(DeskPlace.atHand(of: all, current: place).contains(place)) }
        let few: [DeskPlace] = [.erasures, .unmaskings, .retention, .notices, .account]
        #expect(DeskPlace.atHand(of: few, current: .notices) == Set(few))
    }

    @Test("a place where nothing is overdue says nothing of it", arguments: [nil, 0])
    func nothingOverdue(number: Int?) {
        let text = desk(overdue: number).text
        #expect(!text.contains("n late"))
        #expect(text.contains("<span class=\"n\">9"))
    }

    @Test("the sign-in page has its title as heading")
    func signIn() {
        let text = SignInLayout(
            head: head(), tenant: hostile, footer: PageFooter(organ: "主办", contact: "电话"), content: "<p>x</p>"
        ).html.text
        #expect(text.contains("<span class=\"over\">\(escaped)</span><h1>\(escaped)</h1>"))
        #expect(text.occurrences(of: "<h1") == 1)
    }

    @Test("an error page says what to do and how to report it")
    func errorNotice() {
        let text = ErrorNotice(
            title: "没有找到", sentence: hostile, ways: [TextLink(text: "回到议事室", address: "/")], reference: "3F9K"
        ).html.text
        #expect(text.contains("<h1>没有找到</h1><p>\(escaped)</p>"))
        #expect(text.contains("<a class=\"btn\" href=\"/\"><span>回到议事室</span></a>"))
        #expect(text.contains("<span class=\"code\">3F9K</span>"))
    }

    @Test("a poster has the code once, a table card on both sides, one of them for eyes only")
    func sheets() {
        var sheet = CodeSheet(
            format: .poster, organ: "安澜县政协", name: hostile, ask: "这件事，您怎么看？", functions: "看进度", label: "议题的二维码",
            qr: "<svg></svg>", address: "a.example/r/1",
            instructions: ["扫码", "写下来", "等答复"], contact: "0510-0000 0000")
        #expect(sheet.html.text.contains("<h1 class=\"name\">\(escaped)</h1>"))
        #expect(sheet.html.text.contains("<li><b>3</b><span>等答复</span></li>"))
        #expect(sheet.html.text.occurrences(of: "<svg></svg>") == 1)
        sheet.format = .tableCard
        let card = sheet.html.text
        #expect(card.occurrences(of: "<svg></svg>") == 2)
        #expect(card.occurrences(of: "<h1") == 1)
        #expect(card.contains("<div class=\"face\" aria-hidden=\"true\">"))
        let page = PrintLayout(head: head(), back: TextLink(text: "回去", address: "/desk"), sheet: sheet.html).html.text
        #expect(page.contains("data-print hidden>"))
    }
}
