// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Synchronization

/// Where votes wait for the writer. What comes while one lot is made durable goes into the next, so that a hall that answers in
/// the same minute costs few statements and few flushes; whoever is alone does not wait. Nobody is told that a vote
/// counts before it is durable.
final class BallotBox: Sendable {
    /// A vote and whose it is.
    struct Ballot: Sendable {
        let tenant: Tenant.ID
        let call: Deliberation.ID
        let statement: OpinionStatement.ID
        let answer: OpinionVote.Answer
        /// By what the voice is found again in this call, and in no other.
        let key: [UInt8]
        let means: Support.Means
        /// Whether a voice that has said nothing here is let in.
        let mayBeNew: Bool
        let castAt: Instant
    }

    /// What became of a vote.
    enum Verdict: Sendable {
        /// It counts, under this voice.
        case counted(voter: Int64)
        case refused(OpinionVoteRefusal)
        /// Whoever asks may not know of this call or this statement.
        case notFound
        /// The voice has said nothing here before, and was not to be let in.
        case isNew
    }

    private struct Waiting: Sendable {
        let ballot: Ballot
        let told: CheckedContinuation<Verdict, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
        /// Voices that are in the database. Their rows stay as long as a call is open.
        var voters: [[UInt8]: Int64] = [:]
    }

    private enum Turn { case isFull, waits, begins }

    private static let lotMax = 256
    private static let waitingMax = 10_000
    /// A hundred bytes each.
    private static let votersMax = 50_000

    private let engine: any Engine
    private let ids: IDGenerator
    private let state = Mutex(State())

    init(engine: any Engine, ids: IDGenerator) {
        self.engine = engine
        self.ids = ids
    }

    /// Writes a vote; returns when it is durable, or when it was found that it does not count.
    func cast(_ ballot: Ballot) async throws -> Verdict {
        try await withCheckedThrowingContinuation { continuation in
            let turn = state.withLock { state -> Turn in
                guard state.waiting.count < Self.waitingMax else { return .isFull }
                state.waiting.append(Waiting(ballot: ballot, told: continuation))
                defer { state.isWriting = true }
                return state.isWriting ? .waits : .begins
            }
            switch turn {
            case .isFull: continuation.resume(throwing: DatabaseError.overloaded)
            case .waits: break
            case .begins: Task { await writeLots() }
            }
        }
    }

    private func writeLots() async {
        while let (lot, known) = nextLot() {
            do {
                try await write(lot, known)
            } catch {
                let parts = Dictionary(grouping: lot, by: \.ballot.call)
                guard parts.count > 1 else {
                    Self.fail(lot, error)
                    continue
                }
                // Whoever closes one call keeps nobody from voting in another.
                for part in parts.values {
                    do { try await write(part, known) } catch { Self.fail(part, error) }
                }
            }
        }
    }

    /// Writes them in one transaction and tells each; throws, having told nobody, where that fails.
    private func write(_ lot: [Waiting], _ known: [[UInt8]: Int64]) async throws {
        let ballots = lot.map(\.ballot)
        let verdicts = try await engine.write { [ids] transaction in
            try BallotLot(ballots: ballots, known: known, ids: ids).write(in: transaction)
        }
        remember(ballots, verdicts)
        for (waiting, verdict) in zip(lot, verdicts) { waiting.told.resume(returning: verdict) }
    }

    private static func fail(_ lot: [Waiting], _ error: any Error) {
        for waiting in lot { waiting.told.resume(throwing: error) }
    }

    /// What waits now, with those of its voices that are known; nil where nothing does.
    private func nextLot() -> (lot: [Waiting], known: [[UInt8]: Int64])? {
        state.withLock { state in
            let lot = Array(state.waiting.prefix(Self.lotMax))
            state.waiting.removeFirst(lot.count)
            state.isWriting = !lot.isEmpty
            guard !lot.isEmpty else { return nil }
            let known = lot.compactMap { waiting in
                state.voters[waiting.ballot.key].map { (waiting.ballot.key, $0) }
            }
            return (lot, Dictionary(known) { first, _ in first })
        }
    }

    private func remember(_ ballots: [Ballot], _ verdicts: [Verdict]) {
        state.withLock { state in
            for (ballot, verdict) in zip(ballots, verdicts) {
                guard case .counted(let voter) = verdict else { continue }
                if state.voters.count >= Self.votersMax { state.voters = [:] }
                state.voters[ballot.key] = voter
            }
        }
    }
}

/// Votes that are written in one transaction. Each is judged by itself: one that does not count keeps no other from counting.
struct BallotLot: Sendable {
    let ballots: [BallotBox.Ballot]
    /// Voices of which is known that they are in the database.
    let known: [[UInt8]: Int64]
    let ids: IDGenerator

    /// What became of each, in their order.
    func write(in transaction: Transaction) throws -> [BallotBox.Verdict] {
        var verdicts = [BallotBox.Verdict](repeating: .notFound, count: ballots.count)
        let asked = Dictionary(grouping: ballots.indices) { Asked(tenant: ballots[$0].tenant, call: ballots[$0].call) }
        // In one order everywhere, so that two servers do not wait for each other.
        for (asked, places) in asked.sorted(by: { $0.key.call < $1.key.call }) {
            try write(places, asked, &verdicts, transaction)
        }
        return verdicts
    }

    /// What is asked where: a call is found at its own tenant only.
    private struct Asked: Hashable {
        let tenant: Tenant.ID
        let call: Deliberation.ID
    }

    private func write(
        _ places: [Int], _ asked: Asked, _ verdicts: inout [BallotBox.Verdict], _ transaction: Transaction
    ) throws {
        let store = BallotStore(tenant: asked.tenant)
        let statements = Set(places.map { ballots[$0].statement })
        let call = asked.call
        guard let asked = try store.asked(statements, in: call, in: transaction), asked.isPublic else { return }
        var voters = known
        var rows: [BallotStore.Row] = []
        for place in places {
            let ballot = ballots[place]
            guard let statement = asked.statements[ballot.statement] else { continue }
            if let refusal = OpinionVote.refusal(in: asked.call, until: asked.lastDay, on: ballot.castAt.day)
                ?? OpinionVote.refusal(of: statement)
            {
                verdicts[place] = .refused(refusal)
                continue
            }
            guard let voter = try voters[ballot.key] ?? voter(of: ballot, in: transaction) else {
                verdicts[place] = .isNew
                continue
            }
            voters[ballot.key] = voter
            verdicts[place] = .counted(voter: voter)
            rows.append(
                .init(
                    voter: voter, statement: ballot.statement, answer: ballot.answer, changedAt: ballot.castAt))
        }
        try store.cast(rows, in: call, in: transaction)
    }

    /// The voice in the database, let in if it may be new; nil if it is new and may not.
    private func voter(of ballot: BallotBox.Ballot, in transaction: Transaction) throws -> Int64? {
        let store = OpinionVoteStore(tenant: ballot.tenant)
        if let voter = try store.voter(ballot.key, in: ballot.call, in: transaction) { return voter.id }
        guard ballot.mayBeNew else { return nil }
        return try store.insertVoter(ids.next(), ballot.key, ballot.means, in: ballot.call, in: transaction)
    }
}
