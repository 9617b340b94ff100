// SPDX-License-Identifier: Apache-2.0

import Domain

/// What somebody watches: one face of one record of a tenant. Whoever may see that face may watch its channel.
struct StreamChannel: Hashable, Sendable {
    let tenant: Tenant.ID
    let kind: Kind
    let record: Int64

    /// A face that can be watched; the first part of a channel's address.
    enum Kind: String, CaseIterable, Sendable {
        /// The wall of a session: who speaks, how many have come.
        case sessionWall = "session-wall"
        /// A media consultation: what its page on the phone and the room's screen show.
        case live
        /// The list of what was put to a handling unit.
        case unitComments = "unit-comments"
    }

    init(tenant: Tenant.ID, kind: Kind, record: Int64) {
        self.tenant = tenant
        self.kind = kind
        self.record = record
    }

    /// Reads what ``name`` writes; nil for anything else.
    init?(_ name: String, of tenant: Tenant.ID) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let id = Identifier<Never>(parts[1])
        else { return nil }
        self.init(tenant: tenant, kind: kind, record: id.number)
    }

    /// As in its address and in the database.
    var name: String { "\(kind.rawValue)/\(Identifier<Never>(record).text)" }

    /// Its name among those of all tenants.
    var key: String { "\(tenant.number)/\(name)" }

    /// Reads what ``key`` writes; nil for anything else.
    init?(key: String) {
        let parts = key.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let tenant = Int64(parts[0]) else { return nil }
        self.init(String(parts[1]), of: .init(tenant))
    }
}
