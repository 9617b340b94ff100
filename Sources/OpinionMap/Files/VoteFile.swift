// SPDX-License-Identifier: Apache-2.0

/// Votes as a CSV file has them: the columns `participant`, `statement` and `vote` in any order and among others, names of
/// any kind, answers as 1, 0 and −1.
///
/// Names are numbered in their order, so that it does not matter in which order the file has them: whole numbers by value,
/// then all others by their bytes.
package struct VoteFile: Sendable {
    /// With the numbers of participants and statements.
    package let votes: [Vote]
    /// The names of the participants, by their numbers.
    package let participants: [String]
    /// The names of the statements, by their numbers.
    package let statements: [String]

    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark, lines ended in any way, fields quoted or not (RFC 4180).
    ///   - listed: the names of statements that are there even when nobody has answered them.
    package init(_ bytes: consuming [UInt8], listed: [String] = []) throws(VoteFileProblem) {
        var (participants, statements) = (NameTable(), NameTable())
        for name in listed { _ = Array(name.utf8).withUnsafeBytes { statements.number(of: $0) } }
        var votes = try bytes.withUnsafeMutableBufferPointer { bytes throws(VoteFileProblem) in
            try Self.read(RecordReader(UnsafeMutableRawBufferPointer(bytes)), &participants, &statements)
        }
        let (participantOrder, statementOrder) = (participants.order(), statements.order())
        for index in votes.indices {
            let vote = votes[index]
            votes[index] = Vote(
                participant: participantOrder.ranks[vote.participant],
                statement: statementOrder.ranks[vote.statement], answer: vote.answer)
        }
        self.votes = votes
        self.participants = participantOrder.names
        self.statements = statementOrder.names
    }

    private static func read(
        _ reader: RecordReader, _ participants: inout NameTable, _ statements: inout NameTable
    ) throws(VoteFileProblem) -> [Vote] {
        var reader = reader
        let columns = try Columns(&reader)
        var votes: [Vote] = []
        votes.reserveCapacity(reader.recordsLeftMax)
        while try reader.next() {
            if reader.isBlank { continue }
            guard reader.count == columns.count else {
                throw VoteFileProblem(.fieldCount(reader.count, columns.count), line: reader.line)
            }
            guard let answer = answer(reader[columns.vote]) else {
                throw VoteFileProblem(.vote(String(decoding: reader[columns.vote], as: UTF8.self)), line: reader.line)
            }
            guard !reader[columns.participant].isEmpty else { throw VoteFileProblem(.noParticipant, line: reader.line) }
            guard !reader[columns.statement].isEmpty else { throw VoteFileProblem(.noStatement, line: reader.line) }
            let participant = participants.number(of: reader[columns.participant])
            let statement = statements.number(of: reader[columns.statement])
            guard let participant, let statement else { throw VoteFileProblem(.notUTF8, line: reader.line) }
            votes.append(Vote(participant: participant, statement: statement, answer: answer))
        }
        return votes
    }

    private static func answer(_ field: UnsafeRawBufferPointer) -> Vote.Answer? {
        switch (field.first, field.count) {
        case (UInt8(ascii: "1"), 1): .agree
        case (UInt8(ascii: "0"), 1): .pass
        case (UInt8(ascii: "-"), 2) where field[1] == UInt8(ascii: "1"): .disagree
        default: nil
        }
    }

    /// Where the three columns are, by the first line.
    private struct Columns {
        let participant: Int
        let statement: Int
        let vote: Int
        let count: Int

        init(_ reader: inout RecordReader) throws(VoteFileProblem) {
            guard try reader.next() else { throw VoteFileProblem(.empty, line: 1) }
            let names = (0..<reader.count).map { String(decoding: reader[$0], as: UTF8.self) }
            func column(_ name: String) throws(VoteFileProblem) -> Int {
                let found = names.indices.filter { names[$0] == name }
                guard let only = found.first, found.count == 1 else { throw VoteFileProblem(.column(name), line: 1) }
                return only
            }
            participant = try column("participant")
            statement = try column("statement")
            vote = try column("vote")
            count = names.count
        }
    }
}

/// Why a file of votes cannot be read.
package struct VoteFileProblem: Error, Equatable {
    package let reason: Reason
    /// In which line of the file, counted from 1.
    package let line: Int

    /// What is wrong there.
    package enum Reason: Equatable, Sendable {
        /// There is not even a first line with the names of the columns.
        case empty
        /// A column is missing, or there twice.
        case column(String)
        /// So many fields, and not as many as the first line has.
        case fieldCount(Int, Int)
        /// Another answer than 1, 0 and −1.
        case vote(String)
        case noParticipant
        case noStatement
        /// A quotation mark that begins a field and never ends it, or ends it too early.
        case quotation
        case notUTF8
    }

    init(_ reason: Reason, line: Int) {
        (self.reason, self.line) = (reason, line)
    }
}
