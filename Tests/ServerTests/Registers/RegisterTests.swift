// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Registers", .serialized)
struct RegisterTests {
    private static let town = ["code": "990101555000", "name": "青石镇"]

    @Test("an entry is entered, changed, ended and taken back, by program and by page", arguments: EngineKind.allCases)
    func life(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let browser = try await village.browser(of: .systemAdministrator)
            let entered = try await program.post("/desk/directory/areas", Self.town)
            #expect(entered.status == 201)
            let id = try #require(entered["id"])
            let base = "/desk/directory/areas/\(id)"
            let again = try await program.post("/desk/directory/areas", Self.town)
            #expect(again.status == 409 && again["code"] == "already_there")

            let page = try await browser.get("/desk/directory/areas?q=%E9%9D%92%E7%9F%B3")
            #expect(page.text.contains("青石镇") && !page.text.contains("安澜县</a>"))
            let changed = try await browser.fillIn(
                "\(base)/change", action: "\(base)/change",
                [("code", "990101555000"), ("name", "青石街道"), ("version", "1")])
            #expect(changed.status == 303)
            let stale = try await browser.fillIn(
                "\(base)/change", action: "\(base)/change",
                [("code", "990101555000"), ("name", "青山镇"), ("version", "1")])
            #expect(stale.status == 409, "somebody else changed it meanwhile")
            let moved = try await program.post("\(base)/change", ["code": "990101555001", "name": "青石街道"])
            #expect(moved.status == 422, "a code is not changed")

            #expect(try await program.post("\(base)/end", [:]).status == 200)
            #expect(try await program.post("\(base)/change", Self.town)["code"] == "already_ended")
            let list = try await browser.get("/desk/directory/areas")
            #expect(!list.text.contains("青石街道"))
            #expect(try await browser.get("/desk/directory/areas?part=ended").text.contains("青石街道"))
            #expect(try await program.post("\(base)/resume", [:]).status == 200)
            let record = try await browser.get(base)
            for word in ["录入", "修改", "停用", "恢复使用", "系统管理员"] { #expect(record.text.contains(word), "\(word)") }
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("what does not fit together is told beside its field, and nothing is entered", arguments: EngineKind.allCases)
    func problems(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let browser = try await village.browser(of: .systemAdministrator)
            let cases: [(String, [String: String], String)] = [
                ("areas", ["code": "12", "name": "甲"], "code"), ("areas", ["code": "990101555000"], "name"),
                ("organs", ["kind": "work_committee", "name": "甲工委"], "area"),
                ("organs", ["kind": "work_committee", "name": "甲工委", "area": "990101999000"], "area"),
                ("units", ["name": "甲局", "creditCode": "91350100M000100Y44"], "creditCode"),
                ("rooms", ["name": "甲室", "area": "990101001001", "level": "hall", "address": "甲路"], "level"),
                ("terms", ["name": "第一届", "startsOn": "2026-03-05", "endsOn": "2026-03-05"], "endsOn"),
                ("members", ["person": "0000000000009", "level": "own", "party": "none", "ranked": "yes"], "sector"),
            ]
            for (register, fields, blamed) in cases {
                let answer = try await program.post("/desk/directory/\(register)", fields)
                #expect(answer.status == 422, "\(register)")
                #expect(answer.text.contains("\"name\":\"\(blamed)\""), "\(register): \(answer.text)")
            }
            let back = try await browser.fillIn(
                "/desk/directory/areas/new", action: "/desk/directory/areas/new",
                [("code", "12"), ("name", "<b>甲</b>")])
            #expect(
                back.status == 422 && !back.text.contains("<b>甲") && back.text.contains("甲")
                    && back.text.contains("12位数字"))
        }
    }

