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

    /// Whether its day has passed and nobody opened, moved or cancelled it.
    package func isMissed(on day: Day) -> Bool { state.name.isAwaited && plan.day < day }

    /// Its day has not come.
    func startingHindrance(on day: Day) -> SessionRefusal? { day >= plan.day ? nil : .notYetTheDay }

    /// A consensus was stated, and nobody has written down who does what by when.
    var issuingHindrance: SessionRefusal? {
        !items.isEmpty || !topics.contains { conclusion(on: $0)?.isConsensus == true } ? nil : .noItems
    }
}

extension ConsultationSession.State.Name {
    /// Whether it has a day on which it should begin.
    package var isAwaited: Bool { [.planned, .announced, .ready].contains(self) }
}
