// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// That a room has brought its topic before a room above, and why (BR-10).
    package struct Escalation: Hashable, Sendable {
        /// The room above, and its area.
        package let room: Room.ID
        package internal(set) var area: AreaCode
        /// What makes it others' matter too, in the words of the room below.
        package let reason: FreeText
        /// The topic of the room above that this one is dealt with as part of; nil until that room has decided.
        package internal(set) var parent: Topic.ID?
        /// Why the room above leaves it with the own room; nil where it has not said so. Both still see it.
        package internal(set) var declined: FreeText?

        package init(
            room: Room.ID, area: AreaCode, reason: FreeText, parent: Topic.ID? = nil, declined: FreeText? = nil
        ) {
            self.room = room
            self.area = area
            self.reason = reason
            self.parent = parent
            self.declined = declined
        }

        /// Whether the room above has yet to decide.
        package var isOpen: Bool { parent == nil && declined == nil }
    }

    /// The topic of the room above that this one is dealt with as part of.
    package var escalatedInto: ID? { escalation?.parent }

    /// The topic that tells what becomes of this one: the one it is handled as part of, or its next round.
    package var follower: ID? { mergedInto ?? escalatedInto ?? nextRound }

    /// Whether the room above deals with it.
    package var isDealtWithAbove: Bool { escalatedInto != nil }

    /// Whether it was brought before a room whose desk is open to this person.
    package func isBrought(before actor: Actor) -> Bool {
        guard let escalation, case .staff(let staff) = actor else { return false }
        return staff.roomDomains.contains { $0.covers(room: escalation.room, area: escalation.area) }
    }

    var selectingRefusal: TopicRefusal? {
        guard state == .pooled else { return .notPooled }
        return isDealtWithAbove ? .dealtWithAbove : nil
    }

    var escalatingRefusal: TopicRefusal? {
        guard state == .pooled else { return .notPooled }
        if let escalation, escalation.declined == nil {
            return isDealtWithAbove ? .dealtWithAbove : .alreadyEscalated
        }
        // About to be taken back by its submitter, it is not brought before others.
        return withdrawalAt == nil ? nil : .alreadyWithdrawing
    }

    /// Why the room above can no longer decide about it.
    var gatheringRefusal: TopicRefusal? {
        guard state == .pooled else { return .notPooled }
        return isDealtWithAbove ? .dealtWithAbove : openEscalationRefusal
    }

    var keepingHereRefusal: TopicRefusal? { isDealtWithAbove ? .dealtWithAbove : openEscalationRefusal }

    private var openEscalationRefusal: TopicRefusal? { escalation?.isOpen == true ? nil : .notEscalated }

    var dissolvingRefusal: TopicRefusal? {
        guard source == .escalation, round == 1 else { return .notGathered }
        return version == 1 && state == .pooled ? nil : .alreadyBegun
    }

    /// Brings the topic before a room above, since others seem to have the same matter.
    package func escalating(
        to above: Room, from own: Room, in practice: RoomPractice = RoomPractice(), reason: String, by actor: Actor
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.escalate, by: actor)
        guard own.id == room, above.isAbove(own, in: practice) else { throw .notAbove }
        return Transition(self, .escalationAsked(of: above.id, area: above.area, reason: .kept(reason)))
    }

    /// Goes on by itself after all, before the room above has decided.
    package func keepingHere(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.keepHere, by: actor)
        return Transition(self, .escalationUndone)
    }

    /// The room above leaves it with the own room, and says why; what ties both stays (BR-10).
    package func decliningEscalation(
        reason: String, by actor: Actor
    ) throws(TopicRefusal) -> Transition<Topic> {
        try require(.declineEscalation, by: actor)
        return Transition(self, .escalationDeclined(reason: .kept(reason)))
    }

    /// Makes one topic of this one and of `others`, which several rooms have brought before the same room above. Each
    /// keeps its code, its submitter and its state (BR-07, BR-10). `words`: what they have in common; nothing that a
    /// submitter said goes with it.
    package func gathering(
        with others: [Topic], words: String, as parent: ID, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> (parent: Transition<Topic>, own: Transition<Topic>, others: [Transition<Topic>]) {
        try require(.gather, by: actor)
        guard let escalation else { throw .notEscalated }
        let children = [self] + others
        guard Set(children.map(\.id)).count == children.count else { throw .chosenTwice }
        for other in others {
            if let refusal = other.gatheringRefusal { throw refusal }
            guard other.escalation?.room == escalation.room else { throw .notEscalated }
        }
        guard Set(children.map(\.room)).count >= practice.profile.escalationRooms else { throw .tooFewRooms }  // BR-10
        let submission = Submission(
            TopicDraft(
                room: escalation.room, area: escalation.area, source: .escalation, text: words, place: nil,
                category: category))
        let blank = Topic(id: parent, submission: submission, receivedAt: now)
        return (
            Transition(blank, .gathered(submission, from: children.map(\.id))),
            Transition(self, .escalated(into: parent)), others.map { Transition($0, .escalated(into: parent)) }
        )
    }

    /// Gives back what was gathered, as long as nothing was done with it.
    package func dissolving(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.dissolve, by: actor)
        return Transition(self, .dissolved)
    }

    /// The topic of the room above was given back; the own room goes on.
    package func returningFromAbove() throws(TopicRefusal) -> Transition<Topic> {
        guard isDealtWithAbove else { throw .notEscalated }
        return Transition(self, .escalationUndone)
    }
}
