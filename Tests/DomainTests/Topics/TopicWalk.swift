// SPDX-License-Identifier: Apache-2.0

import Domain

/// A walk through random commands on many topics, and what befalls them, with the log that each of them leaves.
struct TopicWalk {
    private(set) var trails = Trails<Topic>()
    private var random: SeededRandom
    private var now = Village.morning
    private var nextID: Int64 = 1

    /// What the arguments of a command can be refused for.
    private static let byArguments: Set<TopicRefusal> = [
        .unknownGround, .unknownCategory, .isTheSame, .takesNoMore, .otherRoom, .hasMerged, .dayHasPassed,
        .scoreOutOfRange,
        .dayIsToCome, .othersJoined, .notAbove, .tooFewRooms, .chosenTwice, .sameRoom, .askingIsOver,
        .alreadyInPlan,
    ]

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// One act, or now and then a new topic; the index of the topic it was about.
    mutating func step() -> Int {
        now = now.advanced(byMilliseconds: Int64.random(in: 1...20_000_000, using: &random))
        if trails.cases.isEmpty || Int.random(in: 0..<40, using: &random) == 0 {
            submit()
            return trails.cases.count - 1
        }
        let index = trails.anyIndex(&random)
        if Int.random(in: 0..<4, using: &random) == 0 { befall(index) } else { act(on: index) }
        return index
    }

    private mutating func submit() {
        let draft = TopicDraft(
            room: [Village.room, Village.otherRoom].any(&random),
            area: [Village.village, Village.otherTown].any(&random),
            source: Topic.Source.allCases.any(&random), text: words(),
            place: Bool.random(using: &random) ? words() : nil,
            ticket: Int.random(in: 0..<6, using: &random) == 0
                ? Topic.Ticket(system: "县网格平台", number: "WG-\(nextID)") : nil)
        if Int.random(in: 0..<12, using: &random) == 0 {
            let former = Topic.Former(
                number: "A-\(nextID)", receivedOn: Village.day("2024-05-06"),
                result: Bool.random(using: &random) ? .kept(words()) : nil)
            let id = newID()
            trails.begin("take over", at: now) { () throws(TopicRefusal) in Topic.takingOver(draft, former, as: id) }
            return
        }
        let (id, isHeld, now, practice) = (newID(), Int.random(in: 0..<4, using: &random) == 0, now, practice())
        trails.begin("submit", at: now) { () throws(TopicRefusal) in
            Topic.submitting(draft, as: id, isHeld: isHeld, at: now, practice: practice)
        }
    }

    private mutating func act(on index: Int) {
        let topic = trails.cases[index].value
        let actor = actor(for: topic)
        let command = command(for: actor, on: topic)
        let input = input(for: topic)
        let isPermitted = topic.permittedCommands(for: actor).contains(command)
        let now = now
        if command == .openNextRound {
            let opened = try? topic.openingNextRound(input.words, as: input.next, by: actor, at: now).opened
            if let opened { trails.begin("open round", at: now) { () throws(TopicRefusal) in opened } }
        }
        if command == .gather { gather(topic, input, by: actor) }
        trails.act(
            "\(command) by \(actor)", on: index, at: now, isPermitted: isPermitted, byArguments: Self.byArguments
        ) { (topic) throws(TopicRefusal) in
            try topic.carryingOut(command, by: actor, with: input)
        }
    }

    /// What is gathered begins a topic, and takes the others with it.
    private mutating func gather(_ topic: Topic, _ input: CommandInput, by actor: Actor) {
        let now = now
        let made = try? topic.gathering(
            with: input.broughtToo, words: input.words, as: input.next, by: actor, at: now, practice: input.practice)
        guard let made else { return }
        trails.begin("gather", at: now) { () throws(TopicRefusal) in made.parent }
        for other in made.others {
            guard let index = trails.values.firstIndex(where: { $0.id == other.after.id }) else { continue }
            trails.act("gather too", on: index, at: now, isPermitted: nil) { _ throws(TopicRefusal) in other }
        }
    }

