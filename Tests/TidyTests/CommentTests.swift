// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Comments of what other modules see")
struct CommentTests {
    /// What the standard library and NIO ask of a type, and explain themselves.
    private static let askedElsewhere: Set<Substring> = [
        "==", "<", "+", "hash", "encode", "appendLiteral", "handlerAdded", "handlerRemoved", "channelRead",
        "channelWritabilityChanged", "userInboundEventTriggered", "channelInactive", "errorCaught", "write", "close",
    ]
    /// Last words of a number's name that say what is counted.
    private static let units = [
        "year", "month", "day", "term", "serial", "number", "count", "total", "bytes", "rows", "tables", "port",
        "votes", "people", "records", "statements", "minutes", "seconds", "milliseconds", "points", "views", "percent",
        "max", "min", "version", "days", "months", "hours", "years",
    ]

    private static let modifiers: Set<Substring> = [
        "static", "final", "mutating", "indirect", "nonisolated", "override", "private(set)", "internal(set)",
        "consuming", "borrowing",
    ]
    private static let types: Set<Substring> = ["struct", "enum", "class", "actor", "protocol"]

    @Test("each type, function, subscript, dictionary and bare number that other modules see says what it means")
    func documented() {
        let asked = Self.askedElsewhere.union(SourceTree.sources.flatMap(Self.requirements))
        let places = SourceTree.sources.flatMap { file -> [String] in
            let lines = file.lines
            return lines.indices.filter { index in
                guard let declared = Self.declared(lines[index]) else { return false }
                return Self.needsWords(declared, asked: asked) && !Self.hasWords(above: index, in: lines)
            }.map { "\(file.path):\($0 + 1): \(lines[$0].trimmingCharacters(in: .whitespaces))" }
        }
        #expect(places == [], "\(list(places))")
    }

    @Test("what needs words and what does not is told apart")
    func toldApart() {
        let lines: [(Substring, Bool)] = [
            ("package struct Topic: Hashable, Sendable {", true),
            ("    package static func begin(", true),
            ("    package static func < (a: Self, b: Self) -> Bool { a.code < b.code }", false),
            ("    package func applying(_ event: TopicEvent) -> Topic {", false),
            ("    package subscript(part: Part) -> Int { parts[part, default: 0] }", true),
            ("    package let parts: [Part: Int]", true),
            ("    package private(set) var tries: Int", true),
            ("    package let replyDaysMax: Int", false),
            ("    package let year: Int", false),
            ("    package internal(set) var version: Int", false),
            ("    package let id: ID", false),
            ("    package init(id: ID) {", false),
            ("    func pooling(by actor: Actor) {", false),
        ]
        for (line, needs) in lines {
            let declared = Self.declared(line)
            #expect(declared.map { Self.needsWords($0, asked: ["<", "applying"]) } ?? false == needs, "\(line)")
        }
    }

    /// A declaration that other modules see: its keyword, its name, and what follows.
    private struct Declared {
        let keyword: Substring
        let name: Substring
        let rest: Substring
    }

    private static func declared(_ line: Substring) -> Declared? {
        guard let range = line.firstRange(of: "package ") else { return nil }
        let before = line[..<range.lowerBound].drop(while: \.isWhitespace)
        guard before.isEmpty || before.hasPrefix("@") else { return nil }
        var rest = line[range.upperBound...]
        while let space = rest.firstIndex(of: " "), modifiers.contains(rest[..<space]) {
            rest = rest[rest.index(after: space)...]
        }
        let keyword = rest.prefix(while: \.isLetter)
        rest = rest.dropFirst(keyword.count).drop { $0 == " " }
        let name = rest.prefix { !" (:<{".contains($0) }
        // An operator is its own name, also where that begins with what ends others'.
        if keyword == "func", name.isEmpty {
            let sign = rest.prefix { $0 != " " && $0 != "(" }
            return Declared(keyword: keyword, name: sign, rest: rest.dropFirst(sign.count))
        }
        return Declared(keyword: keyword, name: name, rest: rest.dropFirst(name.count))
    }

    private static func needsWords(_ declared: Declared, asked: Set<Substring>) -> Bool {
        switch declared.keyword {
        case _ where types.contains(declared.keyword), "subscript": true
        case "func": !asked.contains(declared.name)
        case "let", "var": isBare(declared)
        default: false
        }
    }

    /// A number whose name does not say of what, or a dictionary.
    private static func isBare(_ declared: Declared) -> Bool {
        let type = declared.rest.drop { $0 == ":" || $0 == " " }
        guard declared.rest.first == ":" else { return false }
        if type.first == "[", !type.hasPrefix("[("), type.prefix(while: { $0 != "]" }).contains(":") { return true }
        guard ["Int", "Int64", "Double"].contains(type.prefix { $0.isLetter || $0.isNumber }) else { return false }
        let name = declared.name.lowercased()
        return !units.contains { name.hasSuffix($0) }
    }

    private static func hasWords(above index: Int, in lines: [Substring]) -> Bool {
        let above = lines[..<index].reversed().lazy.map { $0.drop(while: \.isWhitespace) }
        return above.first { !$0.hasPrefix("@") && !$0.hasPrefix("#if") }?.hasPrefix("///") == true
    }

    /// The functions that a file's protocols ask for: they are explained there.
    private static func requirements(_ file: SourceFile) -> [Substring] {
        var isProtocol = false
        return file.lines.compactMap { line in
            if line.hasPrefix("package protocol ") || line.hasPrefix("protocol ") {
                isProtocol = !line.hasSuffix("}")
            } else if line == "}" {
                isProtocol = false
            } else if isProtocol, let range = line.firstRange(of: "func ") {
                return line[range.upperBound...].prefix { $0.isLetter || $0.isNumber }
            }
            return nil
        }
    }
}
