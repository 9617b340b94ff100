// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Links between records, kept once and read from both ends.
struct RecordLinkStore: Sendable {
    let tenant: Tenant.ID

    /// Keeps a link; one of the same relation that is there already, in either direction, is kept as it is.
    func insert(_ link: RecordLink, in transaction: Transaction) throws {
        let isKept = try links(of: link.from, in: transaction).contains {
            $0.relation == link.relation && ($0.from == link.to || $0.to == link.to)
        }
        if isKept { return }
        try transaction.execute(
            """
            INSERT INTO record_link (tenant, from_kind, from_id, relation, to_kind, to_id)
            VALUES (\(tenant.number), \(link.from.kind), \(link.from.number), \(link.relation.rawValue),
                \(link.to.kind), \(link.to.number))
            """)
    }

    /// Takes a link back: the event that made it was undone.
    func delete(_ link: RecordLink, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM record_link
            WHERE tenant = \(tenant.number) AND from_kind = \(link.from.kind) AND from_id = \(link.from.number)
                AND relation = \(link.relation.rawValue) AND to_kind = \(link.to.kind) AND to_id = \(link.to.number)
            """)
    }

    /// The links at whose one end this record stands.
    func links(of record: RecordLink.Record, in transaction: Transaction) throws -> [RecordLink] {
        try transaction.rows(
            """
            SELECT from_kind, from_id, relation, to_kind, to_id FROM record_link
            WHERE tenant = \(tenant.number) AND from_kind = \(record.kind) AND from_id = \(record.number)
            UNION ALL
            SELECT from_kind, from_id, relation, to_kind, to_id FROM record_link
            WHERE tenant = \(tenant.number) AND to_kind = \(record.kind) AND to_id = \(record.number)
            """
        ) { row in
            let from = RecordLink.Record(kind: try row.next(), number: try row.next())
            guard let relation = RecordLink.Relation(rawValue: try row.next()) else {
                throw DatabaseError.malformed("record_link.relation")
            }
            return RecordLink(
                from: from, to: RecordLink.Record(kind: try row.next(), number: try row.next()), relation: relation)
        }
    }
}
