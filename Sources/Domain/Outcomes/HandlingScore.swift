// SPDX-License-Identifier: Apache-2.0

/// What one member thinks of how an item was handled (委员测评): the members' part of the three-way evaluation.
package struct HandlingScore: Hashable, Sendable {
    package typealias ID = Identifier<HandlingScore>

    package let id: ID
    package let item: SuggestionItem.ID
    package let member: Person.ID
    package internal(set) var mark: Mark
    package internal(set) var version: Int

    /// Who gives it about what.
    package struct Giving: Hashable, Sendable, Codable {
        package let item: SuggestionItem.ID
        package let member: Person.ID
        package let mark: Mark
    }

    /// The points, with a reason.
    package struct Mark: Hashable, Sendable, Codable {
        package let points: Points
        package let reason: FreeText?

        package init(_ points: Points, reason: String?) {
            self.points = points
            self.reason = reason.map(FreeText.kept)
        }
    }

    /// One to five.
    package enum Points: String, CaseIterable, Hashable, Sendable, Codable {
        case one = "1"
        case two = "2"
        case three = "3"
        case four = "4"
        case five = "5"

        package var number: Int {
            switch self {
            case .one: 1
            case .two: 2
            case .three: 3
            case .four: 4
            case .five: 5
            }
        }

        /// Whether it is so low that the unit must hear why.
        package var needsReason: Bool { number <= 2 }
    }

    /// What of other records bears on a score.
    package struct Circumstances: Hashable, Sendable {
        /// Whether the member has researched the item's topic or was at its session.
        package let takesPart: Bool
        /// Whether the assessment of the item's year was issued.
        package let isIssued: Bool

        package init(takesPart: Bool, isIssued: Bool) {
            self.takesPart = takesPart
            self.isIssued = isIssued
        }
    }

    /// Gives a score: once the item is closed, by a member who took part, as long as the year's assessment is open.
    package static func giving(
        _ mark: Mark, to item: SuggestionItem, _ circumstances: Circumstances, as id: ID, by actor: Actor
    ) throws(HandlingScoreRefusal) -> Transition<HandlingScore> {
        guard case .staff(let staff) = actor, staff.holds(.member), circumstances.takesPart else { throw .notYours }
        try check(mark, item, circumstances)
        let giving = Giving(item: item.id, member: staff.id, mark: mark)
        return Transition(HandlingScore(giving, as: id), .given(giving))
    }

    /// Gives another one instead.
    package func changing(
        to mark: Mark, of item: SuggestionItem, _ circumstances: Circumstances, by actor: Actor
    ) throws(HandlingScoreRefusal) -> Transition<HandlingScore> {
        try require(.change, by: actor)
        try Self.check(mark, item, circumstances)
        return Transition(self, .changed(mark))
    }

    private static func check(
        _ mark: Mark, _ item: SuggestionItem, _ circumstances: Circumstances
    ) throws(HandlingScoreRefusal) {
        if let hindrance = hindrance(item, circumstances) { throw hindrance }
        guard !mark.points.needsReason || mark.reason != nil else { throw .reasonMissing }
    }

    /// Why the item cannot be scored just now; nil when it can.
    package static func hindrance(_ item: SuggestionItem, _ circumstances: Circumstances) -> HandlingScoreRefusal? {
        guard item.state == .closed else { return .notClosed }
        return circumstances.isIssued ? .assessmentIssued : nil
    }

    private init(_ giving: Giving, as id: ID) {
        self.id = id
        item = giving.item
        member = giving.member
        mark = giving.mark
        version = 0
    }
}

extension HandlingScore: Lifecycle {
    package typealias Event = HandlingScoreEvent
    package typealias Refused = HandlingScoreRefusal

    /// What can be done to a score.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case change
    }

    /// Nil if it is the actor's own; nobody else changes it.
    package func refusal(of command: Command, by actor: Actor) -> HandlingScoreRefusal? {
        role(of: actor, for: command) == nil ? .notYours : nil
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor, staff.id == member, staff.holds(.member) else { return nil }
        return .member
    }

    package func applying(_ event: HandlingScoreEvent) -> HandlingScore {
        var score = self
        score.version += 1
        switch event {
        case .given(let giving): score.mark = giving.mark
        case .changed(let mark): score.mark = mark
        }
        return score
    }

    /// The score that a log tells of; nil if its first event does not give one.
    package static func replaying(_ log: [HandlingScoreEvent], as id: ID) -> HandlingScore? {
        guard case .given(let giving)? = log.first else { return nil }
        return log.reduce(HandlingScore(giving, as: id)) { $0.applying($1) }
    }
}

/// What can happen to a score. Written once, never changed.
package enum HandlingScoreEvent: LifecycleEvent {
    case given(HandlingScore.Giving)
    case changed(HandlingScore.Mark)

    package static let subject = "handling_score"
    package static let version = 1

    package var kind: String {
        switch self {
        case .given: "given"
        case .changed: "changed"
        }
    }
}

/// Why a score was refused.
package enum HandlingScoreRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in the item, or it is somebody else's score.
    case notYours = "not_yours"
    /// The item is not closed.
    case notClosed = "not_closed"
    /// The assessment of its year was issued: its scores are fixed.
    case assessmentIssued = "assessment_issued"
    /// A low score says why.
    case reasonMissing = "reason_missing"

    package var code: String { rawValue }
}
