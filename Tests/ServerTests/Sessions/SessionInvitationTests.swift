// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Invitations to a session", .serialized)
struct SessionInvitationTests {
    private static let phone = "13700000001"

    @Test("whoever is invited by phone finds the invitation, sends somebody, and that one finds it, too")
    func byPhone() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            await village.sendMessages(.sms)
            #expect(village.shown.contains { $0.address == Self.phone && $0.text.contains("请您参加") })
            let resident = try await village.residentBrowser(Self.phone)
            let mine = try await resident.get("/mine")
            #expect(mine.text.contains("请我参加的会") && mine.text.contains("还没答复"))
            let invited = try #require(
                try await village.session(session)?.participants.first { $0.name == .kept("家长赵春梅") })
            let page = "/mine/invitations/\(invited.id)"
            #expect(mine.text.contains(page))
            let shown = try await resident.get(page)
            #expect(shown.status == 200 && shown.text.contains("社区会议室") && shown.text.contains("请答复来不来"))
            // This session has no link, so nobody may come that way.
            #expect(!shown.text.contains("线上参加"))
            let nobody = try await resident.fillIn(page, action: page, [("reply", "substituted")])
            #expect(nobody.status == 422 && nobody.text.contains("请写明谁来代"))
            let online = try await resident.fillIn(page, action: page, [("reply", "online")])
            #expect(online.status == 422 && online.text.contains("没有开线上的"))
            let sent = try await resident.fillIn(
                page, action: page,
                [("reply", "substituted"), ("substitute", "赵春兰"), ("substitutePhone", "13700000008")])
            #expect(sent.status == 303, "\(sent.text)")
            #expect(try await resident.get(page).text.contains("您请了别人代"))
            await village.sendMessages(.sms)
            #expect(village.shown.contains { $0.address == "13700000008" && $0.text.contains("请您参加") })
            let other = try await village.residentBrowser("13700000008")
            #expect(try await other.get("/mine").text.contains("请我参加的会"))
            #expect(try await other.get(page).status == 404, "an invitation is opened by its own phone alone")

            let secretary = try await village.browser(of: .secretary)
            let record = try await secretary.get("/desk/sessions/\(session)")
            #expect(record.text.contains("赵春兰，代群众代表1") && record.text.contains("请别人代"))
            await village.deliverLetters()
            #expect(try await secretary.get("/desk/notices").text.contains("有人答复了协商会的邀请"))
            #expect(try await village.rowDifferences() == [])
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("a program of the invited answers once, however often it asks", arguments: EngineKind.allCases)
    func api(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let resident = try await village.resident(Self.phone)
            let list = try #require(
                try await resident.get("/resident/invitations").object["items"] as? [[String: Any]])
            let id = try #require(list.first?["id"] as? String)
            #expect(list.count == 1 && list.first?["session"] as? String == session.text)
            let path = "/resident/invitations/\(id)"
            #expect(try await resident.get(path).object["mayAnswer"] as? Bool == true)
            let key = "0123456789abcdef0124"
            for _ in 0..<2 {
                let said = try await resident.post("\(path)/answer", ["reply": "coming"], key: key)
                #expect(said.status == 200 && said["answer"] == "coming", "\(said.text)")
            }
            let version = try await village.session(session)?.version
            #expect(try await resident.post("\(path)/answer", ["reply": "perhaps"]).status == 422)
            let stranger = try await village.resident("13700000007")
            #expect(try await stranger.get(path).status == 404)
            #expect(try await stranger.post("\(path)/answer", ["reply": "declined"]).status == 404)
            #expect(try await village.session(session)?.version == version)
            try await village.act(.ready, on: session, as: .secretary)
            try await village.act(.start, on: session, as: .secretary)
            #expect(try await resident.post("\(path)/answer", ["reply": "declined"])["code"] == "already_begun")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("an invited phone makes the server write to three others at most, and to none on the list")
    func substitutesByPhone() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let resident = try await village.resident(Self.phone)
            let list = try await resident.get("/resident/invitations").object["items"] as? [[String: Any]]
            let path = "/resident/invitations/\(try #require(list?.first?["id"] as? String))/answer"
            func send(_ phone: String) async throws -> WebAnswer {
                try await resident.post(
                    path, ["reply": "substituted", "substitute": "赵春兰", "substitutePhone": phone])
            }
            let own = try await send(Self.phone)
            #expect(
                own.status == 422 && own["code"] == "phone_on_list" && !own.text.contains(Self.phone), "\(own.text)")
            for _ in 0..<30 { #expect(try await send(Self.phone).status == 422) }
            #expect(try await send("13700000101").status == 429, "whoever tries out phones is not listened to")
            village.clock.move(hours: 1)
            for number in 1...3 { #expect(try await send("1370000010\(number)").status == 200) }
            let fourth = try await send("13700000104")
            #expect(fourth.status == 422 && fourth["code"] == "too_many_substitutes", "\(fourth.text)")
            await village.sendMessages(.sms)
            #expect(Set(village.shown.map(\.address)).filter { $0.hasPrefix("1370000010") }.count == 3)
            let id = try #require(list?.first?["id"] as? String)
            village.clock.move(minutes: 2)
            let browser = try await village.residentBrowser(Self.phone)
            let page = try await browser.fillIn(
                "/mine/invitations/\(id)", action: "/mine/invitations/\(id)",
                [("reply", "substituted"), ("substitute", "赵春兰"), ("substitutePhone", "13700000104")])
            #expect(page.status == 422 && page.text.contains("最多用短信请3次"))
            #expect(try await resident.post(path, ["reply": "substituted", "substitute": "赵春兰"]).status == 200)
            #expect(try await village.session(session)?.participants.last?.name == .kept("赵春兰"))
        }
    }

    @Test("a member answers on the desk; the secretary answers for others, reminds the rest, and sees who is missing")
    func desk() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let member = try await village.program(of: .member)
            let own = try await member.post("/desk/sessions/\(session)/answers", ["reply": "coming"])
            #expect(own.status == 200, "\(own.text)")
            let head = try #require(
                try await village.session(session)?.participants.first { $0.category == .department })
            let foreign = try await member.post(
                "/desk/sessions/\(session)/answers", ["reply": "declined", "participant": head.id.text])
            #expect(foreign.status == 422 && foreign.text.contains("您只能答复自己的。"))
            let secretary = try await village.browser(of: .secretary)
            let page = "/desk/sessions/\(session)"
            #expect(try await secretary.get(page).text.contains("请了还没人答复要来的：部门负责人、基层组织负责人、群众代表"))
            let form = try await secretary.fillIn(
                "\(page)/answers", action: "\(page)/answers", [("participant", head.id.text), ("reply", "declined")])
            #expect(form.status == 303, "\(form.text)")
            #expect(try await secretary.get(page).text.contains("还缺：部门负责人。"))
            let program = try await village.program(of: .secretary)
            let early = try await program.post("\(page)/readiness", [:])
            #expect(early.status == 422 && early["code"] == "circle_incomplete")
            await village.sendMessages(.sms)
            let before = village.shown.count { $0.address == Self.phone }
            #expect(try await program.post("\(page)/reminder", [:]).status == 200)
            #expect(try await program.post("\(page)/reminder", [:])["code"] == "reminded_today")
            await village.sendMessages(.sms)
            #expect(village.shown.count { $0.address == Self.phone } == before + 1)
            let waived = try await program.post("\(page)/readiness", ["waiver": "部门书面答复"])
            #expect(waived["state"] == "ready")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("the link of a session is for those alone who come that way")
    func link() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let journey = try await village.carry(to: .ready)
            let secretary = try await village.program(of: .secretary)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "title": "远程也能参加", "topics": [journey.topic.id.text], "day": "2026-03-20", "time": "15:00",
                    "place": "社区会议室", "link": "会议号 885-331",
                ])
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            try await village.act(.announce, on: session, as: .convener)
            try await village.act(
                .invite, ["category": "expert", "names": "顾教授 13700000002"], on: session, as: .secretary)
            #expect(!(try await village.visitor().get("/sessions/\(session)").text.contains("885-331")))
            let expert = try await village.residentBrowser("13700000002")
            let id = try #require(try await village.session(session)?.participants.last).id
            let page = "/mine/invitations/\(id)"
            #expect(!(try await expert.get(page).text.contains("885-331")))
            #expect(try await expert.fillIn(page, action: page, [("reply", "online")]).status == 303)
            #expect(try await expert.get(page).text.contains("885-331"))
            let leader = try await village.browser(of: .leader).get("/desk/sessions/\(session)")
            #expect(leader.text.contains("885-331"), "whose room it is reads it")
            village.clock.move(minutes: 2)
            let invited = try await village.resident("13700000002")
            let path = "/resident/invitations/\(id)"
            #expect(try await invited.get(path)["link"] == "会议号 885-331")
            #expect(try await invited.post("\(path)/answer", ["reply": "declined"]).status == 200)
            #expect(try await invited.get(path)["link"] == nil)
        }
    }

    @Test(
        "programs read the link as pages do: a member who declined and a co-host's secretary read none",
        arguments: EngineKind.allCases)
    func linkOfPrograms(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .ready)
            let secretary = try await village.program(of: .secretary)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "title": "远程也能参加", "topics": [journey.topic.id.text], "day": "2026-03-20", "time": "15:00",
                    "place": "社区会议室", "link": "会议号 885-331", "coHosts": [village.story.otherRoom.id.text],
                ])
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            #expect(planned["link"] == "会议号 885-331")
            try await village.act(.announce, on: session, as: .convener)
            try await village.act(
                .invite, ["category": "member", "member": village.person(.member).text], on: session, as: .secretary)
            let (path, member) = ("/desk/sessions/\(session)", try await village.program(of: .member))
            #expect(try await member.get(path)["link"] == nil, "nothing was answered")
            let online = try await member.post("\(path)/answers", ["reply": "online"])
            #expect(online["link"] == "会议号 885-331")
            let declined = try await member.post("\(path)/answers", ["reply": "declined"])
            #expect(declined.status == 200 && declined["link"] == nil, "\(declined.text)")
            let beside = try await village.program(of: .otherSecretary).get(path)
            #expect(beside.status == 200 && beside["link"] == nil, "\(beside.text)")
            #expect(!(try await village.browser(of: .otherSecretary).get(path).text.contains("885-331")))
        }
    }

    @Test(
        "a phone that is on the list is not invited again; the form says with whom it is",
        arguments: EngineKind.allCases)
    func onePhone(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let secretary = try await village.program(of: .secretary)
            let path = "/desk/sessions/\(session)/participants"
            func invite(_ names: String) async throws -> WebAnswer {
                try await secretary.post(path, ["category": "people", "names": names])
            }
            #expect(try await invite("王桂英 13700000011\n李长庚 13700000012").status == 200)
            let again = try await invite("王大姐 137 0000 0011")
            #expect(again.status == 422 && again.text.contains("王桂英"), "\(again.text)")
            #expect(try await invite("甲 13700000013\n乙 13700000013").status == 422)
            #expect(try await invite("王大姐").status == 200, "without a phone there is nobody to take her for")
        }
    }

    @Test("names and phones of residents who come instead are erased with the others", arguments: EngineKind.allCases)
    func erased(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let people = try #require(try await village.session(session)).participants.filter { $0.category == .people }
            try await village.act(
                .answer,
                [
                    "participant": people[0].id.text, "reply": "substituted", "substitute": "赵春兰",
                    "substitutePhone": "13700000008",
                ], on: session, as: .secretary)
            let tenant = village.story.county.id
            let services = village.services
            let contents = try await services.engine.read {
                try PersonalContents(services: services, tenant: tenant).ofResidents(in: session, $0)
            }
            // Two names, one phone, and those of the substitute.
            #expect(contents.count == 5)
            try await services.engine.write {
                try SessionInvitationStore(tenant: tenant).forgetPhones(of: session, in: $0)
            }
            let left = try await services.engine.read { transaction in
                try transaction.first(
                    "SELECT COUNT(*) FROM session_participant WHERE phone_hash IS NOT NULL AND session = \(session.number)"
                ) { try $0.next(Int.self) }
            }
            #expect(left == 0)
        }
    }
}
