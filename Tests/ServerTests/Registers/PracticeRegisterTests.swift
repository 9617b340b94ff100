// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Registers of working together", .serialized)
struct PracticeRegisterTests {
    @Test("each of them takes an entry and shows it", arguments: EngineKind.allCases)
    func entries(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let person = try await village.enter("people", ["number": "ZJ01", "name": "尤若谷"], program)
            let pool = try await village.enter("organs", ["kind": "expert_pool", "name": "协商议事专家团"], program)
            let lines: [(String, [String: Any])] = [
                ("experts", ["person": person, "pool": pool, "fields": "停车、电梯", "startsOn": "2026-01-01"]),
                (
                    "observations",
                    [
                        "organ": pool, "post": "head", "person": person, "meeting": "party_standing",
                        "meetingName": "第五次常委会会议", "heldOn": "2026-03-01", "attended": "yes",
                    ]
                ),
                ("appraisals", ["matter": "老桥改造", "person": person, "heldOn": "2026-03-02", "opinion": "先修后拆"]),
                (
                    "leaders",
                    ["person": person, "side": "government", "consultation": "停车难协商会", "heldOn": "2026-03-03"]
                ),
                ("parties", ["room": village.room.id.text, "partyKind": "leader", "partyName": "清河街道党工委"]),
            ]
            for (register, values) in lines {
                _ = try await village.enter(register, values, program)
                let keeper = Villager.keeper(of: try #require(Register(rawValue: register)))
                let list = try await village.browser(of: keeper).get("/desk/directory/\(register)")
                #expect(list.status == 200 && list.text.contains(register == "parties" ? "清河街道党工委" : "尤若谷"))
            }
            let page = try await village.visitor().get("/r/\(village.room.token.text)")
            #expect(page.text.contains("党委领导") && page.text.contains("清河街道党工委"))
            let session = try #require(try await village.carry(to: .announced).session)
            let held = try await village.browser(of: .secretary).get("/desk/sessions/\(session)")
            #expect(held.text.contains("党委领导") && held.text.contains("清河街道党工委"))
            let ending = try await program.post("/desk/directory/organs/\(pool)/end", [:])
            #expect(ending.status == 409, "the pool has an expert")
            let early = try await program.post(
                "/desk/directory/experts",
                ["person": person, "pool": pool, "fields": "x", "startsOn": "2026-02-01", "endsOn": "2026-01-01"])
            #expect(early.status == 422 && early.text.contains("endsOn"))
        }
    }

    @Test("whoever invites is told which experts know what the topics speak of, as long as their term runs")
    func suggestions() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            let pool = try await village.enter("organs", ["kind": "expert_pool", "name": "专家团"], program)
            for (number, name, fields, end) in [
                ("ZJ01", "尤若谷", "校门口、电梯", "2027-01-01"), ("ZJ02", "甘霖", "电梯", "2027-01-01"),
                ("ZJ03", "蓝采薇", "校门口", "2026-02-01"),
            ] {
                let person = try await village.enter("people", ["number": number, "name": name], program)
                _ = try await village.enter(
                    "experts",
                    ["person": person, "pool": pool, "fields": fields, "startsOn": "2026-01-01", "endsOn": end], program
                )
            }
            let session = try #require(try await village.carry(to: .announced).session)
            let told = try await village.program(of: .secretary).get("/desk/sessions/\(session)/suggestions")
            let experts = (told.object["experts"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
            #expect(experts == ["尤若谷"], "\(told.text)")
            let form = try await village.browser(of: .secretary).get("/desk/sessions/\(session)/participants")
            #expect(form.text.contains("懂这件事的专家") && form.text.contains("尤若谷") && !form.text.contains("甘霖"))
            let member = try await village.program(of: .otherSecretary).get("/desk/sessions/\(session)/suggestions")
            #expect(member.status == 404)
        }
    }

