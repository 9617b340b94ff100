// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What the search finds of each kind, and for whom", .serialized)
struct SearchKindTests {
    private static let desk = "/desk/search"

    private func found(
        _ api: APIClient, _ words: String, _ more: String = "", _ path: String = desk
    ) async throws -> [String] {
        let answer = try await api.get("\(path)?q=\(FormEncoding.encode(words))\(more)")
        #expect(answer.status == 200, "\(answer.text)")
        let items = answer.object["items"] as? [[String: Any]] ?? []
        return items.map { "\($0["kind"] as? String ?? "") \($0["id"] as? String ?? "")" }
    }

    /// What a stranger finds.
    private func published(_ village: Village, _ words: String, _ more: String) async throws -> [String] {
        try await found(village.program(), words, more, "/search")
    }

    // MARK: - Topics

    @Test(
        "a topic is found by its place and by its number outside, by whoever reads it; the number alone leads to it",
        arguments: EngineKind.allCases)
    func placesAndNumbers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            let pushed = try await secretary.post(
                "/desk/dispatches",
                [
                    "channel": "grid", "room": village.room.id.text, "text": "井盖松了", "place": "蝴蝶巷，王小满家门口",
                    "system": "县网格化平台", "number": "WG-1",
                ])
            let topic = try #require(pushed["topic"], "\(pushed.text)")
            let (other, leader) = (
                try await village.program(of: .otherSecretary), try await village.program(of: .leader)
            )
            for words in ["蝴蝶巷", "WG-1", "wg-1", "井盖 蝴蝶巷"] {
                #expect(try await found(secretary, words, "&kind=topics") == ["topics \(topic)"], "\(words)")
                #expect(try await found(leader, words, "&kind=topics") == ["topics \(topic)"], "\(words)")
                #expect(try await found(other, words, "&kind=topics") == [], "\(words): another room's")
                #expect(try await published(village, words, "&kind=topics") == [], "\(words)")
            }
            #expect(try await found(secretary, "WG-2", "&kind=topics") == [])
            #expect(try await found(secretary, "蝴蝶巷", "&area=\(village.room.area.text)") == ["topics \(topic)"])
            #expect(try await found(secretary, "蝴蝶巷", "&area=\(village.otherRoom.area.text)") == [])
            let browser = try await village.browser(of: .secretary)
            let page = try await browser.get("\(Self.desk)?q=\(FormEncoding.encode("蝴蝶巷"))")
            #expect(page.text.contains("<mark>蝴蝶巷</mark>") && page.text.contains("/desk/topics/\(topic)"))
            let there = try await browser.get("\(Self.desk)?q=wg-1")
            #expect(there.status == 303 && there.header("location")?.hasSuffix("/desk/topics/\(topic)") == true)
            let elsewhere = try await village.browser(of: .otherSecretary).get("\(Self.desk)?q=WG-1")
            #expect(elsewhere.status == 200 && !elsewhere.text.contains(topic))
            #expect(try await village.browser(of: .officer).get("\(Self.desk)?q=WG-1").status == 200)
        }
    }

    @Test(
        "a topic is found by what was added, answered and corrected later, with the phone in it only by who screens it (BR-38); what is erased, by nothing",
        arguments: EngineKind.allCases)
    func saidLater(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (own, asked, waiting) = (village.story.published, village.story.asked, village.story.waiting)
            let resident = village.program()
            for (code, segment, fields, status) in [
                (own.code, "addition", ["addition": "昨晚又灭了一盏，电话13900001234。"], 200),
                (asked.code, "answer", ["answer": "靠水塔的那个门口"], 200),
                (waiting.code, "correction", ["wrong": "两排车", "right": "是三排，都停在桥堍"], 201),
            ] {
                let sent = try await resident.post("/topics/status/\(code.text)/\(segment)", fields)
                #expect(sent.status == status, "\(segment): \(sent.text)")
            }
            try await grant(village)
            let (secretary, other, leader) = (
                try await village.program(of: .secretary), try await village.program(of: .otherSecretary),
                try await village.program(of: .leader)
            )
            for (words, topic) in [("又灭了一盏", own), ("靠水塔", asked), ("停在桥堍", waiting), ("排水沟 灭了一盏", own)] {
                let hit = ["topics \(topic.id)"]
                #expect(try await found(secretary, words, "&kind=topics") == hit, "\(words)")
                #expect(try await found(leader, words, "&kind=topics") == hit, "\(words)")
                #expect(try await found(other, words, "&kind=topics") == [], "\(words)")
                #expect(try await published(village, words, "&kind=topics") == [], "\(words)")
            }
            #expect(try await found(secretary, "13900001234", "&kind=topics") == ["topics \(own.id)"])
            #expect(try await found(leader, "13900001234", "&kind=topics") == [])
            let page = try await village.browser(of: .secretary).get("\(Self.desk)?q=\(FormEncoding.encode("又灭了一盏"))")
            #expect(page.text.contains("昨晚<mark>又灭了一盏</mark>"))
            let masked = try await village.browser(of: .leader).get("\(Self.desk)?q=\(FormEncoding.encode("又灭了一盏"))")
            #expect(masked.text.contains("<mark>又灭了一盏</mark>") && !masked.text.contains("13900001234"))
            #expect(try await resident.post("/topics/status/\(own.code.text)/erasure", [:]).status == 201)
            try await grant(village)
            #expect(try await found(secretary, "又灭了一盏", "&kind=topics") == [])
        }
    }

    /// Grants what was asked last of the privacy officer.
    private func grant(_ village: Village) async throws {
        let officer = try await village.program(of: .privacyOfficer)
        let open = try await officer.get("/desk/erasures").object["items"] as? [[String: Any]]
        let id = try #require(open?.last?["id"] as? String)
        let granted = try await officer.post("/desk/erasures/\(id)/granting", [:])
        #expect(granted.status == 200, "\(granted.text)")
    }

    @Test("what was said later counts as what is looked through, and what it leaves over is found on the next page")
    func cutAmongLaterWords() async throws {
        try await Village.with(.sqlite) { village in
            let own = village.story.published
            for number in 1...3 {
                let added = try await village.program().post(
                    "/topics/status/\(own.code.text)/addition", ["addition": "第\(number)次说：灯柱歪了。"])
                #expect(added.status == 200, "\(added.text)")
            }
            let store = SearchStore(tenant: village.story.county.id, contents: village.services.contents)
            let query = try #require(WordQuery("灯柱歪了"))
            let (found, all) = try await village.read { transaction in
                // The county's newest topics have no later words; this one, behind three of them, has as many.
                var narrowing = SearchStore.Narrowing(query: query, limit: 5, wordsMax: 4)
                var (pages, after): ([Topic.ID], Int64?) = ([], nil)
                for _ in 0..<20 {
                    narrowing.after = after
                    let page = try store.topics(TopicScope(of: .console), narrowing, in: transaction)
                    pages += page.records.map(\.id)
                    guard page.isCut, let last = page.last else { break }
                    after = last
                }
                narrowing = .init(query: query, limit: 5)
                return (pages, try store.topics(TopicScope(of: .console), narrowing, in: transaction))
            }
            #expect(found == [own.id])
            #expect(all.records.map(\.id) == [own.id] && !all.isCut)
        }
    }

    // MARK: - Media consultations

    @Test(
        "a media consultation is found by its session, by everybody until it is cancelled, and on its desk by its report",
        arguments: EngineKind.allCases)
    func live(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let title = try #require(try await village.session(session)?.plan.title.words)
            let convener = try await village.program(of: .convener)
            let planned = try await convener.post("/desk/live", Village.liveFields(session))
            let first = try #require(planned["id"], "\(planned.text)")
            let (secretary, other, officer) = (
                try await village.program(of: .secretary), try await village.program(of: .otherSecretary),
                try await village.program(of: .officer)
            )
            #expect(try await published(village, title, "&kind=live") == ["live \(first)"])
            #expect(try await published(village, title, "&kind=live&area=\(village.otherRoom.area.text)") == [])
            #expect(try await published(village, title, "&kind=live&room=\(village.room.id)") == ["live \(first)"])
            #expect(try await found(secretary, title, "&kind=live") == ["live \(first)"])
            #expect(try await found(other, title, "&kind=live") == [], "another room's")
            #expect(try await found(officer, title, "&kind=live") == ["live \(first)"], "as everybody")
            let words = "q=\(FormEncoding.encode(title))&kind=live"
            let page = try await village.visitor().get("/search?\(words)").text
            #expect(page.contains("/live/\(first)") && page.contains("融媒体协商") && page.contains("<mark>"))
            let desk = try await village.browser(of: .secretary).get("\(Self.desk)?\(words)").text
            #expect(desk.contains("/desk/live/\(first)"))
            let typed = try await village.browser(of: .secretary).get("\(Self.desk)?q=\(first)")
            #expect(typed.status == 303 && typed.header("location")?.hasSuffix("/desk/live/\(first)") == true)
            #expect(try await village.browser(of: .officer).get("\(Self.desk)?q=\(first)").status == 200)
            let cancelled = try await convener.post("/desk/live/\(first)/cancellation", ["reason": "停电"])
            #expect(cancelled.status == 200, "\(cancelled.text)")
            #expect(try await published(village, title, "&kind=live") == [], "nobody can open it")
            #expect(try await found(secretary, title, "&kind=live") == ["live \(first)"])

            let live = try await village.openLive(beside: session)
            #expect(try await secretary.post("/desk/live/\(live)/closing", [:])["state"] == "closed")
            let reported = try await secretary.post("/desk/live/\(live)/report", ["words": "留言多在问公交站南移。"])
            #expect(reported["state"] == "reported", "\(reported.text)")
            #expect(try await found(secretary, "公交站南移", "&kind=live") == ["live \(live)"])
            #expect(try await published(village, "公交站南移", "&kind=live") == [], "the report is the desk's")
        }
    }

    // MARK: - Look-backs and the contest of outcomes

    @Test(
        "a look-back is found by its topic and by what was seen, on the desks that have it",
        arguments: EngineKind.allCases)
    func lookBacks(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            let title = try #require(try await village.topic(topic)?.publicText?.title.words)
            village.clock.move(hours: 24 * 365)
            let leader = try await village.program(of: .leader)
            let chosen = try await leader.post("/desk/lookbacks", ["topic": topic.text, "reason": "家长最关心"])
            let id = try #require(chosen["id"], "\(chosen.text)")
            let secretary = try await village.program(of: .secretary)
            let looked = try await secretary.post(
                "/desk/lookbacks/\(id)/look",
                [
                    "means": "inspection", "day": village.clock.now.day.description, "people": "三位委员",
                    "found": "标线还在，涵洞里积水。",
                ])
            #expect(looked.status == 200, "\(looked.text)")
            for words in [title, "家长最关心", "涵洞里积水"] {
                for program in [leader, secretary] {
                    #expect(try await found(program, words, "&kind=look_backs") == ["look_backs \(id)"], "\(words)")
                }
                let other = try await village.program(of: .otherSecretary)
                #expect(try await found(other, words, "&kind=look_backs") == [], "\(words): another room's")
            }
            #expect(try await found(leader, title, "&kind=look_backs&area=\(village.otherRoom.area.text)") == [])
            let words = "?q=\(FormEncoding.encode("涵洞里积水"))"
            let page = try await village.browser(of: .secretary).get("\(Self.desk)\(words)").text
            #expect(page.contains("<mark>涵洞里积水</mark>") && page.contains("/desk/lookbacks/\(id)"))
            let typed = try await village.browser(of: .secretary).get("\(Self.desk)?q=\(id)")
            #expect(typed.status == 303 && typed.header("location")?.hasSuffix("/desk/lookbacks/\(id)") == true)
            #expect(try await village.browser(of: .member).get("\(Self.desk)?q=\(id)").status == 200)
            #expect(try await village.program(of: .member).get("\(Self.desk)\(words)&kind=look_backs").status == 422)
            #expect(try await village.program().get("/search\(words)&kind=look_backs").status == 422)
        }
    }

    @Test(
        "an entry of the contest is found on the desk, and once it is a model case by everybody by its praise",
        arguments: EngineKind.allCases)
    func contests(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await village.carry(to: .closed).topic.id
            let (secretary, leader) = (
                try await village.program(of: .secretary), try await village.program(of: .leader)
            )
            let nominated = try await secretary.post("/desk/contests", ["topic": topic.text, "reason": "群众都说好办"])
            let id = try #require(nominated["id"], "\(nominated.text)")
            let hit = ["contests \(id)"]
            #expect(try await found(secretary, "群众都说好办", "&kind=contests") == hit)
            let other = try await village.program(of: .otherSecretary)
            #expect(try await found(other, "群众都说好办", "&kind=contests") == [], "another room's")
            let title = try #require(try await village.topic(topic)?.publicText?.title.words)
            #expect(try await published(village, title, "&kind=contests") == [], "nobody has judged it")
            let marks = ["judge": "县政协副主席王某", "topic": "5", "research": "4", "effect": "3"]
            #expect(try await leader.post("/desk/contests/\(id)/marks", marks).status == 200)
            let result = try await leader.post(
                "/desk/contests/\(id)/result", ["award": "model", "words": "做得实，家家都说方便。"])
            #expect(result.status == 200, "\(result.text)")
            for words in [title, "家家都说方便"] {
                #expect(try await published(village, words, "&kind=contests") == hit, "\(words)")
                #expect(try await found(secretary, words, "&kind=contests") == hit, "\(words)")
                let member = try await village.program(of: .member)
                #expect(try await found(member, words, "&kind=contests") == hit, "\(words): as everybody")
            }
            #expect(try await published(village, "群众都说好办", "&kind=contests") == [], "why it was put up is the desk's")
            #expect(try await published(village, title, "&kind=contests&area=\(village.otherRoom.area.text)") == [])
            let words = "?q=\(FormEncoding.encode("家家都说方便"))"
            let page = try await village.visitor().get("/search\(words)").text
            #expect(page.contains("<mark>家家都说方便</mark>") && page.contains("/topics/\(topic)"))
            let desk = try await village.browser(of: .secretary).get("\(Self.desk)\(words)").text
            #expect(desk.contains("/desk/contests/\(id)"))
            try await village.act(.unpublish, ["reason": "有姓名"], on: topic, as: .secretary)
            #expect(try await published(village, title, "&kind=contests") == [], "it goes with its topic")
        }
    }

    // MARK: - What units say of proposals

    @Test(
        "a proposal is found by its unit's reply and its co-handler's opinion, by those who read them",
        arguments: EngineKind.allCases)
    func replies(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let address = try await village.fileProposal()
            let id = try #require(address.split(separator: "/").last)
            let lead = try await village.assignProposal(address, coHandlers: [village.story.otherUnit])
            let helping = try await village.assignment(of: address, unit: village.story.otherUnit)
            let (unit, helper, office) = (
                try await village.program(of: .officer), try await village.program(of: .otherOfficer),
                try await village.program(of: .proposalOfficer)
            )
            #expect(try await unit.post("/desk/assignments/\(lead)/receipt", [:]).status == 200)
            #expect(try await helper.post("/desk/assignments/\(helping)/receipt", [:]).status == 200)
            let drafted = try await unit.post(
                "/desk/assignments/\(lead)/draft", ["outcome": "A", "text": "护栏已经加高半米。", "disclosure": "open"])
            #expect(drafted["state"] == "drafted", "\(drafted.text)")
            var opinion = village.signatureFields()
            opinion["text"] = "同意在弯道装反光条"
            let given = try await helper.post("/desk/assignments/\(helping)/opinion", opinion)
            #expect(given["state"] == "sent", "\(given.text)")
            let hit = ["proposals \(id)"]
            for program in [unit, office] {
                #expect(try await found(program, "护栏已经加高", "&kind=proposals") == hit)
                #expect(try await found(program, "弯道 反光条", "&kind=proposals") == hit)
            }
            #expect(try await found(helper, "反光条", "&kind=proposals") == hit)
            #expect(try await found(helper, "护栏已经加高", "&kind=proposals") == [], "a co-handler reads its own")
            let member = try await village.program(of: .member)
            #expect(try await found(member, "护栏已经加高", "&kind=proposals") == [], "nothing was sent yet")
            #expect(try await published(village, "护栏已经加高", "&kind=proposals") == [])
            let typed = try await village.browser(of: .officer).get("\(Self.desk)?q=\(lead)")
            #expect(typed.status == 303 && typed.header("location")?.hasSuffix("/desk/assignments/\(lead)") == true)
            #expect(try await village.browser(of: .otherOfficer).get("\(Self.desk)?q=\(lead)").status == 200)
            let page = try await village.browser(of: .officer).get("\(Self.desk)?q=\(FormEncoding.encode("护栏"))").text
            #expect(page.contains("<mark>护栏</mark>已经加高") && page.contains("/desk/proposals/\(id)"))
        }
    }

    // MARK: - Registers

    @Test(
        "people, units and rooms are found by name by whoever keeps their registers, and by nobody else",
        arguments: EngineKind.allCases)
    func registers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let keeper = try await village.program(of: .systemAdministrator)
            let person = village.person(.member)
            for (words, id) in [
                (Villager.member.name, person.text), ("住建局", village.story.unit.id.text),
                ("杨柳社区", village.room.id.text),
            ] {
                #expect(try await found(keeper, words, "&kind=directory") == ["directory \(id)"], "\(words)")
            }
            #expect(try await found(keeper, "没有这样的人", "&kind=directory") == [])
            #expect(
                try await Set(found(keeper, "杨柳社区"))
                    == ["rooms \(village.room.id)", "directory \(village.room.id)"])
            let browser = try await village.browser(of: .systemAdministrator)
            let words = "?q=\(FormEncoding.encode(Villager.member.name))"
            let page = try await browser.get("\(Self.desk)\(words)")
            #expect(page.status == 200 && page.text.contains("<mark>\(Villager.member.name)</mark>"), "\(page.text)")
            #expect(page.text.contains("/desk/directory/people/\(person)"))
            #expect(try await browser.get("/desk/directory/people/\(person)").status == 200, "where it leads")
            // Records of the committee's business are not the administrator's, nor are its registers everybody's.
            #expect(try await keeper.get("\(Self.desk)\(words)&kind=topics").status == 422)
            #expect(try await found(keeper, village.story.waiting.words) == [])
            for villager in [Villager.secretary, .leader, .proposalOfficer] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("\(Self.desk)\(words)&kind=directory").status == 422, "\(villager)")
            }
            #expect(try await village.program().get("/search\(words)&kind=directory").status == 422)
            #expect(try await village.program(of: .securityAdministrator).get("\(Self.desk)\(words)").status == 404)
        }
    }
}
