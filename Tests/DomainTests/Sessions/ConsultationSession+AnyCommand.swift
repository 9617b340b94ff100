// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a command on a session may need to be told.
struct SessionInput {
    var words = "请看一看"
    /// The session's topics as they are; without any, the village's one as it waits for this session.
    var topics: [Topic]?
    var people = [
        Participant(id: Participant.ID(85), category: .expert, name: .kept("工程师戊"), phone: nil, person: nil)
    ]
    var waiver: String?
    /// What is answered to an invitation.
    var reply = ConsultationSession.Reply.coming
    var hasCode = true
    var present = [Participant.ID(82)]
    /// Where somebody on the list of speakers is put.
    var place = ConsultationSession.Place.last
    /// Who stands by whom.
    var pair = (mentor: Participant.ID(81), member: Participant.ID(83))
    /// What is noted of a leader.
    var leader = ConsultationSession.LeaderNote(
        side: .government, who: "副县长丁", presence: .expected, briefing: nil, response: nil)
    var paper = Village.paper
    var change = ConsultationSession.PaperChange.publish
    /// Who says something, or objects.
    var participant = Participant.ID(81)
    var conclusion = ConsultationSession.Conclusion.consensus(.kept("四月底前修好"))
    /// The item that is written down.
    var item = Village.itemID
    /// On which of the session's topics, from 0; beyond them, on the first.
    var topicIndex = 0
    /// The new day of a session that was put off.
    var day = Village.day("2026-04-10")
    /// Without one, the morning of the day on which the command is usual.
    var now: Instant?
    var practice = Village.practice
}

extension ConsultationSession {
    /// Carries out a command that is chosen by its name.
    func carryingOut(
        _ command: Command, by actor: Actor, with input: SessionInput = SessionInput()
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        let now = input.now ?? Village.morning
        switch command {
        case .announce:
            return try announcing(
                topics: input.topics ?? [Self.topic(.ready)], by: actor, at: now, practice: input.practice)
        case .invite: return try inviting(input.people, by: actor)
        case .answer: return try answering(input.reply, of: input.participant, by: actor)
        case .remind: return try reminding(by: actor, at: now)
        case .approveLeave: return try approvingLeave(of: input.participant, reason: input.words, by: actor)
        case .recordVisit: return try recordingVisit(input.words, by: actor)
        case .noteLeader: return try noting(leader: input.leader, by: actor, on: now.day)
        case .ready: return try readying(waiver: input.waiver, by: actor, at: now, practice: input.practice)
        case .start: return try starting(by: actor, at: input.now ?? Village.sessionMorning)
        case .checkIn: return try checkingIn(input.present, by: actor)
        case .arrive: return try arriving(input.participant, by: .signedIn, hasCode: input.hasCode, actor)
        case .recordOpinion:
            return try recordingOpinion(
                Opinion(participant: input.participant, stance: .support, text: .kept(input.words)), by: actor)
        case .enlist: return try enlisting(input.present, minutes: 5, by: actor)
        case .askFloor: return try askingForFloor(minutes: 5, by: actor)
        case .reorder: return try reordering(input.participant, to: input.place, by: actor)
        case .giveFloor: return try givingFloor(to: input.participant, by: actor, at: now)
        case .endTurn: return try endingTurn(saying: (.support, input.words), by: actor, at: now)
        case .pair: return try pairing(input.pair.mentor, with: input.pair.member, by: actor)
        case .handInPaper: return try handingIn(input.paper, by: actor)
        case .changePaper: return try changingPaper(input.paper.id, input.change, by: actor)
        case .concludeTopic: return try concluding(topics[0], with: input.conclusion, by: actor)
        case .conclude: return try concluding(input.conclusion, by: actor, at: now, practice: input.practice)
        case .draftMinutes: return try draftingMinutes(input.words, by: actor, at: now, practice: input.practice)
        case .object: return try objecting(input.words, of: input.participant, by: actor)
        case .draftItem:
            return try draftingItem(
                input.item, on: topics.indices.contains(input.topicIndex) ? topics[input.topicIndex] : topics[0],
                by: actor)
        case .confirmMinutes: return try confirmingMinutes(by: actor)
        case .issueOutcome: return try issuingOutcome(by: actor)
        case .archive: return try archiving(by: actor)
        case .postpone: return try postponing(reason: input.words, by: actor)
        case .reschedule:
            return try rescheduling(
                to: input.day, minuteOfDay: 870, topics: input.topics ?? [Self.topic(.scheduled)], by: actor, at: now,
                practice: input.practice)
        case .cancel: return try cancelling(reason: input.words, by: actor)
        }
    }

    private static func topic(_ state: Topic.State.Name) -> Topic {
        guard let topic = try? Village.topic(state) else { preconditionFailure("the village has such a topic") }
        return topic
    }
}
