// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Areas by where they lie.
struct AreaTreeStore: Sendable {
    let tenant: Tenant.ID

    struct Listed: Sendable {
        let code: AreaCode
        let name: String
    }

    /// An area, whether in use or not.
    func area(_ code: AreaCode, in transaction: Transaction) throws -> Listed? {
        try transaction.first(
            "SELECT code, name FROM area WHERE tenant = \(tenant.number) AND code = \(code.text)", Self.read)
    }

    /// Areas in use that lie right in this one, by code.
    func below(_ code: AreaCode, limit: Int, in transaction: Transaction) throws -> [Listed] {
        guard let pattern = code.patternBelow else { return [] }
        return try transaction.rows(
            """
            SELECT code, name FROM area WHERE tenant = \(tenant.number) AND ended_on IS NULL AND code LIKE \(pattern)
                AND code <> \(code.text) ORDER BY code LIMIT \(limit)
            """, Self.read)
    }

    private static func read(_ row: inout Row) throws -> Listed {
        guard let code = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("area.code") }
        return Listed(code: code, name: try row.next())
    }
}

extension AreaCode {
    /// The codes of the areas right below, as LIKE has them; nil for a village.
    fileprivate var patternBelow: String? {
        guard level < Self.lengths.count - 1 else { return nil }
        let next = Self.lengths[level + 1]
        return significantDigits + String(repeating: "_", count: next - significantDigits.count)
            + String(repeating: "0", count: 12 - next)
    }
}
