// SPDX-License-Identifier: Apache-2.0

/// A look-back (回头看): a key topic of the year before is researched, inspected or consulted on once more, the people
/// concerned are asked once more, and it is said whether the result has held.
package struct LookBack: Hashable, Sendable {
    package typealias ID = Identifier<LookBack>

    package let id: ID
    package internal(set) var choice: Choice
    package internal(set) var state: State
    /// What was looked at so far.
    package internal(set) var steps: [Step]
    /// In which inquiries the people were asked again; nil while they were not.
    package internal(set) var inquiries: [Inquiry]?
    /// By when the people may answer.
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// How many topics of the year before are chosen at most (BR-23).
    package static let perYear = 2
    /// Who chooses, and drops what was chosen: of those who look after the whole county, the convener or the leader. Two are for
    /// all rooms together, and no room uses them up.
    package static let choosers: Set<Role> = HandlingAssessment.issuers

    /// Which topic was chosen, for which year, why.
    package struct Choice: Hashable, Sendable, Codable {
        /// The year in which it is looked back, the one after that of the session.
        package let year: Int
        package let topic: Topic.ID
        package let room: Room.ID
        package internal(set) var area: AreaCode
        package let reason: FreeText

        package init(year: Int, topic: Topic.ID, room: Room.ID, area: AreaCode, reason: FreeText) {
            self.year = year
            self.topic = topic
            self.room = room
            self.area = area
            self.reason = reason
        }
    }

    /// One time that somebody looked: how, when, who, what was found.
    package struct Step: Hashable, Sendable, Codable {
        package let means: Means
        package let day: Day
        package let people: FreeText
        package let found: FreeText

        package init(_ means: Means, on day: Day, people: String, found: String) {
            self.means = means
            self.day = day
            self.people = .kept(people)
            self.found = .kept(found)
        }
    }

    /// How somebody looks back (再调研、再视察、再协商).
    package enum Means: String, CaseIterable, Hashable, Sendable, Codable {
        case research, inspection, consultation
    }

    /// An inquiry about one of the topic's items.
    package struct Inquiry: Hashable, Sendable, Codable {
        package let item: SuggestionItem.ID
        package let number: Int

        package init(item: SuggestionItem.ID, number: Int) {
            self.item = item
            self.number = number
        }
    }

    /// What came of it.
    package struct Verdict: Hashable, Sendable, Codable {
        package let grade: Grade
        package let words: FreeText

        package init(_ grade: Grade, words: String) {
            self.grade = grade
            self.words = .kept(words)
        }
    }

    /// Whether the result has held.
    package enum Grade: String, CaseIterable, Hashable, Sendable, Codable {
        case held, partly, relapsed
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Chosen for this year. → underWay, dropped
        case chosen
        /// Somebody has looked, or the people are asked. → concluded, dropped
        case underWay
        /// It is said whether it has held.
        case concluded(Verdict)
        /// Not looked back on after all; another may be chosen.
        case dropped(reason: FreeText)

        package var name: Name {
            switch self {
            case .chosen: .chosen
            case .underWay: .underWay
            case .concluded: .concluded
            case .dropped: .dropped
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case chosen
            case underWay = "under_way"
            case concluded, dropped
        }
    }

    package var verdict: Verdict? {
        guard case .concluded(let verdict) = state else { return nil }
        return verdict
    }

    /// A look-back before its first event.
    init(_ choice: Choice, as id: ID) {
        self.id = id
        self.choice = choice
        state = .chosen
        steps = []
        inquiries = nil
        deadline = nil
        version = 0
    }
}

/// What can happen to a look-back. Written once, never changed.
package enum LookBackEvent: DueEvent {
    case chosen(LookBack.Choice)
    case looked(LookBack.Step)
    case asked([LookBack.Inquiry], deadline: Deadline)
    case concluded(LookBack.Verdict)
    case dropped(reason: FreeText)
    /// The work calendar was changed, and with it the day until which the people may answer (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "look_back"
    package static let version = 1

    package var kind: String {
        switch self {
        case .chosen: "chosen"
        case .looked: "looked"
        case .asked: "asked"
        case .concluded: "concluded"
        case .dropped: "dropped"
        case .deadlineMoved: "deadline_moved"
        }
    }
}

/// Why something was not done to a look-back.
package enum LookBackRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// The topic was not closed with something that units did.
    case notHandled = "not_handled"
    /// Its session was not in the year before.
    case notLastYear = "not_last_year"
    /// So many were chosen for this year already (BR-23).
    case enoughChosen = "enough_chosen"
    /// It was chosen for this year already.
    case alreadyChosen = "already_chosen"
    /// Nobody has looked yet.
    case notLooked = "not_looked"
    /// The people have not been asked again.
    case notAsked = "not_asked"
    /// They have been asked already.
    case alreadyAsked = "already_asked"
    /// They have their days to answer, and not all have.
    case stillAsking = "still_asking"
    /// The day lies in the future, or before the year of the look-back.
    case dayNotPossible = "day_not_possible"
    /// It has ended.
    case ended

    package var code: String { rawValue }
}
