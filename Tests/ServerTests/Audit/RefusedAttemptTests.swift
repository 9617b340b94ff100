// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Who was turned away", .serialized)
struct RefusedAttemptTests {
    private static let path = "/desk/audit/refusals"

    private func items(_ answer: WebAnswer) -> [[String: Any]] { answer.object["items"] as? [[String: Any]] ?? [] }

    /// The number of an account's refusals of a kind on the village's day; nil where there is none.
    private func times(_ kind: String, of name: String?, _ answer: WebAnswer) -> Int? {
        items(answer).first { $0["kind"] as? String == kind && $0["name"] as? String == name }?["times"] as? Int
    }

    @Test(
        "wrong passwords are a number for each account and day, and unknown names one for all",
        arguments: EngineKind.allCases)
    func passwords(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let visitor = village.visitor()
            for password in ["wrong", "wronger"] {
                let refused = try await visitor.fillIn(
                    "/sign-in", action: "/sign-in", [("name", "mishu"), ("password", password)])
                #expect(refused.status == 401)
            }
            let program = village.program()
            for name in ["mishu", "niemand", "keiner"] {
                let refused = try await program.post("/sign-ins", ["name": name, "password": "wrong"], key: nil)
                #expect(refused.status == 401)
            }
            let right = try await program.post("/sign-ins", ["name": "mishu", "password": Villager.password], key: nil)
            #expect(right.status == 201, "\(right.text)")

            let auditor = try await village.program(of: .auditAdministrator)
            let read = try await auditor.get(Self.path)
            #expect(read.status == 200 && items(read).count == 2, "\(read.text)")
            #expect(times("wrong_password", of: Villager.secretary.name, read) == 3)
            #expect(times("wrong_password", of: nil, read) == 2)
            #expect(!read.text.contains("niemand") && !read.text.contains("wronger"))
            // What comes later on the same day is added to the same number; another day has its own.
            _ = try await program.post("/sign-ins", ["name": "mishu", "password": "wrong"], key: nil)
            let added = try await auditor.get(Self.path)
            #expect(items(added).count == 2 && times("wrong_password", of: Villager.secretary.name, added) == 4)
            let page = try await village.browser(of: .auditAdministrator).get(Self.path)
            #expect(page.status == 200 && page.text.contains("\(Villager.secretary.name)：密码或验证码不对，4次"))
            #expect(page.text.contains("没有的账号名"))
            #expect(try await village.browser(of: .auditAdministrator).get("/desk/audit").text.contains(Self.path))
            // That it was read is in the log; what was tried is not.
            let log = try await auditor.get("/desk/audit?subject=audit")
            #expect(items(log).contains { $0["act"] as? String == "read" })
            let accounts = try await auditor.get("/desk/audit?subject=account")
            #expect(!items(accounts).contains { $0["act"] as? String == "locked" })
        }
    }

    @Test("somebody who tries by the hundred leaves one row", arguments: EngineKind.allCases)
    func flood(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (services, tenant, now) = (village.services, village.story.county.id, village.clock.now)
            let keeper = RefusedAttemptKeeper(services: services)
            for _ in 0..<3 {
                for _ in 0..<100 { services.refused.count(.wrongPassword, of: nil, in: tenant, at: now) }
                await keeper.keep()
            }
            let store = RefusedAttemptStore(tenant: tenant)
            let lines = try await services.engine.read { try store.lines(after: nil, limit: 10, in: $0) }
            #expect(lines.map(\.times) == [300])
            #expect(services.refused.take().isEmpty)
            // After a year they are gone.
            village.clock.move(hours: 24 * 365)
            try await Housekeeping.forget(services)
            #expect(try await services.engine.read { try store.lines(after: nil, limit: 10, in: $0).count } == 1)
            village.clock.move(hours: 24 * 2)
            try await Housekeeping.forget(services)
            #expect(try await services.engine.read { try store.lines(after: nil, limit: 10, in: $0).isEmpty })
        }
    }

    @Test("one count that can never be written holds up no other, and is dropped", arguments: EngineKind.allCases)
    func unwritable(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (services, tenant, now) = (village.services, village.story.county.id, village.clock.now)
            services.refused.count(.wrongPassword, of: nil, in: Tenant.ID(999_999), at: now)
            services.refused.count(.wrongPassword, of: nil, in: tenant, at: now)
            services.refused.count(.notAllowed, of: village.person(.secretary), in: tenant, at: now)
            await RefusedAttemptKeeper(services: services).keep()
            let lines = try await services.engine.read {
                try RefusedAttemptStore(tenant: tenant).lines(after: nil, limit: 10, in: $0)
            }
            #expect(lines.map(\.times) == [1, 1])
            #expect(services.refused.take().isEmpty, "nothing waits for ever")
        }
    }

    @Test("what is not for one's role is counted, what is not there is not", arguments: EngineKind.allCases)
    func access(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.program(of: .secretary)
            for path in ["/desk/accounts", "/desk/directory/people", Self.path] {
                #expect(try await secretary.get(path).status == 404, "\(path)")
            }
            #expect(try await village.browser(of: .member).get("/desk/practice").status == 404)
            let made = try await secretary.post(
                "/desk/me/tokens", ["name": "读", "access": "read", "context": "rooms", "days": "30"])
            let token = APIClient(village.client, bearer: made["token"])
            #expect(try await token.get("/desk/topics").status == 403)
            // Nobody's record, nobody's address, and nobody who has signed in.
            #expect(try await secretary.get("/desk/topics/0000000000001").status == 404)
            #expect(try await secretary.get("/desk/nothing").status == 404)
            #expect(try await village.program().get("/desk/accounts").status == 401)

            let auditor = try await village.program(of: .auditAdministrator)
            let read = try await auditor.get("\(Self.path)?limit=1")
            #expect(items(read).count == 1)
            let next = try #require(read["next"], "\(read.text)")
            let rest = try await auditor.get("\(Self.path)?limit=1&cursor=\(next)")
            #expect(items(rest).count == 1 && rest["next"] == nil, "\(rest.text)")
            let found = items(read) + items(rest)
            #expect(found.allSatisfy { $0["kind"] as? String == "not_allowed" })
            let byName = Dictionary(
                found.map { ($0["name"] as? String ?? "", $0["times"] as? Int ?? 0) }, uniquingKeysWith: +)
            #expect(byName == [Villager.secretary.name: 4, Villager.member.name: 1], "\(byName)")
            #expect(try await auditor.get("\(Self.path)?cursor=x").status == 400)
            for villager in [Villager.systemAdministrator, .securityAdministrator, .leader] {
                #expect(try await village.program(of: villager).get(Self.path).status == 404)
            }
        }
    }
}
