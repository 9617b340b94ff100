// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The rows of visits: what lists, look-ups and CHECKs need. The visit itself is what its log tells.
struct VisitStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring
    private var contents: ContentStore { ContentStore(keys: keys) }

    /// Writes a visit that begins. `code`: that of a booking.
    func insert(
        _ visit: ReceptionVisit, code: BookingCode?, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let wish = visit.wish
        let phoneHash = wish.phone?.words.map { keys.hash(ofPhone: $0, in: tenant) }
        try transaction.execute(
            """
            INSERT INTO reception_visit (id, tenant, reception, minute, state, name, phone, phone_hash, is_verified,
                code_hash, version)
            VALUES (\(visit.id.number), \(tenant.number), \(wish.reception.number), \(wish.slot),
                \(visit.state.name.rawValue), \(recorded.content(of: wish.name)), \(recorded.content(of: wish.phone)),
                \(phoneHash), \(wish.isVerified), \(code.map(Self.hash)), \(visit.version))
            """)
    }

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func update(_ transition: Transition<ReceptionVisit>, in transaction: Transaction) throws {
        let after = transition.after
        let changed = try transaction.execute(
            """
            UPDATE reception_visit SET state = \(after.state.name.rawValue), topic = \(after.topic?.number),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(transition.before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    static func hash(_ code: BookingCode) -> [UInt8] { SHA256.digest(Array(code.text.utf8)) }

    // MARK: - Looking up

    func visit(_ code: BookingCode, in transaction: Transaction) throws -> ReceptionVisit.ID? {
        try transaction.first(
            "SELECT id FROM reception_visit WHERE tenant = \(tenant.number) AND code_hash = \(Self.hash(code))"
        ) { Identifier(try $0.next()) }
    }

    /// Whether a visit was booked with this phone.
    func isLeft(_ phoneHash: [UInt8], with visit: ReceptionVisit.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM reception_visit
            WHERE tenant = \(tenant.number) AND id = \(visit.number) AND phone_hash = \(phoneHash)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// Whether the owner of this phone has a place on a day.
    func hasBooked(_ phoneHash: [UInt8], on day: ReceptionDay.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM reception_visit
            WHERE tenant = \(tenant.number) AND reception = \(day.number) AND phone_hash = \(phoneHash)
                AND state = 'booked' AND is_verified = 1
            """
        ) { try $0.next(Int64.self) } != nil
    }

    // MARK: - From where it was booked

    /// By which a device and an address are known again within one day and nowhere else; neither says who it is.
    struct Sender: Sendable {
        let device: [UInt8]?
        let address: [UInt8]
    }

    func sender(_ client: WebRequest.Client, of day: ReceptionDay.ID) -> Sender {
        func hash(_ mark: String) -> [UInt8] { keys.lookup.digest("booking/\(tenant)/\(day)/\(mark)") }
        return Sender(
            device: client.device.map { hash("device/\($0)") },
            address: hash("address/\(AddressGroup.of(client.address))"))
    }

    /// Keeps from where a visit was booked, until it is given back or its day is over.
    func keep(_ sender: Sender, of visit: ReceptionVisit.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE reception_visit SET device_hash = \(sender.device), address_hash = \(sender.address)
            WHERE tenant = \(tenant.number) AND id = \(visit.number)
            """)
    }

    /// How many places of a day are booked from there by people who have shown no phone to be theirs.
    func booked(
        by sender: Sender, on day: ReceptionDay.ID, in transaction: Transaction
    ) throws -> (byDevice: Int?, byAddress: Int) {
        func count(_ mark: SQL) throws -> Int {
            try transaction.first(
                """
                SELECT COUNT(*) FROM reception_visit
                WHERE tenant = \(tenant.number) AND reception = \(day.number) AND state <> 'cancelled' AND \(mark)
                """
            ) { try $0.next(Int.self) } ?? 0
        }
        return (
            try sender.device.map { try count("device_hash = \($0)") }, try count("address_hash = \(sender.address)")
        )
    }

    /// Forgets from where a visit was booked.
    func forgetSender(of visit: ReceptionVisit.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE reception_visit SET device_hash = NULL, address_hash = NULL
            WHERE tenant = \(tenant.number) AND id = \(visit.number) AND address_hash IS NOT NULL
            """)
    }

    /// Forgets from where the visits of a day were booked.
    func forgetSenders(on day: ReceptionDay.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE reception_visit SET device_hash = NULL, address_hash = NULL
            WHERE tenant = \(tenant.number) AND reception = \(day.number) AND address_hash IS NOT NULL
            """)
    }

    func waiting(on day: ReceptionDay.ID, in transaction: Transaction) throws -> [ReceptionVisit.ID] {
        try transaction.rows(
            """
            SELECT id FROM reception_visit
            WHERE tenant = \(tenant.number) AND reception = \(day.number) AND state = 'booked' ORDER BY minute, id
            """
        ) { Identifier(try $0.next()) }
    }

    // MARK: - Lists

    /// A visit in the list of its day.
    struct Listed: Sendable {
        let id: ReceptionVisit.ID
        let slot: Int?
        let state: ReceptionVisit.State.Name
        let name: FreeText?
        let topic: Topic.ID?
    }

    /// Everybody of a day by slot, those without one at the end; cancelled ones are left out.
    func visits(of day: ReceptionDay.ID, in transaction: Transaction) throws -> [Listed] {
        try transaction.rows(
            """
            SELECT v.id, v.minute, v.state, v.topic, v.name, c.words FROM reception_visit v
            LEFT JOIN content c ON c.tenant = v.tenant AND c.id = v.name
            WHERE v.tenant = \(tenant.number) AND v.reception = \(day.number) AND v.state <> 'cancelled'
            ORDER BY COALESCE(v.minute, 1440), v.id
            """
        ) { row in
            let id = Identifier<ReceptionVisit>(try row.next())
            let slot = try row.next(Int?.self)
            guard let state = ReceptionVisit.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("reception_visit \(id)")
            }
            let topic = try row.next(Int64?.self).map { Topic.ID($0) }
            return Listed(
                id: id, slot: slot, state: state, name: try contents.next(&row, tenant: tenant), topic: topic)
        }
    }

    /// A booking in the list of its owner.
    struct Own: Sendable {
        let id: ReceptionVisit.ID
        let day: Day
        let slot: Int
        let state: ReceptionVisit.State.Name
        let roomName: String
        let place: String?
    }

    /// What was booked with a phone, latest first.
    func bookings(of phoneHash: [UInt8], limit: Int, in transaction: Transaction) throws -> [Own] {
        try transaction.rows(
            """
            SELECT v.id, d.held_on, v.minute, v.state, r.name, d.place FROM reception_visit v
            JOIN reception_day d ON d.tenant = v.tenant AND d.id = v.reception
            JOIN room r ON r.tenant = d.tenant AND r.id = d.room
            WHERE v.tenant = \(tenant.number) AND v.phone_hash = \(phoneHash) AND v.minute IS NOT NULL
            ORDER BY v.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<ReceptionVisit>(try row.next())
            let day = Day(try row.next(String.self))
            let slot = try row.next(Int.self)
            guard let day, let state = ReceptionVisit.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("reception_visit \(id)")
            }
            return Own(
                id: id, day: day, slot: slot, state: state, roomName: try row.next(), place: try row.next())
        }
    }

    // MARK: - What is personal

    /// Forgets name and phone of a visit and returns the contents that are to be erased.
    func takeContact(of visit: ReceptionVisit.ID, in transaction: Transaction) throws -> [Int64] {
        let kept = try transaction.first(
            "SELECT name, phone FROM reception_visit WHERE tenant = \(tenant.number) AND id = \(visit.number)"
        ) { row in [try row.next(Int64?.self), try row.next(Int64?.self)].compactMap { $0 } }
        try transaction.execute(
            """
            UPDATE reception_visit SET name = NULL, phone = NULL, phone_hash = NULL
            WHERE tenant = \(tenant.number) AND id = \(visit.number)
            """)
        return kept ?? []
    }
}
