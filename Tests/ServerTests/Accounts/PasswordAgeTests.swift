// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Passwords that are changed at intervals, and accounts that nobody uses", .serialized)
struct PasswordAgeTests {
    @Test(
        "after the months of the profile the password is changed before anything else", arguments: EngineKind.allCases)
    func tooOld(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let county = village.story.county.id.number
            var profile = Village.practice.profile
            profile.passwordMonths = 3
            let asked = try await village.program(of: .systemAdministrator).post(
                "/desk/practice/revision", PracticeForm.values(profile, from: village.clock.now.day))
            #expect(asked.status == 201, "\(asked.text)")
            #expect(try await village.browser(of: .leader).get("/desk/notices").status == 200)

            // Set on the 6th of December: on the 6th of March it is still good, on the 7th it is not.
            let set = Instant(Day(year: 2025, month: 12, day: 6), hour: 12).milliseconds
            try await village.services.engine.write {
                try $0.execute("UPDATE account SET password_set_at = \(set) WHERE tenant = \(county)")
            }
            village.clock.move(hours: 24)
            #expect(try await village.browser(of: .leader).get("/desk/notices").status == 200)
            village.clock.move(hours: 24)
            let browser = try await village.browser(of: .leader)
            let detour = try await browser.get("/desk/notices")
            #expect(detour.status == 303 && detour.header("Location") == "/desk/account/password")
            let program = try await village.program(of: .leader)
            let refused = try await program.get("/desk/board")
            #expect(refused.status == 403 && refused["code"] == "password_must_change")
            let form = try await browser.get("/desk/account/password").text
            #expect(form.contains("满3个月就换") && !form.contains("别人设的"))
            let same = try await browser.fillIn(
                "/desk/account/password", action: "/desk/account/password",
                [("old", Villager.password), ("password", Villager.password), ("again", Villager.password)])
            #expect(same.status == 422, "the same one again is no change")
            let changed = try await browser.fillIn(
                "/desk/account/password", action: "/desk/account/password",
                [("old", Villager.password), ("password", "huaigu-2026-xin"), ("again", "huaigu-2026-xin")])
            #expect(changed.status == 303, "\(changed.text)")
            #expect(try await browser.get("/desk/notices").status == 200)
        }
    }

    @Test("without such a rule a password stays as long as it likes")
    func never() async throws {
        try await Village.with(.sqlite) { village in
            try await village.services.engine.write { try $0.execute("UPDATE account SET password_set_at = 0") }
            #expect(try await village.browser(of: .leader).get("/desk/notices").status == 200)
        }
    }

    @Test("accounts that nobody has used for ninety days stand in a list of their own", arguments: EngineKind.allCases)
    func idle(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            village.clock.move(hours: 24 * 91)
            let security = try await village.program(of: .securityAdministrator)
            _ = try await village.signIn(.leader)
            let names = try await idleNames(security)
            #expect(names.contains("mishu") && names.contains("weiyuan"))
            #expect(!names.contains("lingdao") && !names.contains("anquan"), "they have signed in just now")
            let page = try await village.browser(of: .securityAdministrator).get("/desk/accounts?part=idle").text
            #expect(page.contains("90天没登录的") && page.contains("mishu"))
            // Whoever has chosen a password just now is no case of this.
            let (secretary, now) = (village.person(.secretary), village.clock.now)
            let store = SignInStore(tenant: village.story.county.id)
            let hash = try #require(
                try await village.services.engine.read { try store.account(of: secretary, in: $0) }?.passwordHash)
            try await village.services.engine.write {
                try store.setPassword(hash, of: secretary, at: now, in: $0)
            }
            #expect(try await !idleNames(security).contains("mishu"))
        }
    }

    private func idleNames(_ security: APIClient) async throws -> [String] {
        let read = try await security.get("/desk/accounts?part=idle&limit=100")
        return (read.object["items"] as? [[String: Any]])?.compactMap { $0["signInName"] as? String } ?? []
    }
}
