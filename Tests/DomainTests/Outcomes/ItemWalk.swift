// SPDX-License-Identifier: Apache-2.0

import Domain

/// A walk through random commands on many items, with the log that each of them leaves.
struct ItemWalk {
    private(set) var trails = Trails<SuggestionItem>()
    private let session: ConsultationSession
    private let topics: [Topic]
    private var random: SeededRandom
    private var now = Village.sessionMorning
    private var nextID: Int64 = 1

    /// What the arguments of a command can be refused for.
    private static let byArguments: Set<ItemRefusal> = [
        .noMilestone, .milestoneHasPassed, .returnWindowOver, .sameUnit, .samePerson, .unknownMilestone,
        .alreadyOverdue, .stillAsking, .reopenWindowOver, .alreadyReminded, .dayNotSeen,
        .declinedIsNotSolved, .samePersonTwice, .ownWork, .signsAlone, .alreadySigned,
    ]

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        session = try Village.session(.concluded)
        topics = try [.consulted, .consulted, .consulted, .selected].map { try Village.topic($0) }
    }

    /// One act, or now and then a new item; the index of the item it was about, if there is one.
    mutating func step() -> Int? {
        now = now.advanced(byMilliseconds: Int64.random(in: 1...40_000_000, using: &random))
        // Now and then nothing happens for more than a year.
        if Int.random(in: 0..<300, using: &random) == 0 { now = now.advanced(byMilliseconds: 400 * 86_400_000) }
        if trails.cases.isEmpty || Int.random(in: 0..<40, using: &random) == 0 {
            draft()
            return trails.cases.indices.last
        }
        // Every other time one of the newest, before their days are over.
        let index = trails.anyIndex(&random)
        act(on: index)
        return index
    }

    private mutating func draft() {
        nextID += 1
        let (id, task, topic, now) = (SuggestionItem.ID(nextID), task(), topics.any(&random), now)
        let session = session
        trails.begin("draft", at: now) { () throws(ItemRefusal) in
            try SuggestionItem.drafting(task, from: session, on: topic, as: id, at: now)
        }
    }

    private mutating func act(on index: Int) {
        let item = trails.cases[index].value
        if item.state == .drafted, Bool.random(using: &random) {
            return trails.act("approve", on: index, at: now, isPermitted: nil) { (item) throws(ItemRefusal) in
                try item.approving()
            }
        }
        if item.askingAgain != nil, Bool.random(using: &random) {
            return trails.act("end look-back", on: index, at: now, isPermitted: nil) { (item) throws(ItemRefusal) in
                try item.endingLookBack()
            }
        }
        if item.state == .closed, Int.random(in: 0..<4, using: &random) == 0 {
            return trails.act("ask again", on: index, at: now, isPermitted: nil) { (item) throws(ItemRefusal) in
                try item.beingAskedAgain()
            }
        }
        let actor = actor(for: item)
        let command = command(for: actor, on: item)
        let input = ItemInput(
            words: ["请抓紧", "已办"].any(&random), task: task(), unit: [Village.unit, Village.otherUnit].any(&random),
            officer: Person.ID([19, 29, 33].any(&random)), milestone: [nil, 0, 1, 2].any(&random),
            report: SuggestionItem.Report(
                adoption: SuggestionItem.Adoption.allCases.any(&random), claimed: OutcomeClass.allCases.any(&random),
                text: .kept("办了")),
            isAnswered: Int.random(in: 0..<3, using: &random) == 0, supervision: supervision(),
            side: SuggestionItem.Side.allCases.any(&random),
            day: now.day.advanced(by: Int.random(in: -2...1, using: &random)), now: now)
        let isPermitted = item.permittedCommands(for: actor).contains(command)
        trails.act(
            "\(command) by \(actor)", on: index, at: now, isPermitted: isPermitted, byArguments: Self.byArguments
        ) { (item) throws(ItemRefusal) in
            try item.carryingOut(command, by: actor, with: input)
        }
    }

    /// Some sign by an account, and some on paper; now and then somebody is named who may not be.
    private mutating func supervision() -> SuggestionItem.Supervision {
        SuggestionItem.Supervision(
            party: "督查室", committee: "副主席",
            partyPerson: [nil, Person.ID(15), Person.ID(29), Village.officerID].any(&random),
            committeePerson: [nil, Person.ID(14), Person.ID(15)].any(&random))
    }

    private mutating func task() -> SuggestionItem.Task {
        let days = (0..<Int.random(in: 0...3, using: &random)).map { _ in Int.random(in: -1...60, using: &random) }
        return SuggestionItem.Task(
            text: .kept("修灯"), unit: [Village.unit, Village.otherUnit].any(&random), officer: Village.officerID,
            milestones: days.map { .init(day: now.day.advanced(by: $0), text: .kept("一步")) })
    }

    /// Any command; mostly one that has a prospect, if there is one.
    private mutating func command(for actor: Actor, on item: SuggestionItem) -> SuggestionItem.Command {
        // Rare by themselves: that somebody signs a second time, and that what was closed is taken up after its days.
        if item.signatures.count == 1 || item.state == .closed, Int.random(in: 0..<3, using: &random) == 0 {
            return item.state == .closed ? .reopen : .sign
        }
        let permitted = SuggestionItem.Command.allCases.filter(item.permittedCommands(for: actor).contains)
        return permitted.isEmpty || Int.random(in: 0..<3, using: &random) == 0
            ? SuggestionItem.Command.allCases.any(&random) : permitted.any(&random)
    }

    private mutating func actor(for item: SuggestionItem) -> Actor {
        if !item.missingSignatures.isEmpty, Bool.random(using: &random) {
            return [ActorKind.leader, .convener, .otherUnitOfficer].any(&random).actor
        }
        return switch Int.random(in: 0..<8, using: &random) {
        case 0..<4: Village.secretary
        case 4..<7: item.task.unit == Village.unit ? Village.officer : ActorKind.otherUnitOfficer.actor
        default: ActorKind.allCases.any(&random).actor
        }
    }
}

