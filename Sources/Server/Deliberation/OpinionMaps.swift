// SPDX-License-Identifier: Apache-2.0

import Domain
import OpinionMap
import Synchronization

/// The opinion maps of calls as they were last found. Requests read them; ``OpinionMapping`` makes them, so that nobody who
/// votes waits for one.
final class OpinionMaps: Sendable {
    /// A map, from which votes, and what may be shown of it.
    struct Kept: Sendable {
        let conversation: Conversation
        let findings: OpinionFindings
        /// By what each voice in it is known.
        let means: [Int: Support.Means]
        /// The moment of the latest vote in it.
        let mark: Int64
        let madeAt: Instant
        /// Whether nothing will be added to it.
        let isFinal: Bool

        var map: OpinionMap { conversation.map }
    }

    /// A call whose map somebody asked for.
    struct Wish: Hashable, Sendable {
        let tenant: Tenant.ID
        let call: Deliberation.ID
    }

    private struct State {
        var tenants: [Deliberation.ID: Tenant.ID] = [:]
        var kept: [Deliberation.ID: Kept] = [:]
        var wishes: Set<Wish> = []
    }

    /// Of two million votes a map takes thirty megabytes.
    private static let mapsMax = 32
    private let state = Mutex(State())

    /// The map as it was last found; nil where none was yet.
    func map(of call: Deliberation.ID) -> Kept? { state.withLock { $0.kept[call] } }

    /// Asks for a map to be looked at with the next round, though nothing may have been voted.
    func want(_ call: Deliberation.ID, of tenant: Tenant.ID) {
        state.withLock { _ = $0.wishes.insert(Wish(tenant: tenant, call: call)) }
    }

    /// What was asked for since the last round.
    func takeWishes() -> Set<Wish> {
        state.withLock { state in
            defer { state.wishes = [] }
            return state.wishes
        }
    }

    /// When there are too many, those of the oldest calls go; they are found again when somebody asks.
    func keep(_ map: Kept, of call: Deliberation.ID, _ tenant: Tenant.ID) {
        state.withLock { state in
            state.kept[call] = map
            state.tenants[call] = tenant
            if state.kept.count > Self.mapsMax, let oldest = state.kept.keys.min() {
                state.kept[oldest] = nil
                state.tenants[oldest] = nil
            }
        }
    }

    /// The calls of a committee whose maps may still change.
    func unfinished(of tenant: Tenant.ID) -> [Deliberation.ID] {
        state.withLock { state in
            state.kept.filter { !$0.value.isFinal && state.tenants[$0.key] == tenant }.map(\.key)
        }
    }
}
