// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Makes paper slips and takes what is raised or supported with them.
struct SlipDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: SlipStore { SlipStore(tenant: tenant) }

    /// What somebody fills in who has a slip: as on a room's page, but for the phone that is not there.
    static func fields(_ profile: PracticeProfile) -> [InputField] {
        RaiseRoutes.fields(profile).filter { $0.name == "text" || $0.name == "place" }
    }

    /// Which public topic a slip supports.
    static let topicField = InputField("topic", "哪一件", .line(limit: 13))

    func make(_ batch: SlipBatch, in transaction: Transaction) throws {
        try store.insert(batch, hashes: codes(of: batch).map(Self.hash), in: transaction)
    }

    /// The codes of a batch, in the order of the sheet. They grow from a key that lies outside the database: a sheet
    /// can be printed again, and a copy of the database opens no slip.
    func codes(of batch: SlipBatch) -> [SlipCode] {
        (0..<batch.count).map { place in
            let bytes = services.keys.slips.code(for: Array("\(tenant)/\(batch.id)/\(place)".utf8))
            return SlipCode(random: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
    }

    /// A slip with its room; nil for a code that no slip has. Throws ``WebFailure/roomClosed``.
    func slip(
        _ code: SlipCode, in transaction: Transaction
    ) throws -> (held: SlipStore.Held, room: RoomStore.Listed)? {
        guard let held = try store.slip(Self.hash(code), in: transaction),
            let room = try RoomStore(tenant: tenant).room(held.batch.room, in: transaction)
        else { return nil }
        guard room.isOpen else { throw WebFailure.roomClosed }
        return (held, room)
    }

    /// Raises the slip's one topic. It is never held: no more can come than was printed. Nil for a code that no slip
    /// has.
    func raise(
        _ code: SlipCode, text: String, place: String?, at now: Instant, in transaction: Transaction
    ) throws -> TopicDesk.Receipt? {
        guard let (held, listed) = try slip(code, in: transaction) else { return nil }
        if let refusal = held.batch.refusal(isUsed: held.isUsed, on: now.day) { throw refusal }
        let draft = TopicDraft(
            room: listed.room.id, area: listed.room.area, source: .slip, text: text, place: place)
        let receipt = try TopicDesk(services: services, site: site)
            .submit(draft, isHeld: false, by: .visitor, at: now, in: transaction)
        guard try store.spend(Self.hash(code), for: receipt.id, at: now, in: transaction) else {
            throw SlipRefusal.alreadyUsed
        }
        return receipt
    }

    /// Spends a slip for saying that a public topic is one's own matter too. Nil for a code that no slip has.
    func support(
        _ code: SlipCode, _ topic: Topic.ID, at now: Instant, in transaction: Transaction
    ) throws -> SupportCount? {
        guard let (held, _) = try slip(code, in: transaction) else { return nil }
        if let refusal = held.batch.refusal(isUsed: held.isUsed, on: now.day) { throw refusal }
        let count = try SupportDesk(services: services, site: site)
            .support(topic, phone: nil, means: .slip, by: .visitor, at: now, in: transaction)
        guard try store.spend(Self.hash(code), for: topic, at: now, in: transaction) else {
            throw SlipRefusal.alreadyUsed
        }
        return count
    }

    private static func hash(_ code: SlipCode) -> [UInt8] { SHA256.digest(Array(code.text.utf8)) }
}
