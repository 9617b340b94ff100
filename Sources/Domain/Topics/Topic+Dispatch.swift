// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// What a topic is called in a system outside: in that of the grid or of the hotline (A2-06).
    package struct Ticket: Hashable, Sendable, Codable {
        /// The system, as it names itself.
        package let system: String
        /// Its own number of the matter; of one system each number stands for one matter.
        package let number: String

        package init(system: String, number: String) {
            self.system = system
            self.number = number
        }
    }

    /// A topic that a system outside has pushed, and its result on the way back (BR-09).
    package struct Dispatch: Hashable, Sendable {
        package let ticket: Ticket
        /// What the room answers; nil until it is said.
        package internal(set) var result: FreeText?
        /// Whether the result has come back there.
        package internal(set) var isReturned: Bool

        package init(ticket: Ticket, result: FreeText? = nil, isReturned: Bool = false) {
            self.ticket = ticket
            self.result = result
            self.isReturned = isReturned
        }

        /// What was said of it does not hold: the matter is open again, and its result to be said anew.
        mutating func owesAnew() { (result, isReturned) = (nil, false) }
    }

    /// A result for the system outside, and how it gets there.
    package struct Return: Hashable, Sendable, Codable {
        package let result: FreeText
        package let means: Means

        package init(result: FreeText, means: Means) {
            self.result = result
            self.means = means
        }

        /// How a result goes back.
        package enum Means: String, CaseIterable, Hashable, Sendable, Codable {
            /// The system fetches it, and says so.
            case system
            /// Somebody has told it by phone.
            case phone
            /// Somebody has brought or sent it on paper.
            case paper
            /// Somebody has typed it into the other system.
            case typed
        }
    }

    /// The result has to go back before the topic ends (BR-09).
    var owedRefusal: TopicRefusal? { dispatch?.isReturned == false ? .resultIsOwed : nil }

    var returningRefusal: TopicRefusal? {
        guard let dispatch else { return .notPushed }
        if dispatch.isReturned { return .resultIsBack }
        return state == .held ? .stillHeld : nil
    }

    var acknowledgingRefusal: TopicRefusal? {
        guard let dispatch else { return .notPushed }
        guard dispatch.result != nil else { return .noResultYet }
        return dispatch.isReturned ? .resultIsBack : nil
    }

    var receiptRefusal: TopicRefusal? {
        guard case .redirected(let redirection) = state, redirection.channel.isSystem else { return .notSentOut }
        return redirection.receipt == nil ? nil : .hasReceipt
    }

    /// Says what is the result, for the system that pushed the topic; said again, the later words count until they are
    /// fetched.
    package func returningResult(_ result: Return, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.returnResult, by: actor)
        return Transition(self, .resultReturned(result))
    }

    /// What the system outside is told of a topic that its submitter took back: that is its result (BR-09). Nil where nothing
    /// is owed.
    package func returningWithdrawal(_ words: String) -> Transition<Topic>? {
        guard state == .withdrawn, owedRefusal != nil else { return nil }
        return Transition(self, .resultReturned(.init(result: .kept(words), means: .system)))
    }

    /// What the system outside is told where another one, to which this topic or the one that it is handled as part of was sent on,
    /// has said what came of it: that is its result (BR-09). Nil where nothing is owed.
    package func returningResultElsewhere(_ words: String) -> Transition<Topic>? {
        guard owedRefusal != nil else { return nil }
        return Transition(self, .resultReturned(.init(result: .kept(words), means: .system)))
    }

    /// What was told of this topic where the one that it is handled as part of had a result elsewhere does not hold when that one
    /// is taken back: its own result is owed anew (BR-09). It stays part of it. Nil where nothing of that was told.
    package func comingBack(with whole: Transition<Topic>) -> Transition<Topic>? {
        guard case .cameBack(let reason, let deadline) = whole.event, follower != nil,
            case .redirected(let redirection) = whole.before.state, let result = redirection.result,
            dispatch?.result == result
        else { return nil }
        return Transition(self, .cameBack(reason: reason, deadline: deadline))
    }

    /// The system outside has fetched the result.
    package func acknowledgingReturn(by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.acknowledgeReturn, by: actor)
        return Transition(self, .returnAcknowledged)
    }

    /// The role in which somebody speaks for the system that pushed a topic: where it was pushed to, though that room may have
    /// passed it on since (BR-09).
    package static func role(
        of actor: Actor, speakingForWhoPushedTo room: Room.ID, in area: AreaCode
    ) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: Command.acknowledgeReturn.holders, room: room, area: area)
    }

    /// The system outside has fetched the result by the token of the room to which it had pushed the topic, which another room
    /// has now.
    package func acknowledgingReturn(
        by actor: Actor, whoPushedTo room: Room.ID, in area: AreaCode
    ) throws(TopicRefusal) -> Transition<Topic> {
        guard Self.role(of: actor, speakingForWhoPushedTo: room, in: area) != nil else { throw .notYours }
        if let acknowledgingRefusal { throw acknowledgingRefusal }
        return Transition(self, .returnAcknowledged)
    }

    /// The system outside has taken in what was sent on to it.
    package func givingReceipt(_ ticket: Ticket, by actor: Actor) throws(TopicRefusal) -> Transition<Topic> {
        try require(.giveReceipt, by: actor)
        return Transition(self, .receiptGiven(ticket))
    }
}
