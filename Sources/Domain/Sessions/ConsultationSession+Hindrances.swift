// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// What stands in the way of a command that the state permits: the day, or items that are still to be written. A
    /// record offers no button that this would stop.
    package func hindrance(to command: Command, on day: Day) -> SessionRefusal? {
        switch command {
        case .start: startingHindrance(on: day)
        case .issueOutcome: issuingHindrance
        case .announce, .invite, .answer, .remind, .approveLeave, .recordVisit, .noteLeader, .ready, .checkIn, .arrive,
            .recordOpinion,
            .concludeTopic, .conclude, .enlist, .askFloor,
            .reorder, .giveFloor, .endTurn, .pair, .handInPaper, .changePaper,
            .draftMinutes, .object, .draftItem,
            .confirmMinutes, .archive, .postpone, .reschedule, .cancel:
            nil
        }
    }

    /// Until when objections to the draft were to be heard, where minutes that are confirmed on this day cut that short.
    package func cutsObjectionsShort(on day: Day) -> Day? {
        guard state == .minutesDrafted, let objectionsUntil, day <= objectionsUntil else { return nil }
        return objectionsUntil
    }

    /// Whether its day has passed and nobody opened, moved or cancelled it.
    package func isMissed(on day: Day) -> Bool { state.name.isAwaited && plan.day < day }

    /// Its day has not come.
    func startingHindrance(on day: Day) -> SessionRefusal? { day >= plan.day ? nil : .notYetTheDay }

    /// A consensus was stated on a topic, and nobody has written down who does what by when.
    var issuingHindrance: SessionRefusal? { topicsWithoutItems.isEmpty ? nil : .noItems }

    /// The items of which the log does not tell on which topic they are: of several topics, from before that was noted.
    package var itemsWithoutTopic: [SuggestionItem.ID] { items.filter { itemTopics[$0] == nil } }

    /// The same, with what the items themselves say of their topics.
    package func placing(_ topics: [SuggestionItem.ID: Topic.ID]) -> ConsultationSession {
        var session = self
        session.itemTopics.merge(topics) { noted, _ in noted }
        return session
    }

    /// The topics on which something was agreed and nobody has written down who does it by when, in the session's order. An
    /// item of which nobody knows on which topic it is may be on any of them.
    package var topicsWithoutItems: [Topic.ID] {
        guard itemsWithoutTopic.isEmpty else { return [] }
        let withItems = Set(itemTopics.values)
        return topics.filter { conclusion(on: $0)?.isConsensus == true && !withItems.contains($0) }
    }
}

extension ConsultationSession.State.Name {
    /// Whether it has a day on which it should begin.
    package var isAwaited: Bool { [.planned, .announced, .ready].contains(self) }
}
