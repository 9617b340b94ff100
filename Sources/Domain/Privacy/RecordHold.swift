// SPDX-License-Identifier: Apache-2.0

/// A hold (依法留存): while it lies on a record, nothing personal of it goes, neither by its period nor at a wish.
package struct RecordHold: Hashable, Sendable {
    package typealias ID = Identifier<RecordHold>

    package let id: ID
    package let record: Record
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What it lies on: a case with which personal data or files go, whatever its kind.
    package enum Record: Hashable, Sendable, Codable {
        /// With the submitter's and the supporters' phones, its items, its files and the requests about it.
        case topic(Topic.ID)
        /// With the names and phones of its residents and of those who enrolled, and its papers.
        case session(ConsultationSession.ID)
        /// With the visitor's name and phone.
        case visit(ReceptionVisit.ID)
        /// With name and phone of the person concerned.
        case sentiment(SentimentIssue.ID)
        /// With name and phone of whoever sent it.
        case comment(LiveComment.ID)
        /// With the words that somebody left.
        case clue(ProposalClue.ID)
        /// With what was written in it.
        case request(PersonalDataRequest.ID)
        /// With what was written in it.
        case unmasking(UnmaskingRequest.ID)
        /// With its files and those of its assignments.
        case proposal(Proposal.ID)
        /// With its files and those of its receipts.
        case deployment(Deployment.ID)
    }

    /// Whether it lies there. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// → lifted
        case placed(reason: FreeText)
        case lifted(reason: FreeText)

        package var name: Name {
            switch self {
            case .placed: .placed
            case .lifted: .lifted
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case placed, lifted
        }
    }

    /// What can be asked of a hold.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case lift

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { [.privacyOfficer] }
    }

    /// The privacy officer places one, and says by which law; one on a record is enough.
    package static func placing(
        on record: Record, reason: String, isHeld: Bool, as id: ID, by actor: Actor
    ) throws(HoldRefusal) -> Transition<RecordHold> {
        guard case .staff(let staff) = actor, staff.holds(.privacyOfficer) else { throw .notYours }
        guard !isHeld else { throw .alreadyHeld }
        let event = HoldEvent.placed(on: record, reason: .kept(reason))
        return Transition(RecordHold(id: id, record: record, state: .placed(reason: .kept(reason)), version: 0), event)
    }

    /// Nothing keeps the record any more; periods and requests count again.
    package func lifting(reason: String, by actor: Actor) throws(HoldRefusal) -> Transition<RecordHold> {
        try require(.lift, by: actor)
        return Transition(self, .lifted(reason: .kept(reason)))
    }
}

extension RecordHold.Record {
    /// The kinds of records on which one can lie, as the event log names them, each with how a number of it is read.
    package static let kinds: [(subject: String, record: @Sendable (Int64) -> RecordHold.Record)] = [
        (TopicEvent.subject, { .topic(.init($0)) }), (SessionEvent.subject, { .session(.init($0)) }),
        (VisitEvent.subject, { .visit(.init($0)) }), (SentimentEvent.subject, { .sentiment(.init($0)) }),
        (CommentEvent.subject, { .comment(.init($0)) }), (ClueEvent.subject, { .clue(.init($0)) }),
        (PersonalDataEvent.subject, { .request(.init($0)) }), (UnmaskingEvent.subject, { .unmasking(.init($0)) }),
        (ProposalEvent.subject, { .proposal(.init($0)) }), (DeploymentEvent.subject, { .deployment(.init($0)) }),
    ]

    /// The record of this kind and number; nil for a kind on which none lies.
    package init?(subject: String, number: Int64) {
        guard let kind = Self.kinds.first(where: { $0.subject == subject }) else { return nil }
        self = kind.record(number)
    }

    /// Its kind, as the event log names it, and its number.
    package var reference: (subject: String, number: Int64) {
        switch self {
        case .topic(let id): (TopicEvent.subject, id.number)
        case .session(let id): (SessionEvent.subject, id.number)
        case .visit(let id): (VisitEvent.subject, id.number)
        case .sentiment(let id): (SentimentEvent.subject, id.number)
        case .comment(let id): (CommentEvent.subject, id.number)
        case .clue(let id): (ClueEvent.subject, id.number)
        case .request(let id): (PersonalDataEvent.subject, id.number)
        case .unmasking(let id): (UnmaskingEvent.subject, id.number)
        case .proposal(let id): (ProposalEvent.subject, id.number)
        case .deployment(let id): (DeploymentEvent.subject, id.number)
        }
    }
}

extension RecordHold: Lifecycle {
    package typealias Event = HoldEvent
    package typealias Refused = HoldRefusal

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> HoldRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch state {
        case .placed: return nil
        case .lifted: return .alreadyLifted
        }
    }

    /// The role in which the actor lifts it.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.privacyOfficer) }

    package func applying(_ event: HoldEvent) -> RecordHold {
        var hold = self
        hold.version += 1
        switch event {
        case .placed(_, let reason): hold.state = .placed(reason: reason)
        case .lifted(let reason): hold.state = .lifted(reason: reason)
        }
        return hold
    }

    /// The hold that a log tells of; nil if its first event does not place one.
    package static func replaying(_ log: [HoldEvent], as id: ID) -> RecordHold? {
        guard case .placed(let record, let reason)? = log.first else { return nil }
        let blank = RecordHold(id: id, record: record, state: .placed(reason: reason), version: 0)
        return log.reduce(blank) { $0.applying($1) }
    }
}

/// What can happen to a hold. Written once, never changed.
package enum HoldEvent: LifecycleEvent {
    case placed(on: RecordHold.Record, reason: FreeText)
    case lifted(reason: FreeText)

    package static let subject = "hold"
    package static let version = 1

    package var kind: String {
        switch self {
        case .placed: "placed"
        case .lifted: "lifted"
        }
    }
}

/// Why a command on a hold was refused.
package enum HoldRefusal: String, Refusal, CaseIterable {
    /// Only the privacy officer places and lifts holds.
    case notYours = "not_yours"
    /// One lies on the record already.
    case alreadyHeld = "already_held"
    /// It lies there no more.
    case alreadyLifted = "already_lifted"

    package var code: String { rawValue }
}
