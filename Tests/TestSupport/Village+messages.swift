// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension Village {
    package static let phone = "13812345678"
    package static let mail = "linxiaohe@mail.example"

    var messages: MessageStore { MessageStore(tenant: story.county.id, keys: services.keys) }

    /// Writes a message to somebody without an account, as a use case does in its transaction. False if it was there.
    @discardableResult
    package func write(
        to address: String = phone, _ channel: ContactChannel = .sms, text: String = "您的验证码是123456。", key: String,
        expiresAt: Instant? = nil
    ) async throws -> Bool {
        guard let address = ContactAddress(address, on: channel) else {
            preconditionFailure("\(address) is an address")
        }
        let (store, id, now) = (messages, services.id(MessageStore.self), clock.now)
        return try await services.engine.write {
            try store.insert(
                to: address, title: "确认", text: text, key: key, expiresAt: expiresAt, as: id, at: now, in: $0)
        }
    }

    /// Takes what is due of a channel and does nothing with it, as a server that dies then.
    package func claimAndForget(_ channel: ContactChannel) async throws -> Int {
        let (store, now) = (messages, clock.now)
        return try await services.engine.write { try store.claim(channel, at: now, limit: 1_000, in: $0).count }
    }

    /// One round of the courier of messages.
    package func sendMessages(_ channel: ContactChannel) async {
        await MessageCourier(services: services, gateways: services.gateways).deliver(channel, of: story.county)
    }

    /// Turns the letters of the outbox into notices.
    package func deliverLetters() async {
        await Courier(services: services).deliver(for: story.county.id)
    }

    /// One round of the digests of the county.
    package func makeDigests() async {
        await DigestDesk(services: services).makeDigests(for: Site(tenant: story.county, practice: Self.practice))
    }

    /// Gives somebody an address and a pace.
    package func reach(_ villager: Villager, at address: String, _ channel: ContactChannel, _ pace: NoticePace?)
        async throws
    {
        guard let staff = story.staff[villager], let address = ContactAddress(address, on: channel) else {
            preconditionFailure("everybody of the village is founded, and \(address) is an address")
        }
        let desk = ContactDesk(services: services, tenant: tenant(of: villager).id)
        let change = ContactDesk.Change(addresses: [address], paces: pace.map { [(channel, $0)] } ?? [])
        let now = clock.now
        try await services.engine.write { try desk.save(change, of: staff.id, at: now, in: $0) }
    }

    /// What the page on the machine itself would show: the messages that were not sent, latest first.
    package var shown: [(address: String, title: String, text: String)] {
        (services.gateways.shown?.messages ?? []).map { ($0.address.text, $0.title, $0.text) }
    }

    /// How many messages wait, were delivered, were given up; and how many rows still hold an address or words.
    package func messageCounts() async throws -> (waiting: Int, delivered: Int, givenUp: Int, legible: Int) {
        try await services.engine.read { transaction in
            let waiting: SQL = "delivered_at IS NULL AND given_up_at IS NULL"
            let legible: SQL = "address IS NOT NULL OR title IS NOT NULL OR text IS NOT NULL"
            func count(_ condition: SQL) throws -> Int {
                try transaction.first("SELECT COUNT(*) FROM message WHERE \(condition)") { try $0.next(Int.self) } ?? 0
            }
            return (
                try count(waiting), try count("delivered_at IS NOT NULL"), try count("given_up_at IS NOT NULL"),
                try count(legible)
            )
        }
    }
}
