// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The names of rooms, units and areas, by their ids.
struct PlaceStore: Sendable {
    let tenant: Tenant.ID

    func rooms(_ ids: Set<Room.ID>, in transaction: Transaction) throws -> [Room.ID: String] {
        try names(ids, from: "room", in: transaction)
    }

    func units(_ ids: Set<HandlingUnit.ID>, in transaction: Transaction) throws -> [HandlingUnit.ID: String] {
        try names(ids, from: "handling_unit", in: transaction)
    }

    func areas(_ codes: Set<AreaCode>, in transaction: Transaction) throws -> [AreaCode: String] {
        guard !codes.isEmpty else { return [:] }
        let list = SQL(joining: codes.map { "\($0.text)" }, with: ", ")
        let found = try transaction.rows(
            "SELECT code, name FROM area WHERE tenant = \(tenant.number) AND code IN (\(list))"
        ) { row -> (AreaCode, String) in
            guard let code = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("area.code") }
            return (code, try row.next())
        }
        return Dictionary(found, uniquingKeysWith: { a, _ in a })
    }

    private func names<Subject>(
        _ ids: Set<Identifier<Subject>>, from table: SQL, in transaction: Transaction
    ) throws -> [Identifier<Subject>: String] {
        guard !ids.isEmpty else { return [:] }
        let list = SQL(joining: ids.map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            "SELECT id, name FROM \(table) WHERE tenant = \(tenant.number) AND id IN (\(list))"
        ) { row -> (Identifier<Subject>, String) in (Identifier(try row.next()), try row.next()) }
        return Dictionary(found, uniquingKeysWith: { a, _ in a })
    }
}
