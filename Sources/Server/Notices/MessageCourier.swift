// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import ServiceLifecycle

/// Sends what lies among the messages, at least once: a server that dies between sending and noting it sends again,
/// under the same key. Each channel goes its own pace, so a slow gateway holds up no other.
struct MessageCourier: Service {
    let services: Services
    let gateways: Gateways
    /// So few that all of them end before the claim on them does, even if each takes as long as it may.
    private static let batch = 2 * Curl.threadCount

    func run() async throws {
        // A service that ends takes the server with it: with no way out there is only the end to wait for.
        guard !gateways.channels.isEmpty else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                for channel in gateways.channels {
                    group.addTask {
                        while !Task.isCancelled {
                            try? await Task.sleep(for: .seconds(1))
                            for site in services.sites.all { await deliver(channel, of: site.tenant) }
                        }
                    }
                }
            }
        }
    }

    /// Tries all that is due in a tenant by this channel.
    func deliver(_ channel: ContactChannel, of tenant: Tenant) async {
        guard let gateway = gateways[channel] else { return }
        let store = MessageStore(tenant: tenant.id, keys: services.keys)
        let now = services.clock.now()
        do {
            while !Task.isCancelled {
                let claimed = try await services.engine.write {
                    try store.claim(channel, at: now, limit: Self.batch, in: $0)
                }
                if claimed.isEmpty { return }
                await withTaskGroup { group in
                    for message in claimed {
                        group.addTask { await send(message, of: tenant, through: gateway, store) }
                    }
                }
            }
        } catch {
            services.log.error("messages wait", metadata: ["error": "\(error)"])
        }
    }

    /// One attempt, outside of any transaction; then what came of it is noted.
    private func send(
        _ message: MessageStore.Claimed, of tenant: Tenant, through gateway: any Gateway, _ store: MessageStore
    ) async {
        let outcome = await outcome(of: message, of: tenant, through: gateway)
        let now = services.clock.now()
        do {
            try await services.engine.write { transaction in
                switch outcome {
                case .delivered: try store.markDelivered(message, at: now, in: transaction)
                case .givenUp: try store.giveUp(message, at: now, in: transaction)
                case .postponed: try store.postpone(message, at: now, in: transaction)
                }
            }
        } catch {
            // It is taken again when the claim has run out; if it was sent, it is sent again under the same key.
            services.log.error(
                "what came of a message was not noted", metadata: ["message": "\(message.id)", "error": "\(error)"])
        }
    }

    private enum Outcome: Sendable {
        case delivered, givenUp, postponed
    }

    private func outcome(
        of message: MessageStore.Claimed, of tenant: Tenant, through gateway: any Gateway
    ) async -> Outcome {
        let channel = message.address.channel.rawValue
        guard message.expiresAt > services.clock.now() else {
            log("a message was given up: its time is over", message, channel, reason: nil)
            return .givenUp
        }
        do {
            try await gateway.send(
                OutgoingMessage(
                    key: message.id.text, address: message.address, senderName: tenant.shortName, title: message.title,
                    text: message.text, writtenAt: message.createdAt))
            return .delivered
        } catch GatewayFailure.refused(let code) {
            log("a message was given up: it was refused", message, channel, reason: "\(code)")
            return .givenUp
        } catch GatewayFailure.unavailable(let reason) {
            log("a message waits: the gateway did not take it", message, channel, reason: reason)
            return .postponed
        } catch {
            log("a message waits", message, channel, reason: "\(type(of: error))")
            return .postponed
        }
    }

    /// Ids, channels and codes only: no address, no word.
    private func log(
        _ sentence: Logger.Message, _ message: MessageStore.Claimed, _ channel: String, reason: String?
    ) {
        services.log.warning(
            sentence,
            metadata: [
                "message": "\(message.id)", "channel": "\(channel)", "attempt": "\(message.attempts)",
                "reason": "\(reason ?? "-")",
            ])
    }
}
