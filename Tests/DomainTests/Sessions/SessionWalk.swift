// SPDX-License-Identifier: Apache-2.0

import Domain

/// A walk through random commands on many sessions, with the log that each of them leaves.
struct SessionWalk {
    private(set) var trails = Trails<ConsultationSession>()
    /// The village's one topic, as it may be found.
    private let topics: [Topic]
    /// Another of the village's topics, on some sessions beside the first.
    private let second: Topic
    /// A topic that no session of the walk has.
    private let foreign: Topic
    private var random: SeededRandom
    private var now = Village.morning
    private var nextID: Int64 = 1_000
    /// How often a command had its turn because it had been tried least.
    private var tries: [ConsultationSession.Command: Int] = [:]

    /// What the arguments of a command can be refused for.
    private static let byArguments: Set<SessionRefusal> = [
        .notResearched, .topicNotOpen, .noticeTooShort, .dayHasPassed, .circleIncomplete, .notYetTheDay,
        .unknownParticipant, .noItems, .notYours, .papersLate, .noVisit, .alreadyPresent, .codeExpired, .allAnswered,
        .remindedToday, .notOnline, .isSubstitute, .alreadyListed, .notPresent, .noPaper, .noPair, .tooManyPapers,
        .formNotYours, .coHostTwice,
    ]

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        topics = try [.ready, .ready, .ready, .scheduled, .researching, .consulted].map { try Village.topic($0) }
        second = try Village.topic(.ready, as: .init(4_243))
        foreign = try Village.otherTopic()
    }

    /// One act, or now and then a new session; the index of the session it was about, if there is one.
    mutating func step() -> Int? {
        now = now.advanced(byMilliseconds: Int64.random(in: 1...20_000_000, using: &random))
        if trails.cases.isEmpty || Int.random(in: 0..<30, using: &random) == 0 {
            plan()
            return trails.cases.indices.last
        }
        let index = trails.anyIndex(&random)
        act(on: index)
        return index
    }

    private mutating func plan() {
        let form = ["standing_committee", "deliberation", nil, nil, nil].any(&random)
        let plan = ConsultationSession.Plan(
            title: Village.plan.title, day: day(), minuteOfDay: 540, place: Village.plan.place, form: form,
            link: Bool.random(using: &random) ? .kept("会议号") : nil,
            coHosts: Int.random(in: 0..<6, using: &random) == 0 ? [.init(room: Village.room, area: Village.town)] : [])
        let bodies: Set<ConveningBody> =
            Int.random(in: 0..<4, using: &random) == 0 ? [.room] : Set(ConveningBody.allCases)
        let practice = Village.practice
        let one = topics.any(&random)
        let topics = [[], [one, one], [one, second], [one, second], [one], [one], [one]].any(&random)
        let (id, now) = (ConsultationSession.ID(newNumber()), now)
        let actor = [Village.convener, Village.secretary, .visitor].any(&random)
        trails.begin("plan", at: now) { () throws(SessionRefusal) in
            try ConsultationSession.planning(
                plan, on: topics, as: id, by: actor, for: bodies, at: now, practice: practice)
        }
    }

    private mutating func act(on index: Int) {
        let session = trails.cases[index].value
        let actor = actor()
        let command = command(for: actor, on: session)
        let input = input(for: session)
        let isPermitted = session.permittedCommands(for: actor).contains(command)
        trails.act(
            "\(command) by \(actor)", on: index, at: now, isPermitted: isPermitted, byArguments: Self.byArguments
        ) { (session) throws(SessionRefusal) in
            try session.carryingOut(command, by: actor, with: input)
        }
    }

    private mutating func input(for session: ConsultationSession) -> SessionInput {
        let guest = Participant(
            id: Participant.ID(newNumber()), category: ParticipantCategory.allCases.any(&random), name: .kept("村民"),
            phone: nil, person: Bool.random(using: &random) ? Village.memberID : nil)
        let listed = session.participants.map(\.id) + [Participant.ID(99)]
        return SessionInput(
            words: ["同意", "再议"].any(&random),
            topics: [Int.random(in: 0..<8, using: &random) == 0 ? foreign : topics.any(&random)], people: [guest],
            waiver: Bool.random(using: &random) ? "确实请不到" : nil, reply: reply(for: session),
            hasCode: Int.random(in: 0..<6, using: &random) > 0, present: [listed.any(&random)],
            place: ConsultationSession.Place.allCases.any(&random),
            pair: (listed.any(&random), listed.any(&random)), paper: paper(for: session, author: listed.any(&random)),
            change: ConsultationSession.PaperChange.allCases.any(&random),
            participant: listed.any(&random),
            conclusion: [.consensus(.kept("修")), .noConsensus(reason: .kept("没钱"))].any(&random),
            item: SuggestionItem.ID(newNumber()), topicIndex: Int.random(in: 0...1, using: &random), day: day(),
            now: Bool.random(using: &random) ? now : session.plan.startsAt)
    }

    /// One that is there, now and then; mostly a new one.
    private mutating func paper(
        for session: ConsultationSession, author: Participant.ID
    ) -> ConsultationSession.Paper {
        if let known = session.papers.randomElement(using: &random), Bool.random(using: &random) { return known }
        return ConsultationSession.Paper(
            id: .init(newNumber()), title: .kept("材料"), file: .init(newNumber()),
            author: Bool.random(using: &random) ? author : nil, handedInBy: Village.memberID, handedInOn: now.day,
            isPublic: Bool.random(using: &random))
    }

    private mutating func reply(for session: ConsultationSession) -> ConsultationSession.Reply {
        let who = session.participants.randomElement(using: &random)
        let substitute = Participant(
            id: Participant.ID(newNumber()), category: who?.category ?? .people, name: .kept("代会人"), phone: nil,
            person: nil, standsFor: who?.id)
        return [.coming, .coming, .online, .declined, .substituted(substitute)].any(&random)
    }

    /// Any command; mostly one that has a prospect, if there is one. To put a session off or give it up is rare, so that
    /// many come to their end; to write down an item, to answer or to check in by oneself is rare too, so that some come
    /// there without one.
    private mutating func command(
        for actor: Actor, on session: ConsultationSession
    ) -> ConsultationSession.Command {
        // To put off what is put off does not come about by chance.
        if session.state.name == .postponed, Int.random(in: 0..<10, using: &random) == 0 { return .postpone }
        // What was tried least has its turn now and then, so that nothing waits for chance alone.
        if Int.random(in: 0..<6, using: &random) == 0,
            let rarest = session.permittedCommands(for: actor)
                .min(by: { (tries[$0] ?? 0, $0.rawValue) < (tries[$1] ?? 0, $1.rawValue) })
        {
            tries[rarest, default: 0] += 1
            return rarest
        }
        let isRare = Int.random(in: 0..<8, using: &random) == 0
        let commands = ConsultationSession.Command.allCases.filter {
            isRare
                || ![
                    .postpone, .cancel, .draftItem, .answer, .approveLeave, .recordVisit, .noteLeader, .arrive, .pair,
                    .reorder,
                    .changePaper,
                    .handInPaper,
                ].contains($0)
        }
        let permitted = commands.filter(session.permittedCommands(for: actor).contains)
        return permitted.isEmpty || Int.random(in: 0..<3, using: &random) == 0
            ? commands.any(&random) : permitted.any(&random)
    }

    private mutating func actor() -> Actor {
        switch Int.random(in: 0..<8, using: &random) {
        case 0..<3: Village.secretary
        case 3..<6: Village.convener
        case 6: ActorKind.participant.actor
        default: ActorKind.allCases.any(&random).actor
        }
    }

    private mutating func day() -> Day {
        now.day.advanced(by: Int.random(in: -1...30, using: &random))
    }

    private mutating func newNumber() -> Int64 {
        nextID += 1
        return nextID
    }
}

