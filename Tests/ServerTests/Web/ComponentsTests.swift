// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

@testable import Server

@Suite("Components show what they are given")
struct ComponentsTests {
    private let hostile = "\"><script>x</script>"
    private let escaped = "&quot;&gt;&lt;script&gt;x&lt;/script&gt;"

    @Test("a chip is a shape, a word and perhaps a tone")
    func chip() {
        #expect(
            Chip(word: "办理中", icon: .half, tone: .go).html.text
                == """
                <span class="chip" data-tone="go"><svg class="i" aria-hidden="true"><use href="#i-half"/></svg>办理中</span>
                """)
        #expect(Chip(word: hostile, icon: .off).html.text.hasSuffix("</svg>\(escaped)</span>"))
        #expect(!Chip(word: "不受理", icon: .off).html.text.contains("data-tone"))
    }

    @Test(
        "a lamp has its own shape for each state",
        arguments: [(Lamp.State.onTrack, "ok", "dot"), (.dueSoon, "soon", "triangle"), (.overdue, "late", "diamond")])
    func lamp(state: Lamp.State, name: String, icon: String) {
        #expect(
            Lamp(state: state, words: "还有2个工作日").html.text
                == "<span class=\"lamp\" data-lamp=\"\(name)\"><svg class=\"i\" aria-hidden=\"true\">"
                + "<use href=\"#i-\(icon)\"/></svg>还有2个工作日</span>")
    }

    @Test("a deadline gives its reason only when it has one")
    func due() {
        var due = DueChip(date: "3月4日（周三）", machineDate: "2026-03-04")
        #expect(due.html.text == #"<span class="due"><time datetime="2026-03-04">3月4日（周三）</time></span>"#)
        due.lamp = Lamp(state: .overdue, words: "超期1个工作日")
        due.reason = hostile
        let text = due.html.text
        #expect(text.contains(#"<span class="due" data-lamp="late">"#))
        #expect(text.contains("</svg>超期1个工作日</b>"))
        #expect(text.hasSuffix("<summary>为什么是这天</summary><p>\(escaped)</p></details>"))
    }

    @Test("a trace marks the step that is waited for")
    func trace() {
        let text = Trace(steps: [
            .init(
                stage: .done, act: "提出", meta: "2月26日", quote: hostile,
                documents: [TextLink(text: "纪要", address: "/d/1")]),
            .init(stage: .now, act: "等您核实"),
            .init(stage: .next, act: hostile),
        ]).html.text
        #expect(text.hasPrefix(#"<ol class="trace"><li><svg"#))
        #expect(text.contains(#"<span class="meta">2月26日</span><blockquote class="said">\#(escaped)</blockquote>"#))
        #expect(text.contains(#"<a class="doc" href="/d/1">"#))
        #expect(text.occurrences(of: #"<li class="now" aria-current="step">"#) == 1)
        #expect(text.contains(#"<span class="act">\#(escaped)</span></li></ol>"#))
    }

    @Test("the action bar has one primary button, and the reasons for the rest")
    func actionBar() {
        let bar = ActionBar(
            primary: .init(
                label: "受理",
                way: .post(action: "/t/1/admission", token: "k", hidden: [.init(name: "version", value: "3")])),
            others: [.init(label: "不受理", way: .page("/t/1/refusal"))],
            refused: [.init(act: "办结", reason: hostile)])
        let text = bar.html.text
        #expect(text.occurrences(of: "btn primary") == 1)
        #expect(text.contains(#"<form method="post" action="/t/1/admission" novalidate>"#))
        #expect(text.contains(#"<input type="hidden" name="version" value="3">"#))
        #expect(text.contains(#"<a class="btn" href="/t/1/refusal" data-key="2"><span>不受理</span> <kbd class="hide-s""#))
        #expect(text.contains("<span>还不能“办结”：\(escaped)</span>"))
        #expect(text.contains("您现在可以"))
    }

    @Test("an action bar without acts says so, and without anything is nothing")
    func emptyActionBar() {
        #expect(ActionBar().html.isEmpty)
        let text = ActionBar(refused: [.init(act: "办结", reason: "要先有居民评价。")]).html.text
        #expect(text.contains("现在还不能做的"))
        #expect(!text.contains("您现在可以"))
        #expect(!text.contains("class=\"actions\""))
    }

    @Test("notes, facts and people show hostile words as words")
    func remarks() {
        #expect(Note(lead: "轮到您了", text: hostile, tone: .soon).html.text.contains("<b>轮到您了：</b>\(escaped)</div>"))
        #expect(
            Facts(rows: [.init("地点", hostile), .init("今年", html: "<b>3</b>件")]).html.text
                == "<dl class=\"facts\"><dt>地点</dt><dd>\(escaped)</dd><dt>今年</dt><dd><b>3</b>件</dd></dl>")
        #expect(Facts(rows: []).html.isEmpty)
        #expect(
            PersonTag(name: "县住建局", role: hostile, isUnit: true).html.text
                == "<span class=\"who unit\"><i aria-hidden=\"true\">县</i><span>县住建局<small>\(escaped)</small></span></span>"
        )
    }

    @Test("the steps say in words what the bars show")
    func steps() {
        let text = Steps(current: 2, total: 3).html.text
        #expect(text.occurrences(of: " class=\"on\"") == 2)
        #expect(text.occurrences(of: "<i ") == 3)
        #expect(text.hasSuffix("<span>第2步，共3步</span></div>"))
    }

    @Test("a ticket offers its code to the clipboard only where a script can")
    func ticket() {
        let text = Ticket(code: "7K4M-92QX-H3TB", statusAddress: "/t/7K4M-92QX-H3TB").html.text
        #expect(text.contains(#"<span class="code">7K4M-92QX-H3TB</span>"#))
        #expect(text.contains(#"data-copy="7K4M-92QX-H3TB" data-said="copied" hidden>"#))
        #expect(text.contains(#"href="/t/7K4M-92QX-H3TB""#))
        #expect(!text.contains("class=\"qr\""))
        #expect(Ticket(code: "A", qr: "<svg></svg>", statusAddress: "/t").html.text.contains("<svg></svg></div>"))
    }
}
