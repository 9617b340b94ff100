// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Markup

struct ContextCheckerTests {
    @Test(
        "a literal of good shape has no problem",
        arguments: [
            "", "plain, with > and & and \"quotes\"", "<p>\(.value)</p>", "<p>\(.html)\(.raw)</p>",
            "<!doctype html><html lang=\"\(.value)\"><title>\(.value)</title></html>",
            "<!-- a note --><p title=\"a \(.value) b\">x</p>", "<!-- > -- ->-->\(.value)",
            "<a href=\"\(.url)\">x</a>", "<img src=\"\(.url)\" alt=\"\">", "<a href=\"\(.url)?after=\(.value)\">x</a>",
            "<a href=\"/topics/\(.value)/\(.value)#\(.value)\">x</a>", "<a href=\"?q=\(.value)\">x</a>",
            "<a href=\"#t\(.value)\">x</a>", "<form action=\"/\(.value)\" method=\"post\"></form>",
            "<input\(.attribute) name=\"a\"\(.attribute)\(.attribute) required\(.attribute)>", "<br/>",
            "<input \(.attribute)/>",
            "<textarea name=\"t\">\(.value)</textarea>\(.html)", "<script src=\"/a.js\"></script>\(.value)",
            "<SCRIPT>if (a < b) { c() }</SCRIPT >\(.html)",
            "<svg viewBox=\"0 0 \(.value) 1\"><path d=\"\(.value)\"/></svg>",
            "<td data-on=\"\(.value)\">\(.value)</td>", "<p\nclass=\"x\"\n>\(.value)</p>",
        ] as [Sketch])
    func good(sketch: Sketch) {
        #expect(sketch.problems == [])
    }

    @Test(
        "a value where escaping does not protect is found",
        arguments: [
            ("<\(.value)>", [.valueInTagName]), ("<h\(.value)></h1>", [.valueInTagName]),
            ("</h\(.value)>", [.valueInTagName]),
            ("<p \(.value)></p>", [.valueInAttributeName]), ("<p data-\(.value)=\"x\"></p>", [.valueInAttributeName]),
            ("<p class=\"x\"\(.value)></p>", [.valueInAttributeName]),
            ("<p class=\(.value)></p>", [.valueInUnquotedAttribute("class")]),
            (
                "<p class=a\(.value)></p>",
                [.attributeNotInDoubleQuotes("class"), .valueInUnquotedAttribute("class")]
            ),
            ("<script>let a = \"\(.value)\"</script>", [.valueInCode("script")]),
            ("<style>p { color: \(.value) }</style>", [.valueInCode("style")]),
            ("<script>\(.raw)</script>", [.valueInCode("script")]),
            ("<iframe>\(.html)</iframe>", [.valueInCode("iframe")]),
            ("<!-- \(.value) -->", [.valueInComment]), ("<!-- <b> \(.value) -->", [.valueInComment]),
            ("<!doctype \(.value)>", [.valueInComment]),
        ] as [(Sketch, [ContextProblem])])
    func values(sketch: Sketch, problems: [ContextProblem]) {
        #expect(sketch.problems == problems)
    }