extension SessionWalk {
    /// What no session may ever be; nil if all is well.
    static func flaw(of session: ConsultationSession) -> String? {
        let name = session.state.name
        let owes: Set<ConsultationSession.State.Name> = [.concluded, .minutesDrafted, .minutesConfirmed]
        let isMinuted: Set<ConsultationSession.State.Name> = [
            .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived,
        ]
        let hasEnded = isMinuted.union([.concluded])
        if (session.deadline != nil) != owes.contains(name) { return "a term nobody owes" }
        if (session.conclusion != nil) != hasEnded.contains(name) {
            return "ended without a conclusion, or open with one"
        }
        if (session.minutes != nil) != isMinuted.contains(name) { return "minutes that are not its stage's" }
        if session.objections > 0, !isMinuted.contains(name) { return "an objection to nothing" }
        if !session.items.isEmpty, !hasEnded.contains(name) { return "items of nothing agreed" }
        if [.outcomeIssued, .archived].contains(name), !session.topicsWithoutItems.isEmpty {
            return "agreed, and nobody does it"
        }
        if Set(session.itemTopics.keys) != Set(session.items) { return "an item on no topic" }
        if ![.planned, .postponed, .cancelled].contains(name), !session.isAnnounced { return "nobody was told" }
        if session.opinions > 0, !hasEnded.contains(name), name != .inProgress { return "opinions before it began" }
        let present = session.participants.filter(\.isPresent)
        if !present.isEmpty, !hasEnded.contains(name), name != .inProgress { return "there before it began" }
        if present.isEmpty, hasEnded.contains(name) { return "ended, and nobody came" }
        let substituted = Set(session.participants.filter { $0.answer == .substituted }.map(\.id))
        if Set(session.participants.compactMap(\.standsFor)) != substituted { return "somebody instead of nobody" }
        if !Set(session.doubles).isSubset(of: present.map(\.id)) { return "a double of nobody" }
        let listed = session.waiting.map(\.participant) + [session.floor?.participant].compactMap { $0 }
        if Set(listed).count != listed.count { return "somebody waits twice" }
        if !Set(listed).isSubset(of: session.participants.map(\.id)) { return "a speaker whom nobody invited" }
        if session.floor != nil, name != .inProgress { return "somebody speaks to nobody" }
        if !session.waiting.isEmpty, hasEnded.contains(name) { return "somebody waits for what is over" }
        return session.topics.isEmpty ? "no topic" : nil
    }
}
