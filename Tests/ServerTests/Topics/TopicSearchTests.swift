// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Finding published topics", .serialized)
struct TopicSearchTests {
    private static let texts: [(title: String, body: String)] = [
        ("南门路灯坏了", "南门外的路灯坏了两个月，走夜路要打手电。"), ("３号楼Ａ栋电梯常坏", "老人上下楼不方便，請儘快維修電梯。"),
        ("一下雨就积水", "桂花巷口积水到小腿，希望看看雨水管。"), ("Wi-Fi信号差", "阅览室的WiFi连不上，孩子没法查资料。"),
        ("路口没有红绿灯", "过路口全靠跑，灯杆还在，灯没有了。"), ("50%的水表不准", "换表要收25元，25%的人不愿意。"),
    ]

    @Test("words of any length are found as if each text had been read", arguments: EngineKind.allCases)
    func words(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await publish(Self.texts + Self.texts, in: village)
            // By the index at once, looked up and walked; without it, and what is older than some of the newest by it again.
            let ways = [
                (true, Way()), (true, Way(few: 0)), (true, Way(few: 0, lookedUpMax: 0)),
                (true, Way(few: 1, lookedUpMax: 2)), (false, Way()), (false, Way(few: 0, readMax: 3)),
            ]
            for (isComplete, way) in ways {
                try await village.services.engine.write {
                    try $0.execute("UPDATE topic_index SET is_complete = \(isComplete ? 1 : 0)")
                }
                for words in try await sought(in: village) {
                    let query = try #require(WordQuery(words))
                    let meant = try await all(village).filter {
                        query.matches([FoldedText($0.title), FoldedText($0.body)])
                    }
                    let found = try await search(words, in: village, way: way)
                    #expect(
                        found == meant.map(\.id).prefix(5).map(\.self),
                        "\(words), complete: \(isComplete), \(way)")
                }
            }
            try await village.services.engine.write { try $0.execute("UPDATE topic_index SET is_complete = 1") }
            #expect(try await search("灯", in: village, limit: 100).count == 4)
            #expect(try await search("電梯", in: village, limit: 100).count == 2)
            #expect(try await search("，", in: village) == [])
        }
    }

    @Test("the next page begins where the last ended", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await publish(Self.texts + Self.texts, in: village)
            let whole = try await search("灯", in: village, limit: 100)
            let first = try await search("灯", in: village, limit: 3)
            #expect(first == Array(whole.prefix(3)))
            for way in [Way(), Way(few: 0), Way(few: 0, lookedUpMax: 0)] {
                let next = try await search("灯", in: village, after: first.last, limit: 3, way: way)
                #expect(next == Array(whole.dropFirst(3)))
            }
        }
    }

    @Test(
        "narrowed to a place, looked up, walked, or both, what is there is found and nothing else",
        arguments: EngineKind.allCases)
    func narrowed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let here = try await publish(Self.texts, in: village)
            let elsewhere = try await publish(Self.texts, in: village, room: village.otherRoom, as: .otherSecretary)
            let (area, otherArea) = (village.room.area, village.otherRoom.area)
            #expect(area != otherArea)
            try await village.act(.categorise, ["category": "roads"], on: here[4], as: .secretary)
            try await village.act(.categorise, ["category": "safety"], on: elsewhere[4], as: .otherSecretary)
            let ways = [
                Way(), Way(few: 0), Way(few: 0, lookedUpMax: 0), Way(few: 0, lookedUpMax: 0, walkedFirst: 0),
                // By the numbers of all, and then by the list's own index.
                Way(few: 0, lookedUpMax: 0, walkedFirst: 1, lookedUpThenMax: 0),
                Way(few: 0, lookedUpMax: 0, walkedFirst: 0, lookedUpThenMax: 0),
            ]
            for way in ways {
                let store = store(of: village, way)
                let county = village.story.county.areaCode
                let places: [(TopicListStore.Search, [Topic.ID])] = [
                    (.init(words: "灯", room: village.room.id), [here[4], here[0]]),
                    (.init(words: "灯", room: village.otherRoom.id), [elsewhere[4], elsewhere[0]]),
                    (.init(words: "灯", area: otherArea), [elsewhere[4], elsewhere[0]]),
                    (.init(words: "灯", area: county), [elsewhere[4], elsewhere[0], here[4], here[0]]),
                    (.init(words: "灯", elsewhereThan: otherArea), [here[4], here[0]]),
                    (.init(words: "灯", elsewhereThan: county), []),
                    (.init(words: "灯", category: "roads"), [here[4]]),
                    (.init(words: "灯", area: otherArea, category: "roads"), []),
                    (.init(words: "灯", elsewhereThan: area, category: "safety"), [elsewhere[4]]),
                    (.init(words: "灯", category: "housing"), []),
                    (.init(words: "灯", scope: TopicScope(of: .console), area: area), [here[4], here[0]]),
                ]
                for (search, meant) in places {
                    let found = try await village.services.engine.read {
                        try store.published(search, after: nil, limit: 10, in: $0).map(\.id)
                    }
                    #expect(found == meant, "\(search), \(way)")
                }
            }
            // Walked through the newest, and what is older looked up, or walked through by the list's own index: page by page, one
            // each.
            let room = TopicListStore.Search(words: "灯", room: village.room.id)
            let place = TopicListStore.Search(words: "灯", area: area)
            for (search, lookedUpThenMax) in [(room, 32_768), (place, 32_768), (place, 0)] {
                let both = store(
                    of: village, Way(few: 0, lookedUpMax: 0, walkedFirst: 1, lookedUpThenMax: lookedUpThenMax))
                var paged: [Topic.ID] = []
                for _ in 0..<3 {
                    let last = paged.last
                    paged += try await village.services.engine.read {
                        try both.published(search, after: last, limit: 1, in: $0).map(\.id)
                    }
                }
                #expect(paged == [here[4], here[0]], "\(search), \(lookedUpThenMax)")
            }
        }
    }

    @Test("what is passed on to another room is found where it lies from then on", arguments: EngineKind.allCases)
    func moved(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let id = try await publish(Self.texts, in: village)[0]
            try await village.act(
                .passOn, ["room": village.otherRoom.id.text, "reason": "这盏路灯归隔壁村管"], on: id, as: .secretary)
            // By the marks of the index, which say that nothing is read of a place without one.
            let store = store(of: village, Way(few: 0))
            for (area, meant) in [(village.room.area, []), (village.otherRoom.area, [id])] {
                let found = try await village.services.engine.read {
                    try store.published(.init(words: "手电", area: area), after: nil, limit: 10, in: $0).map(\.id)
                }
                #expect(found == meant, "\(area.text)")
            }
            let before = try await blocks(village)
            try await TextIndexing(services: village.services).catchUp()
            #expect(try await blocks(village) == before, "each has its number")
        }
    }

    @Test(
        "what none of an area holds is known from the index alone, whatever others hold", arguments: EngineKind.allCases
    )
    func nothingRead(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await publish(Self.texts, in: village)
            let store = store(of: village, Way(few: 0))
            let index = try await village.services.engine.read { transaction in
                let index = PublishedTextStore<Topic>(tenant: village.story.county.id, transaction: transaction)
                let grams = try #require(WordQuery("手电")).grams
                return try [
                    index.holders(of: grams).count,
                    index.holders(of: grams + [TopicMark.lies(in: village.room.area)]).count,
                    index.holders(of: grams + [TopicMark.lies(in: village.otherRoom.area)]).count,
                    index.holders(of: grams, without: TopicMark.lies(in: village.room.area)).count,
                    index.holders(of: grams, without: TopicMark.lies(in: village.otherRoom.area)).count,
                ]
            }
            #expect(index == [1, 1, 0, 0, 1])
            let found = try await village.services.engine.read {
                try store.published(
                    .init(words: "手电", area: village.otherRoom.area), after: nil, limit: 10, in: $0)
            }
            #expect(found.isEmpty)
        }
    }

    @Test("what was found is marked on the page, and a filter stays in the address", arguments: EngineKind.allCases)
    func marks(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await publish(Self.texts, in: village)
            let page = try await village.visitor().get("/topics?q=%E9%9B%BB%E6%A2%AF&room=\(village.room.id)")
            #expect(page.text.contains("３号楼Ａ栋<mark>电梯</mark>常坏"))
            #expect(page.text.contains("請儘快維修<mark>電梯</mark>"))
            #expect(page.text.contains("name=\"room\" value=\"\(village.room.id)\""))
            let elsewhere = try await village.visitor().get("/topics?q=%E7%94%B5%E6%A2%AF&room=\(village.otherRoom.id)")
            #expect(elsewhere.text.contains("没有找到"))
        }
    }

    @Test(
        "the index follows each publication, change and withdrawal, and keeps nothing of what is gone",
        arguments: EngineKind.allCases)
    func inStep(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await blocks(village)
            let ids = try await publish([Self.texts[0], Self.texts[1]], in: village)
            #expect(try await search("手电", in: village) == [ids[0]])
            try await village.act(
                .review, ["title": "南门路灯坏了", "body": "南门外的路灯坏了三个月。"], on: ids[0], as: .secretary)
            #expect(try await search("手电", in: village) == [])
            #expect(try await search("三个月", in: village) == [ids[0]])
            for id in ids { try await village.act(.unpublish, ["reason": "有姓名"], on: id, as: .secretary) }
            #expect(try await search("路灯", in: village) == [])
            #expect(try await blocks(village) == before)
            try await village.act(
                .review, ["title": "南门路灯坏了", "body": "路灯又坏了。"], on: ids[0], as: .secretary)
            #expect(try await search("又坏", in: village) == [ids[0]])
        }
    }

    @Test("an index that is missing is made anew, the same as the one kept in step", arguments: EngineKind.allCases)
    func catchingUp(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await publish(Self.texts, in: village)
            let kept = try await texts(village)
            try await village.services.engine.write {
                for table in ["gram_block", "indexed_topic", "topic_index"] as [SQL] {
                    try $0.execute("DELETE FROM \(table)")
                }
            }
            #expect(try await search("积水", in: village).count == 1)
            // One that is published meanwhile is not taken for all there are.
            let late = try await publish([("新来的路灯事", "路灯坏了。")], in: village)
            #expect(try await search("积水", in: village).count == 1)
            let tenant = village.story.county.id
            // Half way, the oldest are found by their numbers and the newest are read.
            let place = try await village.services.engine.write {
                try TopicIndexStore(tenant: tenant).catchUp(from: nil, limit: 3, in: $0)
            }
            let topics = try await all(village)
            #expect(place == topics.suffix(3).first?.id && topics.count > 5)
            for topic in topics.suffix(3) + topics.prefix(1) {
                let words = String(topic.title.prefix(4))
                let found = try await search(words, in: village, limit: 100, way: Way(few: 0, readMax: 1))
                #expect(found.contains(topic.id), "\(words)")
            }
            try await TextIndexing(services: village.services, batch: 2).catchUp()
            #expect(try await search("积水", in: village).count == 1)
            #expect(try await search("路灯", in: village).count == 2)
            #expect(try await village.services.engine.read { try TopicIndexStore(tenant: tenant).isComplete(in: $0) })
            for id in late { try await village.act(.unpublish, ["reason": "有姓名"], on: id, as: .secretary) }
            #expect(try await texts(village) == kept)
        }
    }

    @Test("what many publish at once is all found", arguments: EngineKind.allCases)
    func crowd(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask { try await publish([("第\(number)盏路灯坏了", "请修路灯。")], in: village) }
                }
                try await group.waitForAll()
            }
            #expect(try await search("路灯", in: village, limit: 100).count == 12)
            #expect(try await search("11盏", in: village).count == 1)
        }
    }

    @Test("who is about to raise the same sees what others said, and may join", arguments: EngineKind.allCases)
    func raising(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let ids = try await publish(Self.texts, in: village)
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let said = "請問南門的路燈壞了，走夜路看不見，誰來修？"
            let page = try await visitor.fillIn("\(base)/raise", action: "\(base)/check", [("text", said)])
            #expect(page.status == 200)
            #expect(page.text.contains("是不是这几件里的一件") && page.text.contains("<mark>"))
            #expect(page.text.contains("/topics/\(ids[0])/support"))
            #expect(!page.text.contains("Wi-Fi信号差"))
            let other = try await visitor.fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", "幼儿园门口想要一个遮雨棚")])
            #expect(other.status == 200 && !other.text.contains("是不是这几件里的一件"))
            let found = try await village.program().get(
                "/topics/similar?text=%E5%8D%97%E9%97%A8%E8%B7%AF%E7%81%AF%E5%9D%8F%E4%BA%86&area=990101000000")
            let items = try #require(found.object["items"] as? [[String: Any]])
            #expect((items.first?["topic"] as? [String: Any])?["id"] as? String == ids[0].text)
            #expect(items.first?["passage"] as? String == "南门路灯坏了")
            #expect(try await village.program().get("/topics/similar").object["items"] as? [String] == [])
        }
    }

    @Test(
        "what the area says comes first, however many elsewhere say the like, and more than are compared",
        arguments: EngineKind.allCases)
    func areaFirst(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let own = try await publish([("南门路灯", "南门一带的路灯有几盏不亮，请看看。")], in: village)[0]
            let query = "南门路灯坏了，晚上看不见路"
            let path = "/topics/similar?text=\(FormEncoding.encode(query))"
            func first() async throws -> String? {
                let found = try await village.program().get("\(path)&area=\(village.room.area.text)")
                let items = try #require(found.object["items"] as? [[String: Any]], "\(found.text)")
                #expect(items.count == SimilarTopics.shownMax, "filled up from elsewhere")
                return (items.first?["topic"] as? [String: Any])?["id"] as? String
            }
            // Thirty neighbours say it in nearly the same words.
            func neighbours(_ numbers: Range<Int>) -> [(title: String, body: String)] {
                numbers.map { ("南门路灯坏了\($0)", "南门路灯坏了，晚上看不见路。") }
            }
            try await publish(neighbours(0..<30), in: village, room: village.otherRoom, as: .otherSecretary)
            #expect(try await first() == own.text)
            // More than are compared as a whole.
            try await publish(neighbours(30..<130), in: village, room: village.otherRoom, as: .otherSecretary)
            #expect(try await first() == own.text)
        }
    }

    @Test(
        "of the same that has ended the result is shown, as its page shows it, and no button that is not there",
        arguments: EngineKind.allCases)
    func ended(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let page = try await visitor.fillIn(
                "\(base)/raise", action: "\(base)/check", [("text", "校门口放学时段拥堵，放学时两侧停车。")])
            #expect(page.text.contains("/topics/\(journey.topic.id)") && page.text.contains(Journey.report))
            #expect(!page.text.contains("点“这也是我的事”") && page.text.contains("已经结束的，点开看看结果"))
        }
    }

    // MARK: -

    @discardableResult
    private func publish(
        _ texts: [(title: String, body: String)], in village: Village, room: Room? = nil,
        as villager: Villager = .secretary
    ) async throws -> [Topic.ID] {
        let (room, actor, county, now) = (
            room ?? village.room, village.actor(villager), village.story.county, village.clock.now
        )
        return try await Commands.run(on: village.installation) { commands in
            try texts.map { text in
                let draft = TopicDraft(room: room.id, area: room.area, source: .api, text: "有一件事", place: nil)
                let (id, _) = try commands.submit(draft, at: now, practice: Village.practice, tenant: county)
                try commands.perform(
                    .review, ["title": text.title, "body": text.body], on: id, by: actor, at: now,
                    practice: Village.practice, tenant: county)
                return id
            }
        }
    }

    /// From where on another way is gone to what holds the words.
    private struct Way {
        var few = 200
        var lookedUpMax = 4_000
        var readMax = 20_000
        var walkedFirst = 16_384
        var lookedUpThenMax = 32_768
    }

    private func store(of village: Village, _ way: Way = Way()) -> TopicListStore {
        TopicListStore(
            tenant: village.story.county.id, contents: village.services.contents, few: way.few,
            lookedUpMax: way.lookedUpMax, readMax: way.readMax, walkedFirst: way.walkedFirst,
            lookedUpThenMax: way.lookedUpThenMax)
    }

    private func search(
        _ words: String, in village: Village, after: Topic.ID? = nil, limit: Int = 5, way: Way = Way()
    ) async throws -> [Topic.ID] {
        let store = store(of: village, way)
        return try await village.services.engine.read {
            try store.published(.init(words: words), after: after, limit: limit, in: $0).map(\.id)
        }
    }

    private func all(_ village: Village) async throws -> [TopicListStore.PublicTopic] {
        let store = TopicListStore(tenant: village.story.county.id, contents: village.services.contents)
        return try await village.services.engine.read { try store.published(.init(), after: nil, limit: 1000, in: $0) }
    }

    /// Every part of one to four characters of what is published, and some that are nowhere.
    private func sought(in village: Village) async throws -> Set<String> {
        var words: Set<String> = ["灯路", "手电 路灯", "路灯 积水", "龘", "zz"]
        for topic in try await all(village) {
            let text = Array((topic.title + topic.body).filter { !$0.isPunctuation })
            for length in 1...4 {
                for start in stride(from: 0, to: text.count - length, by: 3) {
                    words.insert(String(text[start..<start + length]))
                }
            }
        }
        return words.filter { WordQuery($0) != nil }
    }

    /// Grams with how many texts hold them.
    private func texts(_ village: Village) async throws -> [[Int64]] {
        try await village.services.engine.read {
            try $0.rows("SELECT gram, SUM(texts) FROM gram_block GROUP BY gram ORDER BY gram") {
                [try $0.next(), try $0.next()]
            }
        }
    }

    private func blocks(_ village: Village) async throws -> [[Int64]] {
        try await village.services.engine.read {
            try $0.rows("SELECT tenant, gram, block, texts FROM gram_block ORDER BY tenant, gram, block") {
                [try $0.next(), try $0.next(), try $0.next(), try $0.next()]
            }
        }
    }
}
