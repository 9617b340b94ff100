// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Tokens for programs", .serialized)
struct APITokenRoutesTests {
    private func token(
        _ village: Village, _ villager: Villager, _ access: String, context: String = "", days: String = "30"
    ) async throws -> (client: APIClient, id: String) {
        let own = try await village.program(of: villager)
        let made = try await own.post(
            "/desk/me/tokens", ["name": "统计程序", "access": access, "context": context, "days": days])
        #expect(made.status == 201, "\(made.text)")
        let client = APIClient(village.client, bearer: made["token"])
        return (client, try #require(made["id"]))
    }

    @Test("a token reads what its person reads, and writes only where it says so", arguments: EngineKind.allCases)
    func access(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let topic = "/desk/topics/\(village.story.waiting.id)"
            let (reader, _) = try await token(village, .secretary, "read")
            #expect(try await reader.get(topic).status == 200)
            #expect(try await reader.get("/desk/accounts").status == 404, "it never widens")
            let refused = try await reader.post("\(topic)/pool", [:])
            #expect(refused.status == 403 && refused["code"] == "out_of_scope")
            let raised = try await reader.post("/topics", ["room": village.room.id.text, "text": "路面有坑"])
            #expect(raised.status == 403, "not even what everybody may")
            let (writer, _) = try await token(village, .secretary, "write")
            let pooled = try await writer.post("\(topic)/pool", [:])
            #expect(pooled.status == 200)
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=topic&limit=1")
            let line = try #require((log.object["items"] as? [[String: Any]])?.first)
            #expect(line["name"] as? String == Villager.secretary.name)
        }
    }

