// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// Somebody who leads in Party or government and takes part (A1-04): tells how things stand, and answers.
    package struct Leader: Hashable, Sendable, Codable {
        /// Which line of the session's list it is.
        package let number: Int
        package let side: Side
        /// Name and post.
        package let who: FreeText
        package let presence: Presence
        /// What was told of how things stand (通报情况).
        package let briefing: FreeText?
        /// What was answered to what was said (回应意见).
        package let response: FreeText?

        package init(
            number: Int, side: Side, who: FreeText, presence: Presence, briefing: FreeText?, response: FreeText?
        ) {
            self.number = number
            self.side = side
            self.who = who
            self.presence = presence
            self.briefing = briefing
            self.response = response
        }

        /// For whom a leader speaks.
        package enum Side: String, CaseIterable, Hashable, Sendable, Codable {
            case party, government
        }

        /// Whether a leader comes, or came.
        package enum Presence: String, CaseIterable, Hashable, Sendable, Codable {
            /// Asked, and has said to come.
            case expected
            case present
            case absent
        }
    }

    /// How many leaders a session's list holds.
    package static let leadersMax = 20

    /// What is said of a leader; what is left out stays as it was.
    package struct LeaderNote: Sendable {
        package let side: Leader.Side
        package let who: String
        package let presence: Leader.Presence
        package let briefing: String?
        package let response: String?

        package init(
            side: Leader.Side, who: String, presence: Leader.Presence, briefing: String?, response: String?
        ) {
            self.side = side
            self.who = who
            self.presence = presence
            self.briefing = briefing
            self.response = response
        }
    }

    /// Notes that a leader comes, or was there, with what was told and answered. Of the same person there is one line.
    package func noting(
        leader note: LeaderNote, by actor: Actor, on today: Day
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.noteLeader, by: actor)
        guard note.presence == .expected || today >= plan.day else { throw .notYetTheDay }
        let known = leaders.first { $0.side == note.side && $0.who.words == note.who }
        guard known != nil || leaders.count < Self.leadersMax else { throw .tooManyLeaders }
        return Transition(
            self,
            .leaderNoted(
                Leader(
                    number: known?.number ?? leaders.count, side: note.side, who: .kept(note.who),
                    presence: note.presence, briefing: note.briefing.map(FreeText.kept) ?? known?.briefing,
                    response: note.response.map(FreeText.kept) ?? known?.response)))
    }

    /// From the announcement on, until it lies in the archive: what was promised is often answered weeks later.
    var notingLeaderRefusal: SessionRefusal? {
        switch state {
        case .announced, .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued: nil
        case .planned, .postponed: .notAnnounced
        case .archived: .archived
        case .cancelled: .cancelled
        }
    }

    /// Takes over what an event says of a leader.
    mutating func seat(_ leader: Leader) {
        guard let index = leaders.firstIndex(where: { $0.number == leader.number }) else {
            leaders.append(leader)
            return
        }
        leaders[index] = leader
    }
}
