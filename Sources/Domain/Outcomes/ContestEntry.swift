// SPDX-License-Identifier: Apache-2.0

/// A closed topic that a room puts up for a year's contest of outcomes (成果评选): judged by named people by the three criteria,
/// and, where it is chosen, a model case that others come to see.
package struct ContestEntry: Hashable, Sendable {
    package typealias ID = Identifier<ContestEntry>

    package let id: ID
    package internal(set) var nomination: Nomination
    package internal(set) var state: State
    package internal(set) var marks: [Mark]
    package internal(set) var visits: [Visit]
    package internal(set) var version: Int

    /// What is put up, for which year, why.
    package struct Nomination: Hashable, Sendable, Codable {
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

    /// The three published criteria.
    package enum Criterion: String, CaseIterable, Hashable, Sendable, Codable {
        /// 协商议题精准.
        case topic
        /// 协商调研充分.
        case research
        /// 协商成效明显.
        case effect
    }

    /// What one judge says: who it is, and one to five points for each criterion.
    package struct Mark: Hashable, Sendable, Codable {
        package let judge: FreeText
        package let topic: HandlingScore.Points
        package let research: HandlingScore.Points
        package let effect: HandlingScore.Points

        package init(
            judge: String, topic: HandlingScore.Points, research: HandlingScore.Points, effect: HandlingScore.Points
        ) {
            self.judge = .kept(judge)
            self.topic = topic
            self.research = research
            self.effect = effect
        }

        /// Of fifteen.
        package var sum: Int { topic.number + research.number + effect.number }
    }

    /// What came of it, as it is published.
    package struct Result: Hashable, Sendable, Codable {
        package let award: Award
        package let words: FreeText

        package init(_ award: Award, words: String) {
            self.award = award
            self.words = .kept(words)
        }
    }

    /// What the contest gave it.
    package enum Award: String, CaseIterable, Hashable, Sendable, Codable {
        /// A model case (优秀案例): a public page shows it.
        case model
        case commended
        /// Not placed.
        case unplaced
    }

    /// That named people came to see a model case (观摩).
    package struct Visit: Hashable, Sendable, Codable {
        package let day: Day
        package let people: FreeText
        package let record: FreeText

        package init(on day: Day, people: String, record: String) {
            self.day = day
            self.people = .kept(people)
            self.record = .kept(record)
        }
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Judges give their marks. → published, withdrawn
        case nominated
        /// The result is known to everybody.
        case published(Result)
        /// Taken back before the result.
        case withdrawn(reason: FreeText)

        package var name: Name {
            switch self {
            case .nominated: .nominated
            case .published: .published
            case .withdrawn: .withdrawn
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case nominated, published, withdrawn
        }
    }

    package var result: Result? {
        guard case .published(let result) = state else { return nil }
        return result
    }

    /// An entry before its first event.
    init(_ nomination: Nomination, as id: ID) {
        self.id = id
        self.nomination = nomination
        state = .nominated
        marks = []
        visits = []
        version = 0
    }
}

/// What can happen to an entry. Written once, never changed.
package enum ContestEntryEvent: LifecycleEvent {
    case nominated(ContestEntry.Nomination)
    case judged(ContestEntry.Mark)
    case published(ContestEntry.Result)
    case visited(ContestEntry.Visit)
    case withdrawn(reason: FreeText)

    package static let subject = "contest_entry"
    package static let version = 1

    package var kind: String {
        switch self {
        case .nominated: "nominated"
        case .judged: "judged"
        case .published: "published"
        case .visited: "visited"
        case .withdrawn: "withdrawn"
        }
    }
}

/// Why something was not done to an entry.
package enum ContestEntryRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// The topic was not closed with something that units did.
    case notHandled = "not_handled"
    /// It was put up for this year already.
    case alreadyNominated = "already_nominated"
    /// This judge has given marks already.
    case alreadyJudged = "already_judged"
    /// Nobody has judged it.
    case notJudged = "not_judged"
    /// The topic has no public text that a page could show.
    case notPublic = "not_public"
    /// Only a model case is visited.
    case notModel = "not_model"
    /// The day lies in the future.
    case dayNotPossible = "day_not_possible"
    /// The result is published, or it was taken back.
    case ended

    package var code: String { rawValue }
}
