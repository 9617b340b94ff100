// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// From where a unit's officers have lately worked: what a word about the unit's own work is held against.
enum UnitAddress {
    /// How long an address is remembered after its last use.
    static let keptMilliseconds: Int64 = 14 * 86_400_000

    /// From where a word comes.
    struct Origin: Sendable {
        /// The units that the browser has signed in for.
        let units: [HandlingUnit.ID]
        let address: String
    }

    /// What is compared of an address: an IPv4 address whole, of IPv6 the half that a household or an office shares. Nil for the
    /// machine itself, behind which may be everybody.
    static func compared(_ address: String) -> [UInt8]? {
        guard let bytes = Network.bytes(of: address) else { return nil }
        if bytes.count == 4 { return bytes[0] == 127 ? nil : bytes }
        return bytes == Array(repeating: 0, count: 15) + [1] ? nil : Array(bytes.prefix(8))
    }
}

extension WebRequest {
    /// From where a word comes.
    var origin: UnitAddress.Origin {
        .init(units: signedIn?.staff.units ?? [], address: client.address)
    }
}

/// The addresses of units, as keyed hashes that are forgotten after two weeks.
struct UnitAddressStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// Notes that somebody has worked from here, for each unit that this person answers for on this day; for others it notes
    /// nothing.
    func note(_ address: String, of person: Person.ID, at now: Instant, in transaction: Transaction) throws {
        guard let hash = hash(address) else { return }
        try transaction.execute(
            """
            INSERT INTO unit_address (tenant, unit, address_hash, seen_at)
            SELECT DISTINCT a.tenant, a.unit, \(hash), \(now.milliseconds) FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.person = \(person.number) AND a.unit IS NOT NULL
                AND a.role = \(Role.unitOfficer.rawValue) AND \(AppointmentStore.inForce(on: now.day))
            ON CONFLICT (tenant, unit, address_hash) DO UPDATE SET seen_at = excluded.seen_at
            """)
    }

    /// How a word about this unit's work is marked; nil where nothing speaks of the unit.
    func flag(
        _ origin: UnitAddress.Origin, of unit: HandlingUnit.ID, at now: Instant, in transaction: Transaction
    ) throws -> Confirmation.Flag? {
        if origin.units.contains(unit) { return .account }
        guard let hash = hash(origin.address) else { return nil }
        let since = now.milliseconds - UnitAddress.keptMilliseconds
        let isOwn = try transaction.first(
            """
            SELECT 1 FROM unit_address WHERE tenant = \(tenant.number) AND unit = \(unit.number)
                AND address_hash = \(hash) AND seen_at > \(since)
            """
        ) { try $0.next(Int.self) }
        return isOwn == nil ? nil : .address
    }

    /// Forgets what nobody has used for so long.
    func forget(at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM unit_address
            WHERE tenant = \(tenant.number) AND seen_at <= \(now.milliseconds - UnitAddress.keptMilliseconds)
            """)
    }

    /// Another one for each tenant, so that nothing can be joined across them.
    private func hash(_ address: String) -> [UInt8]? {
        UnitAddress.compared(address).map { compared in
            keys.lookup.digest(
                LengthPrefixed.join([Array("unit_address".utf8), Array(String(tenant.number).utf8), compared]))
        }
    }
}
