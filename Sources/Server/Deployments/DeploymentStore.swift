// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of notices: what lists and CHECKs need. What they say lies in their events.
struct DeploymentStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes a notice of which no addressee has its receipt yet.
    func insert(_ deployment: Deployment, _ recorded: EventStore.Recorded, in transaction: Transaction) throws {
        let order = deployment.order
        try transaction.execute(
            """
            INSERT INTO deployment (id, tenant, kind, title, organ, issued_on, due_on, unsent)
            VALUES (\(deployment.id.number), \(tenant.number), \(order.kind.rawValue),
                \(recorded.content(of: order.title)), \(order.organ?.number), \(order.day.description),
                \(order.dueOn.description), \(order.addressees.count))
            """)
    }

    // MARK: - On its way

    /// The notices of which some addressees have no receipt yet, oldest first.
    func onTheirWay(in transaction: Transaction) throws -> [Deployment.ID] {
        try transaction.rows(
            "SELECT id FROM deployment WHERE tenant = \(tenant.number) AND unsent > 0 ORDER BY id"
        ) { Identifier(try $0.next()) }
    }

    /// How many addressees of a notice have no receipt yet, the last ones of its list; nil where there is no such notice.
    func unsent(of id: Deployment.ID, in transaction: Transaction) throws -> Int? {
        try transaction.first(
            "SELECT unsent FROM deployment WHERE tenant = \(tenant.number) AND id = \(id.number)"
        ) { try $0.next(Int.self) }
    }

    /// Notes that so many more have their receipt. False where another server has sent them: it waits for that one's end.
    func note(
        _ sent: Int, of unsent: Int, in id: Deployment.ID, in transaction: Transaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE deployment SET unsent = \(unsent - sent)
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND unsent = \(unsent)
            """) == 1
    }

    // MARK: - The list

    /// A notice in a list, with the receipts that the reader sees.
    struct Listed: Sendable {
        let id: Deployment.ID
        let kind: Deployment.Kind
        let issuedOn: Day
        let dueOn: Day
        let organName: String?
        let receipts: Int
        /// Of these, not signed for; and signed for or not, without a word of what was done.
        let unsigned: Int
        let owed: Int
        /// How many have none yet, for whoever sends notices.
        let unsent: Int
        let title: String?
    }

    /// Newest first.
    func list(
        scope: DeploymentScope, after: Deployment.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND d.id < \($0.number)" } ?? ""
        let isWhole = scope.domains.contains(.tenant)
        let own: SQL = """
            FROM deployment_receipt r WHERE \(DeploymentReceiptStore.visible(scope, tenant)) AND r.deployment = d.id
            """
        return try transaction.rows(
            """
            SELECT d.id, d.kind, d.issued_on, d.due_on, o.name, (SELECT COUNT(*) \(own)),
                (SELECT COUNT(*) \(own) AND r.state = 'sent'), (SELECT COUNT(*) \(own) AND r.due_on IS NOT NULL),
                d.unsent, d.title, c.words
            FROM deployment d JOIN content c ON c.tenant = d.tenant AND c.id = d.title
            LEFT JOIN organ o ON o.tenant = d.tenant AND o.id = d.organ
            WHERE d.tenant = \(tenant.number) AND EXISTS (SELECT 1 \(own)) \(beyond) ORDER BY d.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Deployment>(try row.next())
            guard let kind = Deployment.Kind(rawValue: try row.next()), let issued = Day(try row.next(String.self)),
                let due = Day(try row.next(String.self))
            else { throw DatabaseError.malformed("deployment \(id)") }
            let organ = try row.next(String?.self)
            let (receipts, unsigned, owed) = (
                try row.next(Int.self), try row.next(Int.self), try row.next(Int.self)
            )
            let unsent = try row.next(Int.self)
            return Listed(
                id: id, kind: kind, issuedOn: issued, dueOn: due, organName: organ, receipts: receipts,
                unsigned: unsigned, owed: owed, unsent: isWhole ? unsent : 0,
                title: try contents.next(&row, tenant: tenant)?.words)
        }
    }

    /// Of how many notices the scope sees a receipt.
    func count(scope: DeploymentScope, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(DISTINCT r.deployment) FROM deployment_receipt r WHERE \(DeploymentReceiptStore.visible(scope, tenant))"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// What a body is called.
    func organName(_ id: DirectoryEntry.ID, in transaction: Transaction) throws -> String? {
        try transaction.first("SELECT name FROM organ WHERE tenant = \(tenant.number) AND id = \(id.number)") {
            try $0.next(String.self)
        }
    }
}