    @Test(
        "a plain value may not begin an address, nor url: stand elsewhere",
        arguments: [
            ("<a href=\"\(.value)\">x</a>", [.valueStartsAddress("href")]),
            ("<img src=\"\(.value)\">", [.valueStartsAddress("src")]),
            ("<form ACTION=\"\(.value)\"></form>", [.valueStartsAddress("ACTION")]),
            ("<button formaction=\"\(.value)\">x</button>", [.valueStartsAddress("formaction")]),
            ("<img srcset=\"\(.value) 2x\">", [.valueStartsAddress("srcset")]),
            ("<video poster=\"\(.value)\"></video>", [.valueStartsAddress("poster")]),
            ("<use xlink:href=\"\(.value)\"/>", [.valueStartsAddress("xlink:href")]),
            ("<a href=\"//\(.value)\">x</a>", [.valueStartsAddress("href")]),
            ("<a href=\"/\\\(.value)\">x</a>", [.valueStartsAddress("href")]),
            ("<a href=\"https:\(.value)\">x</a>", [.valueStartsAddress("href")]),
            ("<p title=\"\(.url)\">x</p>", [.urlOutsideAddress]), ("<p>\(.url)</p>", [.urlOutsideAddress]),
            ("<a href=\"/x\(.url)\">x</a>", [.urlOutsideAddress]), ("<a \(.url)>x</a>", [.urlOutsideAddress]),
            ("<a href=\"\(.url)\(.url)\">x</a>", [.urlOutsideAddress]),
        ] as [(Sketch, [ContextProblem])])
    func addresses(sketch: Sketch, problems: [ContextProblem]) {
        #expect(sketch.problems == problems)
    }

    @Test(
        "HTML belongs in text and attributes belong in tags",
        arguments: [
            ("<p title=\"\(.html)\">x</p>", [.markupOutsideText]), ("<p title=\"\(.raw)\">x</p>", [.markupOutsideText]),
            ("<p \(.html)>x</p>", [.markupOutsideText]), ("<title>\(.html)</title>", [.markupOutsideText]),
            ("<textarea>\(.raw)</textarea>", [.markupOutsideText]), ("<p>\(.attribute)</p>", [.attributeOutsideTag]),
            ("<p class=\"\(.attribute)\">x</p>", [.attributeOutsideTag]), ("</p\(.attribute)>", [.attributeOutsideTag]),
            ("<title>\(.attribute)</title>", [.attributeOutsideTag]),
        ] as [(Sketch, [ContextProblem])])
    func places(sketch: Sketch, problems: [ContextProblem]) {
        #expect(sketch.problems == problems)
    }

    @Test(
        "styles, inline scripts and odd shapes are found without any value",
        arguments: [
            ("<p style=\"color:red\">x</p>", [.forbiddenAttribute("style")]),
            ("<p onclick=\"f()\">x</p>", [.forbiddenAttribute("onclick")]),
            ("<p ONLOAD>x</p>", [.forbiddenAttribute("ONLOAD")]),
            ("<iframe srcdoc=\"x\"></iframe>", [.forbiddenAttribute("srcdoc")]),
            ("<p onclick\(.attribute)>x</p>", [.forbiddenAttribute("onclick")]),
            ("<p class='x'>x</p>", [.attributeNotInDoubleQuotes("class")]),
            ("<p class= \"x\">x</p>", [.attributeNotInDoubleQuotes("class")]),
            ("<p class=>x</p>", [.attributeNotInDoubleQuotes("class")]),
            ("<p class =\"x\">x</p>", [.malformedTag, .malformedTag, .malformedTag]),
            ("<p title=\"a>b\">x</p>", [.angleBracketInAttribute("title")]), ("a < b", [.bareLessThan]),
            ("<p title=\"a\"class=\"b\">x</p>", [.malformedTag]), ("</>", [.malformedTag]),
            ("<p\(.attribute)x>x</p>", [.malformedTag]),
        ] as [(Sketch, [ContextProblem])])
    func shapes(sketch: Sketch, problems: [ContextProblem]) {
        #expect(sketch.problems == problems)
    }

    @Test(
        "a literal ends in text content",
        arguments: [
            "<p", "<p class=\"x", "<p class=\"x\"", "<", "<!-- x", "<script>", "<title>\(.value)", "<textarea>",
            "<!doctype html",
            "<script></p>", "<style></script>",
        ] as [Sketch])
    func ends(sketch: Sketch) {
        #expect(sketch.problems == [.endsOutsideText])
    }

    @Test("a problem is told in a sentence that says what to write")
    func sentences() {
        #expect(
            ContextProblem.valueStartsAddress("href").sentence == "a plain value begins the address in href; use url:")
    }
}
