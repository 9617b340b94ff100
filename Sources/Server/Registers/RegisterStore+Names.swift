// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Lists of people as offices have them: in the order of strokes, found by a part of a name or by its initials.
extension RegisterStore {
    /// An entry and whose name it bears.
    private struct Named: Sendable {
        let id: DirectoryEntry.ID
        let name: String
    }

    /// The entries of a list, after the one with id `after`: those of people in the order of strokes, others by id.
    func list(
        _ query: Query, after: DirectoryEntry.ID?, limit: Int, in transaction: Transaction
    ) throws -> [DirectoryEntry] {
        guard let name = form.personName else {
            return try entries(query, after: after, limit: limit, in: transaction)
        }
        let named = StrokeOrder.sorted(try self.named(query, name, in: transaction)) { $0.name }
        // The cursor's entry may have left the list meanwhile; its name still says where to go on.
        let last = try after.flatMap { id in
            try self.name(of: id, name, in: transaction).map { Named(id: id, name: $0) }
        }
        let rest = last.map { last in named.filter { Self.isBefore(last, $0) } } ?? named
        return try entries(rest.prefix(limit).map(\.id), in: transaction)
    }

    /// How many entries ``list(_:after:limit:in:)`` has.
    func countOfList(_ query: Query, in transaction: Transaction) throws -> Int {
        guard let name = form.personName, NameInitials(query.words) != nil else {
            return try count(query, in: transaction)
        }
        return try named(query, name, in: transaction).count
    }

    private static func isBefore(_ a: Named, _ b: Named) -> Bool {
        let (first, second) = (StrokeOrder.key(a.name), StrokeOrder.key(b.name))
        return first == second ? a.id < b.id : first.lexicographicallyPrecedes(second)
    }

    /// What a query finds, by id: by words, or by the initials of the name.
    private func named(_ query: Query, _ name: SQL, in transaction: Transaction) throws -> [Named] {
        let initials = NameInitials(query.words)
        let shown = initials == nil ? condition(query) : condition(Query(isEnded: query.isEnded))
        return try transaction.rows(
            """
            SELECT e.id, \(name), CASE WHEN \(condition(query)) THEN 1 ELSE 0 END FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND \(shown) ORDER BY e.id
            """
        ) { row -> Named? in
            let named = Named(id: Identifier(try row.next()), name: try row.next())
            let isFound = try row.next(Int.self) == 1 || initials?.matches(named.name) ?? false
            return isFound ? named : nil
        }.compactMap { $0 }
    }

    private func name(of id: DirectoryEntry.ID, _ name: SQL, in transaction: Transaction) throws -> String? {
        try transaction.first(
            "SELECT \(name) FROM \(form.table) e WHERE e.tenant = \(tenant.number) AND e.id = \(id.number)"
        ) { try $0.next(String.self) }
    }

    /// These entries, in this order.
    private func entries(_ ids: [DirectoryEntry.ID], in transaction: Transaction) throws -> [DirectoryEntry] {
        guard !ids.isEmpty else { return [] }
        let list = SQL(joining: ids.map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            """
            SELECT e.id, e.ended_on, e.version, \(columns) FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND e.id IN (\(list))
            """, read)
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        return ids.compactMap { byID[$0] }
    }
}