extension ItemWalk {
    /// What no item may ever be; nil if all is well.
    static func flaw(of item: SuggestionItem) -> String? {
        let name = item.state.name
        let owesNothing: Set<SuggestionItem.State.Name> = [.drafted, .approved, .closed]
        if (item.deadline == nil) != owesNothing.contains(name) { return "a term nobody owes, or none where one is" }
        let isTold: Set<SuggestionItem.State.Name> = [.reported, .sentBack, .verified, .closed, .reopened]
        if isTold.contains(name), item.report == nil { return "no report" }
        if [.verified, .closed, .reopened].contains(name), item.inquiries == 0 { return "nobody was asked" }
        if name == .closed, item.closedOn == nil { return "closed on no day" }
        if item.closedOn != nil, item.inquiries == 0 { return "closed, and nobody was asked" }
        if item.inquiries > item.asked || (item.askingAgain ?? 0) > item.asked {
            return "asked by a number that is none"
        }
        if item.inspections > 0, item.supervision == nil { return "inspected, and nobody supervises it" }
        if !item.signatures.isEmpty, name != .verified, name != .closed { return "signed, and nothing to sign" }
        if Set(item.signatures.map(\.side)).count != item.signatures.count { return "signed twice by one" }
        if name == .closed, item.supervision != nil, item.signatures.count != 2 { return "closed without both" }
        if item.task.milestones.isEmpty { return "no milestone" }
        if !item.reached.isSubset(of: item.task.milestones.indices) { return "a milestone that is none" }
        if !item.hasReachedUnit, item.wasReturned || item.wasExtended || !item.reached.isEmpty { return "too early" }
        // Given back, it is upheld or another unit has its own days: so it is never given back twice by one (BR-17).
        return name == .dispatched && item.wasReturned ? "on the desk again after it was given back" : nil
    }
}
