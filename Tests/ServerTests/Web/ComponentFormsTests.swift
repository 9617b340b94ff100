// SPDX-License-Identifier: Apache-2.0

import Markup
import Testing

@testable import Server

@Suite("Forms keep what was typed and say what is wrong")
struct ComponentFormsTests {
    private let hostile = "\"><script>x</script>"
    private let escaped = "&quot;&gt;&lt;script&gt;x&lt;/script&gt;"

    @Test("a field wires its label, help and error to its control")
    func field() {
        let text = Field(
            name: "place", label: "在哪里", value: hostile, help: "写到小区", error: "请写明哪条路。", isRequired: true
        ).html.text
        #expect(
            text == """
                <div class="field bad"><label for="field-place">在哪里</label>\
                <span class="help" id="field-place-help">写到小区</span>\
                <input class="input" type="text" id="field-place" name="place" value="\(escaped)" autocomplete="off" \
                required aria-describedby="field-place-help field-place-error" aria-invalid="true">\
                <p class="error" id="field-place-error"><svg class="i" aria-hidden="true"><use href="#i-error"/></svg>\
                <span>请写明哪条路。</span></p></div>
                """)
    }

    @Test("a field without help and error points at nothing")
    func plainField() {
        let text = Field(name: "tel", label: "电话", control: .telephone, mark: "可不填", autocomplete: "tel").html.text
        #expect(text.contains("<label for=\"field-tel\">电话 <span class=\"opt\">可不填</span></label>"))
        #expect(text.contains("type=\"tel\""))
        #expect(text.contains("autocomplete=\"tel\""))
        #expect(!text.contains("aria-"))
    }

    @Test("a line offers earlier answers, escaped, and takes another")
    func suggested() {
        let text = Field(name: "who", label: "名称", control: .suggested(["民进<", "工会"]), value: "团\"县委").html.text
        #expect(text.contains("value=\"团&quot;县委\" list=\"field-who-list\""))
        #expect(
            text.contains(
                "<datalist id=\"field-who-list\"><option value=\"民进&lt;\"></option><option value=\"工会\"></option></datalist>"
            ))
        #expect(text.contains("<label for=\"field-who\">"))
    }

    @Test("a paragraph counts characters as people do and keeps its first line break")
    func paragraph() {
        let text = Field(name: "what", label: "什么事", control: .paragraph(rows: 6, limit: 500), value: "\n路灯👨‍👩‍👧坏了<")
            .html.text
        #expect(text.contains("data-limit=\"500\" aria-describedby=\"field-what-count\">\n\n路灯👨‍👩‍👧坏了&lt;</textarea>"))
        #expect(text.contains("id=\"field-what-count\">已写7字，最多500字</span>"))
    }

    @Test("a password is never shown again")
    func password() {
        let text = Field(name: "p", label: "密码", control: .password, value: "geheim-7").html.text
        #expect(text.contains("type=\"password\""))
        #expect(!text.contains("geheim-7"))
        #expect(!text.contains("value="))
    }

    @Test("the chosen answer stays chosen, in a select and in a group")
    func choices() {
        let answers = [Choice(value: "a", label: "道路"), Choice(value: hostile, label: hostile, help: "第二行")]
        let select = Field(name: "kind", label: "哪一类", control: .select(answers), value: hostile).html.text
        #expect(select.contains("<option value=\"a\">道路</option><option value=\"\(escaped)\" selected>\(escaped)"))
        let group = Field(name: "kind", label: "哪一类", control: .choices(answers), value: "a", error: "请选一个。").html.text
        #expect(group.hasPrefix("<fieldset class=\"field bad\" aria-describedby=\"field-kind-error\">"))
        #expect(group.contains("<input type=\"radio\" name=\"kind\" value=\"a\" id=\"field-kind\" checked>"))
        #expect(group.contains("value=\"\(escaped)\"><span>\(escaped)<small>第二行</small></span>"))
        #expect(group.occurrences(of: " checked") == 1)
    }

    @Test("a field of its own may carry its button")
    func inlineButton() {
        let text = Field(name: "code", label: "查进度", control: .code, button: Button(label: "查询")).html.text
        #expect(text.contains("<div class=\"inline\"><input class=\"input code\""))
        #expect(text.contains("autocapitalize=\"characters\""))
        #expect(text.contains("data-busy=\"正在提交\"><span>查询</span></button></div></div>"))
    }

    @Test("the summary leads to every field that needs mending")
    func summary() {
        #expect(ErrorSummary(problems: []).html.isEmpty)
        let text = ErrorSummary(problems: [
            .init(field: "place", sentence: hostile), .init(field: nil, sentence: "登记已满。"),
        ]).html.text
        #expect(text.contains("role=\"alert\" tabindex=\"-1\"><h2>还差2处，您写的内容都还在</h2>"))
        #expect(text.contains("<li><a href=\"#field-place\">\(escaped)</a></li><li>登记已满。</li>"))
    }

    @Test("every form carries its token, and a draft's name only when it keeps one")
    func postForm() {
        #expect(
            PostForm(action: "javascript:x", token: hostile, content: "<p>x</p>").html.text
                == "<form method=\"post\" action=\"#\" novalidate>"
                + "<input type=\"hidden\" name=\"_token\" value=\"\(escaped)\"><p>x</p></form>")
        let kept = PostForm(action: "/raise", token: "k", isPanel: true, draft: "raise-1", content: HTML()).html.text
        #expect(kept.contains("class=\"panel stack\" data-draft=\"raise-1\" novalidate>"))
        #expect(kept.contains("data-draft-note role=\"status\" hidden>"))
        #expect(kept.contains("data-offline role=\"status\" tabindex=\"-1\" hidden>"))
        #expect(!kept.contains("data-draft-base") && !kept.contains("data-draft-earlier"))
        let over = PostForm(action: "/text", token: "k", draft: "text-1", draftBase: "3", content: HTML()).html.text
        #expect(over.contains("data-draft=\"text-1\" data-draft-base=\"3\" novalidate>"))
        for part in ["note", "earlier", "what", "clear", "swap", "drop"] {
            #expect(over.contains("data-draft-\(part)"))
        }
        #expect(!PostForm(action: "/x", token: "k", draftBase: "3", content: HTML()).html.text.contains("data-draft"))
        let told = PostForm(action: "/topics", token: "k", tellsOffline: true, content: HTML()).html.text
        #expect(told.contains("data-offline role=\"status\" tabindex=\"-1\" hidden>") && !told.contains("data-draft"))
        #expect(DraftDone(draft: "raise-1").html.text == "<div data-draft-done=\"raise-1\" hidden></div>")
    }

    @Test("a button says what it will do, and what it is doing")
    func button() {
        #expect(
            Button(label: hostile, role: .submit(busy: "正在登录"), style: .primary, size: .big).html.text
                == "<button class=\"btn primary big\" data-busy=\"正在登录\"><span>\(escaped)</span></button>")
        #expect(
            Button(label: "附议", role: .choose(name: "act", value: "join"), size: .small).html.text
                == """
                <button class="btn small" name="act" value="join" data-busy="正在提交"><span>附议</span></button>
                """)
        let back = TextLink(text: "上一步", address: "/1")
        let bar = ThumbBar(button: Button(label: "下一步", style: .primary), back: back).html.text
        #expect(bar.contains("<a class=\"btn\" href=\"/1\"><span>上一步</span></a><button class=\"btn primary\""))
    }
}
