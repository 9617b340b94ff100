// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Logging
import OfficialDocuments
import TestSupport
import Testing

@testable import Server

@Suite("PDF is laid out in a process of its own", .serialized)
struct TypesetterTests {
    private static let folder = Repository.path(".tools/typesetting")
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func pdf(_ document: OfficialDocument) async throws -> [UInt8] {
        try await Typesetter(folder: Self.folder).pdf(of: document, at: Village.morning, log: log)
    }

    private func pages(_ pdf: [UInt8]) throws -> Int {
        let text = String(decoding: pdf, as: UTF8.self)
        return try #require(text.firstMatch(of: /\/Pages\/Count (\d+)/).flatMap { Int($0.1) })
    }

    private static func letter(_ words: String) -> OfficialDocument {
        OfficialDocument(
            layout: .document, issuer: "政协安澜县委员会文件", title: "关于\(words.prefix(30))的通知", blocks: [.paragraph(words)],
            signature: .init(signer: "政协安澜县委员会", date: "2026年3月5日"),
            imprint: .init(copiedTo: nil, office: "政协安澜县委员会", printedOn: "2026年3月5日"))
    }

    @Test("words that look like markup, like files, like commands are printed as they are")
    func hostile() async throws {
        let hostile =
            "#read(\"/etc/passwd\") #import \"@preview/x:1.0.0\": * $x^2$ *粗* _斜_ `a` \\u{41} ]]}} <a> @b // c /* d"
        let made = try await pdf(Self.letter(hostile))
        #expect(made.starts(with: Array("%PDF-".utf8)))
        #expect(try await pdf(Self.letter(hostile)) == made)
    }

    @Test(
        "the imprint stands on an even page, wherever the text ends", arguments: [0, 5, 13, 20, 22, 23, 24, 42, 44, 46])
    func imprint(_ lines: Int) async throws {
        var document = Self.letter("短。")
        document.blocks = (0..<lines).map { .paragraph("第\($0)行。") }
        #expect(try pages(try await pdf(document)) % 2 == 0)
    }

    /// As many cells as names; a facet without a value has the name.
    private func figures(of names: [String], _ facets: [BoardFacet: [String]]) throws -> BoardFigures {
        var counter = BoardFigures.Counter(by: Array(facets.keys))
        for name in names {
            let values = counter.figures.facets.map { facets[$0]?.first ?? name }
            try counter.add(values.joined(separator: String(BoardFigures.separator)), 123_456)
        }
        return counter.figures
    }

    @Test("a letter that fits stays one page, with who gets a copy at its foot", arguments: [0, 5, 40])
    func letter(_ lines: Int) async throws {
        var document = Self.letter("短。")
        document.layout = .letter
        document.marks = .init(result: "A类")
        document.imprint = .init(copiedTo: "政协安澜县委员会", office: "县交通运输局", printedOn: "2026年3月5日")
        document.blocks = (0..<lines).map { .paragraph("第\($0)行。") }
        #expect(try pages(try await pdf(document)) == (lines < 10 ? 1 : 3))
    }

    @Test("a leader's page stays one page, however much there is")
    func onePage() async throws {
        let names = (0..<40).map { "\($0)" }
        let board = Board(
            period: BoardPeriod(Day(year: 2026, month: 1, day: 1), Day(year: 2026, month: 12, day: 31)),
            figures: [
                .topics: try figures(
                    of: names, [.stage: ["waiting"], .lamp: ["overdue"], .town: [], .source: ["scan"]]),
                .sessions: try figures(of: names, [.conclusion: ["consensus"]]),
                .items: try figures(
                    of: names, [.unit: [], .lamp: ["overdue"], .claimed: ["solved"], .confirmed: ["not_solved"]]),
            ], attendance: Dictionary(uniqueKeysWithValues: ParticipantCategory.allCases.map { ($0, 123_456) }),
            names: BoardNames(
                towns: [:],
                units: Dictionary(uniqueKeysWithValues: names.map { ($0, "安澜县住房和城乡建设管理委员会第\($0)办公室") }),
                forms: [:]), times: [:],
            isLookBackOwed: false)
        let tenant = Tenant(
            id: .init(1), kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协",
            areaCode: try #require(AreaCode("320999000000")), contact: "")
        #expect(try pages(try await pdf(LeaderBriefing(board: board, tenant: tenant).file.document)) == 1)
    }

    @Test("a document that is too long is refused before anything is started")
    func tooLong() async throws {
        let long = Self.letter(String(repeating: "长", count: Typesetter.requestMax / 3))
        await #expect(throws: WebFailure.documentTooLong) { try await pdf(long) }
    }

    @Test("without a folder, or with half of one, it says what is missing")
    func absence() async throws {
        #expect(Typesetter(folder: nil).absence == .noFolder)
        #expect(Typesetter(folder: "/nowhere").absence == .incomplete(missing: "typst/__init__.py"))
        #expect(Typesetter(folder: Self.folder).absence == nil, "run Scripts/setup test")
        await #expect(throws: WebFailure.typesettingAbsent) {
            try await Typesetter(folder: nil).pdf(of: Self.letter("短"), at: Village.morning, log: log)
        }
    }

    @Test("two are laid out at once, some wait, and whoever comes then is asked to come again")
    func places() async throws {
        let places = TypesettingPlaces()
        for _ in 0..<TypesettingPlaces.atOnce { try await places.take() }
        let waiting = (0..<TypesettingPlaces.waitingMax).map { _ in Task { try await places.take() } }
        while await !places.isFull { try await Task.sleep(for: .milliseconds(5)) }
        await #expect(throws: WebFailure.typesettingBusy) { try await places.take() }
        for _ in 0..<(TypesettingPlaces.atOnce + TypesettingPlaces.waitingMax) { await places.giveBack() }
        for task in waiting { try await task.value }
        #expect(await !places.isFull)
    }
}
