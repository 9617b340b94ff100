// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a committee is called, its phone and its host names.
struct CommitteeStore: Sendable {
    let tenant: Tenant.ID

    /// The face; nil for a tenant that there is none of.
    func face(in transaction: Transaction) throws -> CommitteeFace? {
        let hosts = try transaction.rows(
            "SELECT host FROM tenant_host WHERE tenant = \(tenant.number) ORDER BY host"
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
                    name: name, shortName: shortName, contact: contact, hosts: Set(hosts.compactMap { HostName($0) })),
                version: try $0.next())
        }
    }

    /// How the committee is reached: the names of others, and whether it can do without one of its own.
    func reach(from host: String?, in transaction: Transaction) throws -> CommitteeFace.Reach {
        let taken = try transaction.rows(
            "SELECT host FROM tenant_host WHERE tenant <> \(tenant.number)"
        ) { try $0.next(String.self) }
        let needsNone = try transaction.first(
            """
            SELECT 1 FROM tenant WHERE id = \(tenant.number)
                AND (is_default = 1 OR NOT EXISTS (SELECT 1 FROM tenant o WHERE o.id <> \(tenant.number)))
            """
        ) { try $0.next(Int64.self) }
        return .init(taken: Set(taken), current: needsNone == nil ? host : nil)
    }

    /// Writes a changed face. Throws ``WebFailure/changedMeanwhile`` when somebody else changed it meanwhile.
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
        for host in values.hosts {
            try transaction.execute("INSERT INTO tenant_host (host, tenant) VALUES (\(host), \(tenant.number))")
        }
    }
}
