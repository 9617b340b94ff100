// SPDX-License-Identifier: Apache-2.0

/// That somebody is looking after a record just now (认领): a lease, so that two do not work on the same. Nothing is decided by
/// it, so it is no event, and it ends by itself; until then others decide only after they have taken it over.
package struct Claim: Hashable, Sendable {
    package let person: Person.ID
    package let until: Instant

    package init(person: Person.ID, until: Instant) {
        self.person = person
        self.until = until
    }

    /// Whether it still holds the record at this moment.
    package func isLive(at now: Instant) -> Bool { now < until }

    /// Whether it is this person's: nobody else lets the record go.
    package func isHeld(by actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.id == person
    }
}

/// A record that somebody takes on for a while before it is decided.
package protocol Claimable: Lifecycle where Refused: ClaimRefusal {
    var id: Identifier<Self> { get }
    /// The decision that is claimed: whoever could take it may claim the record.
    static var claimedDecision: Command { get }
    /// All that decides it: while somebody has claimed the record, nobody else of the staff does any of these.
    static var decisions: Set<Command> { get }
    /// Whether nobody has decided what becomes of it.
    var isUndecided: Bool { get }
}

/// What such a record says when it cannot be claimed.
package protocol ClaimRefusal: Refusal {
    static var notYours: Self { get }
    static var alreadyDecided: Self { get }
    static var claimedByOther: Self { get }
}

extension Claimable {
    /// Takes the record on, or keeps it for longer. `current`: the claim that is on record; `takesOver`: whether the actor knows
    /// of it, and takes the record all the same.
    package func claiming(
        over current: Claim?, takesOver: Bool = false, by actor: Actor, at now: Instant, practice: Practice
    ) throws(Refused) -> Claim {
        guard case .staff(let staff) = actor, role(of: actor, for: Self.claimedDecision) != nil else { throw .notYours }
        guard isUndecided else { throw .alreadyDecided }
        if let current, current.person != staff.id, current.isLive(at: now), !takesOver { throw .claimedByOther }
        let lease = Int64(practice.profile.claimMinutes) * 60_000
        return Claim(person: staff.id, until: now.advanced(byMilliseconds: lease))
    }

    /// That somebody else has claimed what this would decide. Nil for whoever holds the claim, for those who are not of the
    /// staff, and for what decides nothing.
    package func hindrance(
        to command: Command, claimed claim: Claim?, by actor: Actor, at now: Instant
    ) -> Refused? {
        guard let claim, case .staff = actor, isUndecided, Self.decisions.contains(command), !claim.isHeld(by: actor),
            claim.isLive(at: now)
        else { return nil }
        return .claimedByOther
    }
}
