// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The registers of numbered documents: yearly ones, and that of proposals by plenary session.
struct DocumentRegisterStore: Sendable {
    let tenant: Tenant.ID

    /// What is numbered in a series of its own.
    enum Register: String, Sendable {
        case suggestionList = "suggestion_list"
        case lookBack = "look_back"
        case assessment
        /// Counts the scores of members, so that nobody gives one while the year's assessment is issued.
        case handlingScore = "handling_score"
        /// Of each plenary session; its series is the session's code.
        case proposal
    }

    /// Takes the next number of a series, that of a year as a rule. Whoever comes meanwhile waits until this transaction has ended, and a transaction
    /// that is undone gives its number back: there are no gaps.
    func next(_ register: Register, of series: Int, in transaction: Transaction) throws -> Int {
        let number = try transaction.first(
            """
            INSERT INTO document_register (tenant, register, year, last)
            VALUES (\(tenant.number), \(register.rawValue), \(series), 1)
            ON CONFLICT (tenant, register, year) DO UPDATE SET last = document_register.last + 1 RETURNING last
            """
        ) { try $0.next(Int.self) }
        guard let number else { throw DatabaseError.malformed("document_register") }
        return number
    }

    /// Takes the next number of a mark (发文代字) and year, in the same way.
    func nextLetter(_ mark: String, of year: Int, in transaction: Transaction) throws -> DocumentNumber {
        let number = try transaction.first(
            """
            INSERT INTO letter_register (tenant, mark, year, last) VALUES (\(tenant.number), \(mark), \(year), 1)
            ON CONFLICT (tenant, mark, year) DO UPDATE SET last = letter_register.last + 1 RETURNING last
            """
        ) { try $0.next(Int.self) }
        guard let number else { throw DatabaseError.malformed("letter_register") }
        return DocumentNumber(prefix: mark, year: year, serial: number)
    }

    /// Lets a series go on after this number, which was given elsewhere.
    func reach(_ register: Register, of series: Int, _ number: Int, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO document_register (tenant, register, year, last)
            VALUES (\(tenant.number), \(register.rawValue), \(series), \(number))
            ON CONFLICT (tenant, register, year) DO UPDATE SET last =
                CASE WHEN document_register.last < excluded.last THEN excluded.last ELSE document_register.last END
            """)
    }
}