    /// Others that were brought before a room above; now and then the topic itself, or none.
    private mutating func broughtToo(_ topic: Topic) -> [Topic] {
        let all = trails.values.filter {
            $0.id != topic.id && $0.state == .pooled && $0.escalation?.isOpen == true
        }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return []
        case 1: return [topic]
        default: return Array(all.shuffled(using: &random).prefix(3))
        }
    }

    private mutating func befall(_ index: Int) {
        let topic = trails.cases[index].value
        let prospects = TopicMove.allCases.filter { $0 != .erase && (try? topic.undergoing($0)) != nil }
        let move =
            prospects.isEmpty || Int.random(in: 0..<4, using: &random) == 0
            ? TopicMove.allCases.any(&random) : prospects.any(&random)
        // An erasure is rare, so that public wordings live for a while.
        if move == .erase, Int.random(in: 0..<4, using: &random) > 0 { return }
        trails.act(move.rawValue, on: index, at: now, isPermitted: nil) { (topic) throws(TopicRefusal) in
            try topic.undergoing(move)
        }
    }

    private mutating func input(for topic: Topic) -> CommandInput {
        let targets = Set(trails.values.compactMap { Self.target(of: $0) })
        return CommandInput(
            words: words(), title: ["路灯", "桥面"].any(&random),
            ground: ["no_matter", "personal_matter", "bad_mood"].any(&random),
            category: ["roads", "safety", "moods"].any(&random),
            other: other(for: topic),
            isTarget: targets.contains(topic.id) || Int.random(in: 0..<20, using: &random) == 0,
            researcher: Person.ID([16, 18].any(&random)),
            othersJoined: Int.random(in: 0..<4, using: &random) == 0, grade: Int.random(in: 0...6, using: &random),
            pastDay: now.day.advanced(by: Int.random(in: -9...1, using: &random)),
            isApproved: Bool.random(using: &random),
            day: now.day.advanced(by: Int.random(in: -1...20, using: &random)), next: newID(),
            passedTo: Int.random(in: 0..<6, using: &random) == 0 ? Village.otherRoom : Village.room,
            above: Int.random(in: 0..<5, using: &random) == 0
                ? Village.room(Village.otherRoom, in: Village.county, .village) : Village.above,
            broughtToo: broughtToo(topic), outcome: OutcomeClass.allCases.any(&random),
            means: Topic.Return.Means.allCases.any(&random),
            ticket: .init(system: "县网格平台", number: "\(nextID)"), now: now,
            practice: practice())
    }

    /// Any topic; often one that this one can be merged into, since few are.
    private mutating func other(for topic: Topic) -> Topic {
        let takers = trails.values.filter { $0.takesMerged && $0.room == topic.room && $0.id != topic.id }
        return takers.isEmpty || Bool.random(using: &random)
            ? trails.cases[trails.anyIndex(&random)].value : takers.any(&random)
    }

    /// Any command; mostly one that has a prospect, if there is one, and of these often one that leads on.
    private mutating func command(for actor: Actor, on topic: Topic) -> Topic.Command {
        // What was accepted is seldom turned another way, so that the way goes on.
        let turning: Set<Topic.Command> = [.reject, .redirect, .passOn, .solveDirectly, .mediate, .deselect]
        let goesOn = topic.isSolvable && !topic.isUndecided && Int.random(in: 0..<4, using: &random) > 0
        let permitted = Topic.Command.allCases.filter(topic.permittedCommands(for: actor).contains)
            .filter { !goesOn || !turning.contains($0) }
        let leadingOn = permitted.filter {
            [.pool, .select, .assign, .research, .openNextRound, .escalate, .gather, .dissolve].contains($0)
        }
        let luck = Int.random(in: 0..<5, using: &random)
        if luck == 0, let tempting = tempting(actor, on: topic) { return tempting }
        if luck > 2, !leadingOn.isEmpty { return leadingOn.any(&random) }
        if luck > 1, !permitted.isEmpty { return permitted.any(&random) }
        return Topic.Command.allCases.any(&random)
    }

    /// What somebody might well try at this stage, and is mostly refused.
    private mutating func tempting(_ actor: Actor, on topic: Topic) -> Topic.Command? {
        let isOwn = if case .holder(.topic) = actor { true } else { false }
        if isOwn, topic.withdrawalAt != nil { return .withdraw }
        return switch topic.state.name {
        case .selected: topic.plan == nil ? .proposeForPlan : [.assign, .proposeForPlan].any(&random)
        case .researching: .proposeForPlan
        case .asked: isOwn ? .add : .ask
        case .rejected: .review
        case .redirected: [.tellResult, .giveReceipt].any(&random)
        default: nil
        }
    }

    /// Mostly those who may do something, so that the walk gets somewhere.
    private mutating func actor(for topic: Topic) -> Actor {
        switch Int.random(in: 0..<10, using: &random) {
        case _ where topic.state == .researching && Bool.random(using: &random):
            [Village.researcher, ActorKind.otherMember.actor].any(&random)
        case _ where topic.isAsking(on: now.day) && Bool.random(using: &random): .codeHolder(topic.id)
        case 0..<4: Village.person([11, 12, 13].any(&random), .roomSecretary, .tenant)
        case 4: .codeHolder(topic.id)
        case 5..<7: Village.person(14, .convener, .tenant)
        case 7: [Village.researcher, ActorKind.otherMember.actor].any(&random)
        default: ActorKind.allCases.any(&random).actor
        }
    }

    private mutating func newID() -> Topic.ID {
        nextID += 1
        return Topic.ID(nextID)
    }

    private mutating func practice() -> Practice {
        Village.practice(reviews: Int.random(in: 1...3, using: &random))
    }

    private mutating func words() -> String {
        ["桥面有坑", "路灯不亮", "河里有垃圾", "公交车太少"].any(&random)
    }

    private static func target(of topic: Topic) -> Topic.ID? {
        guard case .merged(let target) = topic.state else { return nil }
        return target
    }
}

