// SPDX-License-Identifier: Apache-2.0

import Domain

/// A matter that somebody raises, and what becomes of it, step by step.
struct DemoThread: Sendable {
    /// How other threads name it.
    let key: String
    /// The room, by its place in the plan.
    let room: Int
    let matter: DemoMatter
    let steps: [DemoStep]

    init(_ key: String, room: Int, _ matter: DemoMatter, _ steps: [DemoStep]) {
        self.key = key
        self.room = room
        self.matter = matter
        self.steps = steps
    }
}

/// What is said of a matter, from the first word to the session's end.
struct DemoMatter: Sendable {
    let said: String
    let place: String?
    /// How it reads after review.
    let title: String
    let body: String
    /// What it is about, by the standard list.
    var category = "other"
    var findings = ""
    var advice = ""
    var opinions: [Opinion] = []
    /// What the session ended with.
    var outcome = ""

    /// What somebody says in the session.
    struct Opinion: Sendable {
        let category: ParticipantCategory
        let stance: ConsultationSession.Opinion.Stance
        let text: String

        init(_ category: ParticipantCategory, _ stance: ConsultationSession.Opinion.Stance, _ text: String) {
            self.category = category
            self.stance = stance
            self.text = text
        }
    }
}

/// One command of the story, and on which day it is given.
struct DemoStep: Sendable {
    /// In working days before today.
    let daysAgo: Int
    /// Not before this hour of the day.
    let hour: Int
    let deed: Deed

    init(_ daysAgo: Int, _ deed: Deed, hour: Int = 9) {
        self.daysAgo = daysAgo
        self.hour = hour
        self.deed = deed
    }

