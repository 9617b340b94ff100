// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging
import NIOPosix
import OpinionMap
import ServiceLifecycle

/// Draws the maps of calls anew while people vote, beside the requests and on a thread of its own. A map is drawn anew when
/// enough has changed: of five people at least, so that nobody sees from two maps what one of them said.
struct OpinionMapping: Service {
    let services: Services
    private static let pause = Duration.seconds(2)
    /// Votes that another server writes may become visible a little after later ones.
    private static let overlap: Int64 = 10_000
    /// A map that is at most so old waits until a hundredth of its votes has changed.
    private static let patience: Int64 = 30_000

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await look()
                } catch is CancellationError {
                    return
                } catch {
                    services.log.error("an opinion map waits", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
        // A service that returns ends the program.
        try? await gracefulShutdown()
    }

    /// One look at all calls that are open, and at those whose maps were asked for.
    func look() async throws {
        let wishes = services.opinions.takeWishes()
        for site in services.sites.all {
            let store = DeliberationStore(tenant: site.tenant.id, contents: services.contents)
            let open = try await services.engine.read { try store.open(in: $0) }
            let wanted = Set(wishes.filter { $0.tenant == site.tenant.id }.map(\.call))
            // What another server has closed meanwhile is drawn once more, as it stays.
            let begun = services.opinions.unfinished(of: site.tenant.id)
            for call in wanted.union(open).union(begun).sorted() {
                try await draw(call, of: site, isWanted: wanted.contains(call))
            }
        }
    }

    /// What is read of a call at one moment: what is new in it, or all where nothing was kept.
    private struct Reading: Sendable {
        let state: Deliberation.State.Name
        let votes: [OpinionVoteStore.Vote]
        let statements: [OpinionStatementStore.Listed]
        /// At whose walls the map stands.
        let live: MediaConsultation.ID?
    }

    private func draw(_ call: Deliberation.ID, of site: Site, isWanted: Bool) async throws {
        let last = services.opinions.map(of: call)
        if let last, last.isFinal, !isWanted { return }
        let now = services.clock.now()
        guard let reading = try await read(call, of: site.tenant.id, last, at: now) else { return }
        // What is final is found from nothing but the votes, so that anybody can find it again.
        let start = reading.state == .closed ? nil : last
        let kept = try await NIOThreadPool.singleton.runIfActive { Self.map(reading, startingFrom: start, at: now) }
        services.opinions.keep(kept, of: call, site.tenant.id)
        if let live = reading.live { services.streams.touchHere(LiveFace.channel(live, of: site.tenant.id)) }
    }

    /// The map with what is new, and what may be shown of it. The database is asked for what is new only: all that is counted is
    /// counted here, in one pass over the votes.
    private static func map(
        _ reading: Reading, startingFrom last: OpinionMaps.Kept?, at now: Instant
    ) -> OpinionMaps.Kept {
        let statements = reading.statements.map { Statement(id: Int($0.id.number), isOut: $0.state != .adopted) }
        let votes = reading.votes.compactMap { vote in
            Vote.Answer(rawValue: Int8(vote.answer.rawValue)).map {
                Vote(participant: Int(vote.voter), statement: Int(vote.statement), answer: $0)
            }
        }
        let conversation: Conversation
        if var begun = last?.conversation {
            begun.update(votes, statements: statements)
            conversation = begun
        } else {
            conversation = Conversation(votes, statements: statements)
        }
        var means = last?.means ?? [:]
        for vote in reading.votes { means[Int(vote.voter)] = vote.means }
        let asked = reading.statements.filter { $0.state == .adopted }.map(\.id)
        return OpinionMaps.Kept(
            conversation: conversation,
            findings: OpinionFindings(conversation, means: means, asked: Set(asked)), means: means,
            mark: max(last?.mark ?? 0, reading.votes.last?.changedAt ?? 0), madeAt: now,
            isFinal: reading.state == .closed)
    }

    /// What has changed; nil where it is not enough.
    private func read(
        _ call: Deliberation.ID, of tenant: Tenant.ID, _ last: OpinionMaps.Kept?, at now: Instant
    ) async throws -> Reading? {
        let store = OpinionVoteStore(tenant: tenant)
        let calls = DeliberationStore(tenant: tenant, contents: services.contents)
        let statements = OpinionStatementStore(tenant: tenant, keys: services.keys, contents: services.contents)
        return try await services.engine.read { transaction in
            guard let state = try calls.state(of: call, in: transaction)?.name, state.isPublic else { return nil }
            let isFinal = state == .closed
            let news = try store.news(
                of: call, after: isFinal ? -1 : last?.mark ?? -1, most: OpinionVote.peopleMin, in: transaction)
            guard isFinal && news.votes > 0 || Self.isEnough(news, last, at: now) else { return nil }
            let from = isFinal ? -1 : last.map { $0.mark - Self.overlap } ?? -1
            return Reading(
                state: state, votes: try store.votes(of: call, after: from, in: transaction),
                statements: try statements.list(of: call, [.adopted, .takenDown], in: transaction),
                live: try store.consultation(besideWhich: call, in: transaction))
        }
    }

    /// Whether enough has changed since the last map for another.
    private static func isEnough(
        _ news: (votes: Int, people: Int), _ last: OpinionMaps.Kept?, at now: Instant
    ) -> Bool {
        guard news.people >= OpinionVote.peopleMin else { return false }
        guard let last else { return true }
        return news.votes * 100 >= last.map.voteCount
            || now.milliseconds - last.madeAt.milliseconds >= Self.patience
    }
}