extension TopicWalk {
    /// What no topic may ever be, wherever it came from; nil if all is well.
    func flaw(of topic: Topic) -> String? {
        let name = topic.state.name
        let wasAsked: Set<Topic.State.Name> = [
            .researching, .ready, .scheduled, .consulted, .inHandling, .closed, .reopened,
        ]
        let isHeard = wasAsked.subtracting([.researching, .ready])
        if (topic.deadline != nil) != [.held, .screening, .researching].contains(name) { return "a term nobody owes" }
        // What was taken back may have come as far as that.
        if name != .withdrawn {
            // What was settled while a member was about it keeps the name.
            if name != .solvedDirectly, (topic.researcher != nil) != wasAsked.contains(name) {
                return "a member without a task"
            }
            let needsRecords = wasAsked.subtracting([.researching]).contains(name)
            if needsRecords, topic.researchRecords == 0 { return "no research" }
        }
        if topic.withdrawalAt != nil, !name.isWithdrawable { return "a withdrawal of what cannot be taken back" }
        if topic.askedUntil != nil || topic.formerEnding != nil, name != .solvedDirectly {
            return "asked of what goes on"
        }
        if topic.word != nil, topic.askedUntil == nil, name != .merged { return "a word that nobody asked for" }
        if topic.plan == .proposed, name != .selected, name != .withdrawn { return "went on without a decision" }
        if (topic.session != nil) != isHeard.contains(name) { return "a session that is not its stage's" }
        if topic.nextRound != nil, name != .closed { return "followed, but open" }
        if (topic.round == 1) != (topic.previousRound == nil) { return "a round from nowhere" }
        return flawOfPublication(topic) ?? flawOfMerging(topic) ?? flawOfRounds(topic)
    }

    private func flawOfPublication(_ topic: Topic) -> String? {
        switch topic.publication {
        case .hidden: topic.publicText == nil ? nil : "a wording that nobody reviewed"
        case .reviewed(let reviewers):
            topic.publicText == nil || Set(reviewers).count != reviewers.count || reviewers.isEmpty
                ? "reviews of nothing, or twice by one" : nil
        case .published:
            topic.publicText == nil || topic.state == .withdrawn || Self.isUnfitForPublic(topic)
                ? "public, and should not be" : nil
        case .withdrawn: nil
        }
    }

    /// Turned down for what lies in the matter itself.
    private static func isUnfitForPublic(_ topic: Topic) -> Bool {
        guard case .rejected(let rejection) = topic.state else { return false }
        return rejection.ground == "personal_matter"
    }

    private func flawOfMerging(_ topic: Topic) -> String? {
        guard let target = Self.target(of: topic) else { return nil }
        guard let other = trails.values.first(where: { $0.id == target }) else { return "merged into nothing" }
        return other.state.name == .merged ? "merged into what is merged" : nil
    }

    private func flawOfRounds(_ topic: Topic) -> String? {
        guard let previous = topic.previousRound else { return nil }
        guard let before = trails.values.first(where: { $0.id == previous }) else { return "a round after nothing" }
        let followers = trails.values.filter { $0.previousRound == previous }
        return before.nextRound == topic.id && before.round + 1 == topic.round && followers.count == 1
            ? nil : "rounds that branch"
    }
}
