// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The yearly registers of numbered documents.
struct DocumentRegisterStore: Sendable {
    let tenant: Tenant.ID

    /// A series of numbers that begins anew each year.
    enum Register: String, Sendable {
        case suggestionList = "suggestion_list"
        case lookBack = "look_back"
        case assessment
        /// Counts the scores of members, so that nobody gives one while the year's assessment is issued.
        case handlingScore = "handling_score"
    }

    /// Takes the next number of a year. Whoever comes meanwhile waits until this transaction has ended, and a transaction
    /// that is undone gives its number back: there are no gaps.
    func next(_ register: Register, of year: Int, in transaction: Transaction) throws -> Int {
        let number = try transaction.first(
            """
            INSERT INTO document_register (tenant, register, year, last)
            VALUES (\(tenant.number), \(register.rawValue), \(year), 1)
            ON CONFLICT (tenant, register, year) DO UPDATE SET last = document_register.last + 1 RETURNING last
            """
        ) { try $0.next(Int.self) }
        guard let number else { throw DatabaseError.malformed("document_register") }
        return number
    }
}
