// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Roles given from the registers", .serialized)
struct RegisteredRoleTests {
    private static let path = "/desk/register-roles"

    /// People of the registers, by what the registers say of them: a room with its secretary and convener, a unit with its
    /// officers, a member.
    private struct Registers {
        let village: Village
        let keeper: APIClient
        let security: APIClient
        private(set) var people: [String: String] = [:]
        private(set) var room = ""
        private(set) var unit = ""

        init(_ village: Village) async throws {
            self.village = village
            keeper = try await village.program(of: .systemAdministrator)
            security = try await village.program(of: .securityAdministrator)
            for (index, name) in ["章小满", "纪晴川", "贺兰舟", "柏言", "尤若谷"].enumerated() {
                people[name] = try await enter("people", ["number": "MC400\(index)", "name": name])
            }
            room = try await enter(
                "rooms",
                [
                    "name": "旧祠堂议事室", "area": "990101001001", "level": "village", "address": "旧祠堂",
                    "secretary": person("章小满"), "convener": person("纪晴川"),
                ])
            unit = try await enter(
                "units", ["name": "安澜县农业局", "officer": person("贺兰舟"), "secondOfficer": person("尤若谷")])
            let sector = try await enter("organs", ["kind": "sector", "name": "农业界"])
            let committee = try await enter("organs", ["kind": "special_committee", "name": "农业委员会"])
            for member in [person("柏言"), village.person(.systemAdministrator).text] {
                _ = try await enter(
                    "members",
                    [
                        "person": member, "level": "own", "sector": sector, "committee": committee,
                        "area": "990101001001", "party": "none", "ranked": "yes", "endsOn": "2027-01-31",
                    ])
            }
            // 尤若谷 gets none.
            let invited = ["章小满", "纪晴川", "贺兰舟", "柏言"].map { person($0) }
            let made = try await security.post("/desk/new-accounts", ["people": invited])
            #expect((made.object["made"] as? [Any])?.count == 4, "\(made.text)")
        }

        func person(_ name: String) -> String { people[name] ?? "" }

        func enter(_ register: String, _ fields: [String: String]) async throws -> String {
            let entered = try await keeper.post("/desk/directory/\(register)", fields)
            return try #require(entered["id"], "\(register): \(entered.text)")
        }

        func give(_ fields: [String: Any]) async throws -> (done: [[String: Any]], left: [String]) {
            var fields = fields.merging(["whom": fields["people"] == nil ? "all" : "ticked"]) { mine, _ in mine }
            if fields["people"] == nil, fields["seen"] == nil {
                fields["seen"] = try await mark(
                    of: fields["kind"] as? String ?? "", in: fields["area"] as? String)
            }
            let answer = try await security.post(RegisteredRoleTests.path, fields)
            #expect(answer.status == 200, "\(answer.text)")
            let left = answer.object["left"] as? [[String: Any]] ?? []
            return (
                answer.object["done"] as? [[String: Any]] ?? [], left.compactMap { $0["code"] as? String }.sorted()
            )
        }

        /// The mark of what would be given of a kind now.
        func mark(of kind: String, in area: String? = nil) async throws -> String {
            let query = "kind=\(kind)" + (area.map { "&area=\($0)" } ?? "")
            let list = try await security.get("\(RegisteredRoleTests.path)?\(query)")
            return try #require(list["seen"], "\(list.text)")
        }

        /// Names somebody else as the room's secretary.
        func name(secretary: String) async throws {
            let changed = try await keeper.post(
                "/desk/directory/rooms/\(room)/change",
                [
                    "name": "旧祠堂议事室", "area": "990101001001", "level": "village", "address": "旧祠堂",
                    "secretary": person(secretary), "convener": person("纪晴川"),
                ])
            #expect(changed.status == 200, "\(changed.text)")
        }

        /// The figures of a kind.
        func counts(_ kind: String) async throws -> [String: Int] {
            let kinds = try await security.get(RegisteredRoleTests.path).object["kinds"] as? [[String: Any]] ?? []
            let own = try #require(kinds.first { $0["kind"] as? String == kind })
            return own.compactMapValues { $0 as? Int }
        }

        func contradicted() async throws -> [[String: Any]] {
            try await security.get(RegisteredRoleTests.path).object["contradicted"] as? [[String: Any]] ?? []
        }
    }

