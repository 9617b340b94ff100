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

    /// Which page: what it was asked to show, in one spelling, and what else its look depends on.
    struct Key: Hashable, Sendable {
        let tenant: Tenant.ID
        let target: String
        let isElder: Bool
        let today: Day
    }

    private struct Page {
        let change: Int
        let body: [UInt8]
    }

    private struct State {
        /// The number of each subject's latest change; subjects that are not here have not changed since `forgotten`.
        var changes: [Subject: Int] = [:]
        var latest = 0
        var forgotten = 0
        var pages: [Key: Page] = [:]
        var bytes = 0
        var hits = 0
        var misses = 0
    }

    /// Longer ones are not of our making.
    private static let targetMax = 300
    private static let subjectsMax = 50_000
    private static let bytesMax = 48 * 1024 * 1024
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
        state.withLock { keep(Page(change: change, body: body), as: key, in: &$0) }
        return body
    }

    private func find(_ key: Key, _ subject: Subject, in state: inout State) -> (body: [UInt8]?, change: Int) {
        let change = state.changes[subject, default: state.forgotten]
        guard let page = state.pages[key], page.change == change else {
            state.misses += 1
            return (nil, change)
        }
        state.hits += 1
        return (page.body, change)
    }

    /// When it is full it begins anew: a page costs less than keeping account of which was used when.
    private func keep(_ page: Page, as key: Key, in state: inout State) {
        guard key.target.utf8.count <= Self.targetMax else { return }
        if state.bytes + page.body.count > Self.bytesMax {
            state.pages = [:]
            state.bytes = 0
        }
        state.bytes += page.body.count - (state.pages[key]?.body.count ?? 0)
        state.pages[key] = page
    }

    /// Spoils the pages of a topic that has changed: its own, its room's and the tenant's.
    func spoil(tenant: Tenant.ID, room: Room.ID, topic: Topic.ID? = nil) {
        guard isKeeping else { return }
        state.withLock { state in
            for subject in [Subject.tenant(tenant), .room(room)] + (topic.map { [Subject.topic($0)] } ?? []) {
                state.latest += 1
                state.changes[subject] = state.latest
            }
            if state.changes.count > Self.subjectsMax {
                state.changes = [:]
                state.forgotten = state.latest
            }
        }
    }

    /// Spoils every page: something has changed that any of them may show.
    func spoilAll() {
        state.withLock { state in
            state.latest += 1
            state.changes = [:]
            state.forgotten = state.latest
        }
    }

    var hits: Int { state.withLock { $0.hits } }
    var misses: Int { state.withLock { $0.misses } }
}
