// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the body is called that proposes, as rows of `proposal p` tell it: by its register, or by the name on its seal. Pages,
/// lists, tables and the search all read it here, so that no one of them names the person who signs for it instead.
struct ProposerNameStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Where the names stand.
    static let tables: SQL = """
        LEFT JOIN organ b ON b.tenant = p.tenant AND b.id = p.body
        LEFT JOIN content n ON n.tenant = p.tenant AND n.id = p.organisation
        """

    /// What ``body(_:)`` reads.
    static let columns: SQL = "b.name, p.organisation, n.words"

    /// What the body is called; nil where members propose.
    func body(_ row: inout Row) throws -> String? {
        let organ = try row.next(String?.self)
        return try contents.next(&row, tenant: tenant).map { $0.words ?? TopicWording.erased } ?? organ
    }
}
