// SPDX-License-Identifier: Apache-2.0

import Foundation
import Spreadsheets
import Testing

@testable import ChineseText

/// Two hundred ways in which somebody else might say the topics of the demo county, written by hand, among five hundred
/// topics of other places that speak of the same things.
@Suite("Topics said in other words")
struct SecondWordingTests {
    private static let places = [
        "荷塘小区", "柳溪镇", "石桥村", "青山社区", "东关", "西街", "南门外", "北河新村", "新民路", "清泉村", "长堤", "桃园", "古井村", "书院街", "花园小区",
        "金穗村", "红星路", "白塘镇", "湖心村", "翠竹苑",
    ]

    @Test("most are found, and most of them first")
    func found() throws {
        let topics = try rows("topics")
        let neighbours = try rows("neighbours").flatMap { row in
            Self.places.map { row.text.replacing("{place}", with: $0) }
        }
        var index = MemoryIndex()
        for text in topics.map(\.text) + neighbours { index.append(text) }
        let wordings = try rows("wordings")
        #expect(wordings.count == 200)
        var (first, among, missed) = (0, 0, [String]())
        for wording in wordings {
            let number = try #require(topics.firstIndex { $0.id == wording.id })
            let found = try SimilarityQuery(wording.text).matches(in: index, limit: 10).map(\.id)
            if found.first == number { first += 1 }
            if found.contains(number) { among += 1 } else { missed.append(wording.text) }
        }
        // As measured when they were written; docs/measurements.md has the figures.
        #expect(among >= 188, "among ten: \(among), first: \(first), missed: \(missed.joined(separator: "；"))")
        #expect(first >= 180, "first: \(first)")
    }

    @Test("short questions, asked in other words, are found, and are like enough to be shown")
    func questions() throws {
        let questions = try cells("questions").map { (text: $0[1], other: $0[2]) }
        #expect(questions.count == 100)
        let neighbours = try rows("topics").map(\.text) + rows("neighbours").map(\.text)
        var index = MemoryIndex()
        for text in questions.map(\.text) + neighbours { index.append(text) }
        var (first, among) = (0, 0)
        for (number, question) in questions.enumerated() {
            let found = try SimilarityQuery(question.other).matches(in: index, limit: 10)
            if found.first?.id == number { first += 1 }
            if let match = found.first(where: { $0.id == number }) {
                among += 1
                #expect(match.likeness >= 0.18, "\(question.other)")
            }
        }
        #expect(among >= 98 && first >= 95, "among ten: \(among), first: \(first)")
    }

    private func rows(_ name: String) throws -> [(id: String, text: String)] {
        try cells(name).map { ($0[0], $0[1]) }
    }

    private func cells(_ name: String) throws -> [[String]] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appending(path: "Corpora/wordings/\(name).csv")
        return try Spreadsheet.read(Array(try Data(contentsOf: file))).rows.dropFirst().map(\.cells)
    }
}
