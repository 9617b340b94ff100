// SPDX-License-Identifier: Apache-2.0

/// A call for opinions (看法征集) on a topic or beside a session: short statements, each answered with agree, disagree or
/// pass and nothing else, from which a map shows where opinions differ and on what all agree.
package struct Deliberation: Hashable, Sendable {
    package typealias ID = Identifier<Deliberation>

    package let id: ID
    package internal(set) var opening: Opening
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What it is about, whose matter it is, and the question that stands above all statements.
    package struct Opening: Hashable, Sendable, Codable {
        package let matter: Matter
        package let room: Room.ID
        package internal(set) var area: AreaCode
        package let question: FreeText

        package init(_ matter: Matter, room: Room.ID, area: AreaCode, question: FreeText) {
            self.matter = matter
            self.room = room
            self.area = area
            self.question = question
        }
    }

    /// The record it belongs to. Who may read that, may read this.
    package enum Matter: Hashable, Sendable, Codable {
        case topic(Topic.ID)
        case session(ConsultationSession.ID)
    }

    /// What was counted when it was closed, and a hash over all votes, so that none can be changed later unnoticed.
    package struct Result: Hashable, Sendable, Codable {
        package let people: Int
        package let votes: Int
        /// 64 hexadecimal digits.
        package let digest: String

        package init(people: Int, votes: Int, digest: String) {
            self.people = people
            self.votes = votes
            self.digest = digest
        }
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Statements are gathered by staff. → open, dropped
        case draft
        /// People answer, up to and with this day. → open with another day, closed
        case open(until: Day)
        /// Nothing is answered any more; what was answered stands.
        case closed(Result)
        /// Never opened.
        case dropped(reason: FreeText)

        package var name: Name {
            switch self {
            case .draft: .draft
            case .open: .open
            case .closed: .closed
            case .dropped: .dropped
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case draft, open, closed, dropped

            /// Whether statements may still be taken in or out.
            package var takesStatements: Bool {
                switch self {
                case .draft, .open: true
                case .closed, .dropped: false
                }
            }

            /// Whether others than staff know of it.
            package var isPublic: Bool {
                switch self {
                case .open, .closed: true
                case .draft, .dropped: false
                }
            }
        }
    }

    /// The last day on which people answer; nil where they do not.
    package var lastDay: Day? {
        guard case .open(let until) = state else { return nil }
        return until
    }

    /// What was counted; nil while it is not closed.
    package var result: Result? {
        guard case .closed(let result) = state else { return nil }
        return result
    }

    /// A call before its first event.
    init(_ opening: Opening, as id: ID) {
        self.id = id
        self.opening = opening
        state = .draft
        version = 0
    }
}

/// What can happen to a call for opinions. Written once, never changed. Votes are no events (decision 0060).
package enum DeliberationEvent: LifecycleEvent {
    case begun(Deliberation.Opening)
    case opened(until: Day)
    case extended(until: Day)
    case closed(Deliberation.Result)
    case dropped(reason: FreeText)

    package static let subject = "deliberation"
    package static let version = 1

    package var kind: String {
        switch self {
        case .begun: "begun"
        case .opened: "opened"
        case .extended: "extended"
        case .closed: "closed"
        case .dropped: "dropped"
        }
    }
}

/// Why something was not done to a call for opinions.
package enum DeliberationRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// Strangers cannot read what it is about.
    case matterNotPublic = "matter_not_public"
    /// What it is about has ended.
    case matterHasEnded = "matter_has_ended"
    /// Too few statements to begin with.
    case tooFewStatements = "too_few_statements"
    /// The last day is past, or too far ahead.
    case dayOutOfReach = "day_out_of_reach"
    /// It was opened before.
    case alreadyOpened = "already_opened"
    /// It is not open.
    case notOpen = "not_open"
    /// It has ended.
    case ended

    package var code: String { rawValue }
}
