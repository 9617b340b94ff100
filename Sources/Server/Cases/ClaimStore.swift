// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Who looks after which record of a kind just now.
struct ClaimStore<Case>: Sendable {
    let tenant: Tenant.ID
    /// The table of the kind's claims, and its column of the record.
    let table: ClaimTable

    func claim(of record: Identifier<Case>, in transaction: Transaction) throws -> Claim? {
        try transaction.first(
            """
            SELECT person, until FROM \(table.name)
            WHERE tenant = \(tenant.number) AND \(table.record) = \(record.number)
            """
        ) { Claim(person: Identifier(try $0.next()), until: Instant(milliseconds: try $0.next())) }
    }

    /// Those of these records that somebody looks after.
    func live(
        _ records: [Identifier<Case>], at now: Instant, in transaction: Transaction
    ) throws -> [Identifier<Case>: NamedClaim] {
        guard !records.isEmpty else { return [:] }
        let ids = SQL(joining: records.map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            """
            SELECT k.\(table.record), k.person, k.until, p.name FROM \(table.name) k
            JOIN person p ON p.tenant = k.tenant AND p.id = k.person
            WHERE k.tenant = \(tenant.number) AND k.\(table.record) IN (\(ids)) AND k.until > \(now.milliseconds)
            """
        ) { row in
            let record = Identifier<Case>(try row.next())
            let claim = Claim(person: Identifier(try row.next()), until: Instant(milliseconds: try row.next()))
            return (record, NamedClaim(claim: claim, name: try row.next()))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    func replace(_ claim: Claim, of record: Identifier<Case>, in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO \(table.name) (tenant, \(table.record), person, until)
            VALUES (\(tenant.number), \(record.number), \(claim.person.number), \(claim.until.milliseconds))
            ON CONFLICT (tenant, \(table.record)) DO UPDATE SET person = excluded.person, until = excluded.until
            """)
    }

    func delete(of record: Identifier<Case>, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM \(table.name) WHERE tenant = \(tenant.number) AND \(table.record) = \(record.number)")
    }
}

/// A claim with the name that it is shown under.
struct NamedClaim: Sendable {
    let claim: Claim
    let name: String
}

/// Where the claims of a kind of record are kept.
enum ClaimTable: CaseIterable, Sendable {
    case topics, proposals, comments

    var name: SQL {
        switch self {
        case .topics: "topic_claim"
        case .proposals: "proposal_claim"
        case .comments: "live_comment_claim"
        }
    }

    /// The column of the record.
    var record: SQL {
        switch self {
        case .topics: "topic"
        case .proposals: "proposal"
        case .comments: "comment"
        }
    }

    /// Forgets what ended before that moment, of all kinds.
    static func forget(before limit: Instant, in transaction: Transaction) throws {
        for table in allCases {
            try transaction.execute("DELETE FROM \(table.name) WHERE until < \(limit.milliseconds)")
        }
    }
}