    @Test(
        "each gets what the registers say, once, with an event of its own; what cannot be is said",
        arguments: EngineKind.allCases)
    func given(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let registers = try await Registers(village)
            #expect(try await registers.counts("secretaries")["ready"] == 1)
            let officers = try await registers.counts("officers")
            #expect(officers["said"] == 2 && officers["ready"] == 1 && officers["withoutAccount"] == 1)
            let (done, left) = try await registers.give(["kind": "secretaries"])
            let appointment = try #require(done.first?["appointment"] as? [String: Any])
            #expect(done.count == 1 && left.isEmpty)
            #expect(appointment["basis"] as? String == "register" && appointment["room"] as? String == registers.room)
            let again = try await registers.give(["kind": "secretaries"])
            #expect(again.done.isEmpty && again.left.isEmpty, "no doubles")
            let officer = try await registers.give(["kind": "officers"])
            #expect(officer.done.count == 1 && officer.left == ["no_account"])
            let members = try await registers.give(["kind": "members"])
            #expect(members.left == ["separate_duties"], "BR-39")
            let given = try #require(members.done.first?["appointment"] as? [String: Any])
            #expect(members.done.count == 1 && given["until"] as? String == "2027-01-31", "to the last day of the post")
            let page = try await village.browser(of: .securityAdministrator)
                .get("/desk/accounts/\(registers.person("章小满"))").text
            #expect(page.contains("任：议事室秘书 · 旧祠堂议事室") && page.contains("按名册"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("an area or some people can be chosen, nobody chooses the own account, and a stale look gives nothing")
    func chosen() async throws {
        try await Village.with(.sqlite) { village in
            let registers = try await Registers(village)
            let own = village.person(.securityAdministrator).text
            _ = try await registers.enter(
                "rooms",
                [
                    "name": "晒谷场议事室", "area": "990101100201", "level": "village", "address": "晒谷场", "convener": own,
                ])
            let none = try await registers.give(["kind": "secretaries", "area": "990101100201"])
            #expect(none.done.isEmpty && none.left.isEmpty)
            let refused = try await registers.give(["kind": "conveners", "area": "990101100201"])
            #expect(refused.done.isEmpty && refused.left == ["own_account"])
            let stranger = try await registers.give(["kind": "conveners", "people": [registers.person("柏言")]])
            #expect(stranger.done.isEmpty && stranger.left == ["not_found"])
            let nobody = try await registers.security.post(
                Self.path, ["kind": "conveners", "whom": "ticked", "people": [String]()])
            #expect(nobody.status == 422 && nobody.text.contains("people"), "an empty list is not everybody")
            let ticked = ["kind": "conveners", "whom": "ticked", "people": [registers.person("纪晴川")]] as [String: Any]
            let stales: [[String: Any]] = [
                ["kind": "conveners", "whom": "all", "seen": "1"], ["kind": "conveners", "whom": "all"],
                ticked.merging(["seen": "1"]) { $1 },
            ]
            for stale in stales {
                let answer = try await registers.security.post(Self.path, stale)
                #expect(answer.status == 422 && answer.text.contains("seen"), "\(answer.text)")
            }
            // The only one of the kind who can be given it: the mark of all is that of this one.
            let one = try await registers.give(
                ticked.merging(["seen": try await registers.mark(of: "conveners")]) { $1 })
            #expect(one.done.count == 1 && one.left.isEmpty)
        }
    }

    @Test("where the register names somebody else since the look, nobody gets the role", arguments: EngineKind.allCases)
    func renamed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let registers = try await Registers(village)
            let browser = try await village.browser(of: .securityAdministrator)
            let seen = try await registers.mark(of: "secretaries")
            let preview = try await browser.fillIn(
                "\(Self.path)?kind=secretaries", action: Self.path, [("kind", "secretaries"), ("whom", "all")])
            let hidden = try #require(preview.hiddenFields(Self.path))
            #expect(preview.text.contains("章小满") && hidden.contains { $0 == ("seen", seen) })

            try await registers.name(secretary: "柏言")
            #expect(try await registers.counts("secretaries")["ready"] == 1, "as many as before")
            let refused = try await browser.post(Self.path, hidden)
            #expect(refused.status == 422 && refused.text.contains("请再看一遍再给"), "\(refused.text)")
            let unseen = try await browser.post(Self.path, hidden.filter { $0.0 != "seen" })
            #expect(unseen.status == 422, "\(unseen.text)")
            for fields in [["seen": seen], [:]] {
                let program = try await registers.security.post(
                    Self.path, fields.merging(["kind": "secretaries", "whom": "all"]) { $1 })
                #expect(program.status == 422 && program.text.contains("seen"), "\(program.text)")
            }
            #expect(try await registers.counts("secretaries")["held"] == 0)

            try await registers.name(secretary: "章小满")
            let done = try await registers.give(["kind": "secretaries", "seen": seen])
            #expect(done.done.count == 1, "what was seen is there again")
        }
    }

    @Test("a deed that comes again under another key passes and gives nothing twice", arguments: EngineKind.allCases)
    func again(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let registers = try await Registers(village)
            let second = try await registers.enter(
                "rooms",
                [
                    "name": "晒谷场议事室", "area": "990101100201", "level": "village", "address": "晒谷场",
                    "secretary": registers.person("柏言"),
                ])
            let seen = try await registers.mark(of: "secretaries")
            // As after a cut: one of the two was given.
            let part = try await registers.give(["kind": "secretaries", "people": [registers.person("章小满")]])
            #expect(part.done.count == 1)
            let rest = try await registers.give(["kind": "secretaries", "seen": seen])
            let given = rest.done.first?["appointment"] as? [String: Any]
            #expect(rest.done.count == 1 && given?["room"] as? String == second)
            let over = try await registers.give(["kind": "secretaries", "seen": seen])
            #expect(over.done.isEmpty && over.left.isEmpty)
        }
    }

    @Test("the pages show each line before it is given, and what was refused and why", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let registers = try await Registers(village)
            let browser = try await village.browser(of: .securityAdministrator)
            let overview = try await browser.get(Self.path).text
            #expect(overview.contains("按名册给职务") && overview.contains("\(Self.path)?kind=members"))
            let unticked = try await browser.fillIn(
                "\(Self.path)?kind=members", action: Self.path, [("kind", "members"), ("whom", "ticked")])
            #expect(unticked.status == 422 && unticked.text.contains("还没有勾选人"))
            let preview = try await browser.fillIn(
                "\(Self.path)?kind=members", action: Self.path, [("kind", "members"), ("whom", "all")])
            #expect(preview.status == 200 && preview.text.contains("要给1项") && preview.text.contains("柏言"))
            #expect(preview.text.contains("三名管理员要分开"), "why not the others")
            #expect(try await registers.counts("members")["held"] == 0, "looking gives nothing")
            let hidden = try #require(preview.hiddenFields(Self.path))
            let done = try await browser.post(Self.path, hidden)
            #expect(done.status == 200 && done.text.contains("给了职务1项"), "\(done.text)")
            #expect(try await browser.post(Self.path, hidden).text == done.text, "the same form does it once")
            #expect(try await registers.counts("members")["held"] == 1)
            let officers = try await browser.get("\(Self.path)?kind=officers").text
            #expect(officers.contains("还没有账号的") && officers.contains("/desk/new-accounts"))
            for wrong in ["kind=nothing", "kind=members&area=x"] {
                #expect(try await browser.get("\(Self.path)?\(wrong)").status == 404, "\(wrong)")
            }
            for villager in [Villager.systemAdministrator, .secretary] {
                #expect(try await village.browser(of: villager).get(Self.path).status == 404)
            }
        }
    }

    @Test("whoever was replaced in the register is listed, and ended by choice alone", arguments: EngineKind.allCases)
    func replaced(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let registers = try await Registers(village)
            _ = try await registers.give(["kind": "secretaries"])
            #expect(try await registers.contradicted().isEmpty, "what they are silent about stays")
            try await registers.name(secretary: "柏言")
            let found = try await registers.contradicted()
            let grant = try #require((found.first?["appointment"] as? [String: Any])?["id"] as? String)
            #expect(found.count == 1 && found.first?["person"] as? String == registers.person("章小满"))
            let page = try await village.browser(of: .securityAdministrator).get(Self.path).text
            #expect(page.contains("名册不再写着的职务 1") && page.contains("name=\"appointments.\(grant)\""))
            let path = "\(Self.path)/endings"
            let kept = try await registers.security.get("/desk/accounts/\(village.person(.secretary))")
            let foreign = try #require(
                (kept.object["appointments"] as? [[String: Any]])?.first?["id"] as? String, "\(kept.text)")
            let ended = try await registers.security.post(path, ["appointments": [grant, foreign]])
            #expect((ended.object["done"] as? [Any])?.count == 1, "\(ended.text)")
            let left = (ended.object["left"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
            #expect(left == ["not_found"], "what the registers do not speak against is not ended here")
            #expect(try await registers.contradicted().isEmpty)
            #expect(try await registers.counts("secretaries")["ready"] == 1, "the new one")
        }
    }

    @Test("more than a lot is given in one deed")
    func lots() async throws {
        try await Village.with(.sqlite) { village in
            let registers = try await Registers(village)
            let rooms = RegisteredRoleDesk.lotSize + 10
            for number in 0..<rooms {
                _ = try await registers.enter(
                    "rooms",
                    [
                        "name": "第\(number)议事室", "area": "990101001001", "level": "village", "address": "村口",
                        "secretary": registers.person("章小满"),
                    ])
            }
            let (done, left) = try await registers.give(["kind": "secretaries"])
            #expect(done.count == rooms + 1 && left.isEmpty)
            #expect(try await registers.counts("secretaries")["held"] == rooms + 1)
        }
    }
}