    @Test(
        "duty groups have their kind, observers the day of the invitation, members their room, people their training",
        arguments: EngineKind.allCases)
    func details(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let office = try await village.program(of: .keeper(of: .observations))
            func shown(_ register: String, _ id: String) async throws -> String {
                let keeper = Villager.keeper(of: try #require(Register(rawValue: register)))
                return try await village.browser(of: keeper).get("/desk/directory/\(register)/\(id)").text
            }
            let person = try await village.enter(
                "people", ["number": "Z01", "name": "尤若谷", "training": "2026年3月召集人培训"], program)
            #expect(try await shown("people", person).contains("2026年3月召集人培训"))
            let group = try await village.enter(
                "organs", ["kind": "duty_group", "name": "桥头小组", "groupKind": "liaison"], program)
            #expect(try await shown("organs", group).contains("委员联系小组"))
            let other = try await program.post(
                "/desk/directory/organs", ["kind": "sector", "name": "教育界", "groupKind": "liaison"])
            #expect(other.status == 422 && other.text.contains("\"name\":\"groupKind\""), "\(other.text)")
            var sitting = [
                "organ": group, "post": "head", "meeting": "government", "meetingName": "常务会议",
                "heldOn": "2026-03-01", "invitedOn": "2026-03-02",
            ]
            #expect(try await office.post("/desk/directory/observations", sitting).status == 422)
            sitting["invitedOn"] = "2026-02-26"
            let observation = try await village.enter("observations", sitting, program)
            #expect(try await shown("observations", observation).contains("2026-02-26"))
            let room = try await village.enter(
                "rooms", ["name": "旧祠堂议事室", "area": "990101001001", "level": "village", "address": "旧祠堂"], program)
            // A member of the city's committee needs an area here, and neither sector nor committee of ours.
            let bare = ["person": person, "level": "city", "party": "none", "ranked": "no"]
            let nowhere = try await program.post("/desk/directory/members", bare)
            #expect(nowhere.status == 422 && nowhere.text.contains("\"name\":\"area\""), "\(nowhere.text)")
            let member = try await village.enter(
                "members",
                [
                    "person": person, "level": "city", "area": "990101001001", "party": "none", "ranked": "no",
                    "room": room,
                ], program)
            #expect(try await shown("members", member).contains("旧祠堂议事室"))
            #expect(try await shown("members", member).contains("市级"))
            let overview = try await program.get("/desk/directory").text
            #expect(overview.contains("\"membersWithGaps\":[]") && overview.contains("\"ownMembers\":0"), "\(overview)")
            let ending = try await program.post("/desk/directory/rooms/\(room)/end", [:])
            #expect(ending["code"] == "still_used", "a member is assigned to it")
            #expect(try await program.post("/desk/directory/members/\(member)/end", [:]).status == 200)
            #expect(try await program.post("/desk/directory/rooms/\(room)/end", [:]).status == 200)
        }
    }

    @Test(
        "what the registers say is read where people look: at the room, in a member's file, at a body",
        arguments: EngineKind.allCases)
    func whereLooked(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let person = try await village.enter(
                "people", ["number": "Z01", "name": "尤若谷", "training": "2026年3月召集人培训", "specialities": "桥梁"], program)
            let room = village.room.id.text
            let open = "/r/\(village.room.token.text)"
            #expect(!(try await village.visitor().get(open).text.contains("编入这里的委员")))
            let member = try await village.enter(
                "members",
                [
                    "person": person, "level": "city", "area": "990101001001", "party": "none", "ranked": "no",
                    "room": room,
                ], program)
            let group = try await village.enter(
                "organs", ["kind": "duty_group", "name": "桥头小组", "groupKind": "liaison"], program)
            let pool = try await village.enter("organs", ["kind": "expert_pool", "name": "专家团"], program)
            for (register, values) in [
                ("posts", ["person": person, "organ": group, "post": "head"]),
                ("experts", ["person": person, "pool": pool, "fields": "老桥", "startsOn": "2026-01-01"]),
                (
                    "observations",
                    [
                        "organ": group, "post": "head", "meeting": "government", "meetingName": "第九次会议",
                        "heldOn": "2026-03-01", "invitedOn": "2026-02-26", "attended": "yes", "followUp": "意见写进了方案",
                    ]
                ), ("appraisals", ["matter": "老桥改造", "person": person, "heldOn": "2026-03-02", "report": "先修后拆"]),
            ] { _ = try await village.enter(register, values, program) }

            #expect(try await village.visitor().get(open).text.contains("尤若谷（市级委员）"))
            let desk = try await village.browser(of: .secretary).get("/desk/rooms/\(room)").text
            #expect(desk.contains("编入这里的委员") && desk.contains("尤若谷（市级委员）"))
            let read = try await village.program(of: .secretary).get("/desk/rooms/\(room)")
            let members = read.object["members"] as? [[String: Any]]
            #expect(members?.map { $0["name"] as? String } == ["尤若谷"] && members?.first?["level"] as? String == "city")

            let file = "/desk/quotas/\(person)"
            let page = try await village.browser(of: .leader).get(file).text
            for words in [
                "市级，住在这里", village.room.name, "桥头小组 · 委员联系小组", "懂老桥", "2026年3月召集人培训", "第九次会议", "桥头小组主任（负责人）", "接到邀请",
                "意见写进了方案",
                "老桥改造；结论：先修后拆",
            ] { #expect(page.contains(words), "\(words)") }
            let parts = try await village.program(of: .leader).get(file).object["file"] as? [[String: Any]]
            #expect(parts?.map { $0["part"] as? String } == ["seats", "meetings", "appraisals"])
            let stranger = try await village.program(of: .otherMember).get(file)
            #expect(stranger.status == 404, "a member reads the own file alone")
            let keeper = try await village.browser(of: .systemAdministrator)
            let body = try await keeper.get("/desk/directory/organs/\(group)").text
            #expect(body.contains("里面的人") && body.contains("第九次会议；主任（负责人）（尤若谷）"))
            #expect(try await keeper.get("/desk/directory/organs/\(pool)").text.contains("懂老桥"))

            // Who convenes should have been trained for it (A1-16).
            let untrained = try await village.enter("people", ["number": "Z02", "name": "甘霖"], program)
            let sector = try await village.enter("organs", ["kind": "sector", "name": "教育界"], program)
            for convener in [person, untrained] {
                _ = try await village.enter(
                    "posts", ["person": convener, "organ": sector, "post": "convener"], program)
            }
            let lacking = try await program.get("/desk/directory").object["convenersWithoutTraining"] as? [String]
            #expect(lacking?.contains(untrained) == true && lacking?.contains(person) == false)
            #expect(try await keeper.get("/desk/directory").text.contains("没有培训记录的召集人"))

            #expect(try await program.post("/desk/directory/members/\(member)/end", [:]).status == 200)
            #expect(!(try await village.visitor().get(open).text.contains("尤若谷")))
            #expect(try await village.program(of: .leader).get(file).status == 404, "no member any more")
        }
    }