    @Test(
        "areas are a tree by their codes: no village without its town, and each leads to the other",
        arguments: EngineKind.allCases)
    func tree(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let hamlet = ["code": "990101555001", "name": "青石村"]
            let early = try await program.post("/desk/directory/areas", hamlet)
            #expect(early.status == 422 && early.text.contains("\"name\":\"code\""), "\(early.text)")
            #expect(early.text.contains("上级区域没有录入") && !early.text.contains("990101555"))
            let town = try #require(try await program.post("/desk/directory/areas", Self.town)["id"])
            let entered = try await program.post("/desk/directory/areas", hamlet)
            #expect(entered.status == 201, "\(entered.text)")
            let below = try #require(entered["id"])
            let browser = try await village.browser(of: .systemAdministrator)
            let base = "/desk/directory/areas"
            func lies(_ id: some CustomStringConvertible) async throws -> String {
                let parts = try await browser.get("\(base)/\(id)").text.split(separator: "上级和下级")
                return parts.count > 1 ? parts.last.map(String.init) ?? "" : ""
            }
            #expect(try await lies(town).contains("href=\"\(base)/\(below)\">青石村"))
            #expect(try await lies(below).contains("href=\"\(base)/\(town)\">青石镇"))
            let county = try await lies(Identifier<DirectoryEntry>(village.story.county.areaCode.number))
            #expect(county.contains("青石镇") && !county.contains("青石村"), "right below only")
            let list = try await browser.get(base).text
            #expect(list.contains("<li class=\"in-1\"><div><a href=\"\(base)/\(town)\""))
            #expect(list.contains("<li class=\"in-2\"><div><a href=\"\(base)/\(below)\""))
            let used = try await program.post("\(base)/\(town)/end", [:])
            #expect(used["code"] == "still_used", "a village lies in it: \(used.text)")
            #expect(try await program.post("\(base)/\(below)/end", [:]).status == 200)
            #expect(try await program.post("\(base)/\(town)/end", [:]).status == 200)
            #expect(try await program.post("\(base)", ["code": "990101555002", "name": "青松村"]).status == 422)
        }
    }

    @Test("what something still in use hangs on does not end", arguments: EngineKind.allCases)
    func used(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let room = try await program.post("/desk/directory/rooms/\(village.room.id)/end", [:])
            #expect(room["code"] == "still_used", "topics wait in it")
            let page = try await village.browser(of: .systemAdministrator)
                .get("/desk/directory/rooms/\(village.room.id)").text
            #expect(page.contains("还没办完的议题") && page.contains(village.story.waiting.id.text))
            #expect(page.contains("/topics/\(village.story.published.id)\""))
            #expect(!page.contains(village.story.waiting.words), "nor does it tell what was said")
            #expect(page.contains("/desk/bulk/topics/passing?group=\(village.room.id)"), "where they go on")
            let area = try await program.post(
                "/desk/directory/areas/\(Identifier<DirectoryEntry>(village.room.area.number))/end", [:])
            #expect(area["code"] == "still_used", "a room lies in it")
            let journey = try await village.carry(to: .dispatched)
            let officer = try #require(village.story.staff[.officer])
            #expect(try #require(journey.item).number > 0)
            let person = try await program.post("/desk/directory/people/\(officer.id)/end", [:])
            #expect(person["code"] == "still_used", "an item is with this officer")
        }
    }

    @Test("no place ends while somebody's role counts there, and the page says whose", arguments: EngineKind.allCases)
    func usedByRoles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let security = try await village.program(of: .securityAdministrator)
            let browser = try await village.browser(of: .systemAdministrator)
            let town = try #require(
                try await program.post("/desk/directory/areas", ["code": "990101556000", "name": "青石镇"])["id"])
            let room = try #require(
                try await program.post(
                    "/desk/directory/rooms",
                    ["name": "旧祠堂议事室", "area": "990101001001", "level": "village", "address": "旧祠堂"])["id"])
            let unit = try #require(try await program.post("/desk/directory/units", ["name": "安澜县农业局"])["id"])
            let account = "/desk/accounts/\(village.person(.colleague))"
            for (path, fields) in [
                ("areas/\(town)", ["role": "convener", "area": "990101556000"]),
                ("rooms/\(room)", ["role": "convener", "room": room]),
                ("units/\(unit)", ["role": "unit_officer", "unit": unit]),
            ] {
                let given = try await security.post("\(account)/granting", fields)
                #expect(given.status == 200, "\(given.text)")
                let refused = try await program.post("/desk/directory/\(path)/end", [:])
                #expect(refused["code"] == "still_used", "\(path): \(refused.text)")
                let page = try await browser.get("/desk/directory/\(path)").text
                let holder = "/desk/directory/people/\(village.person(.colleague))"
                #expect(page.contains("管着这里的职务") && page.contains(holder), "\(path)")
                let grants = try #require(given.object["appointments"] as? [[String: Any]])
                let grant = try #require(grants.last?["id"] as? String)
                #expect(try await security.post("\(account)/ending", ["appointment": grant]).status == 200)
                #expect(try await !browser.get("/desk/directory/\(path)").text.contains("管着这里的职务"))
                #expect(try await program.post("/desk/directory/\(path)/end", [:]).status == 200, "\(path)")
            }
        }
    }

    @Test("a room that is out of use says so and takes no topics", arguments: EngineKind.allCases)
    func closedRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            let entered = try await program.post(
                "/desk/directory/rooms",
                ["name": "旧祠堂议事室", "area": "990101001001", "level": "village", "address": "旧祠堂"])
            let id = try #require(entered["id"])
            let record = try await village.browser(of: .systemAdministrator).get("/desk/directory/rooms/\(id)")
            #expect(record.text.contains("杨柳社区") && !record.text.contains("990101001001"), "areas read by their names")
            let listed = try await village.program().get("/rooms")
            let rooms = try #require(listed.object["items"] as? [[String: Any]])
            let token = try #require(rooms.first { $0["id"] as? String == id }?["token"] as? String)
            #expect(try await village.visitor().get("/r/\(token)").status == 200)
            #expect(try await program.post("/desk/directory/rooms/\(id)/end", [:]).status == 200)
            let page = try await village.visitor().get("/r/\(token)")
            #expect(page.status == 410 && page.text.contains("<h1>这间议事室已经停用</h1>"))
            #expect(
                page.text.contains("旧祠堂议事室") && page.text.contains("/rooms?area=990101001000"), "where to go instead")
            #expect(try await village.visitor().get("/r/\(token)/raise").status == 410)
            let refused = try await village.program().post("/topics", ["room": token, "text": "路灯不亮"])
            #expect(refused["code"] == "room_closed")
            #expect(try await !village.visitor().get("/").text.contains("旧祠堂"))
        }
    }

    @Test("gaps of members and bodies are counted, and lead to their records", arguments: EngineKind.allCases)
    func gaps(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            func enter(_ register: String, _ fields: [String: String]) async throws -> String {
                let answer = try await program.post("/desk/directory/\(register)", fields)
                #expect(answer.status == 201, "\(answer.text)")
                return try #require(answer["id"])
            }
            let sector = try await enter("organs", ["kind": "sector", "name": "教育界"])
            let committee = try await enter("organs", ["kind": "special_committee", "name": "提案委员会"])
            let branch = try await enter("organs", ["kind": "party_branch", "name": "第一履职党支部"])
            let person = try await enter("people", ["number": "W1", "name": "莫问"])
            let member = try await enter(
                "members",
                [
                    "person": person, "level": "own", "sector": sector, "committee": committee,
                    "area": "990101001001", "party": "cpc", "ranked": "yes",
                ])
            let before = try await program.get("/desk/directory")
            #expect(before.text.contains("\"gaps\":[\"branch\"]"), "\(before.text)")
            _ = try await enter("posts", ["person": person, "organ": branch, "post": "member"])
            let after = try await program.get("/desk/directory")
            #expect(
                after.text.contains("\"membersWithGaps\":[]") && after.text.contains("\"partyMembersInOneBranch\":1"))
            let page = try await village.browser(of: .systemAdministrator).get("/desk/directory")
            #expect(page.text.contains("缺召集人") && page.text.contains("1/1名"))
            // Somebody keeps in touch with each member by a duty group (BR-44).
            #expect(page.text.contains("0/1名（编入在用的履职小组）") && page.text.contains("还没有录履职小组"))
            #expect(after.text.contains("\"ownMembers\":1,\"ownMembersWithoutGroup\":[\"\(member)\"]"))
            let group = try await enter(
                "organs", ["kind": "duty_group", "name": "清河履职小组", "area": "990101001001"])
            #expect(
                try await village.browser(of: .systemAdministrator).get("/desk/directory").text
                    .contains("/desk/directory/members/\(member)"), "the gap leads to its record")
            _ = try await enter("posts", ["person": person, "organ": group, "post": "member"])
            #expect(try await program.get("/desk/directory").text.contains("\"ownMembersWithoutGroup\":[]"))
            #expect(page.text.contains("0/2间") && page.text.contains("/desk/directory/rooms/\(village.room.id)"))
            #expect(after.text.contains("\"rooms\":2,\"completeRooms\":0"))
            #expect(try await program.get("/desk/directory/members/\(member)").text.contains("莫问"))
        }
    }

    @Test(
        "a duty branch that stands on a special committee is led by whoever heads it; another secretary is a gap",
        arguments: EngineKind.allCases)
    func branches(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .systemAdministrator)
            func enter(_ register: String, _ fields: [String: String]) async throws -> String {
                let answer = try await program.post("/desk/directory/\(register)", fields)
                #expect(answer.status == 201, "\(answer.text)")
                return try #require(answer["id"])
            }
            func gaps(of organ: String) async throws -> [String: Any]? {
                let lines = try await program.get("/desk/directory").object["organsWithGaps"] as? [[String: Any]] ?? []
                return lines.first { $0["id"] as? String == organ }
            }
            let committee = try await enter("organs", ["kind": "special_committee", "name": "提案委员会"])
            let sector = try await enter("organs", ["kind": "sector", "name": "教育界"])
            for (fields, why) in [
                (["kind": "duty_group", "name": "甲组", "committee": committee], "a group stands on none"),
                (["kind": "party_branch", "name": "甲支部", "committee": sector], "a sector is no committee"),
            ] {
                let refused = try await program.post("/desk/directory/organs", fields)
                #expect(
                    refused.status == 422 && refused.text.contains("\"name\":\"committee\""), "\(why): \(refused.text)")
            }
            let branch = try await enter(
                "organs", ["kind": "party_branch", "name": "提案委履职党支部", "committee": committee])
            let (head, other) = (
                try await enter("people", ["number": "W1", "name": "莫问"]),
                try await enter("people", ["number": "W2", "name": "甘霖"])
            )
            _ = try await enter("posts", ["person": head, "organ": committee, "post": "head"])
            #expect(try await gaps(of: branch)?["missingPosts"] as? [String] == ["head"], "nobody yet")
            #expect(try await gaps(of: branch)?["isLedApart"] as? Bool == false)
            let post = try await enter("posts", ["person": other, "organ": branch, "post": "head"])
            #expect(try await gaps(of: branch)?["isLedApart"] as? Bool == true)
            let page = try await village.browser(of: .systemAdministrator).get("/desk/directory").text
            #expect(page.contains("书记不是提案委员会的主任") && page.contains("/desk/directory/organs/\(branch)"))
            let used = try await program.post("/desk/directory/posts/\(post)/end", [:])
            #expect(used.status == 200, "\(used.text)")
            _ = try await enter("posts", ["person": head, "organ": branch, "post": "head"])
            #expect(try await gaps(of: branch) == nil)
            let ended = try await program.post("/desk/directory/organs/\(committee)/end", [:])
            #expect(ended["code"] == "still_used", "a branch stands on it")
        }
    }
}
