// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import EventStreams
import Logging
import Synchronization

/// Tells those who watch what has happened, once it is durable: on this server at once, on the others by PostgreSQL.
final class LiveStreams: Sendable {
    let hub: StreamHub
    private let tellsOthers: Bool
    /// Channels whose figures have changed here, of which the other servers have not been told.
    private let touched = Mutex<Set<StreamChannel>>([])

    init(engine: any Engine, opinions: OpinionMaps, log: Logger) {
        var pace = StreamPace()
        // Some are left for whoever only asks.
        pace.viewersMax = Machine.openFilesMax().map { min(40_000, max(1_000, $0 - 1_500)) } ?? pace.viewersMax
        tellsOthers = engine.dialect == .postgres
        let source = DatabaseStreamSource(engine: engine, opinions: opinions)
        hub = StreamHub(source: source, pace: pace) { channel, error in
            log.warning("a stream waits", metadata: ["channel": "\(channel)", "error": "\(error)"])
        }
    }

    /// Writes an event in the transaction of the change; whoever watches the channel is told after COMMIT. It carries
    /// nothing but what everybody who may watch may see. `subject`: the record whose words are in it.
    func publish(
        _ kind: StreamEventKind, _ data: JSON, about subject: Int64? = nil, to channel: StreamChannel, at now: Instant,
        in transaction: Transaction
    ) throws {
        try StreamStore(tenant: channel.tenant).append(
            kind, data, about: subject, to: channel, at: now, in: transaction)
        transaction.afterCommit { self.hub.wake(channel.key) }
    }

    /// Says after COMMIT that the figures of a channel are others now: counters of which only the latest matters. It
    /// writes nothing, so that each vote may say it; the other servers are told twice a second.
    func touch(_ channel: StreamChannel, in transaction: Transaction) {
        transaction.afterCommit {
            self.hub.wake(channel.key, figures: true)
            if self.tellsOthers { self.touched.withLock { _ = $0.insert(channel) } }
        }
    }

    /// Says that the figures of a channel are others for those who watch on this server, which alone has reckoned them.
    func touchHere(_ channel: StreamChannel) { hub.wake(channel.key, figures: true) }

    /// Tells the other servers which figures have changed here.
    func tellOthers(_ engine: any Engine) async throws {
        let channels = touched.withLock { touched in
            defer { touched = [] }
            return touched
        }
        guard !channels.isEmpty else { return }
        do {
            try await engine.write { transaction in
                for channel in channels { try StreamStore.notify(channel, isFigure: true, in: transaction) }
            }
        } catch {
            touched.withLock { $0.formUnion(channels) }
            throw error
        }
    }

    /// What another server tells; nil when something may have been missed, so that all that is watched is read again.
    func hear(_ told: String?) {
        guard let told else {
            for channel in hub.channels {
                hub.wake(channel)
                hub.wake(channel, figures: true)
            }
            return
        }
        guard let notification = StreamNotification(told) else { return }
        hub.wake(notification.channel.key, figures: notification.isFigure)
    }
}
