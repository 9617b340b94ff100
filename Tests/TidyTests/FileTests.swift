// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Every file")
struct FileTests {
    private static let linesMax = 400

    private let written =
        SourceTree.swift + SourceTree.files(under: "Sources", ending: ".sql", ".css", ".js", ".h", ".modulemap")
        + SourceTree.files(under: "docs", ending: ".md")

    @Test("a Swift file says its licence in the first line")
    func licence() {
        let without = SourceTree.swift.filter { $0.lines.first != "// SPDX-License-Identifier: Apache-2.0" }.map(\.path)
        #expect(without == [], "\(list(without))")
    }

    @Test("a file is short enough to be read in one go")
    func length() {
        let long = written.filter { $0.path.hasPrefix("Sources/") && $0.lines.count > Self.linesMax }
            .map { "\($0.path): \($0.lines.count) lines" }
        #expect(long == [], "\(list(long))")
    }

    @Test("nothing is left for later: no TODO, no FIXME")
    func unfinished() {
        let places = written.flatMap { $0.placesAnywhere(of: /\b(TODO|FIXME|XXX)\b/) }
            .filter { !$0.hasPrefix("Tests/TidyTests/") }
        #expect(places == [], "\(list(places))")
    }

    @Test("no line ends in white space, and the last one ends")
    func whiteSpace() {
        let places = written.flatMap { $0.placesAnywhere(of: /[ \t\r]+$/) }
        #expect(places == [], "\(list(places))")
        let unended = written.filter { !$0.text.isEmpty && !$0.text.hasSuffix("\n") }.map(\.path)
        #expect(unended == [], "\(list(unended))")
    }

    @Test("a file is named after the thing inside, not after a drawer")
    func drawers() {
        let drawers = SourceTree.swift.map(\.path)
            .filter { $0.contains(/(Utils?|Utilities|Helpers?|Manager|Common|Core|Misc|Stub|Placeholder)\.swift$/) }
        #expect(drawers == [], "\(list(drawers))")
    }

    @Test("no real county is named: the county of the demo is invented")
    func counties() {
        let places = written.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
            .flatMap { $0.placesAnywhere(of: /海门|洪泽|金湖|武进|姑苏|江宁|高港|灌云|句容|淮阴|高邮/) }
        #expect(places == [], "\(list(places))")
    }

    @Test("the change log has a section for what is new")
    func changeLog() {
        let changes = SourceTree.file("CHANGELOG.md")
        #expect(changes != nil, "CHANGELOG.md is missing")
        #expect(changes?.lines.contains { $0.contains(/^## (\[?Unreleased\]?|\[?\d+\.\d+\.\d+)/) } == true)
    }
}
