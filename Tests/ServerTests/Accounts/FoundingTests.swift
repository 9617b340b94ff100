// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Founding a committee", .serialized)
struct FoundingTests {
    private func plan(_ names: [String] = ["xitong", "anquan", "shenji"]) throws -> FoundingPlan {
        let roles = [Role.systemAdministrator, .securityAdministrator, .auditAdministrator]
        return FoundingPlan(
            kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协",
            area: Area(code: try #require(AreaCode("990101000000")), name: "安澜县"), contact: "0000-0000000",
            hosts: ["localhost"],
            administrators: try zip(roles, names).map {
                .init(role: $0, name: "管理员\($1)", signInName: try #require(SignInName($1)))
            })
    }

    @Test(
        "an empty installation gets its committee, three administrators and three links", arguments: EngineKind.allCases
    )
    func founds(_ kind: EngineKind) async throws {
        try await EmptyTarget.with(kind, keysOf: nil) { target in
            let installation = try await Installation.open(target.settings, log: CapturedLog().logger)
            await #expect(throws: FoundingProblem.notThree) {
                try await installation.found(plan(["abc", "abc", "def"]))
            }
            let receipts = try await installation.found(plan())
            #expect(receipts.map(\.role) == [.systemAdministrator, .securityAdministrator, .auditAdministrator])
            #expect(Set(receipts.map(\.link)).count == 3)
            await #expect(throws: FoundingProblem.notEmpty) { try await installation.found(plan()) }
            let (tenants, states) = try await installation.services.engine.read { transaction in
                (
                    try DirectoryStore().sites(on: Clock.system.now().day, in: transaction).all,
                    try transaction.rows("SELECT state FROM account") { try $0.next(String.self) }
                )
            }
            #expect(tenants.map(\.tenant.shortName) == ["安澜县政协"])
            #expect(states == ["invited", "invited", "invited"])
            let actors = try await installation.services.engine.read {
                try $0.rows("SELECT DISTINCT actor_kind FROM event") { try $0.next(String.self) }
            }
            #expect(actors == ["console"])
            await installation.close()
        }
    }

    private func further(_ name: String, hosts: [String]) throws -> FoundingPlan {
        let first = try plan()
        return FoundingPlan(
            kind: .zone, name: name, shortName: name,
            area: Area(code: try #require(AreaCode("990171000000")), name: "安澜经济开发区"), contact: "0000-1111111",
            hosts: hosts, administrators: first.administrators, isFurther: true)
    }

    @Test(
        "a further committee has its own hosts and name, and the first stays the default one",
        arguments: EngineKind.allCases)
    func another(_ kind: EngineKind) async throws {
        try await EmptyTarget.with(kind, keysOf: nil) { target in
            let installation = try await Installation.open(target.settings, log: CapturedLog().logger)
            _ = try await installation.found(plan())
            let wrong: [(FoundingPlan, FoundingProblem)] = [
                (try further("开发区政协工委", hosts: []), .noHost),
                (try further("开发区政协工委", hosts: ["zone.example", "localhost"]), .hostTaken),
                (try further("安澜县政协", hosts: ["zone.example"]), .nameTaken),
            ]
            for (plan, problem) in wrong {
                await #expect(throws: problem) { try await installation.found(plan) }
            }
            let receipts = try await installation.found(try further("开发区政协工委", hosts: ["zone.example"]))
            #expect(receipts.count == 3 && receipts.allSatisfy { $0.link.contains("zone.example") })
            let sites = try await installation.services.engine.read {
                try DirectoryStore().sites(on: Clock.system.now().day, in: $0)
            }
            #expect(sites.site(host: "zone.example")?.tenant.kind == .zone)
            #expect(sites.site(host: "nobody.example")?.tenant.kind == .county)
            #expect(sites.all.count == 2)
            await installation.close()
        }
    }

    @Test("on the machine a security administrator gets a new link, nobody else", arguments: EngineKind.allCases)
    func invitesAgain(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let county = village.story.county.id
            let before = try await village.browser(of: .securityAdministrator)
            #expect(try await before.get("/desk/accounts").status == 200)
            let receipt = try await village.installation.invite("anquan", of: county)
            #expect(try await before.get("/desk/accounts").status == 303, "the sign-ins of before have ended")
            let token = try #require(receipt.link.split(separator: "/").last)
            let set = try await village.program().post("/invitations/\(token)", ["password": "新的安全口令2026"], key: nil)
            #expect(set.status == 204)
            for (name, problem) in [("mishu", FoundingProblem.notSecurity), ("nobody", .unknownName)] {
                await #expect(throws: problem) { try await village.installation.invite(name, of: county) }
            }
        }
    }
}
