// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// Somebody on the list of speakers (发言顺序) who waits for the floor.
    package struct Speaker: Hashable, Sendable, Codable {
        package let participant: Participant.ID
        /// How long the turn is meant to be.
        package let minutes: Int
        /// Whether the person asked for it from the own phone.
        package let hasAsked: Bool

        /// How long a turn may be, in minutes.
        package static let minutesRange = 1...60
    }

    /// Who speaks now, since when.
    package struct Floor: Hashable, Sendable {
        package let participant: Participant.ID
        package let minutes: Int
        package let since: Instant

        /// When the turn is over by its minutes.
        package var until: Instant { since.advanced(byMilliseconds: Int64(minutes) * 60_000) }
    }

    /// Who has spoken, and how long.
    package struct Turn: Hashable, Sendable {
        package let participant: Participant.ID
        package let seconds: Int
        package let minutes: Int
    }

    /// Puts people on the list of speakers, behind those who are there.
    package func enlisting(
        _ people: [Participant.ID], minutes: Int, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.enlist, by: actor)
        for id in people {
            guard participants.contains(where: { $0.id == id }) else { throw .unknownParticipant }
            guard !isListed(id) else { throw .alreadyListed }
        }
        return Transition(self, .enlisted(people, minutes: minutes))
    }

    /// Asks for the floor: for oneself alone, and once there.
    package func askingForFloor(
        minutes: Int, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.askFloor, by: actor)
        guard let id = own(actor) else { throw .notYours }
        return Transition(self, .floorAsked(id, minutes: minutes))
    }

    /// Gives one of those who wait another place, or takes the person from the list.
    package func reordering(
        _ participant: Participant.ID, to place: Place, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.reorder, by: actor)
        var order = waiting.map(\.participant)
        guard let index = order.firstIndex(of: participant) else { throw .unknownParticipant }
        order.remove(at: index)
        switch place {
        case .first: order.insert(participant, at: 0)
        case .earlier: order.insert(participant, at: max(0, index - 1))
        case .later: order.insert(participant, at: min(order.count, index + 1))
        case .last: order.append(participant)
        case .off: break
        }
        return Transition(self, .reordered(order))
    }

    /// Where somebody on the list of speakers is put.
    package enum Place: String, CaseIterable, Hashable, Sendable {
        case first, earlier, later, last
        /// Off the list.
        case off
    }

    /// Lets somebody speak who waits; without a name, who is next. One speaks at a time.
    package func givingFloor(
        to participant: Participant.ID?, by actor: Actor, at now: Instant
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.giveFloor, by: actor)
        guard let next = participant.map({ id in waiting.first { $0.participant == id } }) ?? waiting.first else {
            throw .unknownParticipant
        }
        guard isThere(next.participant) else { throw .notPresent }
        return Transition(self, .floorGiven(next.participant, minutes: next.minutes, at: now))
    }

    /// Ends the turn of whoever speaks, with what was said where somebody wrote it down.
    package func endingTurn(
        saying said: (stance: Opinion.Stance, text: String)?, on topic: Topic.ID? = nil, by actor: Actor,
        at now: Instant
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.endTurn, by: actor)
        guard let floor else { throw .nobodySpeaks }
        if let topic { try requireTopic(topic) }
        let seconds = max(0, Int((now.milliseconds - floor.since.milliseconds) / 1000))
        let opinion = said.map {
            Opinion(participant: floor.participant, topic: topic, stance: $0.stance, text: .kept($0.text))
        }
        return Transition(self, .turnEnded(floor.participant, seconds: seconds, opinion: opinion))
    }

    /// Lets a member of long standing stand by a new one at this session (传帮带; A2-17).
    package func pairing(
        _ mentor: Participant.ID, with member: Participant.ID, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.pair, by: actor)
        guard mentor != member, Set(members.map(\.id)).isSuperset(of: [mentor, member]) else { throw .noPair }
        return Transition(self, .paired(mentor: mentor, with: member))
    }

    /// Whether this person speaks or waits for it.
    private func isListed(_ id: Participant.ID) -> Bool {
        floor?.participant == id || waiting.contains { $0.participant == id }
    }

    /// Whether this person can be heard: in the room, or by the session's link.
    package func isThere(_ id: Participant.ID) -> Bool {
        participants.contains { $0.id == id && ($0.isPresent || comesByLink($0)) }
    }

    // MARK: - When

    func speakingRefusal(of command: Command, by actor: Actor) -> SessionRefusal? {
        guard command == .reorder || state == .inProgress else { return .notInProgress }
        switch command {
        case .askFloor:
            guard let id = own(actor), isThere(id) else { return .notPresent }
            return isListed(id) ? .alreadyListed : nil
        case .reorder: return preparingRefusal(isOpen: true) ?? (waiting.isEmpty ? .nobodyWaits : nil)
        case .giveFloor: return floor != nil ? .floorTaken : waiting.isEmpty ? .nobodyWaits : nil
        case .endTurn: return floor == nil ? .nobodySpeaks : nil
        case _: return nil
        }
    }

    /// What happens to the list of speakers.
    mutating func speak(_ event: SessionEvent) {
        switch event {
        case .enlisted(let people, let minutes):
            waiting += people.map { Speaker(participant: $0, minutes: minutes, hasAsked: false) }
        case .floorAsked(let id, let minutes):
            waiting.append(Speaker(participant: id, minutes: minutes, hasAsked: true))
        case .reordered(let order):
            waiting = order.compactMap { id in waiting.first { $0.participant == id } }
        case .floorGiven(let id, let minutes, let since):
            waiting.removeAll { $0.participant == id }
            floor = Floor(participant: id, minutes: minutes, since: since)
        case .turnEnded(let id, let seconds, let opinion):
            turns.append(Turn(participant: id, seconds: seconds, minutes: floor?.minutes ?? 0))
            floor = nil
            opinions += opinion == nil ? 0 : 1
        case .paired(let mentor, let member):
            pairs.removeAll { $0.member == member }
            pairs.append(Pair(mentor: mentor, member: member))
        case _: break
        }
    }

    /// Whoever left the list of participants does not speak, nor stand by anybody.
    mutating func forgetWhoLeft() {
        let left = Set(participants.map(\.id))
        waiting.removeAll { !left.contains($0.participant) }
        onLeave.formIntersection(left)
        pairs.removeAll { !left.isSuperset(of: [$0.mentor, $0.member]) }
    }

    /// A member of long standing and the new one beside whom this person stands.
    package struct Pair: Hashable, Sendable {
        package let mentor: Participant.ID
        package let member: Participant.ID
    }
}
