// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("What a topic is about")
struct TopicCategoryTests {
    private func sorted(_ topic: Topic, _ category: String, by actor: Actor = Village.secretary) throws -> Topic {
        try topic.categorising(as: category, by: actor, practice: Village.practice).after
    }

    @Test("the last word counts, in whatever state the topic stands, and changes nothing else")
    func last() throws {
        for name in Topic.State.Name.allCases {
            let topic = try Village.topic(name)
            let roads = try sorted(topic, "roads")
            #expect(roads.category == "roads" && roads.state == topic.state && roads.deadline == topic.deadline)
            #expect(roads.publication == topic.publication && roads.withdrawalAt == topic.withdrawalAt)
            #expect(try sorted(roads, "safety", by: Village.convener).category == "safety")
        }
    }

    @Test("what is not in the county's list is refused; the county's own list counts")
    func unknown() throws {
        let topic = try Village.topic(.screening)
        #expect(throws: TopicRefusal.unknownCategory) { try sorted(topic, "moods") }
        #expect(throws: TopicRefusal.unknownCategory) { try sorted(topic, "") }
        var profile = PracticeProfile.standard
        profile.topicCategories = [.init(code: "moods", name: "心情")]
        let own = Practice(profile: profile, calendar: Village.practice.calendar)
        #expect(try topic.categorising(as: "moods", by: Village.secretary, practice: own).after.category == "moods")
        #expect(throws: TopicRefusal.unknownCategory) {
            try topic.categorising(as: "roads", by: Village.secretary, practice: own)
        }
    }

    @Test("the next round is about the same; what was entered or taken over with a category has it")
    func inherited() throws {
        let ended = try sorted(Village.topic(.closed), "roads")
        let next = try ended.openingNextRound(
            "又堵了", as: Topic.ID(77), by: Village.convener, at: Village.morning)
        #expect(next.opened.after.category == "roads")
        let draft = TopicDraft(
            room: Village.room, area: Village.town, source: .former, text: "路灯不亮", place: nil, category: "safety")
        let former = Topic.takingOver(
            draft, .init(number: "A-1", receivedOn: Village.day("2024-05-06"), result: nil), as: Topic.ID(78))
        #expect(former.after.category == "safety")
    }

    @Test("the standard list has no code twice, and a profile of before has it")
    func list() throws {
        let codes = TopicCategory.standard.map(\.code)
        #expect(Set(codes).count == codes.count && codes.count <= TopicCategory.countMax)
        #expect(PracticeProfile.standard.topicCategory("roads")?.name == "道路交通")
        #expect(PracticeProfile.standard.topicCategory("moods") == nil)
    }
}
