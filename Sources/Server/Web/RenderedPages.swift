// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// Public pages as they were last written, each good until something it shows changes.
///
/// A page names its subject (a room, a topic, the whole tenant). Whatever changes the subject says so when its
/// transaction is durable and before its own answer goes out, so the next read shows it. That holds while this process
/// is the only writer: on SQLite. Where several servers share a database, nothing is kept.
final class RenderedPages: Sendable {
    /// What a page shows, and so what spoils it.
    enum Subject: Hashable, Sendable {
        case tenant(Tenant.ID)
        case room(Room.ID)
        case topic(Topic.ID)
    }

    /// Which page: the address with its query, and what else its look depends on.
    struct Key: Hashable, Sendable {
        let tenant: Tenant.ID
        let target: String
        let isElder: Bool
        let today: Day
    }

    private struct Page {
        let subject: Subject
        let change: Int
        let body: [UInt8]
    }

    private struct State {
        var changes: [Subject: Int] = [:]
        /// Pages asked for lately, and those of the time before: what was asked for in neither goes.
        var young: [Key: Page] = [:]
        var old: [Key: Page] = [:]
        var youngBytes = 0
        var hits = 0
        var misses = 0

        mutating func keep(_ page: Page, as key: Key) {
            if youngBytes + page.body.count > RenderedPages.youngBytesMax {
                old = young
                young = [:]
                youngBytes = 0
            }
            youngBytes += page.body.count - (young[key]?.body.count ?? 0)
            young[key] = page
        }
    }

    /// Twice as much may be kept in all.
    private static let youngBytesMax = 24 * 1024 * 1024
    private let state = Mutex(State())
    private let isKeeping: Bool

    init(isKeeping: Bool) {
        self.isKeeping = isKeeping
    }

    /// The page, if it was kept and is still good; otherwise what `render` makes of it now.
    func page(_ key: Key, of subject: Subject, render: () async throws -> [UInt8]) async throws -> [UInt8] {
        guard isKeeping else { return try await render() }
        let (kept, change) = state.withLock { find(key, subject, in: &$0) }
        if let kept { return kept }
        // What changes while this is read makes `change` old, and the page is not found again.
        let body = try await render()
        state.withLock { $0.keep(Page(subject: subject, change: change, body: body), as: key) }
        return body
    }

    private func find(_ key: Key, _ subject: Subject, in state: inout State) -> (body: [UInt8]?, change: Int) {
        let change = state.changes[subject, default: 0]
        if let page = state.young[key], page.change == change {
            state.hits += 1
            return (page.body, change)
        }
        if let page = state.old[key], page.change == change {
            state.hits += 1
            state.keep(page, as: key)
            return (page.body, change)
        }
        state.misses += 1
        return (nil, change)
    }

    /// Spoils the pages of a topic that has changed: its own, its room's and the tenant's.
    func spoil(tenant: Tenant.ID, room: Room.ID, topic: Topic.ID) {
        guard isKeeping else { return }
        state.withLock { state in
            for subject in [Subject.tenant(tenant), .room(room), .topic(topic)] {
                state.changes[subject, default: 0] += 1
            }
        }
    }

    var hits: Int { state.withLock { $0.hits } }
    var misses: Int { state.withLock { $0.misses } }
}
