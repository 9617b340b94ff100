// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Claiming a topic")
struct TopicClaimTests {
    private func claiming(
        _ topic: Topic, over current: Claim? = nil, by actor: Actor = Village.secretary,
        at now: Instant = Village.morning
    ) throws -> Claim {
        try topic.claiming(over: current, by: actor, at: now, practice: Village.practice)
    }

    @Test("it is kept for the profile's minutes from everybody but oneself, and then for anybody")
    func lease() throws {
        let topic = try Village.topic(.screening)
        let mine = try claiming(topic)
        #expect(mine.until == Village.morning.advanced(byMilliseconds: 30 * 60_000))
        let other = ActorKind.areaSecretary.actor
        let before = mine.until.advanced(byMilliseconds: -1)
        #expect(throws: TopicRefusal.claimedByOther) { try claiming(topic, over: mine, by: other, at: before) }
        #expect(try claiming(topic, over: mine, at: before).until > mine.until)
        #expect(try claiming(topic, over: mine, by: other, at: mine.until).person != mine.person)
    }

    @Test("while it lasts others decide only after they have taken it over")
    func takeover() throws {
        let topic = try Village.topic(.screening)
        let mine = try claiming(topic)
        let other = ActorKind.areaSecretary.actor
        let before = mine.until.advanced(byMilliseconds: -1)
        for command in [Topic.Command.pool, .reject, .redirect, .solveDirectly, .ask, .merge, .release] {
            #expect(topic.hindrance(to: command, claimed: mine, by: other, at: before) == .claimedByOther)
            #expect(topic.hindrance(to: command, claimed: mine, by: other, at: mine.until) == nil)
            #expect(topic.hindrance(to: command, claimed: mine, by: Village.secretary, at: before) == nil)
        }
        #expect(topic.hindrance(to: .withdraw, claimed: mine, by: .codeHolder(topic.id), at: before) == nil)
        #expect(topic.hindrance(to: .relate, claimed: mine, by: other, at: before) == nil)
        let taken = try topic.claiming(
            over: mine, takesOver: true, by: other, at: before, practice: Village.practice)
        #expect(taken.isHeld(by: other) && topic.hindrance(to: .pool, claimed: taken, by: other, at: before) == nil)
        #expect(topic.hindrance(to: .pool, claimed: taken, by: Village.secretary, at: before) == .claimedByOther)
    }

    @Test("only what is not decided is claimed, and only by the room's secretary", arguments: Topic.State.Name.allCases)
    func states(_ state: Topic.State.Name) throws {
        let topic = try Village.topic(state)
        if [.held, .screening, .asked].contains(state) {
            #expect(try claiming(topic).isHeld(by: Village.secretary))
        } else {
            #expect(throws: TopicRefusal.alreadyDecided) { try claiming(topic) }
        }
        for actor in [Village.convener, .visitor, .codeHolder(topic.id), .system] {
            #expect(throws: TopicRefusal.notYours) { try claiming(topic, by: actor) }
        }
    }
}