    @Test("a context opens nothing beside it", arguments: EngineKind.allCases)
    func contexts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (client, _) = try await token(village, .secretary, "write", context: "topics")
            #expect(try await client.get("/desk/topics?part=waiting").status == 200)
            for path in ["/desk/sessions", "/desk/items", "/desk/members", "/desk/notices", "/desk/me"] {
                #expect(try await client.get(path).status == 403, "\(path)")
            }
        }
    }

    @Test(
        "a part that was taken out of a larger one is opened by its own tokens and by those of the larger one",
        arguments: EngineKind.allCases)
    func olderParts(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            for (own, larger, opened, beside) in [
                ("live", "sessions", "/desk/live", "/desk/sessions"),
                ("campaigns", "sessions", "/desk/campaigns", "/desk/sessions"),
                ("deliberations", "topics", "/desk/deliberations", "/desk/topics?part=waiting"),
                ("look_backs", "items", "/desk/lookbacks", "/desk/items"),
                ("contests", "items", "/desk/contests", "/desk/items"),
                ("rooms", "directory", "/desk/rooms", "/desk/members"),
            ] {
                let (narrow, _) = try await token(village, .secretary, "read", context: own)
                #expect(try await narrow.get(opened).status == 200, "\(own)")
                #expect(try await narrow.get(beside).status == 403, "\(own)")
                let (wide, _) = try await token(village, .secretary, "read", context: larger)
                for path in [opened, beside] { #expect(try await wide.get(path).status == 200, "\(larger)") }
            }
            let (administrator, _) = try await token(village, .systemAdministrator, "read", context: "practice")
            #expect(try await administrator.get("/desk/practice").status == 200)
            #expect(try await administrator.get("/desk/health").status == 403)
        }
    }

    @Test("every operation of the desk is of a part to which a token can be limited, but those of one's own account")
    func everyPart() async throws {
        let own: Set<Substring> = ["me", "sign-ins", "settings", "search", "contacts", "notice-choices", "attachments"]
        try await Village.with(.sqlite) { village in
            var parts: Set<APIToken.Context> = []
            for route in village.installation.table.routes where route.isAPI {
                guard case .staff = route.audience else { continue }
                let first = route.path.split(separator: "/").first { !["api", "v1", "desk"].contains($0) } ?? ""
                #expect(route.tokenContexts.isEmpty == own.contains(first), "\(route.label)")
                parts.formUnion(route.tokenContexts)
            }
            #expect(parts == Set(APIToken.Context.allCases), "no part that opens nothing")
        }
    }

    @Test(
        "no token makes tokens, changes the password or the second factor, or signs out", arguments: EngineKind.allCases
    )
    func bySignInOnly(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (client, id) = try await token(village, .securityAdministrator, "write")
            let member = try #require(village.story.staff[.member]).id
            for (path, fields) in [
                ("/desk/me/tokens", ["name": "x", "access": "read", "days": "30"]),
                ("/desk/me/tokens/\(id)/revocation", [:]), ("/desk/me/second-factor", [:]),
                ("/desk/me/second-factor/recovery-codes", ["password": Villager.password, "code": "000000"]),
                ("/desk/me/password", ["old": Villager.password, "password": "河边柳树三月绿2026"]),
                ("/desk/accounts/\(member)/invitation", [:]),
                ("/desk/accounts", ["name": "某人", "sign_in_name": "mouren"]),
            ] {
                let answer = try await client.post(path, fields)
                #expect(answer.status == 403 && answer["code"] == "out_of_scope", "\(path): \(answer.text)")
            }
            #expect(try await client.delete("/sign-ins/current").status == 403)
            let browser = Browser(village.client, signIn: "shl_whatever")
            #expect(try await browser.get("/desk/notices").status == 303)
        }
    }

    /// What has been told of tokens that end, to this villager, latest first: where each leads.
    private func told(_ villager: Villager, _ village: Village) async throws -> [String] {
        await village.deliverLetters()
        let list = try await village.program(of: villager).get("/desk/notices")
        return (list.object["items"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == "token_ending" }
            .compactMap { $0["address"] as? String }
    }

    @Test(
        "whoever has it and the security administrator are told a month and a week before it ends, once each",
        arguments: EngineKind.allCases)
    func warned(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await token(village, .secretary, "read", days: "90")
            let watch = APITokenWatch(services: village.services)
            let secretary = village.person(.secretary)
            let steps: [(Int64, Int)] = [(0, 0), (59, 0), (1, 1), (0, 1), (10, 1), (13, 2), (6, 2), (2, 2)]
            for (days, expected) in steps {
                village.clock.move(hours: 24 * days)
                try await watch.look()
                let own = try await told(.secretary, village)
                #expect(own.count == expected && own.allSatisfy { $0.hasSuffix("/desk/account") }, "\(own)")
                let others = try await told(.securityAdministrator, village)
                #expect(
                    others.count == expected && others.allSatisfy { $0.hasSuffix("/desk/accounts/\(secretary)") },
                    "\(others)")
                #expect(try await told(.leader, village).isEmpty, "nobody else")
            }
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    /// What the health page counts of tokens that end, and how it judges that.
    private func health(_ village: Village) async throws -> (number: Int, state: String) {
        let answer = try await village.program(of: .systemAdministrator).get("/desk/health")
        let item = try #require(
            (answer.object["items"] as? [[String: Any]])?.first { $0["name"] as? String == "tokens" })
        return (item["number"] as? Int ?? -1, item["state"] as? String ?? "")
    }

    @Test("of one that was ended, or made for a month, less is told; the health page counts those that end")
    func lessWarned() async throws {
        try await Village.with(.sqlite) { village in
            let (_, gone) = try await token(village, .member, "read", days: "90")
            _ = try await token(village, .leader, "read", days: "30")
            let watch = APITokenWatch(services: village.services)
            try await watch.look()
            #expect(try await told(.leader, village).isEmpty, "whoever has just made it knows")
            #expect(try await health(village) == (0, "ok"))
            let revoked = try await village.program(of: .member).post("/desk/me/tokens/\(gone)/revocation", [:])
            #expect(revoked.status == 204)
            village.clock.move(hours: 24 * 23)
            try await watch.look()
            #expect(try await told(.leader, village).count == 1)
            #expect(try await health(village) == (1, "soon"))
            let page = try await village.browser(of: .leader).get("/desk/account/tokens").text
            #expect(page.contains("快到期了"))
            village.clock.move(hours: 24 * 61)
            try await watch.look()
            #expect(try await told(.member, village).isEmpty, "it was ended before")
            #expect(try await health(village) == (0, "ok"), "it has ended")
        }
    }

    @Test("how long before its end that is told is the county's to say")
    func warningDays() async throws {
        try await Village.with(.sqlite) { village in
            var profile = Village.practice.profile
            profile.tokenWarningDays = 60
            let asked = try await village.program(of: .systemAdministrator).post(
                "/desk/practice/revision", PracticeForm.values(profile, from: village.clock.now.day))
            #expect(asked.status == 201, "\(asked.text)")
            try await village.reloadSites()
            _ = try await token(village, .secretary, "read", days: "90")
            village.clock.move(hours: 24 * 30)
            try await APITokenWatch(services: village.services).look()
            #expect(try await told(.secretary, village).count == 1)
        }
    }

    @Test(
        "it ends when it is revoked, by its person or the security administrator, and in time",
        arguments: EngineKind.allCases)
    func ends(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (first, id) = try await token(village, .member, "read")
            let own = try await village.program(of: .member)
            let list = try await own.get("/desk/me/tokens")
            #expect(list.text.contains("统计程序") && !list.text.contains("shl_"))
            let stranger = try await village.program(of: .leader).post("/desk/me/tokens/\(id)/revocation", [:])
            #expect(stranger.status == 404)
            #expect(try await own.post("/desk/me/tokens/\(id)/revocation", [:]).status == 204)
            #expect(try await first.get("/desk/me").status == 401)
            let (second, other) = try await token(village, .member, "read")
            let security = try await village.program(of: .securityAdministrator)
            let member = try #require(village.story.staff[.member]).id
            #expect(try await security.post("/desk/accounts/\(member)/tokens/\(other)/revocation", [:]).status == 204)
            #expect(try await second.get("/desk/me").status == 401)
            let (third, _) = try await token(village, .member, "read")
            #expect(try await security.post("/desk/accounts/\(member)/sign-ins-end", [:]).status == 200)
            #expect(try await third.get("/desk/me").status == 401)
            let (fourth, _) = try await token(village, .member, "read")
            village.clock.move(hours: 30 * 24 - 1)
            #expect(try await fourth.get("/desk/me").status == 200)
            village.clock.move(hours: 2)
            #expect(try await fourth.get("/desk/me").status == 401)
            let stored = try await village.services.engine.read {
                try $0.rows("SELECT token_hash FROM api_token") { try $0.next([UInt8].self).count }
            }
            #expect(stored == [32, 32, 32, 32])
        }
    }
}
