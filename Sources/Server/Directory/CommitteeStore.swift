// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a committee is called, its phone and its host names.
struct CommitteeStore: Sendable {
    let tenant: Tenant.ID

    /// The face; nil for a tenant that there is none of.
    func face(in transaction: Transaction) throws -> CommitteeFace? {
        let hosts = try transaction.rows(
            "SELECT host FROM tenant_host WHERE tenant = \(tenant.number) ORDER BY position, host"
        ) { try $0.next(String.self) }
        return try transaction.first(
            "SELECT name, short_name, contact, version FROM tenant WHERE id = \(tenant.number)"
        ) {
            let (name, shortName, contact) = (
                try $0.next(String.self), try $0.next(String.self), try $0.next(String.self)
            )
            return CommitteeFace(
                id: .init(tenant.number),
                values: .init(
                    name: name, shortName: shortName, contact: contact, hosts: hosts.map(HostName.init(stored:))),
                version: try $0.next())
        }
    }

    /// Lets whoever names a committee wait for whoever else does, until the transaction ends, so that of two who take one name at once
    /// the second reads what the first has written. In one order, so that neither waits for ever; who only refers to a committee waits
    /// for nobody.
    func lockNames(in transaction: Transaction) throws {
        _ = try transaction.rows(
            "SELECT id FROM tenant ORDER BY id \(sqlite: "", postgres: "FOR NO KEY UPDATE")"
        ) { try $0.next(Int64.self) }
    }

    /// What the committees that are reached beside this one have, and whether it can do without a host of its own.
    func reach(from host: String?, in transaction: Transaction) throws -> CommitteeFace.Reach {
        let taken = try transaction.rows(
            "SELECT host FROM tenant_host WHERE tenant <> \(tenant.number)"
        ) { try $0.next(String.self) }
        let others = try transaction.rows(
            """
            SELECT name, short_name FROM tenant o WHERE id <> \(tenant.number)
                AND (is_default = 1 OR EXISTS (SELECT 1 FROM tenant_host h WHERE h.tenant = o.id))
            """
        ) { (name: try $0.next(String.self), shortName: try $0.next(String.self)) }
        let needsNone = try transaction.first(
            """
            SELECT 1 FROM tenant WHERE id = \(tenant.number)
                AND (is_default = 1 OR NOT EXISTS (SELECT 1 FROM tenant o WHERE o.id <> \(tenant.number)))
            """
        ) { try $0.next(Int64.self) }
        return .init(
            names: Set(others.map(\.name)), shortNames: Set(others.map(\.shortName)), taken: Set(taken),
            current: needsNone == nil ? host : nil)
    }

    /// Writes a changed face. Throws ``WebFailure/changedMeanwhile`` when somebody else changed it meanwhile, and
    /// ``CommitteeRefusal/hostTaken``.
    func update(_ face: CommitteeFace, from version: Int, in transaction: Transaction) throws {
        let values = face.values
        let changed = try transaction.execute(
            """
            UPDATE tenant SET name = \(values.name.words ?? ""), short_name = \(values.shortName.words ?? ""),
                contact = \(values.contact.words ?? ""), version = \(face.version)
            WHERE id = \(tenant.number) AND version = \(version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
        try transaction.execute("DELETE FROM tenant_host WHERE tenant = \(tenant.number)")
        try insert(hosts: values.hosts, in: transaction)
    }

    /// Writes its host names, the first first. Throws ``CommitteeRefusal/hostTaken`` for one that another committee took at this
    /// moment; of two that would take some from each other both ask in the order of the alphabet, so that neither waits for ever.
    func insert(hosts: [String], in transaction: Transaction) throws {
        for (position, host) in hosts.enumerated().sorted(by: { $0.element < $1.element }) {
            let written = try transaction.execute(
                """
                INSERT INTO tenant_host (host, tenant, position) VALUES (\(host), \(tenant.number), \(position))
                ON CONFLICT (host) DO NOTHING
                """)
            guard written == 1 else { throw CommitteeRefusal.hostTaken }
        }
    }
}
