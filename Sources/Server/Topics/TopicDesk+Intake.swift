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
        let deadline: Deadline?
    }

    /// Takes in a new topic; `advised`: the topic that it is an advice on. What holds a word of the county's list is held for a
    /// look: until then it is nowhere but on the room's desk.
    func submit(
        _ draft: TopicDraft, advising advised: Topic.ID? = nil, isHeld: Bool, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> Receipt {
        let code = newCode()
        let isWatched = !WatchedWords.found(in: [draft.text, draft.place], site.practice.profile).isEmpty
        let transition = Topic.submitting(
            draft, as: services.id(Topic.self), isHeld: isHeld || isWatched, at: now, practice: site.practice)
        try insert(transition, code: code, Signature(actor: actor, role: nil, now: now), in: transaction)
        if let advised {
            try links.insert(
                RecordLink(from: .topic(transition.after.id), to: .topic(advised), relation: .advises), in: transaction)
        }
        return receipt(transition, code)
    }

    /// Takes in what somebody brings to the desk.
    func enter(_ draft: TopicDraft, by actor: Actor, at now: Instant, in transaction: Transaction) throws -> Receipt {
        let code = newCode()
        let transition = try Topic.entering(
            draft, as: services.id(Topic.self), by: actor, at: now, practice: site.practice)
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
        Receipt(id: transition.after.id, trackingCode: code, deadline: transition.after.deadline)
    }

    func newCode() -> TrackingCode {
        TrackingCode(random: Random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
