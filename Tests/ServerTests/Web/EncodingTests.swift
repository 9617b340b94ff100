// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Texts on their way in and out")
struct EncodingTests {
    /// Any text of awkward characters.
    private func text(_ random: inout SeededRandom) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "<", "&", "+", "%", "=", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}",
            "\u{85}",
            "é", "\u{301}", "中", "\u{200D}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}",
            "😀", "\u{10FFFF}",
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...24, using: &random) { view.append(scalars.any(&random)) }
        return String(view)
    }

    @Test("a form's fields come back as they were sent, whatever they hold")
    func forms() {
        var random = SeededRandom()
        for _ in 0..<2_000 {
            let (name, value) = ("n" + text(&random), text(&random))
            let decoded = FormEncoding.decode(WebForm.encode([(name, value), ("other", "1")]))
            #expect(decoded[name].map { Array($0.utf8) } == Array(value.utf8), "seed \(SeededRandom.seed)")
            #expect(FormEncoding.encode(value).utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") })
        }
    }

    @Test("the path ends where the query begins, whatever follows the mark")
    func queries() {
        for query in ["q=1", "\u{301}=1", "?q=1", ""] {
            let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/rooms?\(query)")
            #expect(head.pathAlone == "/rooms", "\(query)")
            #expect(FormEncoding.decode(queryOf: head.path ?? "").count == (query.isEmpty ? 0 : 1), "\(query)")
        }
        #expect(FormEncoding.decode(queryOf: "/rooms&q=1").isEmpty)
        #expect(FormEncoding.decode(queryOf: "/rooms?q=a%00b") == ["q": "a\u{FFFD}b"], "no database holds a NUL")
    }

    @Test("any bytes at all are read as a form without harm")
    func anyBytes() {
        var random = SeededRandom()
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let fields = FormEncoding.decode(bytes)
            #expect(fields.count <= 60 && fields[""] == nil)
        }
        #expect(
            FormEncoding.decode(Array("a=1&a=2&b&=3&c=%zz%4&d=%e4%b8%ad+x".utf8))
                == ["a": "1", "b": "", "c": "%zz%4", "d": "中 x"])
        #expect(FormEncoding.decode(Array("x=%ED%A0%80".utf8))["x"]?.contains("\u{FFFD}") == true)
        let many = (0..<500).map { "f\($0)=1" }.joined(separator: "&")
        #expect(FormEncoding.decode(Array(many.utf8)).count == 200)
    }

    @Test("a text made normal is normal: composed, visible, without white space at its ends, and stays so")
    func normal() {
        var random = SeededRandom()
        for _ in 0..<2_000 {
            let typed = text(&random)
            for keepsLines in [true, false] {
                let once = PlainText.normalised(typed, keepsLines: keepsLines)
                let twice = PlainText.normalised(once, keepsLines: keepsLines)
                #expect(Array(twice.utf8) == Array(once.utf8), "\(Array(typed.utf8)), seed \(SeededRandom.seed)")
                #expect(
                    !once.unicodeScalars.contains {
                        $0 == "\u{202E}" || $0 == "\u{2066}" || $0 == "\u{0}" || $0 == "\r" || $0 == "\u{FEFF}"
                    })
                #expect(keepsLines || !once.unicodeScalars.contains("\n"))
                #expect(once == once.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        #expect(PlainText.normalised("  e\u{301}\r\n一\u{2028}二\n", keepsLines: true) == "é\n一 二")
        #expect(PlainText.normalised("一\r\n二\t三", keepsLines: false) == "一 二 三")
    }

    @Test("what the JSON writer writes, Foundation reads back, and so do we")
    func json() throws {
        var random = SeededRandom()
        for _ in 0..<500 {
            let value = json(depth: 3, &random)
            let object = try JSONSerialization.jsonObject(with: Data(value.bytes), options: .fragmentsAllowed)
            #expect(matches(value, object), "seed \(SeededRandom.seed)")
            #expect(!value.bytes.contains(UInt8(ascii: "<")), "no reader finds markup in an answer")
            if case .object = value { continue }
            let again = try #require(JSON(parsing: value.bytes))
            #expect(matches(again, object))
        }
    }

    @Test("only one whole JSON value is read")
    func malformed() {
        let bad = ["", " ", "{", "{} {}", "{\"a\":}", "nul", "\"\\ud800\"", "\"\u{1}\"", "'a'", "{a:1}"]
        for text in bad { #expect(JSON(parsing: Array(text.utf8)) == nil, "\(text)") }
        #expect(JSON(parsing: [0x22, 0xFF, 0x22]) == nil)
        #expect(
            JSON(parsing: Array(#"{"a":[1,"x",null,true,1.5]}"#.utf8))?["a"] == [
                .integer(1), "x", .null, .boolean(true), .number(1.5),
            ])
    }

    /// Any value; without U+FEFF, which Foundation on Linux swallows at the beginning of a string.
    private func json(depth: Int, _ random: inout SeededRandom) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: .null
        case 1: .boolean(Bool.random(using: &random))
        case 2: .integer(Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random))
        case 3: .number(Double.random(in: -1e6...1e6, using: &random))
        case 4: .string(text(&random).replacing("\u{FEFF}", with: ""))
        case 5: .array((0..<3).map { _ in json(depth: depth - 1, &random) })
        default:
            .object(
                (0..<3).map {
                    ("\($0)" + text(&random).replacing("\u{FEFF}", with: ""), json(depth: depth - 1, &random))
                })
        }
    }

    private func matches(_ value: JSON, _ object: Any) -> Bool {
        switch value {
        case .null: object is NSNull
        case .boolean(let flag): object as? Bool == flag
        case .integer(let number): (object as? NSNumber)?.int64Value == number
        case .number(let number): (object as? NSNumber).map { abs($0.doubleValue - number) < 1e-6 } == true
        case .string(let text): (object as? String).map { Array($0.utf8) } == Array(text.utf8)
        case .array(let items):
            (object as? [Any]).map { zip(items, $0).allSatisfy(matches) && items.count == $0.count } == true
        case .object(let fields):
            (object as? [String: Any]).map { all in fields.allSatisfy { matches($0.1, all[$0.0] ?? 0) } } == true
        }
    }

    @Test("parts keep their borders, whatever they hold")
    func lengthPrefixed() {
        var random = SeededRandom()
        for _ in 0..<500 {
            let parts = (0..<Int.random(in: 0...5, using: &random)).map { _ in Array(text(&random).utf8) }
            #expect(LengthPrefixed.split(LengthPrefixed.join(parts)) == parts)
        }
        #expect(LengthPrefixed.join([[1], [2]]) != LengthPrefixed.join([[1, 2], []]))
        #expect(LengthPrefixed.split([255, 255, 255, 255, 255, 255, 255, 255, 1]) == [])
    }

    @Test("base 64 for addresses comes back, and what is none is none")
    func base64() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 67 &+ 200) }
            let text = Base64URL.encode(bytes)
            #expect(Base64URL.decode(text) == bytes)
            #expect(
                text.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") })
        }
        #expect(Base64URL.decode("*") == nil)
    }
}
