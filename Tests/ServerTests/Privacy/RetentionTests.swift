// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Personal data goes when its period has passed", .serialized)
struct RetentionTests {
    private static let month: Int64 = 31 * 24

    @Test(
        "each kind in its time, of ended matters alone; figures stay, and the chain holds",
        arguments: EngineKind.allCases)
    func periods(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let ended = try await village.carry(of: try await raise(village, "13900000001"), to: .closed)
            let open = try await village.carry(of: try await raise(village, "13900000002"), to: .pooled).topic
            let held = try await raise(village, "13900000003")
            try await village.act(.solveDirectly, ["answer": "已经修好。"], on: held.id, as: .secretary)
            #expect(try await hold(village, held.id.text).status == 201)
            try await village.seal()
            let before = try await figures(village)

            village.clock.move(hours: 5 * Self.month)
            let soon = try await village.program(of: .privacyOfficer).get("/desk/retention")
            #expect(dueSoon(soon)["submitter_contacts"] == 1, "what goes in the next thirty days")
            await RetentionDesk.runAll(village.services)
            #expect(try await phones(village, [ended.topic.id, open.id, held.id]).count == 3, "not yet")
            village.clock.move(hours: 2 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await phones(village, [ended.topic.id]) == [])
            #expect(try await phones(village, [open.id, held.id]) == ["13900000002", "13900000003"])
            let session = try #require(ended.session)
            #expect(try await residents(village, session) == [.kept("家长赵春梅"), .kept("商户老郑")])

            village.clock.move(hours: 19 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await residents(village, session) == [.erased, .erased])
            let others = try #require(try await village.session(session)).participants
            #expect(others.contains { $0.name == .kept("韩科长") }, "who is there by office keeps the name")
            #expect(try await phones(village, [open.id, held.id]).count == 2)
            let asked = try await village.program(of: .convener).post(
                "/desk/unmaskings", ["whose": others[3].id.text, "reason": "核实"])
            #expect(asked["code"] == "nothing_kept")

            #expect(try await figures(village) == before, "nothing is counted differently")
            try await village.seal()
            let report = try await village.verify()
            #expect(report.isClean && report.erased >= 4)
            let (services, site) = (village.services, Self.site(village))
            let differences = try await services.engine.read {
                try RowReplay(services: services, site: site).differences(in: $0)
            }
            #expect(differences == [], "\(differences.first ?? "")")
        }
    }

    @Test(
        "supporters' phones, files, decided requests and sign-ins go in their time, and not before",
        arguments: EngineKind.allCases)
    func others(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var profile = Village.practice.profile
            profile.privacy.retention[.attachments] = 12
            let desk = RetentionDesk(
                services: village.services,
                site: Site(tenant: village.story.county, practice: Practice(profile: profile, calendar: .national)))
            let topic = try await raise(village, "13900000001")
            try await village.act(.review, ["title": "校门口太堵", "body": "放学时校门口太堵。"], on: topic.id, as: .secretary)
            let supported = try await village.program().post(
                "/topics/\(topic.id)/supports", ["phone": "13800000002"])
            #expect(supported.status == 201, "\(supported.text)")
            _ = try await village.attachment(of: topic.id, by: .secretary)
            let asked = try await village.program(of: .convener).post(
                "/desk/unmaskings", ["whose": topic.id.text, "reason": "要约时间上门看现场"])
            let request = try #require(asked["id"], "\(asked.text)")
            let refused = try await village.program(of: .privacyOfficer).post(
                "/desk/unmaskings/\(request)/refusal", ["reason": "打电话就够了"])
            #expect(refused.status == 200, "\(refused.text)")
            try await village.act(.solveDirectly, ["answer": "已经修好。"], on: topic.id, as: .secretary)
            let signIns = try await remaining(village)[3]
            #expect(signIns > 0)

            // Months that have passed, and what is there then: supporters' phones, supports, files, sign-ins, words.
            for (months, expected) in [
                (5, [1, 1, 1, signIns, 2]), (2, [1, 1, 1, 0, 2]), (6, [0, 1, 0, 0, 2]), (12, [0, 1, 0, 0, 0]),
            ] {
                village.clock.move(hours: Self.month * Int64(months))
                try await desk.run()
                #expect(try await remaining(village, request) == expected, "\(months) more months")
            }
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "clues that nobody wrote a proposal from go in their time; those taken up, unread or held stay",
        arguments: EngineKind.allCases)
    func clues(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            let (aside, released) = (
                try await leaveClue(village, "东街王大姐家门口积水。"), try await leaveClue(village, "桥头路灯不亮。")
            )
            let (taken, unread) = (try await leaveClue(village, "渡口缺护栏。"), try await leaveClue(village, "集市没有厕所。"))
            let topic = village.story.waiting.id
            let handedOn = try await village.program(of: .secretary).post(
                "/desk/topics/\(topic)/redirection",
                ["channel": "proposal_clue", "explanation": "请委员写成提案", "clueText": "农贸市场下雨就积水。"])
            #expect(handedOn.status == 200, "\(handedOn.text)")
            let listed = try await office.get("/desk/clues").object["items"] as? [[String: Any]] ?? []
            let held = try #require(
                listed.first { $0["topic"] as? String == topic.text }?["id"] as? String
            )
            for id in [aside, held] {
                let set = try await office.post("/desk/clues/\(id)/setting-aside", ["reason": "王大姐家的事，已经办好"])
                #expect(set["state"] == "set_aside", "\(set.text)")
            }
            for id in [released, taken] {
                #expect(try await office.post("/desk/clues/\(id)/release", [:])["state"] == "released")
            }
            let grown = try await village.program(of: .member)
                .post("/desk/proposals", Village.proposalFields().merging(["clue": taken]) { $1 })
            #expect(grown.status == 201, "\(grown.text)")
            let hold = try #require(try await hold(village, topic.text)["id"])

            let all = [aside, released, taken, unread, held]
            village.clock.move(hours: 23 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await readable(village, all) == all, "not yet")
            village.clock.move(hours: 2 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await readable(village, all) == [taken, unread, held])
            let lifted = try await village.program(of: .privacyOfficer)
                .post("/desk/holds/\(hold)/lifting", ["reason": "已经结案"])
            #expect(lifted.status == 200, "\(lifted.text)")
            village.clock.move(hours: 24)
            await RetentionDesk.runAll(village.services)
            #expect(try await readable(village, all) == [taken, unread])

            // Why it was set aside went too, and the ledger knows of both: a restored copy erases them again.
            let (services, site) = (village.services, Self.site(village))
            let gone = try await services.engine.read { transaction in
                try [aside, released, held].compactMap { ProposalClue.ID($0) }
                    .flatMap { try ClueDesk(services: services, site: site).contents(of: $0, in: transaction) }
            }
            #expect(gone.count == 5)
            let ledger = try ErasureLedger(keys: services.settings.data + "/keys").entries()
            #expect(Set(gone).isSubset(of: Set(ledger.map(\.content))))
            let desk = try await village.browser(of: .proposalOfficer).get("/desk/clues/\(aside)")
            #expect(desk.status == 200 && !desk.text.contains("王大姐"))
            let overview = try await village.browser(of: .privacyOfficer).get("/desk/retention").text
            #expect(overview.contains("没有写成提案的线索") && overview.contains("最后一次处理后24个月"))
            #expect(try await village.visitor().get("/privacy").text.contains("没有写成提案的线索"))
            try await village.seal()
            #expect(try await village.verify().isClean)
            #expect(try await village.rowDifferences() == [])
        }
    }

    /// Leaves a clue and returns its number.
    private func leaveClue(_ village: Village, _ words: String) async throws -> String {
        let left = try await village.program().post("/clues", ["text": words])
        #expect(left.status == 201, "\(left.text)")
        let listed = try await village.program(of: .proposalOfficer).get("/desk/clues")
        let items = listed.object["items"] as? [[String: Any]] ?? []
        return try #require(items.first { $0["text"] as? String == words }?["id"] as? String, "\(listed.text)")
    }

    /// Those of the clues whose words can still be read.
    private func readable(_ village: Village, _ clues: [String]) async throws -> [String] {
        let desk = ClueDesk(services: village.services, site: Self.site(village))
        return try await village.services.engine.read { transaction in
            try clues.filter { text in
                guard let id = ProposalClue.ID(text) else { return false }
                return try desk.clue(id, in: transaction)?.text.words != nil
            }
        }
    }

    @Test("each run says how many of what, and its figures open into the records", arguments: EngineKind.allCases)
    func runs(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await raise(village, "13900000001")
            try await village.act(.solveDirectly, ["answer": "已经修好。"], on: topic.id, as: .secretary)
            village.clock.move(hours: 7 * Self.month)
            await RetentionDesk.runAll(village.services)
            await RetentionDesk.runAll(village.services)
            let events = try await village.services.engine.read {
                try $0.rows(
                    "SELECT kind, actor_kind FROM event WHERE subject_kind = 'retention' ORDER BY id"
                ) { "\(try $0.next(String.self)) \(try $0.next(String.self))" }
            }
            #expect(events.first == "began system" && events.last == "finished system")
            #expect(events.filter { $0 == "began system" }.count == 1, "once a day")
            let officer = try await village.browser(of: .privacyOfficer)
            let page = try await officer.get("/desk/retention")
            #expect(page.text.contains("提出人留下的电话：1件里的1处") && page.text.contains("事情办结后6个月"))
            let overview = try await village.program(of: .privacyOfficer).get("/desk/retention")
            let run = try #require((overview.object["runs"] as? [[String: Any]])?.first?["id"] as? String)
            #expect(try await officer.get("/desk/retention/\(run)").text.contains(topic.id.text))
            let items = try await village.program(of: .privacyOfficer).get("/desk/retention/\(run)")
            #expect(items.text.contains(topic.id.text))
        }
    }

    @Test("a run that is cut short between two batches goes on where it stood", arguments: EngineKind.allCases)
    func cutShort(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var topics: [Topic.ID] = []
            for number in 1...5 {
                let topic = try await raise(village, "1390000000\(number)")
                try await village.act(.solveDirectly, ["answer": "已经修好。"], on: topic.id, as: .secretary)
                topics.append(topic.id)
            }
            village.clock.move(hours: 7 * Self.month)
            let desk = RetentionDesk(services: village.services, site: Self.site(village), batch: 2)
            let goesOn = try await desk.step()
            #expect(goesOn)
            #expect(try await phones(village, topics).count == 3, "one batch, and then the power was gone")
            village.clock.move(hours: 24)
            await RetentionDesk.runAll(village.services)
            #expect(try await phones(village, topics) == [])
            let store = RetentionStore(tenant: village.story.county.id)
            let runs = try await village.services.engine.read { transaction in
                try store.runs(most: 9, in: transaction).compactMap { try desk.run($0, in: transaction) }
            }
            #expect(runs.filter { !$0.isFinished } == [])
            #expect(runs.compactMap { $0.swept[.submitterContacts]?.records }.reduce(0, +) == 5)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a record that cannot be cleared keeps none of the others", arguments: EngineKind.allCases)
    func oneThatCannotGo(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let broken = try #require(try await village.carry(to: .closed).session)
            let whole = try #require(try await village.carry(to: .closed).session)
            let tenant = village.story.county.id
            _ = try await village.services.engine.write {
                try $0.execute(
                    """
                    UPDATE event SET facts = '[' WHERE tenant = \(tenant.number) AND subject_kind = 'session'
                        AND subject = \(broken.number) AND kind = 'invited'
                    """)
            }
            village.clock.move(hours: 27 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await residents(village, whole) == [.erased, .erased])
            let (desk, store) = (
                RetentionDesk(services: village.services, site: Self.site(village)), RetentionStore(tenant: tenant)
            )
            let runs = try await village.services.engine.read { transaction in
                try store.runs(most: 9, in: transaction).compactMap { try desk.run($0, in: transaction) }
            }
            #expect(runs.map(\.isFinished) == [true])
            #expect(runs.first?.swept[.participantNames]?.records == 1)
        }
    }

    @Test(
        "a hold keeps from erasing at a wish too, until it is lifted; the officer alone has it",
        arguments: EngineKind.allCases)
    func holds(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = try await raise(village, "13900000001")
            let placed = try await hold(village, topic.id.text)
            let id = try #require(placed["id"])
            #expect(try await hold(village, topic.id.text)["code"] == "already_held")
            #expect(try await hold(village, "0000000000001").status == 422)
            for villager in [Villager.secretary, .convener, .leader] {
                let program = try await village.program(of: villager)
                #expect(try await program.get("/desk/retention").status == 404)
                #expect(try await program.post("/desk/holds/\(id)/lifting", ["reason": "不用了"]).status == 404)
            }
            _ = try await village.program().post("/topics/status/\(topic.code.text)/erasure", ["phoneEnding": "0001"])
            let officer = try await village.program(of: .privacyOfficer)
            let list = try await officer.get("/desk/erasures")
            let erasure = try #require((list.object["items"] as? [[String: Any]])?.last?["id"] as? String)
            #expect(try await officer.post("/desk/erasures/\(erasure)/granting", [:])["code"] == "under_hold")
            #expect(try await village.topic(topic.id)?.text == .kept(topic.words))

            let browser = try await village.browser(of: .privacyOfficer)
            let lifting = "/desk/holds/\(id)/lifting"
            #expect(try await browser.fillIn(lifting, action: lifting, [("reason", "")]).status == 422)
            #expect(try await browser.fillIn(lifting, action: lifting, [("reason", "诉讼已经结束")]).status == 303)
            #expect(try await browser.get("/desk/holds/\(id)").text.contains("诉讼已经结束"))
            #expect(try await officer.post("/desk/erasures/\(erasure)/granting", [:])["state"] == "granted")
            let page = "/desk/retention"
            let again = try await browser.fillIn(page, action: page, [("record", topic.id.text), ("reason", "另案")])
            #expect(again.status == 303)
        }
    }

    @Test(
        "files of sessions, proposals and notices go with their case, where the county says so; what is open or held stays",
        arguments: EngineKind.allCases)
    func caseFiles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            var profile = Village.practice.profile
            profile.privacy.retention[.caseFiles] = 12
            let desk = RetentionDesk(
                services: village.services,
                site: Site(tenant: village.story.county, practice: Practice(profile: profile, calendar: .national)))
            let member = try await village.program(of: .member)
            var proposals: [String] = []
            for subject in ["关于更换路灯的提案", "关于修桥的提案", "关于公厕的提案"] {
                var fields = Village.proposalFields(subject)
                let address = try await village.draftProposal(fields)
                fields["files"] = [try await village.upload(by: .member).id.text]
                let kept = try await member.post("\(address)/text", fields)
                #expect(kept.status == 200, "\(kept.text)")
                proposals.append(address)
            }
            for address in proposals.dropLast() {
                let withdrawn = try await member.post("\(address)/withdrawal", ["reason": "另写一件"])
                #expect(withdrawn["state"] == "withdrawn", "\(withdrawn.text)")
            }
            let session = try #require(try await village.carry(to: .closed).session)
            try await village.give(.session(session), by: .secretary)
            let held = try await hold(village, String(proposals[1].split(separator: "/").last ?? ""))
            #expect(held.status == 201 && held["recordKind"] == "proposal", "\(held.text)")

            village.clock.move(hours: 11 * Self.month)
            try await desk.run()
            #expect(try await files(village) == ["proposal": 3, "session": 1], "not yet")
            village.clock.move(hours: 3 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await files(village) == ["proposal": 3, "session": 1], "the standard keeps them")
            village.clock.move(hours: 24)
            try await desk.run()
            #expect(try await files(village) == ["proposal": 2], "one is open, one is held")
            let lifted = try await village.program(of: .privacyOfficer).post(
                "/desk/holds/\(try #require(held["id"]))/lifting", ["reason": "结案"])
            #expect(lifted.status == 200)
            village.clock.move(hours: 24)
            try await desk.run()
            #expect(try await files(village) == ["proposal": 1])
            #expect(try await village.browser(of: .member).get(proposals[0]).text.contains("关于更换路灯的提案"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    /// How many files are left, by the kind of their record.
    private func files(_ village: Village) async throws -> [String: Int] {
        let tenant = village.story.county.id.number
        let found = try await village.services.engine.read {
            try $0.rows(
                """
                SELECT record_kind, COUNT(*) FROM attachment
                WHERE tenant = \(tenant) AND record IS NOT NULL AND erased_at IS NULL GROUP BY record_kind
                """
            ) { (try $0.next(String.self), try $0.next(Int.self)) }
        }
        return Dictionary(found, uniquingKeysWith: +)
    }

    @Test(
        "a hold lies on any case by its number; neither its period nor a wish takes what is held",
        arguments: EngineKind.allCases)
    func holdsOnEveryKind(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .dispatched).item)
            let behind = try await hold(village, item.text)
            #expect(
                behind.status == 201 && behind["recordKind"] == "topic", "an item goes with its topic: \(behind.text)")

            let sentiment = try await village.visitSentiment()
            let day = try await village.planReception()
            let booked = try await village.book(day, ["name": "王大姐", "phone": Village.phone])
            let code = try #require(booked["bookingCode"])
            let visit = try await village.services.engine.read {
                try $0.first("SELECT id FROM reception_visit ORDER BY id DESC LIMIT 1") {
                    Identifier<Never>(try $0.next()).text
                }
            }
            let clue = try await leaveClue(village, "渡口缺护栏。")
            var holds: [String] = []
            for (record, kind) in [
                (sentiment, "sentiment"), (try #require(visit), "visit"), (clue, "clue"),
            ] {
                let placed = try await hold(village, record)
                #expect(placed.status == 201 && placed["recordKind"] == kind, "\(placed.text)")
                holds.append(try #require(placed["id"]))
                #expect(try await hold(village, record)["code"] == "already_held")
            }
            let page = try await village.browser(of: .privacyOfficer).get("/desk/retention").text
            for word in ["留存走访的事", "留存接待日来访", "留存提案线索"] { #expect(page.contains(word), "\(word)") }

            let member = try await village.program(of: .member)
            let wish = try await member.post("/desk/sentiments/\(sentiment)/forgetting", [:])
            #expect(wish.status == 409 && wish["code"] == "under_hold", "\(wish.text)")
            let back = try await village.program().post("/bookings/\(code)/forgetting", [:])
            #expect(back.status == 409 && back["code"] == "under_hold", "\(back.text)")
            let office = try await village.program(of: .privacyOfficer)
            let erased = try await office.post("/desk/clues/\(clue)/erasure", [:])
            #expect(erased.status == 409 && erased["code"] == "under_hold", "\(erased.text)")

            village.clock.move(hours: 30 * Self.month)
            await RetentionDesk.runAll(village.services)
            #expect(try await contacts(village) == 1, "the visit is held")
            #expect(try await readable(village, [clue]) == [clue])
            // Nobody stays signed in so long.
            let later = try await village.program(of: .privacyOfficer)
            for id in holds {
                #expect(try await later.post("/desk/holds/\(id)/lifting", ["reason": "结案"]).status == 200)
            }
            village.clock.move(hours: 24)
            await RetentionDesk.runAll(village.services)
            #expect(try await contacts(village) == 0)
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    /// How many visits still have a name or a phone.
    private func contacts(_ village: Village) async throws -> Int {
        try await village.services.engine.read {
            try $0.first("SELECT COUNT(*) FROM reception_visit WHERE phone IS NOT NULL OR name IS NOT NULL") {
                try $0.next(Int.self)
            } ?? 0
        }
    }

    private static func site(_ village: Village) -> Site {
        Site(tenant: village.story.county, practice: Village.practice)
    }

    private func raise(_ village: Village, _ phone: String) async throws -> VillageStory.Raised {
        let words = "校门口放学时太堵。"
        let sent = try await village.program().post(
            "/topics", ["room": village.room.id.text, "text": words, "phone": phone])
        let id = try #require(sent["id"].flatMap { Topic.ID($0) })
        return .init(id: id, code: try #require(sent["trackingCode"].flatMap { TrackingCode($0) }), words: words)
    }

    private func hold(_ village: Village, _ record: String) async throws -> WebAnswer {
        try await village.program(of: .privacyOfficer).post("/desk/holds", ["record": record, "reason": "正在诉讼"])
    }

    /// The phones that can still be read.
    private func phones(_ village: Village, _ topics: [Topic.ID]) async throws -> [String] {
        let store = TopicContactStore(tenant: village.story.county.id, keys: village.services.keys)
        return try await village.services.engine.read { transaction in
            try topics.compactMap { try store.phone(of: $0, in: transaction) }
        }
    }

    /// How many of each are left: supporters' phones, supports, files of topics, sign-ins, words of a request.
    private func remaining(_ village: Village, _ request: String = "") async throws -> [Int] {
        let (tenant, services) = (village.story.county.id, village.services)
        let number = Identifier<Never>(request)?.number ?? 0
        return try await services.engine.read { transaction in
            let words = try services.eventLog.contents(
                of: number, subject: UnmaskingEvent.subject, kinds: ["requested", "refused"], tenant: tenant,
                in: transaction)
            let list = SQL(joining: (words + [0]).map { "\($0)" }, with: ", ")
            let queries: [SQL] = [
                "SELECT COUNT(*) FROM topic_support WHERE tenant = \(tenant.number) AND phone IS NOT NULL",
                "SELECT COUNT(*) FROM topic_support WHERE tenant = \(tenant.number)",
                """
                SELECT COUNT(*) FROM attachment
                WHERE tenant = \(tenant.number) AND record_kind = 'topic' AND erased_at IS NULL
                """,
                "SELECT COUNT(*) FROM sign_in WHERE tenant = \(tenant.number)",
                "SELECT COUNT(*) FROM content WHERE tenant = \(tenant.number) AND words IS NOT NULL AND id IN (\(list))",
            ]
            return try queries.map { try transaction.first($0) { try $0.next(Int.self) } ?? 0 }
        }
    }

    private func residents(_ village: Village, _ session: ConsultationSession.ID) async throws -> [FreeText] {
        try #require(try await village.session(session)).participants.filter { $0.category == .people }.map(\.name)
    }

    private func dueSoon(_ answer: WebAnswer) -> [String: Int] {
        let periods = answer.object["periods"] as? [[String: Any]] ?? []
        let pairs = periods.compactMap { period -> (String, Int)? in
            guard let name = period["category"] as? String, let count = period["dueSoon"] as? Int else { return nil }
            return (name, count)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func figures(_ village: Village) async throws -> [Int] {
        try await village.services.engine.read { transaction in
            let queries: [SQL] = [
                "SELECT COUNT(*) FROM topic", "SELECT COUNT(*) FROM topic WHERE state = 'closed'",
                "SELECT COUNT(*) FROM topic_support", "SELECT COUNT(*) FROM suggestion_item",
                "SELECT COUNT(*) FROM confirmation", "SELECT COUNT(*) FROM session_participant",
            ]
            return try queries.map { try transaction.first($0) { try $0.next(Int.self) } ?? 0 }
        }
    }
}
