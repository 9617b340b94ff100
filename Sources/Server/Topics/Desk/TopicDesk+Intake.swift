// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// How topics come in: from residents, over the desk, from a former system.
extension TopicDesk {
    /// A topic that has come in: its id, and the code that its submitter keeps.
    struct Receipt: Sendable {
        let id: Topic.ID
        let trackingCode: TrackingCode
        /// By when there is a first answer; nil where it is held, and has none before somebody has looked.
        let deadline: Deadline?
    }

    /// Whether what was said holds a word of the county's list.
    private func isWatched(_ draft: TopicDraft) -> Bool {
        !WatchedWords.found(in: [draft.text, draft.place], site.practice.profile).isEmpty
    }

    /// Takes in a new topic; `advised`: the topic that it is an advice on. What holds a word of the county's list is held for a
    /// look: until then it is nowhere but on the room's desk.
    func submit(
        _ draft: TopicDraft, advising advised: Topic.ID? = nil, isHeld: Bool, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> Receipt {
        let code = newCode()
        let transition = Topic.submitting(
            draft, as: services.id(Topic.self), isHeld: isHeld || isWatched(draft), at: now, practice: site.practice)
        try insert(transition, code: code, Signature(actor: actor, role: nil, now: now), in: transaction)
        if let advised {
            try links.insert(
                RecordLink(from: .topic(transition.after.id), to: .topic(advised), relation: .advises), in: transaction)
        }
        return receipt(transition, code)
    }

    /// Takes in what somebody brings to the desk or a system outside pushes; a watched word holds it as it holds what residents
    /// raise.
    func enter(_ draft: TopicDraft, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Receipt {
        let code = newCode()
        let transition = try Topic.entering(
            draft, as: services.id(Topic.self), isHeld: isWatched(draft), by: actor, at: now, practice: site.practice)
        let role = draft.source.role(of: actor, in: draft.room, area: draft.area)
        try insert(transition, code: code, Signature(actor: actor, role: role, now: now), in: transaction)
        return receipt(transition, code)
    }

    /// Takes a topic over from a former system; nobody is given a code, and nobody is told.
    func takeOver(
        _ draft: TopicDraft, _ former: Topic.Former, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        let transition = Topic.takingOver(draft, former, as: services.id(Topic.self))
        try insert(
            transition, code: newCode(), Signature(actor: actor, role: .systemAdministrator, now: now), in: transaction)
    }

    private func receipt(_ transition: Transition<Topic>, _ code: TrackingCode) -> Receipt {
        let topic = transition.after
        return Receipt(id: topic.id, trackingCode: code, deadline: topic.promised)
    }

    func newCode() -> TrackingCode {
        TrackingCode(random: Random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
