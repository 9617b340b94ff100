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
        try room.requireIntake()
        return (held, room)
    }

    /// The slip that an address names, with its room. Codes cannot be tried out: misses are limited.
    static func named(
        in request: WebRequest, _ services: Services
    ) async throws -> (code: SlipCode, held: SlipStore.Held, room: RoomStore.Listed) {
        try services.misses.check(request.client.address, at: request.now)
        let desk = SlipDesk(services: services, site: request.site)
        guard let code = SlipCode(request.parameters["slip"] ?? ""),
            let found = try await services.engine.read({ try desk.slip(code, in: $0) })
        else {
            services.misses.countMiss(request.client.address, at: request.now)
            throw WebFailure.notFound
        }
        return (code, found.held, found.room)
    }

    /// Raises the slip's one topic. Their number holds none: no more can come than was printed. Nil for a code that no slip
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

    /// Spends a slip for a voice in a call for opinions. Throws ``WebFailure/notFound`` for a code that no slip has.
    func spend(_ code: SlipCode, for call: Deliberation.ID, at now: Instant, in transaction: Transaction) throws {
        guard let (held, _) = try slip(code, in: transaction) else { throw WebFailure.notFound }
        if let refusal = held.batch.refusal(isUsed: held.isUsed, on: now.day) { throw refusal }
        guard try store.spend(Self.hash(code), for: call, at: now, in: transaction) else {
            throw SlipRefusal.alreadyUsed
        }
    }

    private static func hash(_ code: SlipCode) -> [UInt8] { SHA256.digest(Array(code.text.utf8)) }
}
