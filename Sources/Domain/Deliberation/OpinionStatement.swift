// SPDX-License-Identifier: Apache-2.0

/// One sentence that people agree with or not (观点). Its words never change: a vote is on these words.
package struct OpinionStatement: Hashable, Sendable {
    package typealias ID = Identifier<OpinionStatement>

    package let id: ID
    package internal(set) var content: Content
    package internal(set) var state: State
    /// Whether its words are gone.
    package internal(set) var isErased = false
    package internal(set) var version: Int

    /// What it says, in which call, and whether staff began with it or somebody offered it.
    package struct Content: Hashable, Sendable, Codable {
        package let deliberation: Deliberation.ID
        package let room: Room.ID
        package internal(set) var area: AreaCode
        package let text: FreeText
        package let isSeed: Bool

        package init(_ text: String, in call: Deliberation, isSeed: Bool) {
            deliberation = call.id
            room = call.opening.room
            area = call.opening.area
            self.text = .kept(text)
            self.isSeed = isSeed
        }
    }

    /// Why it is not asked.
    package struct Rejection: Hashable, Sendable, Codable {
        package let ground: Ground
        package let words: FreeText?

        package init(_ ground: Ground, words: String?) {
            self.ground = ground
            self.words = words.map(FreeText.kept)
        }
    }

    /// The grounds on which a statement is not asked; whether staff agree with it is none.
    package enum Ground: String, CaseIterable, Hashable, Sendable, Codable {
        /// Another says the same.
        case sameAsAnother = "same_as_another"
        /// It says two things at once: who agrees with one only cannot answer.
        case severalAtOnce = "several_at_once"
        /// It is not about the question.
        case offTopic = "off_topic"
        /// It names or shows somebody who is not a public body.
        case personalDetail = "personal_detail"
        /// It insults.
        case attack
        /// The law forbids to publish it.
        case notAllowed = "not_allowed"
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Somebody offered it. → adopted, rejected
        case offered
        /// People are asked it. → taken down
        case adopted
        /// Not asked. → adopted
        case rejected(Rejection)
        /// Asked before, and no more; what was answered stays counted apart. → adopted
        case takenDown(Rejection)

        package var name: Name {
            switch self {
            case .offered: .offered
            case .adopted: .adopted
            case .rejected: .rejected
            case .takenDown: .takenDown
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case offered, adopted, rejected
            case takenDown = "taken_down"
        }
    }

    /// Why it is not asked; nil where it is, or nobody has decided.
    package var rejection: Rejection? {
        switch state {
        case .rejected(let rejection), .takenDown(let rejection): rejection
        case .offered, .adopted: nil
        }
    }

    /// A statement before its first event.
    init(_ content: Content, as id: ID) {
        self.id = id
        self.content = content
        state = content.isSeed ? .adopted : .offered
        version = 0
    }
}

/// What can happen to a statement. Written once, never changed.
package enum OpinionStatementEvent: LifecycleEvent {
    /// Staff began with it, or somebody offered it.
    case said(OpinionStatement.Content)
    case adopted
    case rejected(OpinionStatement.Rejection)
    case takenDown(OpinionStatement.Rejection)
    /// Its words are gone, on request.
    case erased

    package static let subject = "opinion_statement"
    package static let version = 1

    package var kind: String {
        switch self {
        case .said: "said"
        case .adopted: "adopted"
        case .rejected: "rejected"
        case .takenDown: "taken_down"
        case .erased: "erased"
        }
    }
}

/// Why something was not done to a statement.
package enum OpinionStatementRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// It was decided about already.
    case alreadyDecided = "already_decided"
    /// It is asked already.
    case alreadyAdopted = "already_adopted"
    /// It is not asked.
    case notAdopted = "not_adopted"
    /// The call takes no statements: it is not open to people, or has ended.
    case callClosed = "call_closed"
    /// Another says the same.
    case alike
    /// This person has offered as many as one may.
    case enoughOffered = "enough_offered"
    /// Its words are asked, or wait to be looked at.
    case notRejected = "not_rejected"
    /// Its words are gone.
    case alreadyErased = "already_erased"
    /// What it is about is to be kept for a court or an inquiry.
    case underHold = "under_hold"

    package var code: String { rawValue }
}
