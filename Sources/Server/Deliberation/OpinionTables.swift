// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Spreadsheets

/// The counts behind a map, as a table: nothing in it is of fewer than five people.
struct OpinionTable: Sendable {
    let findings: OpinionFindings
    let texts: [OpinionStatement.ID: String]

    private static let answers = ["赞同", "说不好", "不赞同"]

    var columns: [SpreadsheetColumn] {
        let parts = ["全部", "手机号和纸条"] + findings.groups.map { "\($0.name)（\($0.size)人）" }
        let titles = parts.flatMap { part in Self.answers.map { "\(part)\($0)" } }
        return (["句子"] + titles + ["看法"]).map { SpreadsheetColumn($0) }
    }

    var rows: [[String]] {
        OpinionFindings.Standing.allCases.flatMap { findings.lines($0) }.compactMap { line in
            texts[line.statement].map { text in
                [text] + ([line.all, line.verified] + line.byGroup).flatMap(Self.cells)
                    + [OpinionMapPage.name(line.standing)]
            }
        }
    }

    private static func cells(_ count: OpinionCount?) -> [String] {
        guard let count else { return ["", "", ""] }
        return [count.agree, count.pass, count.disagree].map(String.init)
    }
}

/// All votes without anybody's name: people have numbers in an order that says nothing.
struct OpinionMatrix: Sendable {
    static let columns = ["participant", "statement", "vote"].map { SpreadsheetColumn($0) }
    let rows: [[String]]

    init(votes: [OpinionVoteStore.Vote], asked: [OpinionStatement.ID], keys: Keyring) {
        // The order of a keyed hash: not that in which they came, and the same each time.
        let shuffled = Set(votes.map(\.voter)).map { (voter: $0, mark: keys.lookup.digest("opinion_matrix/\($0)")) }
            .sorted { $0.mark.lexicographicallyPrecedes($1.mark) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(shuffled.map(\.voter), 1...))
        let statements = Dictionary(uniqueKeysWithValues: zip(asked.map(\.number), 1...))
        rows = votes.compactMap { vote -> [Int]? in
            guard let participant = numbers[vote.voter], let statement = statements[vote.statement] else { return nil }
            return [participant, statement, vote.answer.rawValue]
        }
        .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        .map { $0.map(String.init) }
    }
}
