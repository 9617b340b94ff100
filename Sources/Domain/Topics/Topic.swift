// SPDX-License-Identifier: Apache-2.0

/// A topic (议题): what somebody wants talked over, from the first word on.
package struct Topic: Hashable, Sendable {
    package typealias ID = Identifier<Topic>

    package let id: ID
    package internal(set) var room: Room.ID
    package internal(set) var area: AreaCode
    package let source: Source
    package let receivedAt: Instant
    /// What was said; never changed, and never shown to strangers.
    package let text: FreeText
    /// Where it is, if the person said so.
    package internal(set) var place: FreeText?
    /// Which round of consultation on the matter this is, from 1 (BR-06).
    package let round: Int
    /// The round that this one goes on from.
    package let previousRound: ID?
    /// What it is about, by the county's list of categories; nil while nobody has said so.
    package internal(set) var category: String?
    package internal(set) var state: State
    package internal(set) var publication: Publication
    /// The public wording, once somebody has begun to review it.
    package internal(set) var publicText: PublicText?
    /// By when the present stage is due; nil when nothing is owed.
    package internal(set) var deadline: Deadline?
    /// By when whoever raised it has an answer, or hears how it goes on: not while it is held, since that is due for a look alone.
    package var promised: Deadline? { state == .held ? nil : deadline }
    /// By when somebody looks at what is held; nil in every other state.
    package var look: Deadline? { state == .held ? deadline : nil }
    /// The member who was asked to research it.
    package internal(set) var researcher: Person.ID?
    /// How many research records there are; without one there is no session (BR-01).
    package internal(set) var researchRecords: Int
    /// The session that talks it over, from its announcement on.
    package internal(set) var session: ConsultationSession.ID?
    /// The round that went on from this one.
    package internal(set) var nextRound: ID?
    /// Whether it belongs into the annual plan of consultation, and what the Party committee decided on that (BR-03).
    package internal(set) var plan: Plan?
    /// When the submitter's withdrawal takes effect; nil where none was asked, or it was undone.
    package internal(set) var withdrawalAt: Instant?
    /// How often the submitter has added something.
    package internal(set) var additions: Int
    /// Until when those who raised it are asked whether what the room has settled is really solved; nil where nobody is.
    package internal(set) var askedUntil: Day?
    /// What its submitter says of that; nil while nothing was said.
    package internal(set) var word: OutcomeClass?
    /// How often its submitter has said that what the room had settled is not solved.
    package internal(set) var denials: Int
    /// How it ended in a former system; nil for what did not end there.
    package internal(set) var formerEnding: Former.Ending?
    /// That it was brought before a room above, and what became of that (BR-10).
    package internal(set) var escalation: Escalation?
    /// What it is in the system outside that pushed it, and whether its result went back (BR-09).
    package internal(set) var dispatch: Dispatch?
    package internal(set) var version: Int

    /// A topic as it is stored; only the store makes one so.
    package init(
        id: ID, room: Room.ID, area: AreaCode, source: Source, receivedAt: Instant, text: FreeText, place: FreeText?,
        round: Int = 1, previousRound: ID? = nil, category: String? = nil, state: State, publication: Publication,
        publicText: PublicText?,
        deadline: Deadline?, researcher: Person.ID? = nil, researchRecords: Int = 0,
        session: ConsultationSession.ID? = nil, nextRound: ID? = nil, plan: Plan? = nil, withdrawalAt: Instant? = nil,
        additions: Int = 0, askedUntil: Day? = nil, word: OutcomeClass? = nil, denials: Int = 0,
        formerEnding: Former.Ending? = nil, escalation: Escalation? = nil, dispatch: Dispatch? = nil, version: Int
    ) {
        self.id = id
        self.room = room
        self.area = area
        self.source = source
        self.receivedAt = receivedAt
        self.text = text
        self.place = place
        self.round = round
        self.previousRound = previousRound
        self.category = category
        self.state = state
        self.publication = publication
        self.publicText = publicText
        self.deadline = deadline
        self.researcher = researcher
        self.researchRecords = researchRecords
        self.session = session
        self.nextRound = nextRound
        self.plan = plan
        self.withdrawalAt = withdrawalAt
        self.additions = additions
        self.askedUntil = askedUntil
        self.word = word
        self.denials = denials
        self.formerEnding = formerEnding
        self.escalation = escalation
        self.dispatch = dispatch
        self.version = version
    }

    /// How a topic came in (A2-07); kept for statistics.
    package enum Source: String, CaseIterable, Hashable, Sendable, Codable {
        /// Through the room's page, mostly by its printed code.
        case scan
        /// Through the API without a page.
        case api
        /// With a paper slip, by somebody who came without a phone.
        case slip
        /// The end of one round opened the next.
        case round
        /// Said to members on a reception day.
        case reception
        /// Met by a member while walking among the people.
        case liaison
        /// Recommended by a member (委员荐题).
        case member
        /// Named by a leader (领导点题).
        case leader
        /// Said in a meeting of residents.
        case meeting
        /// What a survey showed.
        case survey
        /// Said to the secretary, or written on a paper form.
        case paper
        /// Taken from the annual plan of consultation.
        case plan
        /// Pushed by the grid governance system (BR-09).
        case grid
        /// Pushed by the 12345 hotline (BR-09).
        case hotline
        /// What several rooms brought before the one above (BR-10).
        case escalation
        /// Taken over from a former system that did not say more.
        case former
    }

    /// What strangers may read once it is published.
    package struct PublicText: Hashable, Sendable, Codable {
        package let title: FreeText
        package let body: FreeText
        /// What came of it; nil while nothing has, or where nobody has written it down for strangers.
        package let answer: FreeText?

        package init(title: FreeText, body: FreeText, answer: FreeText? = nil) {
            self.title = title
            self.body = body
            self.answer = answer
        }
    }
}

/// How far a matter is solved: claimed by the unit, confirmed by the people, never a state.
package enum OutcomeClass: String, CaseIterable, Hashable, Sendable, Codable {
    case solved, partly, unsolved

    /// The class of several outcomes together: solved or unsolved only when all are.
    package static func together(_ classes: [OutcomeClass]) -> OutcomeClass {
        let kinds = Set(classes)
        return kinds.count == 1 ? classes[0] : .partly
    }
}
