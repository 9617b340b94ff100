// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ChineseText
import Foundation
import Spreadsheets

/// `shangliang similar CORPUS.csv QUERIES.csv`: looks for similar texts as the pages do, in files, so that anybody can
/// measure how well.
struct FindSimilar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "在一个文件的文本里，为另一个文件的每条文本找相近的（两个文件都要有 id 和 text 两列）。")

    @Argument(help: "被查找的文本，CSV。")
    var corpus: String

    @Argument(help: "拿来比的文本，CSV。")
    var queries: String

    @Option(help: "每条最多列几条相近的。")
    var top = 10

    @Flag(help: "每条输出一行 JSON。")
    var json = false

    func run() throws {
        let texts = try Self.texts(corpus)
        let questions = try Self.texts(queries)
        var index = MemoryIndex()
        for text in texts { index.append(text.text) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for question in questions {
            let start = ContinuousClock.now
            let matches = try SimilarityQuery(question.text).matches(in: index, limit: max(1, top))
            let answer = Answer(
                query: question.id,
                matches: matches.map { .init(id: texts[$0.id].id, score: ($0.score * 1000).rounded() / 1000) },
                milliseconds: ((ContinuousClock.now - start) / .microseconds(1)).rounded() / 1000)
            Terminal.say(json ? String(decoding: try encoder.encode(answer), as: UTF8.self) : answer.line)
        }
    }

    /// What was found for one text.
    private struct Answer: Encodable {
        let query: String
        let matches: [Found]
        let milliseconds: Double

        struct Found: Encodable {
            let id: String
            let score: Double
        }

        var line: String {
            "\(query)：" + matches.map { "\($0.id)（\($0.score)）" }.joined(separator: "，") + "，\(milliseconds) 毫秒"
        }
    }

    /// The columns `id` and `text` of a file, which may be larger than what people send.
    private static func texts(_ path: String) throws -> [(id: String, text: String)] {
        var limits = SpreadsheetLimits.standard
        limits.fileBytes = 1 << 31
        limits.rows = 5_000_000
        limits.cells = 100_000_000
        limits.cellCharacters = 100_000
        guard let bytes = FileManager.default.contents(atPath: path) else { throw CommandFailure("读不了 \(path)。") }
        let rows: [Spreadsheet.Row]
        do {
            rows = try Spreadsheet.read(Array(bytes), limits: limits).rows
        } catch {
            throw CommandFailure("\(path) 不是能读的表格：\(error)")
        }
        guard let header = rows.first, let id = header.cells.firstIndex(of: "id"),
            let text = header.cells.firstIndex(of: "text")
        else { throw CommandFailure("\(path) 的第一行里没有 id 和 text 两列。") }
        return rows.dropFirst().map { ($0[id], $0[text]) }
    }
}
