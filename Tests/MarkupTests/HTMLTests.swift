// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Markup

struct HTMLTests {
    @Test("HTML composes with itself and is not escaped twice")
    func composing() {
        let strong: HTML = "<strong>\("a&b")</strong>"
        let missing: HTML? = nil
        let html: HTML = "<p>\(strong)\(missing)\([strong, "<br>"])</p>"
        #expect(html.text == "<p><strong>a&amp;b</strong><strong>a&amp;b</strong><br></p>")
    }

    @Test("lists, optional values and numbers are written as they read")
    func listsAndNumbers() {
        let names = ["甲", "<乙>"]
        let note: String? = nil
        let reply: String? = "已<办>"
        let html: HTML = """
            <ul>\(each: names, { "<li>\($0)</li>" })</ul>\(names.map { "<i>\($0)</i>" })\
            \(note)\(present: note, { "<p>\($0)</p>" })\(present: reply, { "<p>\($0)</p>" })\(-7)\(Int64.min)
            """
        #expect(
            html.text == """
                <ul><li>甲</li><li>&lt;乙&gt;</li></ul><i>甲</i><i>&lt;乙&gt;</i>\
                <p>已&lt;办&gt;</p>-7-9223372036854775808
                """)
    }

    @Test("pieces are added and joined in order")
    func joining() {
        var html: HTML = "<i>1</i>" + "<i>2</i>"
        html += "<i>3</i>"
        #expect(html.text == "<i>1</i><i>2</i><i>3</i>")
        let words: [HTML] = ["<b>甲</b>", "", "乙"]
        #expect(words.joined(separator: "、").text == "<b>甲</b>、、乙")
        #expect([HTML]().joined(separator: "、").isEmpty)
        #expect(words.joined().text == "<b>甲</b>乙")
    }

    @Test("raw text passes untouched")
    func raw() {
        let html: HTML = "<div>\(raw: "<em>&copy;</em>")</div>"
        #expect(html.text == "<div><em>&copy;</em></div>")
    }

    @Test("an attribute is written with its value escaped, or not at all")
    func attributes() {
        let missing: String? = nil
        let html: HTML = """
            <input\(attribute: "aria-label", "“<\">”") type="checkbox"\(attribute: "title", missing)\
            \(flag: "checked", true)\(flag: "disabled", false)\(attribute: "value", "")>
            """
        #expect(html.text == "<input aria-label=\"“&lt;&quot;&gt;”\" type=\"checkbox\" checked value=\"\">")
    }

    @Test(
        "only ordinary names can be given to attribute: and flag:",
        arguments: [
            ("aria-current", true), ("value", true), ("data-id", true), ("onclick", false), ("style", false),
            ("srcdoc", false), ("href", false), ("src", false), ("action", false), ("formaction", false),
            ("srcset", false), ("poster", false), ("Title", false), ("a b", false), ("x\"", false), ("", false),
            ("xlink:href", false), ("x1", false),
        ])
    func attributeNames(name: String, isOrdinary: Bool) {
        #expect(Array(name.utf8).withUnsafeBufferPointer { AttributeName.isOrdinary($0) } == isOrdinary)
    }

    @Test("plain values are percent-encoded in addresses only, whatever stands around them")
    func whereAddressesAre() {
        let value = "a b"
        let html: HTML = """
            <a class="\(value)" href="/t/\(value)/\(value)?q=\(value)" title="src=\(value)">\(value) "href=\(value) src "\(value)"</a>\
            <FORM ACTION="/x/\(value)" data-src="\(value)" method="post"><svg data-href="\(value)"></svg></FORM>
            """
        #expect(
            html.text == """
                <a class="a b" href="/t/a%20b/a%20b?q=a%20b" title="src=a b">a b "href=a b src "a b"</a>\
                <FORM ACTION="/x/a%20b" data-src="a b" method="post"><svg data-href="a b"></svg></FORM>
                """)
    }

    #if DEBUG
        @Test("an unsafe literal stops a debug build")
        func trapping() async {
            await #expect(processExitsWith: .failure) {
                let name = "b"
                let html: HTML = "<\(name)>"
                _ = html
            }
        }
    #endif
}
