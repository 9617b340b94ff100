// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Where topics come from")
struct TopicSourcesTests {
    private func enter(
        _ source: Topic.Source, _ actor: Actor, _ occasion: Topic.Occasion? = nil, in room: Room.ID = Village.room
    ) throws(TopicRefusal) -> Topic {
        try Topic.entering(
            TopicDraft(
                room: room, area: room == Village.room ? Village.village : Village.otherTown, source: source,
                text: "路灯", place: nil, occasion: occasion),
            as: Village.topicID, by: actor, at: Village.morning, practice: Village.practice
        ).after
    }

    private let meeting = Topic.Occasion(day: Village.day("2026-03-04"), place: .kept("村委会"), count: 23)

    @Test(
        "a member recommends to any room, a leader names where the role counts, the secretary writes down in the own room"
    )
    func whose() throws {
        #expect(try enter(.member, Village.researcher, in: Village.otherRoom).state == .screening)
        #expect(try enter(.leader, ActorKind.leader.actor).source == .leader)
        #expect(try enter(.meeting, Village.secretary, meeting).deadline != nil)
        #expect(throws: TopicRefusal.notYours) { try enter(.meeting, Village.researcher, meeting) }
        #expect(throws: TopicRefusal.notYours) { try enter(.member, Village.secretary) }
        #expect(throws: TopicRefusal.notYours) { try enter(.paper, ActorKind.otherRoomSecretary.actor) }
        for source in Topic.Source.allCases where source.holders.isEmpty {
            #expect(throws: TopicRefusal.notYours) { try enter(source, Village.secretary) }
        }
    }

    @Test("a meeting says when, where and how many, a survey its name and its answers; none lies ahead")
    func occasion() throws {
        #expect(throws: TopicRefusal.occasionIsMissing) { try enter(.meeting, Village.secretary) }
        #expect(throws: TopicRefusal.occasionIsMissing) { try enter(.survey, Village.secretary, meeting) }
        let tomorrow = Topic.Occasion(day: Village.day("2026-03-06"), place: .kept("村委会"), count: 23)
        #expect(throws: TopicRefusal.dayIsToCome) { try enter(.meeting, Village.secretary, tomorrow) }
        #expect(try enter(.survey, Village.secretary, .init(name: .kept("夜间照明"), count: 210)).state == .screening)
    }

    @Test("what a leader without an account names is written down with who named it and when (A2-07)")
    func named() throws {
        let said = Topic.Occasion(name: .kept("县政协副主席 万里晴"), day: Village.day("2026-03-04"))
        #expect(try enter(.leader, Village.secretary, said).source == .leader)
        #expect(throws: TopicRefusal.occasionIsMissing) { try enter(.leader, Village.secretary) }
        #expect(throws: TopicRefusal.occasionIsMissing) {
            try enter(.leader, Village.secretary, .init(name: .kept("县政协副主席 万里晴")))
        }
        #expect(throws: TopicRefusal.notYours) { try enter(.leader, ActorKind.otherRoomSecretary.actor, said) }
    }

    @Test("what holds a watched word is held for a look, whoever brings it, and its system's number goes with it")
    func held() throws {
        let draft = TopicDraft(
            room: Village.room, area: Village.village, source: .grid, text: "路灯", place: nil,
            ticket: .init(system: "县网格平台", number: "WG-1"))
        let topic = try Topic.entering(
            draft, as: Village.topicID, isHeld: true, by: Village.secretary, at: Village.morning,
            practice: Village.practice
        ).after
        #expect(topic.state == .held && topic.deadline?.day == Village.day("2026-03-06"))
        #expect(topic.dispatch?.ticket.number == "WG-1")
    }

    @Test("what is taken over stands as it stood: in the pool, or ended with its result")
    func former() {
        let draft = TopicDraft(room: Village.room, area: Village.village, source: .former, text: "老事", place: nil)
        let day = Village.day("2024-05-06")
        let open = Topic.takingOver(draft, .init(number: "1", receivedOn: day, result: nil), as: Topic.ID(5)).after
        #expect(open.state == .pooled && open.receivedAt.day == day && open.deadline == nil)
        let ended = Topic.takingOver(
            draft, .init(number: "2", receivedOn: day, result: .kept("修好了")), as: Topic.ID(6)
        ).after
        #expect(ended.state == .solvedDirectly(answer: .kept("修好了")))
        #expect(open.formerEnding == nil && ended.formerEnding == .unknown, "nobody said how it ended")
        #expect(ended.askedUntil == nil, "and nobody is asked here")
        let declared = Topic.takingOver(
            draft, .init(number: "3", receivedOn: day, result: .kept("暂不具备条件"), ending: .unsolved), as: Topic.ID(7)
        ).after
        #expect(declared.formerEnding == .unsolved)
        let anew = try? declared.reconsidering(
            reason: "条件有了", by: Village.secretary, at: Village.morning, practice: Village.practice
        ).after
        #expect(anew?.state == .screening && anew?.formerEnding == nil, "from here on it is what is done here")
    }
}
