// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a command may need to be told.
struct CommandInput {
    var words = "请看一看"
    var title = "村口路灯"
    var ground = "no_matter"
    var category = "roads"
    /// Merged into or related to; without one, another topic of the room's pool.
    var other: Topic?
    /// Whether others were merged into the topic before.
    var isTarget = false
    var researcher = Village.researcherID
    /// Whether others said that the topic is theirs too.
    var othersJoined = false
    /// What each criterion is judged by.
    var grade = 4
    /// On which day something is said to have happened.
    var pastDay = Village.day("2026-03-04")
    var isApproved = true
    /// By when research is due.
    var day = Village.day("2026-03-19")
    /// The id of the round that follows.
    var next = Topic.ID(9000)
    /// The room to which a topic is passed.
    var passedTo = Room.ID(77)
    /// The room before which a topic is brought, and others that were.
    var above = Village.above
    var broughtToo: [Topic] = []
    /// What the submitter says of what the room has settled.
    var outcome = OutcomeClass.unsolved
    var means = Topic.Return.Means.system
    var ticket = Topic.Ticket(system: "县网格平台", number: "WG-1")
    var now = Village.morning
    var practice = Village.practice
}

extension Topic {
    /// Carries out a command that is chosen by its name, so that tests can walk over all of them.
    func carryingOut(
        _ command: Command, by actor: Actor, with input: CommandInput = CommandInput()
    ) throws(TopicRefusal) -> Transition<Topic> {
        switch command {
        case .release: try releasing(by: actor, at: input.now, practice: input.practice)
        case .pool: try pooling(by: actor)
        case .categorise: try categorising(as: input.category, by: actor, practice: input.practice)
        case .reject:
            try rejecting(ground: input.ground, explanation: input.words, by: actor, practice: input.practice)
        case .reconsider: try reconsidering(reason: input.words, by: actor, at: input.now, practice: input.practice)
        case .redirect: try redirecting(to: .hotline, explanation: input.words, by: actor)
        case .passOn:
            try passingOn(
                to: input.passedTo, in: area, reason: input.words, by: actor, at: input.now, practice: input.practice)
        case .takeBack: try takingBack(reason: input.words, by: actor, at: input.now, practice: input.practice)
        case .tellResult: try tellingResult(input.words, by: actor)
        case .ask: try asking(input.words, by: actor)
        case .answer: try answering(input.words, by: actor, at: input.now, practice: input.practice)
        case .judge:
            try judging(
                .init(outcome: input.outcome, rating: .basically, remark: .kept(input.words)), by: actor, at: input.now,
                practice: input.practice)
        case .solveDirectly: try solvingDirectly(input.words, by: actor, at: input.now, practice: input.practice)
        case .merge:
            try merging(
                into: input.other ?? Village.submission(as: ID(4242)).after, isTarget: input.isTarget, by: actor)
        case .unmerge: try unmerging(by: actor, at: input.now, practice: input.practice)
        case .select: try selecting(by: actor)
        case .deselect: try deselecting(reason: input.words, by: actor)
        case .assign:
            try assigning(
                researcher: input.researcher, by: input.day, actor: actor, at: input.now, practice: input.practice)
        case .research: try researching(Village.record, by: actor)
        case .attach: try attaching([Attachment.ID(5)], by: actor)
        case .openNextRound: try openingNextRound(input.words, as: input.next, by: actor, at: input.now).ended
        case .review: try reviewing(title: input.title, body: input.words, by: actor, practice: input.practice)
        case .unpublish: try unpublishing(reason: input.words, by: actor)
        case .relate: try relating(to: input.other?.id ?? ID(4242), by: actor)
        case .score: try scoring(needed: input.grade, hopedFor: 3, feasible: 5, by: actor)
        case .mediate:
            try mediating(
                .init(
                    day: input.pastDay, parties: .kept(input.words), record: .kept(input.words), isSettled: true,
                    // Settled for good where that may be said of it.
                    answer: refusal(of: .solveDirectly, by: actor) == nil ? .kept(input.words) : nil), by: actor,
                at: input.now, practice: input.practice)
        case .proposeForPlan: try proposingForPlan(by: actor)
        case .recordPlanDecision:
            try recordingPlanDecision(
                .init(isApproved: input.isApproved, reference: .kept(input.words), day: input.pastDay), by: actor,
                at: input.now)
        case .add: try adding(input.words, by: actor)
        case .withdraw:
            try withdrawing(
                reason: input.words, othersJoined: input.othersJoined, by: actor, at: input.now,
                practice: input.practice)
        case .keepUp: try keepingUp(by: actor)
        case .escalate:
            try escalating(
                to: input.above, from: Village.room(room, in: area, .village), reason: input.words, by: actor)
        case .keepHere: try keepingHere(by: actor)
        case .declineEscalation: try decliningEscalation(reason: input.words, by: actor)
        case .gather:
            try gathering(
                with: input.broughtToo, words: input.words, as: input.next, by: actor, at: input.now,
                practice: input.practice
            ).own
        case .dissolve: try dissolving(by: actor)
        case .returnResult: try returningResult(.init(result: .kept(input.words), means: input.means), by: actor)
        case .acknowledgeReturn: try acknowledgingReturn(by: actor)
        case .giveReceipt: try givingReceipt(input.ticket, by: actor)
        }
    }
}

/// What befalls a topic through its session and its items: nobody asks it of the topic itself.
enum TopicMove: String, CaseIterable {
    case schedule, unschedule, consult
    case beginHandling = "begin handling"
    case close, reopen, erase
    /// The time in which a withdrawal can be undone is over.
    case expire
    /// The room above gives back what it had gathered.
    case giveBack = "give back"
}

extension Topic {
    func undergoing(_ move: TopicMove) throws(TopicRefusal) -> Transition<Topic> {
        switch move {
        case .schedule: try scheduling(in: Village.sessionID)
        case .unschedule: try unscheduling()
        case .consult: try beingConsulted()
        case .beginHandling: try beginningHandling()
        case .close: try closing(.handled(claimed: .partly))
        case .reopen: try reopening()
        case .erase: try erasing()
        case .giveBack: try returningFromAbove()
        case .expire: try takingWithdrawalIntoEffect(at: Instant(milliseconds: .max))
        }
    }
}