    /// What is done. Who does it follows from whose act the command is, and from the room.
    enum Deed: Sendable {
        case raise(isHeld: Bool)
        /// Somebody brings it to the desk: a member, a leader, or the secretary from a meeting or another system.
        case enter(Topic.Source, Topic.Occasion?, Topic.Ticket?)
        /// The room above gathers it with the topics of these threads; it goes on as the thread of the first key.
        case gather(String, with: [String], text: String)
        /// The other side has taken in what was sent on.
        case receipt(Topic.Ticket)
        case support
        case topic(Topic.Command, [String: Value])
        /// The time is over in which the submitter could have thought better of it.
        case withdrawalTakesEffect
        /// The next round goes on as the thread of this key.
        case nextRound(String, changes: String)
        /// Plans a session for two in the afternoon of a day.
        case plan(daysAgo: Int, seats: Int? = nil, form: String? = nil, campaign: String? = nil)
        case session(ConsultationSession.Command, [String: Value], by: Role?)
        /// An item of the thread's session, by its number.
        case item(Int, SuggestionItem.Command, [String: Value])
        /// One of those who were asked about an item, by the order of asking, says how far it is solved.
        case word(item: Int, voice: Int, OutcomeClass)
        /// Announces a reception day, nine to ten in the morning of a day.
        case planReception(daysAgo: Int)
        /// Somebody books; with a phone or without.
        case book(minute: Int, name: String?, hasPhone: Bool, matter: String?)
        case reception(ReceptionDay.Command, [String: Value])
        /// Whoever booked or walked in, by the order of coming.
        case visit(Int, ReceptionVisit.Command, [String: Value])
        /// The member of the room meets something while walking, and writes down what is said of the matter.
        case walk(person: String?, hasPhone: Bool, campaign: String? = nil)
        case sentiment(SentimentIssue.Command, [String: Value])
        /// Somebody enrols for the thread's session; with a phone or without.
        case enrol(name: String, hasPhone: Bool, words: String?)
        /// Whoever enrolled, by the order of coming.
        case enrolment(Int, Enrolment.Command, [String: Value])
        /// Enters a campaign, a month or week of these days, under the name of the thread's matter.
        case campaign(kind: String, theme: String, from: Int, until: Int)
        /// Enters the thread's matter as one of this year's topics in “4+X”, fixed or as it comes up.
        case yearTopic(isFixed: Bool, theme: String)
        /// The convener chooses the thread's topic to look back on.
        case lookBack(reason: String)
        case lookingBack(LookBack.Command, [String: Value])
        /// The room puts the thread's topic up for the contest of outcomes.
        case nominate(reason: String)
        case contest(ContestEntry.Command, [String: Value])
        /// The county's office sends a notice out.
        case deploy([String: Value])
        /// Somebody does something to the receipt that a room or a unit, by its place in the plan, gives of the thread's notice.
        case answerNotice(DemoPeople.Place, DeploymentReceipt.Command, [String: Value], by: String)
        /// The office reminds all from whom nothing was heard.
        case remindSilent
        /// Enters a line into a register; other steps name it so.
        case register(String, Register, [String: Value])
        /// A member begins a proposal, under the thread's title; it may grow from the topic of another thread.
        case propose(by: String, [String: Value], from: String?)
        /// The office enters the thread's matter from the paper of a body.
        case enterPaper([String: Value])
        /// Somebody does something to the thread's proposal.
        case proposal(Proposal.Command, [String: Value], by: String)
        /// A unit, by its place in the plan, or the office does something to what that unit has of the thread's proposal.
        case handle(unit: Int, ProposalAssignment.Command, [String: Value])
        /// A proposer says what to think of the last reply to the thread's proposal.
        case opine(by: String, Confirmation.Rating, String?)
        /// A resident leaves a clue for those who write proposals.
        case leaveClue(String)
        case clue(ProposalClue.Command, [String: Value])
        /// Begins to judge and honour the proposals of a session.
        case beginCommendation(Commendation.Span)
        case commendation(Commendation.Command, [String: Value])
        /// The office makes the link of the third party that it asked last.
        case handOutEvaluatorLink
        /// That third party judges a unit by its link.
        case mark([String: Value])
        case askErasure
        case decideErasure(PersonalDataRequest.Command, [String: Value])
        /// People are asked what they think of the thread's topic, and have begun to answer.
        case deliberate(DemoCall)
        /// Puts a media consultation beside the thread's session, from hour to hour of a day.
        case planLive(daysAgo: Int, from: Int, until: Int)
        case live(MediaConsultation.Command, [String: Value])
        /// Somebody outside says something to the room.
        case comment(String, name: String)
        /// Something is done to a comment, by the order of coming; an answer by the officer of the unit of this sign-in.
        case commenting(Int, LiveComment.Command, [String: Value], by: String? = nil)
        /// So many people find a comment right.
        case like(Int, people: Int)
    }

    /// What a field is filled in with.
    enum Value: Sendable, ExpressibleByStringLiteral {
        case text(String)
        /// A day, in working days before today.
        case day(Int)
        /// The year of today.
        case year
        case person(String)
        /// People, by their sign-ins, for a field that takes several.
        case people([String])
        /// A line that was entered into a register.
        case entry(String)
        /// The proposal of a thread.
        case proposal(String)
        /// The number of a thread's proposal.
        case number(String)
        /// The clue of a thread.
        case clue(String)
        case unit(Int)
        /// Units, for a field that takes several.
        case units([Int])
        case room(Int)
        /// Rooms, for a field that takes several.
        case rooms([Int])
        /// The topic of a thread.
        case topic(String)
        /// The topic of the own thread.
        case ownTopic
        /// So many names of this category, those of the people with phones.
        case names(ParticipantCategory, Int)
        /// Somebody of this category who is invited and has not answered.
        case invited(ParticipantCategory)
        /// Somebody of this category who is present.
        case participant(ParticipantCategory)
        /// Somebody of this category who is present, for a field that takes several.
        case speaker(ParticipantCategory)
        /// Everybody who came.
        case present
        /// A document with this text, which the room's secretary sends.
        case document(String)
        /// The sealed original of what a party or a people's organisation proposes, which this person sends.
        case original(of: String, by: String)
        /// Days, and what is done by then.
        case milestones([Int], [String])

        init(stringLiteral value: String) { self = .text(value) }
    }
}
