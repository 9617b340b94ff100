// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Delivers what lies in the outbox: as a notice, and to whoever wants to hear of it at once as a message too. A
/// letter may be delivered twice (the server died in between); it arrives once.
struct Courier: Service {
    let services: Services
    private static let batch = 100

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                for site in services.sites.all { await deliver(for: site.tenant.id) }
            }
        }
    }

    /// Delivers all that is due in one tenant.
    func deliver(for tenant: Tenant.ID) async {
        let outbox = OutboxStore(tenant: tenant)
        let now = services.clock.now()
        do {
            while true {
                let letters = try await services.engine.read { try outbox.due(at: now, limit: Self.batch, in: $0) }
                if letters.isEmpty { return }
                try await deliver(letters, outbox, at: now)
            }
        } catch {
            services.log.error("the outbox waits", metadata: ["error": "\(error)"])
        }
    }

    /// Delivers a batch in one transaction; if that fails, each letter alone, so that one bad letter holds up no other.
    private func deliver(_ letters: [OutboxStore.Letter], _ outbox: OutboxStore, at now: Instant) async throws {
        let notices = NoticeStore(tenant: outbox.tenant)
        let ids = services.ids
        do {
            try await services.engine.write { transaction in
                for letter in letters {
                    try notices.deliver(letter, as: ids.next(), at: now, in: transaction)
                    try writeMessages(of: letter, tenant: outbox.tenant, at: now, in: transaction)
                    try outbox.markDelivered(letter, at: now, in: transaction)
                }
            }
        } catch let error as DatabaseError where error.isPassing {
            // Not the letters' fault: they stay due, and are tried again in a second.
            throw error
        } catch {
            guard letters.count == 1, let letter = letters.first else {
                for letter in letters { try await deliver([letter], outbox, at: now) }
                return
            }
            try await services.engine.write { try outbox.postpone(letter, at: now, in: $0) }
        }
    }

    /// Writes the messages of a letter, one for each channel by which its recipient wants to hear of it at once.
    private func writeMessages(
        of letter: OutboxStore.Letter, tenant: Tenant.ID, at now: Instant, in transaction: Transaction
    ) throws {
        let channels = services.channels(of: tenant)
        guard !channels.isEmpty else { return }
        let contacts = try ContactStore(tenant: tenant, keys: services.keys).contacts(
            of: letter.recipient, in: transaction
        ).filter { channels.contains($0.channel) && $0.address != nil }
        guard !contacts.isEmpty else { return }
        let choices = try NoticeChoiceStore(tenant: tenant).choices(of: letter.recipient, in: transaction)
        let atOnce = contacts.filter { $0.pace(of: letter.subject?.kind, choices) == .each }
        guard !atOnce.isEmpty,
            let staff = try SignInStore(tenant: tenant).staff(letter.recipient, on: now.day, in: transaction)
        else { return }
        let titles = try NoticeTitles(services: services, tenant: tenant).titles(
            of: letter.subject.map { [$0] } ?? [], seenBy: .staff(staff), in: transaction)
        let messages = MessageStore(tenant: tenant, keys: services.keys)
        for contact in atOnce {
            guard let address = contact.address else { continue }
            let known = letter.subject.flatMap { titles[$0] }
            let (title, text) = NoticeWording.message(
                NoticeWording.sentence(letter.subject, letter.eventKind), title: known,
                address: services.baseURL(of: tenant) + (known?.address ?? letter.subject?.address ?? "/desk"),
                on: contact.channel)
            try messages.insert(
                to: address, title: title, text: text,
                key: MessageStore.key(of: letter.event, to: letter.recipient, on: contact.channel),
                recipient: letter.recipient, as: services.id(MessageStore.self), at: now, in: transaction)
        }
    }
}