    @Test(
        "a post sits in: who went follows from who held it on that day, and is named where several did",
        arguments: EngineKind.allCases)
    func observers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let office = try await village.program(of: .keeper(of: .observations))
            let council = try await village.enter(
                "organs", ["kind": "chairpersons_council", "name": "主席会议"], program)
            var people: [String] = []
            for name in ["尤若谷", "甘霖", "蓝采薇"] {
                people.append(
                    try await village.enter("people", ["number": "Z0\(people.count)", "name": name], program))
            }
            for (person, post, start) in [
                (people[0], "head", "2026-01-01"), (people[1], "deputy", "2026-01-01"),
                (people[2], "deputy", "2026-02-15"),
            ] {
                _ = try await village.enter(
                    "posts", ["person": person, "organ": council, "post": post, "startsOn": start], program)
            }
            let lines: [(fields: [String: String], label: String)] = [
                (["post": "head", "meeting": "party_standing", "heldOn": "2026-02-01"], "主席会议 · 尤若谷"),
                (["post": "deputy", "meeting": "government", "heldOn": "2026-02-01"], "主席会议 · 甘霖"),
                // Two hold it now, and the register does not guess.
                (["post": "deputy", "meeting": "government", "heldOn": "2026-03-01"], "主席会议"),
                (["post": "deputy", "meeting": "joint", "heldOn": "2026-03-01", "person": people[2]], "主席会议 · 蓝采薇"),
                // Nobody held it yet.
                (["post": "head", "meeting": "government", "heldOn": "2025-12-01"], "主席会议"),
            ]
            for line in lines {
                let fields = line.fields.merging(["organ": council, "meetingName": "第七次会议"]) { own, _ in own }
                let id = try await village.enter("observations", fields, program)
                #expect(try await office.get("/desk/directory/observations/\(id)")["label"] == line.label)
                let again = try await office.post("/desk/directory/observations", fields)
                #expect(again.status == 409, "\(again.text)")
            }
            let bare = ["person": people[0], "meeting": "other", "meetingName": "专题会", "heldOn": "2026-03-01"]
            let refused = try await office.post("/desk/directory/observations", bare)
            #expect(refused.status == 422 && refused.text.contains("\"name\":\"organ\""), "\(refused.text)")
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("who sat in before posts were kept is listed until the post is added", arguments: EngineKind.allCases)
    func observersOfOld(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let council = try await village.enter(
                "organs", ["kind": "chairpersons_council", "name": "主席会议"], program)
            let person = try await village.enter("people", ["number": "Z09", "name": "尤若谷"], program)
            let fields = [
                "organ": council, "post": "head", "person": person, "meeting": "other", "meetingName": "专题会",
                "heldOn": "2026-03-01",
            ]
            let id = try await village.enter("observations", fields, program)
            let office = try await village.program(of: .keeper(of: .observations))
            func waiting() async throws -> [String]? {
                try await office.get("/desk/directory").object["observationsWithoutPost"] as? [String]
            }
            let browser = try await village.browser(of: .keeper(of: .observations))
            #expect(try await waiting() == [])
            #expect(try await browser.get("/desk/directory").text.contains("没写岗位的列席") == false)
            let tenant = village.story.county.id.number
            try await village.services.engine.write { transaction in
                try transaction.execute("UPDATE observation SET organ = NULL, post = NULL WHERE tenant = \(tenant)")
            }
            #expect(try await waiting() == [id])
            let page = try await browser.get("/desk/directory").text
            #expect(page.contains("没写岗位的列席 1") && page.contains("/desk/directory/observations/\(id)/change"))
            let completed = try await office.post("/desk/directory/observations/\(id)/change", fields)
            #expect(completed.status == 200, "\(completed.text)")
            #expect(try await waiting() == [])
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test("whoever invites is told with whom the bodies that convene keep in touch", arguments: EngineKind.allCases)
    func counterparts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let committee = try await village.enter(
                "organs", ["kind": "special_committee", "name": "社会法制委"], program)
            let other = try await village.enter("organs", ["kind": "special_committee", "name": "提案委员会"], program)
            let sector = try await village.enter("organs", ["kind": "sector", "name": "教育界"], program)
            let unit = village.story.unit.id.text
            for (organ, with, value) in [
                (committee, "unit", unit), (committee, "area", "990101100201"), (committee, "sector", sector),
                (other, "unit", village.story.otherUnit.id.text),
            ] {
                _ = try await village.enter("counterparts", ["organ": organ, with: value], program)
            }
            let topic = try await village.carry(to: .ready).topic.id
            let secretary = try await village.program(of: .secretary)
            let planned = try await secretary.post(
                "/desk/sessions",
                [
                    "title": "校门口怎样不堵", "topics": [topic.text], "day": "2026-03-20",
                    "time": "15:00", "place": "政协会议室", "bodies": [committee],
                ])
            let session = try #require(planned["id"].flatMap { ConsultationSession.ID($0) }, "\(planned.text)")
            let told = try await secretary.get("/desk/sessions/\(session)/suggestions")
            let named = (told.object["counterparts"] as? [[String: Any]] ?? []).map { line in
                ["organ", "kind", "name"].map { line[$0] as? String ?? "" }
            }
            #expect(
                named == [
                    ["社会法制委", "unit", village.story.unit.name], ["社会法制委", "area", "石桥村"],
                    ["社会法制委", "sector", "教育界"],
                ], "\(told.text)")
            try await village.act(.announce, on: session, as: .convener)
            let form = try await village.browser(of: .secretary).get("/desk/sessions/\(session)/participants").text
            #expect(form.contains("对口联系的，可以请") && form.contains("石桥村"))
        }
    }

    @Test("an area is not used before the day from which its code counts")
    func areas() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .systemAdministrator)
            for (code, day) in [("990101777000", "2026-03-06"), ("990101778000", "2026-03-05")] {
                _ = try await village.enter("areas", ["code": code, "name": "新镇\(code)", "startsOn": day], program)
            }
            let early = try await program.post(
                "/desk/directory/organs", ["kind": "work_committee", "name": "甲工委", "area": "990101777000"])
            #expect(early.status == 422 && early.text.contains("2026-03-06"))
            let fine = try await program.post(
                "/desk/directory/organs", ["kind": "work_committee", "name": "乙工委", "area": "990101778000"])
            #expect(fine.status == 201, "\(fine.text)")
            // Nor after the day until which it counts.
            for (code, day) in [("990101779000", "2026-03-04"), ("990101780000", "2026-03-05")] {
                _ = try await village.enter("areas", ["code": code, "name": "旧镇\(code)", "endsOn": day], program)
            }
            let late = try await program.post(
                "/desk/directory/organs", ["kind": "work_committee", "name": "丙工委", "area": "990101779000"])
            #expect(late.status == 422 && late.text.contains("2026-03-04"), "\(late.text)")
            let last = try await program.post(
                "/desk/directory/organs", ["kind": "work_committee", "name": "丁工委", "area": "990101780000"])
            #expect(last.status == 201, "\(last.text)")
            let turned = try await program.post(
                "/desk/directory/areas",
                ["code": "990101781000", "name": "甲镇", "startsOn": "2026-03-05", "endsOn": "2026-03-04"])
            #expect(turned.status == 422 && turned.text.contains("\"name\":\"endsOn\""), "\(turned.text)")
        }
    }
}

extension Village {
    /// Enters a line of a register; its id. What is the committee's business is entered by whoever does it.
    fileprivate func enter(
        _ register: String, _ values: [String: Any], _ administrator: APIClient
    ) async throws -> String {
        let keeper = Villager.keeper(of: try #require(Register(rawValue: register)))
        let program = keeper == .systemAdministrator ? administrator : try await program(of: keeper)
        let entered = try await program.post("/desk/directory/\(register)", values)
        #expect(entered.status == 201, "\(register): \(entered.text)")
        return try #require(entered["id"])
    }
}
