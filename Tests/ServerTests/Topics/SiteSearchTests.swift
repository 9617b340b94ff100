// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Search over the whole site", .serialized)
struct SiteSearchTests {
    private func found(_ api: APIClient, _ path: String, _ words: String, _ more: String = "") async throws -> [String]
    {
        let answer = try await api.get("\(path)?q=\(FormEncoding.encode(words))\(more)")
        #expect(answer.status == 200, "\(answer.text)")
        let items = answer.object["items"] as? [[String: Any]] ?? []
        return items.map { "\($0["kind"] as? String ?? "") \($0["id"] as? String ?? "")" }
    }

    @Test(
        "narrowed to what topics are about, only those are found, by strangers and on the desk",
        arguments: EngineKind.allCases)
    func categories(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = village.story.published.id
            let title = try #require(try await village.topic(topic)?.publicText?.title.words)
            let secretary = try await village.program(of: .secretary)
            for (api, path) in [(village.program(), "/search"), (secretary, "/desk/search")] {
                #expect(try await found(api, path, title, "&category=roads") == [])
            }
            try await village.act(.categorise, ["category": "roads"], on: topic, as: .secretary)
            for (api, path) in [(village.program(), "/search"), (secretary, "/desk/search")] {
                #expect(try await found(api, path, title, "&category=roads") == ["topics \(topic)"])
                #expect(try await found(api, path, title, "&category=housing") == [])
            }
            let page = try await village.visitor().get("/search?q=\(FormEncoding.encode(title))&category=roads")
            #expect(page.status == 200 && page.text.contains("道路交通") && page.text.contains("全部类别"))
            #expect(page.text.contains("name=\"category\" value=\"roads\""), "searched again it stays so")
            let rooms = try await village.visitor().get("/search?q=\(FormEncoding.encode(title))")
            #expect(!rooms.text.contains("全部类别"), "what has no category is not told apart by one")
        }
    }

    @Test("strangers find what is public of each kind, and nothing else", arguments: EngineKind.allCases)
    func strangers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let (topic, session) = (journey.topic.id, try #require(journey.session))
            let item = try #require(journey.item)
            let visitor = village.program()
            let task = try #require(try await village.item(item)?.task.text.words)
            let title = try #require(try await village.session(session)?.plan.title.words)
            #expect(try await found(visitor, "/search", task) == ["items \(item)"])
            #expect(try await found(visitor, "/search", title, "&kind=sessions").contains("sessions \(session)"))
            let public_ = try #require(try await village.topic(topic)?.publicText?.title.words)
            #expect(try await found(visitor, "/search", public_).contains("topics \(topic)"))
            #expect(try await found(visitor, "/search", "杨柳社区", "&kind=rooms") == ["rooms \(village.room.id)"])
            // What a topic's submitter said, and topics that nobody has published, are not for strangers.
            #expect(try await found(visitor, "/search", village.story.waiting.words, "&kind=topics") == [])
            try await village.act(.unpublish, ["reason": "有姓名"], on: topic, as: .secretary)
            #expect(try await found(visitor, "/search", task) == [], "an item goes with its topic")
            #expect(try await found(visitor, "/search", public_, "&kind=topics") == [])
        }
    }

    @Test(
        "calls for opinions are found by their question and by what is asked, while strangers may read them",
        arguments: EngineKind.allCases)
    func calls(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (visitor, secretary) = (village.program(), try await village.program(of: .secretary))
            let call = "calls \(open.call)"
            for words in ["怎么才能不堵", "提前十分钟"] {
                #expect(try await found(visitor, "/search", words, "&kind=calls") == [call], "\(words)")
                #expect(try await found(secretary, "/desk/search", words, "&kind=calls") == [call], "\(words)")
            }
            let other = try await village.program(of: .otherSecretary)
            #expect(try await found(other, "/desk/search", "怎么才能不堵", "&kind=calls") == [], "another room's")
            let member = try await village.program(of: .member)
            #expect(try await found(member, "/desk/search", "怎么才能不堵", "&kind=calls") == [call])
            let page = try await village.visitor().get("/search?q=\(FormEncoding.encode("怎么才能不堵"))").text
            #expect(page.contains("/deliberations/\(open.call)") && page.contains("看法征集"))
            // What was taken down is asked nobody; a draft is nobody's but the room's; a hidden topic takes its call along.
            _ = try await secretary.post("/desk/statements/\(open.statements[0])/removal", ["ground": "off_topic"])
            #expect(try await found(visitor, "/search", "提前十分钟", "&kind=calls") == [])
            let draft = try await secretary.post(
                "/desk/deliberations", ["topic": village.story.published.id.text, "question": "夜里要不要开灯？"])
            #expect(try await found(visitor, "/search", "夜里要不要开灯", "&kind=calls") == [])
            let own = try await found(secretary, "/desk/search", "夜里要不要开灯", "&kind=calls")
            #expect(own == ["calls \(draft["id"] ?? "")"])
            let hidden = try await secretary.post(
                "/desk/topics/\(village.story.published.id)/unpublication", ["reason": "写错了地名"])
            #expect(hidden.status == 200, "\(hidden.text)")
            #expect(try await found(visitor, "/search", "怎么才能不堵", "&kind=calls") == [])
        }
    }

    @Test(
        "reception days are found by room, place and member: announced ones by all, on the desk those that lie there",
        arguments: EngineKind.allCases)
    func receptions(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let reception = try await village.planReception()
            let hit = "receptions \(reception)"
            let name = try #require(village.story.staff[.member]?.name)
            let (visitor, secretary) = (village.program(), try await village.program(of: .secretary))
            let (other, officer) = (
                try await village.program(of: .otherSecretary), try await village.program(of: .officer)
            )
            for words in [name, "杨柳社区一楼", "\(village.room.name) 接待日"] {
                #expect(try await found(visitor, "/search", words, "&kind=receptions") == [hit], "\(words)")
                #expect(try await found(secretary, "/desk/search", words, "&kind=receptions") == [hit], "\(words)")
            }
            let member = try await village.program(of: .member)
            #expect(try await found(member, "/desk/search", name, "&kind=receptions") == [hit], "receives")
            #expect(try await found(other, "/desk/search", name, "&kind=receptions") == [], "another room's")
            #expect(try await found(officer, "/desk/search", name, "&kind=receptions") == [hit], "as everybody")
            #expect(try await found(visitor, "/search", name, "&kind=receptions&room=\(village.room.id)") == [hit])
            let words = "q=\(FormEncoding.encode(name))"
            let page = try await village.visitor().get("/search?\(words)").text
            #expect(page.contains("/r/\(village.room.token.text)/receptions/\(reception)"))
            let desk = try await village.browser(of: .secretary).get("/desk/search?\(words)").text
            #expect(desk.contains("/desk/receptions/\(reception)"))
            let cancelled = try await secretary.post("/desk/receptions/\(reception)/cancellation", ["reason": "停电"])
            #expect(cancelled.status == 200, "\(cancelled.text)")
            #expect(try await found(visitor, "/search", name, "&kind=receptions") == [], "announced no more")
            #expect(try await found(secretary, "/desk/search", name, "&kind=receptions") == [hit])
        }
    }

    @Test(
        "outcome documents are found by number and session on the desks that have the register",
        arguments: EngineKind.allCases)
    func outcomeDocuments(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .verified).session)
            let secretary = try await village.program(of: .secretary)
            let named = try await secretary.get("/desk/sessions/\(session)").object["list"] as? [String: Any]
            let (id, number) = (
                try #require(named?["id"] as? String), try #require(named?["number"] as? String)
            )
            let title = try #require(try await village.session(session)?.plan.title.words)
            for words in [number, title] {
                for villager in [Villager.secretary, .convener, .leader] {
                    let program = try await village.program(of: villager)
                    let hits = try await found(program, "/desk/search", words, "&kind=lists")
                    #expect(hits == ["lists \(id)"], "\(villager) \(words)")
                }
                let other = try await village.program(of: .otherSecretary)
                #expect(try await found(other, "/desk/search", words, "&kind=lists") == [])
            }
            let page = try await village.browser(of: .secretary).get("/desk/search?q=\(FormEncoding.encode(number))")
            #expect(page.text.contains("/desk/lists/\(id)") && page.text.contains("成果文件"))
            let query = "?q=\(FormEncoding.encode(number))&kind=lists"
            #expect(try await village.program().get("/search\(query)").status == 422, "no stranger has such a kind")
            #expect(try await village.program(of: .officer).get("/desk/search\(query)").status == 422)
            #expect(try await village.visitor().get("/search?q=a").text.contains("成果文件") == false)
        }
    }

    @Test(
        "notices are found by their title, and by what was answered to them by whoever sees that receipt",
        arguments: EngineKind.allCases)
    func notices(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let leader = try await village.program(of: .leader)
            let issued = try await leader.post(
                "/desk/deployments",
                [
                    "kind": "deploy", "title": "部署汛期前排查排水", "text": "走一遍小区的排水口。", "to": "rooms",
                    "dueOn": "2026-03-20",
                ])
            let hit = "deployments \(try #require(issued["id"], "\(issued.text)"))"
            let lines = issued.object["receipts"] as? [[String: Any]] ?? []
            let own = try #require(
                lines.first { $0["name"] as? String == village.room.name }?["id"] as? String, "\(issued.text)")
            let (secretary, other) = (
                try await village.program(of: .secretary), try await village.program(of: .otherSecretary)
            )
            #expect(try await secretary.post("/desk/receipts/\(own)/signing", [:]).status == 200)
            let day = village.clock.now.day.description
            let reported = try await secretary.post(
                "/desk/receipts/\(own)/report", ["day": day, "words": "清了涵洞里的淤泥。"])
            #expect(reported.status == 200, "\(reported.text)")
            for program in [leader, secretary, other] {
                #expect(try await found(program, "/desk/search", "汛期 排水", "&kind=deployments") == [hit])
            }
            for program in [leader, secretary] {
                #expect(try await found(program, "/desk/search", "涵洞里的淤泥", "&kind=deployments") == [hit])
            }
            #expect(try await found(other, "/desk/search", "涵洞里的淤泥", "&kind=deployments") == [], "another room's")
            let officer = try await village.program(of: .officer)
            #expect(try await found(officer, "/desk/search", "汛期", "&kind=deployments") == [], "not sent to units")
            let page = try await village.browser(of: .secretary).get(
                "/desk/search?q=\(FormEncoding.encode("涵洞里的淤泥"))")
            #expect(page.text.contains("清了<mark>涵洞里的淤泥</mark>") && page.text.contains("部署汛期前排查排水"))
            let query = "?q=\(FormEncoding.encode("汛期"))&kind=deployments"
            #expect(try await village.program().get("/search\(query)").status == 422)
            #expect(try await village.program(of: .member).get("/desk/search\(query)").status == 422)
        }
    }

    @Test(
        "walks and campaigns are found on the desks that have them, by what they are called and nothing else",
        arguments: EngineKind.allCases)
    func walksAndCampaigns(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let walk = "walks \(try await village.visitSentiment())"
            let campaign = "campaigns \(try #require(try await village.makeCampaign()))"
            let (member, secretary) = (
                try await village.program(of: .member), try await village.program(of: .secretary)
            )
            let other = try await village.program(of: .otherSecretary)
            for program in [member, secretary] {
                #expect(try await found(program, "/desk/search", "桥头的灯", "&kind=walks") == [walk])
            }
            #expect(try await found(other, "/desk/search", "桥头的灯", "&kind=walks") == [], "another room's")
            for words in ["王大姐", "孩子晚自习", "六根杆子"] {
                let hits = try await found(secretary, "/desk/search", words, "&kind=walks")
                #expect(hits == [], "\(words) is for the readers of the record")
            }
            for program in [member, secretary, other] {
                #expect(try await found(program, "/desk/search", "民生议事月", "&kind=campaigns") == [campaign])
            }
            let page = try await village.browser(of: .secretary).get(
                "/desk/search?q=\(FormEncoding.encode("桥头的灯"))")
            #expect(page.text.contains("/desk/sentiments/") && page.text.contains("<mark>桥头的灯</mark>"))
            for kind in ["walks", "campaigns", "clues"] {
                let query = "?q=\(FormEncoding.encode("灯"))&kind=\(kind)"
                #expect(try await village.program().get("/search\(query)").status == 422, "no stranger has \(kind)")
            }
        }
    }

    @Test("clues are found by those who may read them", arguments: EngineKind.allCases)
    func clues(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            for words in ["桥头的公交站没有座椅。", "村口三盏路灯半年不亮。"] {
                #expect(try await village.program().post("/clues", ["text": words]).status == 201)
            }
            let (office, member) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .member)
            )
            let listed = try await office.get("/desk/clues").object["items"] as? [[String: Any]]
            let bench = try #require(
                listed?.first { ($0["text"] as? String)?.hasPrefix("桥头") == true }?["id"] as? String)
            #expect(try await found(office, "/desk/search", "公交站 座椅", "&kind=clues") == ["clues \(bench)"])
            #expect(try await found(member, "/desk/search", "公交站", "&kind=clues") == [], "not released")
            #expect(try await office.post("/desk/clues/\(bench)/release", [:])["state"] == "released")
            #expect(try await found(member, "/desk/search", "公交站", "&kind=clues") == ["clues \(bench)"])
            #expect(try await found(member, "/desk/search", "三盏路灯", "&kind=clues") == [])
            let officer = try await village.program(of: .officer)
            #expect(try await officer.get("/desk/search?q=%E7%81%AF&kind=clues").status == 422)
        }
    }

    @Test(
        "the desk finds what is on it, by what was said too; another room's desk does not",
        arguments: EngineKind.allCases)
    func desk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let waiting = village.story.waiting
            let (own, other) = (
                try await village.program(of: .secretary), try await village.program(of: .otherSecretary)
            )
            #expect(try await found(own, "/desk/search", waiting.words) == ["topics \(waiting.id)"])
            #expect(try await found(other, "/desk/search", waiting.words) == [])
            let journey = try await village.carry(to: .verified)
            let item = try #require(journey.item)
            let task = try #require(try await village.item(item)?.task.text.words)
            #expect(try await found(village.program(of: .officer), "/desk/search", task) == ["items \(item)"])
            #expect(try await found(other, "/desk/search", task) == [])
            let browser = try await village.browser(of: .secretary)
            let there = try await browser.get("/desk/search?q=\(waiting.id.text.lowercased())")
            #expect(there.status == 303 && there.header("location")?.hasSuffix("/desk/topics/\(waiting.id)") == true)
            let walk = try await village.beginSentiment()
            let walked = try await browser.get("/desk/search?q=\(walk)")
            #expect(walked.header("location")?.hasSuffix("/desk/sentiments/\(walk)") == true)
            #expect(try await village.browser(of: .otherSecretary).get("/desk/search?q=\(walk)").status == 200)
            let elsewhere = try await village.browser(of: .otherSecretary).get("/desk/search?q=\(waiting.id)")
            #expect(elsewhere.status == 200 && elsewhere.text.contains("没有找到"))
            #expect(try await village.program(of: .securityAdministrator).get("/desk/search?q=a").status == 404)
        }
    }

    @Test(
        "what comes of a topic is found by its words, and an erasure takes everything out",
        arguments: EngineKind.allCases)
    func answers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let waiting = village.story.waiting
            try await village.act(
                .review, ["title": "校门口拥堵", "body": "放学很堵。", "answer": "增设护学岗二十处。"], on: waiting.id,
                as: .secretary)
            let visitor = village.program()
            #expect(try await found(visitor, "/search", "护学岗") == ["topics \(waiting.id)"])
            let page = try await village.visitor().get("/search?q=%E6%8A%A4%E5%AD%A6")
            #expect(page.text.contains("增设<mark>护学</mark>岗二十处"))
            let request = try await village.program().post(
                "/topics/status/\(waiting.code.text)/erasure", [:])
            #expect(request.status == 201, "\(request.text)")
            let officer = try await village.program(of: .privacyOfficer)
            let asked = try #require(try await officer.get("/desk/erasures").object["items"] as? [[String: Any]])
            let id = try #require(asked.first?["id"] as? String)
            let granted = try await officer.post("/desk/erasures/\(id)/granting", [:])
            #expect(granted.status == 200, "\(granted.text)")
            #expect(try await found(visitor, "/search", "护学岗") == [])
            let own = try await village.program(of: .secretary)
            #expect(try await found(own, "/desk/search", waiting.words) == [])
        }
    }

    @Test("what lies around the room comes first; pages go on where they ended; other words refuse a cursor")
    func order() async throws {
        try await Village.with(.sqlite) { village in
            var ids: [Topic.ID] = []
            for (index, room) in [village.room, village.otherRoom, village.otherRoom, village.room].enumerated() {
                let raised = try await village.program().post(
                    "/topics", ["room": room.token.text, "text": "第\(index)盏路灯不亮"])
                let id = try #require(raised["id"].flatMap { Topic.ID($0) })
                let secretary: Villager = room.id == village.room.id ? .secretary : .otherSecretary
                try await village.act(
                    .review, ["title": "第\(index)盏路灯", "body": "第\(index)盏路灯不亮。"], on: id, as: secretary)
                ids.append(id)
            }
            let visitor = village.program()
            let near = try await found(visitor, "/search", "盏路灯", "&room=\(village.otherRoom.id)")
            #expect(near == [2, 1, 3, 0].map { "topics \(ids[$0])" })
            let page = try await village.visitor().get(
                "/search?q=%E7%9B%8F%E8%B7%AF%E7%81%AF&room=\(village.otherRoom.id)")
            #expect(page.text.contains("这一片的") && page.text.contains("别处的"))
            var (seen, next): ([String], String?) = ([], nil)
            repeat {
                let cursor = next.map { "&cursor=\(FormEncoding.encode($0))" } ?? ""
                let answer = try await visitor.get(
                    "/search?q=\(FormEncoding.encode("盏路灯"))&kind=topics&limit=1\(cursor)")
                seen += (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
                next = answer["next"]
            } while next != nil && seen.count < 9
            #expect(seen == ids.reversed().map(\.text))
            let first = try await visitor.get("/search?q=\(FormEncoding.encode("盏路灯"))&kind=topics&limit=1")
            let cursor = FormEncoding.encode(first["next"] ?? "")
            #expect(try await visitor.get("/search?q=a&kind=topics&cursor=\(cursor)").status == 400)
            for bad in ["?q=", "", "?q=%EF%BC%8C", "?q=a&kind=people", "?q=a&area=x"] {
                let answer = try await visitor.get("/search\(bad)")
                #expect(answer.status == 422, "\(bad): \(answer.status)")
            }
        }
    }

    @Test(
        "page by page what lies around the room comes first, too, and on the desk what lies in one's own area",
        arguments: EngineKind.allCases)
    func orderOfPages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var ids: [Topic.ID] = []
            for (index, room) in [village.room, village.otherRoom, village.otherRoom, village.room].enumerated() {
                let raised = try await village.program().post(
                    "/topics", ["room": room.token.text, "text": "第\(index)盏路灯不亮"])
                let id = try #require(raised["id"].flatMap { Topic.ID($0) })
                let secretary: Villager = room.id == village.room.id ? .secretary : .otherSecretary
                try await village.act(
                    .review, ["title": "第\(index)盏路灯", "body": "第\(index)盏路灯不亮。"], on: id, as: secretary)
                ids.append(id)
            }
            func walked(_ api: APIClient, _ path: String, _ more: String) async throws -> [(id: String, isNear: Bool)] {
                var (seen, next): ([(id: String, isNear: Bool)], String?) = ([], nil)
                repeat {
                    let cursor = next.map { "&cursor=\(FormEncoding.encode($0))" } ?? ""
                    let answer = try await api.get(
                        "\(path)?q=\(FormEncoding.encode("盏路灯"))&kind=topics&limit=1\(more)\(cursor)")
                    #expect(answer.status == 200 && answer.object["isCut"] as? Bool == false, "\(answer.text)")
                    seen += (answer.object["items"] as? [[String: Any]] ?? []).map {
                        ($0["id"] as? String ?? "", $0["isNear"] as? Bool ?? false)
                    }
                    next = answer["next"]
                } while next != nil && seen.count < 9
                return seen
            }
            let near = try await walked(village.program(), "/search", "&room=\(village.otherRoom.id)")
            #expect(near.map(\.id) == [2, 1, 3, 0].map { ids[$0].text }, "\(near)")
            #expect(near.map(\.isNear) == [true, true, false, false])
            // A leader sees all, and has an area of nobody's; asked of a room, its area comes first.
            let leader = try await village.program(of: .leader)
            let all = try await walked(leader, "/desk/search", "")
            #expect(all.map(\.id) == ids.reversed().map(\.text), "\(all)")
            let there = try await walked(leader, "/desk/search", "&room=\(village.otherRoom.id)")
            #expect(there.map(\.id) == [2, 1, 3, 0].map { ids[$0].text }, "\(there)")
            let own = try await walked(try await village.program(of: .secretary), "/desk/search", "")
            #expect(own.map(\.isNear) == [true, true], "the secretary's own room: \(own)")
        }
    }

    @Test(
        "who works here finds each public topic that a stranger finds, however old, and the rest page by page",
        arguments: EngineKind.allCases)
    func indexedOnDesk(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var ids: [Topic.ID] = []
            for index in 0..<6 {
                let raised = try await village.program().post(
                    "/topics", ["room": village.room.token.text, "text": "第\(index)处窨井盖破了"])
                ids.append(try #require(raised["id"].flatMap { Topic.ID($0) }))
            }
            // The oldest two are public; one that was said lies between others that say something else.
            for index in [0, 1] {
                try await village.act(
                    .review, ["title": "第\(index)处窨井盖", "body": "第\(index)处窨井盖破了。"], on: ids[index], as: .secretary)
            }
            let reader = Actor.staff(
                Staff(
                    id: village.person(.secretary), name: "",
                    appointments: [Appointment(.roomSecretary, .room(village.room.id))]))
            let search = SiteSearch(
                services: village.services, site: village.countySite, reader: reader, today: village.clock.now.day,
                wordsMax: 2)
            let query = try #require(WordQuery("窨井盖"))
            let first = try await village.read {
                try search.part(.topics, .init(query: query), after: nil, limit: 11, in: $0)
            }
            #expect(first.isCut)
            #expect(first.hits.map(\.id) == [5, 4, 1, 0].map { ids[$0].text }, "the index finds the old ones")
            var (seen, place) = (first.hits.map(\.id), first.goesOn)
            for _ in 0..<20 {
                guard let after = place else { break }
                let part = try await village.read {
                    try search.part(.topics, .init(query: query), after: after, limit: 11, in: $0)
                }
                seen += part.hits.map(\.id)
                place = part.goesOn
            }
            #expect(place == nil && Set(seen) == Set(ids.map(\.text)) && seen.count == ids.count, "\(seen)")
            // One by one, as small pages show them.
            (seen, place) = ([], nil)
            for _ in 0..<40 {
                let after = place
                let part = try await village.read {
                    try search.part(.topics, .init(query: query), after: after, limit: 2, in: $0)
                }
                seen += part.hits.prefix(1).map(\.id)
                place = part.hits.count > 1 ? part.hits[0].place : part.goesOn
                if place == nil { break }
            }
            #expect(place == nil && Set(seen) == Set(ids.map(\.text)) && seen.count == ids.count, "\(seen)")
        }
    }

    @Test(
        "an overview tells what lies elsewhere though the look around is cut; two looks unseal no more than one, and a desk with nothing elsewhere looks once"
    )
    func looks() async throws {
        try await Village.with(.sqlite) { village in
            for index in 0..<4 { _ = try await raise("第\(index)盏路灯不亮", in: village.otherRoom, village) }
            let hit = try await raise("窨井盖破了", in: village.room, village)
            _ = try await raise("树挡了路", in: village.room, village)
            let query = try #require(WordQuery("窨井盖"))
            let near = SiteSearch.Asked(query: query, near: village.otherRoom.area)
            let leader = Actor.staff(
                Staff(id: village.person(.leader), name: "", appointments: [Appointment(.leader, .tenant)]))
            // Half of it is for each of the two looks: what was searched for is the second elsewhere.
            for (wordsMax, found) in [(2, [String]()), (4, [hit])] {
                let search = search(village, leader, wordsMax: wordsMax)
                let parts = try await village.read { try search.overview(near, in: $0) }
                let topics = try #require(parts.first { $0.kind == .topics }?.part)
                #expect(topics.hits.map(\.id) == found && topics.isCut, "\(wordsMax)")
            }
            let paged = search(village, leader, wordsMax: 4)
            let page = try await village.read {
                try paged.part(.topics, near, after: nil, limit: 11, in: $0)
            }
            #expect(page.hits.isEmpty && page.goesOn != nil, "page by page what lies around comes first")

            let secretary = Actor.staff(
                Staff(
                    id: village.person(.secretary), name: "",
                    appointments: [Appointment(.roomSecretary, .room(village.room.id))]))
            let once = search(village, secretary, wordsMax: 2)
            let own = try await village.read {
                try once.part(
                    .topics, .init(query: query, near: village.room.area), after: nil, limit: 11, in: $0)
            }
            #expect(own.hits.map(\.id) == [hit] && own.hits.allSatisfy(\.isNear), "all of it for the one look")
        }
    }

    private func raise(_ words: String, in room: Room, _ village: Village) async throws -> String {
        let raised = try await village.program().post("/topics", ["room": room.token.text, "text": words])
        return try #require(raised["id"], "\(raised.text)")
    }

    private func search(_ village: Village, _ reader: Actor, wordsMax: Int) -> SiteSearch {
        SiteSearch(
            services: village.services, site: village.countySite, reader: reader, today: village.clock.now.day,
            wordsMax: wordsMax)
    }

    @Test("only so many records are looked through, and the page says so")
    func cut() async throws {
        try await Village.with(.sqlite) { village in
            let query = try #require(WordQuery("没有这样的话"))
            let store = SearchStore(tenant: village.story.county.id, contents: village.services.contents)
            let scope = TopicScope(of: .console)
            let looked = try await village.read { transaction in
                try [1, 1_000].map {
                    try store.topics(
                        scope, .init(query: query, limit: 5, wordsMax: $0), in: transaction
                    ).isCut
                }
            }
            #expect(looked == [true, false])
        }
    }

    @Test("what people are asked counts as what is looked through, and a cut among it is said")
    func cutAmongStatements() async throws {
        try await Village.with(.sqlite) { village in
            let open = try await village.openCall()
            let query = try #require(WordQuery("没有这样的话"))
            let store = SearchStore(tenant: village.story.county.id, contents: village.services.contents)
            // The call is one question and three statements.
            for (words, isCut) in [(1, true), (4, true), (6, true), (8, false)] {
                let found = try await village.read {
                    try store.calls(nil, .init(query: query, limit: 5, wordsMax: words), in: $0)
                }
                #expect(found.isCut == isCut && found.records.isEmpty, "\(words)")
            }
            let last = try #require(WordQuery(Village.statements[2]))
            let found = try await village.read {
                try store.calls(nil, .init(query: last, limit: 5, wordsMax: 8), in: $0).records.map(\.id)
            }
            #expect(found == [open.call])
        }
    }
}
