// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The four columns in which every case keeps its deadline.
enum DeadlineColumns {
    static let names: SQL = "due_on, due_from, due_term, due_is_provisional"

    /// The values in the order of ``names``.
    static func values(_ deadline: Deadline?) -> SQL {
        """
        \(deadline?.day.description), \(deadline?.from.description), \(deadline?.term.text), \(deadline?.isProvisional)
        """
    }

    /// The assignments of an update. `prefix`: what stands before the names where a row holds another deadline, too.
    static func assignments(_ deadline: Deadline?, prefix: SQL = "") -> SQL {
        """
        \(prefix)due_on = \(deadline?.day.description), \(prefix)due_from = \(deadline?.from.description),
        \(prefix)due_term = \(deadline?.term.text), \(prefix)due_is_provisional = \(deadline?.isProvisional)
        """
    }

    /// Reads the four columns. Throws ``DatabaseError/malformed(_:)`` if they are no deadline.
    static func next(_ row: inout Row) throws -> Deadline? {
        let day = try row.next(String?.self)
        let from = try row.next(String?.self)
        let term = try row.next(String?.self)
        let isProvisional = try row.next(Bool?.self)
        guard let day, let from, let term, let isProvisional else { return nil }
        guard let day = Day(day), let from = Day(from), let term = Deadline.Term(term) else {
            throw DatabaseError.malformed("deadline")
        }
        return Deadline(day: day, from: from, term: term, isProvisional: isProvisional)
    }
}
