// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Which sessions and topics followed notices, so that their own pages name them.
struct DeploymentFollowerStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    func insert(
        _ follower: DeploymentReceipt.Follower, of receipt: DeploymentReceipt.ID, in transaction: Transaction
    ) throws {
        let (kind, record) = Self.columns(follower)
        try transaction.execute(
            """
            INSERT INTO deployment_follower (tenant, receipt, kind, record)
            VALUES (\(tenant.number), \(receipt.number), \(kind), \(record))
            """)
    }

    /// A notice as the page of what followed names it.
    struct Notice: Sendable {
        let receipt: DeploymentReceipt.ID
        let title: String?
    }

    /// The notices that a session or a topic followed, as far as the scope sees them.
    func notices(
        behind follower: DeploymentReceipt.Follower, scope: DeploymentScope, in transaction: Transaction
    ) throws -> [Notice] {
        let (kind, record) = Self.columns(follower)
        return try transaction.rows(
            """
            SELECT r.id, d.title, c.words FROM deployment_follower f
            JOIN deployment_receipt r ON r.tenant = f.tenant AND r.id = f.receipt
            JOIN deployment d ON d.tenant = r.tenant AND d.id = r.deployment
            JOIN content c ON c.tenant = d.tenant AND c.id = d.title
            WHERE f.tenant = \(tenant.number) AND f.kind = \(kind) AND f.record = \(record)
                AND \(DeploymentReceiptStore.visible(scope, tenant))
            ORDER BY r.id
            """
        ) { row in
            let receipt = Identifier<DeploymentReceipt>(try row.next())
            return Notice(receipt: receipt, title: try contents.next(&row, tenant: tenant)?.words)
        }
    }

    private static func columns(_ follower: DeploymentReceipt.Follower) -> (kind: String, record: Int64) {
        switch follower {
        case .session(let id): ("session", id.number)
        case .topic(let id): ("topic", id.number)
        }
    }
}
