// SPDX-License-Identifier: Apache-2.0

import Domain

/// The code lists of proposals as lines of form fields, and back: grounds for not filing, what a reply comes to, and by what a third
/// party judges units.
enum ProposalListText {
    private static let (countMax, nameMax) = (30, 60)

    static func lines(_ grounds: [FilingGround]) -> String {
        grounds.map { "\($0.code)|\($0.name)" }.joined(separator: "\n")
    }

    static func lines(_ classes: [ReplyClass]) -> String {
        classes.map { "\($0.code)|\($0.name)|\(word($0.isSolved))|\(word($0.isPromised))" }.joined(separator: "\n")
    }

    static func lines(_ criteria: [EvaluationCriterion]) -> String {
        criteria.map { "\($0.code)|\($0.name)|\($0.points)" }.joined(separator: "\n")
    }

    /// Throws what is wrong with the first line that is.
    static func criteria(_ text: String, field: String) throws(FieldProblem) -> [EvaluationCriterion] {
        let read = try rows(text, field: field, parts: 3, sentence: PracticeWording.badCriterion) {
            parts -> EvaluationCriterion? in
            guard isCode(parts[0]), let points = Int(parts[2]), (1...100).contains(points) else { return nil }
            return EvaluationCriterion(code: parts[0], name: parts[1], points: points)
        }
        try requireOnce(read.map(\.code), field: field)
        return read
    }

    /// Throws what is wrong with the first line that is.
    static func grounds(_ text: String, field: String) throws(FieldProblem) -> [FilingGround] {
        let read = try rows(text, field: field, parts: 2, sentence: PracticeWording.badFilingGround) {
            parts -> FilingGround? in
            isCode(parts[0]) ? FilingGround(code: parts[0], name: parts[1]) : nil
        }
        try requireOnce(read.map(\.code), field: field)
        return read
    }

    /// Throws what is wrong with the first line that is.
    static func classes(_ text: String, field: String) throws(FieldProblem) -> [ReplyClass] {
        let read = try rows(text, field: field, parts: 4, sentence: PracticeWording.badReplyClass) {
            parts -> ReplyClass? in
            guard isLetter(parts[0]), let isSolved = flag(parts[2]), let isPromised = flag(parts[3]) else { return nil }
            return ReplyClass(code: parts[0], name: parts[1], isSolved: isSolved, isPromised: isPromised)
        }
        try requireOnce(read.map(\.code), field: field)
        return read
    }

    private static func rows<Row>(
        _ text: String, field: String, parts count: Int, sentence: (Int) -> String, _ make: ([String]) -> Row?
    ) throws(FieldProblem) -> [Row] {
        var rows: [Row] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
                String($0).trimmingWhitespace
            }
            guard parts.count == count, (1...nameMax).contains(parts[1].count), let row = make(parts) else {
                throw FieldProblem(field: field, sentence: sentence(index + 1))
            }
            rows.append(row)
        }
        guard (1...countMax).contains(rows.count) else {
            throw FieldProblem(field: field, sentence: PracticeWording.proposalListCount)
        }
        return rows
    }

    private static func requireOnce(_ codes: [String], field: String) throws(FieldProblem) {
        guard let twice = codes.indices.first(where: { codes[..<$0].contains(codes[$0]) }) else { return }
        throw FieldProblem(field: field, sentence: PracticeWording.proposalCodeTwice(twice + 1))
    }

    private static func isCode(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
    }

    /// One capital letter, as it stands in the corner of a reply.
    private static func isLetter(_ text: String) -> Bool {
        text.utf8.count == 1 && text.utf8.allSatisfy { (65...90).contains($0) }
    }

    private static func word(_ flag: Bool) -> String { flag ? "是" : "否" }

    private static func flag(_ word: String) -> Bool? {
        switch word {
        case "是": true
        case "否": false
        default: nil
        }
    }
}
