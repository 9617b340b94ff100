// SPDX-License-Identifier: Apache-2.0

/// That somebody is looking after a topic just now (认领): a lease, so that two do not screen the same. Nothing is decided by
/// it, so it is no event, and it ends by itself; until then others decide only after they have taken it over.
package struct TopicClaim: Hashable, Sendable {
    package let person: Person.ID
    package let until: Instant

    package init(person: Person.ID, until: Instant) {
        self.person = person
        self.until = until
    }

    package func isLive(at now: Instant) -> Bool { now < until }

    /// Takes a topic that is not decided yet, or keeps it for longer. `current`: the claim that is on record; `takesOver`:
    /// whether the actor knows of it, and takes the topic all the same.
    package static func claiming(
        _ topic: Topic, over current: TopicClaim?, takesOver: Bool = false, by actor: Actor, at now: Instant,
        practice: Practice
    ) throws(TopicRefusal) -> TopicClaim {
        guard case .staff(let staff) = actor, topic.role(of: actor, for: .pool) != nil else { throw .notYours }
        guard topic.isUndecided else { throw .alreadyDecided }
        if let current, current.person != staff.id, current.isLive(at: now), !takesOver { throw .claimedByOther }
        let lease = Int64(practice.profile.claimMinutes) * 60_000
        return TopicClaim(person: staff.id, until: now.advanced(byMilliseconds: lease))
    }

    /// While it lasts nobody else of the staff decides the topic, unless it was taken over. Nil for whoever holds it, for the
    /// submitter, and for what decides nothing.
    package func hindrance(to command: Topic.Command, by actor: Actor, at now: Instant) -> TopicRefusal? {
        guard case .staff = actor, Self.decisions.contains(command), !isHeld(by: actor), isLive(at: now) else {
            return nil
        }
        return .claimedByOther
    }

    /// What becomes of a topic that is not decided.
    private static let decisions: Set<Topic.Command> = [
        .release, .pool, .reject, .redirect, .solveDirectly, .ask, .merge,
    ]

    /// Whether it is this person's: nobody else lets the topic go.
    package func isHeld(by actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.id == person
    }
}

extension Topic {
    /// Whether nobody has decided what becomes of it.
    package var isUndecided: Bool { state.name.isUndecided }
}

extension Topic.State.Name {
    /// Whether nobody has decided what becomes of a topic that stands here.
    package var isUndecided: Bool { [.held, .screening, .asked].contains(self) }
}
