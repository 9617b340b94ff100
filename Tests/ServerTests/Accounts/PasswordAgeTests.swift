// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
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

    @Test(
        "after how many days is the county's to say; the list tells when an account was last used, it is closed there")
    func idleDays() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.signIn(.secretary)
            var profile = Village.practice.profile
            profile.idleDays = 40
            let path = "/desk/practice/revision"
            let asked = try await village.program(of: .systemAdministrator).post(
                path, PracticeForm.values(profile, from: village.clock.now.day))
            #expect(asked.status == 201, "\(asked.text)")
            let far = try await village.program(of: .systemAdministrator).post(
                path, PracticeForm.values(profile, from: village.clock.now.day).merging(["idleDays": "181"]) { $1 })
            #expect(far.status == 422, "sign-ins of longer ago are not kept: everybody would stand in the list")
            try await village.reloadSites()
            let last = village.clock.now
            village.clock.move(hours: 24 * 39)
            #expect(try await !idleNames(village.program(of: .securityAdministrator)).contains("mishu"))
            village.clock.move(hours: 24 * 2)
            let security = try await village.program(of: .securityAdministrator)
            let read = try await security.get("/desk/accounts?part=idle&limit=100")
            let lines = read.object["items"] as? [[String: Any]] ?? []
            let own = try #require(lines.first { $0["signInName"] as? String == "mishu" })
            #expect(own["lastSeenAt"] as? String == ChineseTime.rfc3339(last))
            let never = try #require(lines.first { $0["signInName"] as? String == "weiyuan" })
            #expect(never["lastSeenAt"] is NSNull)
            let browser = try await village.browser(of: .securityAdministrator)
            let page = try await browser.get("/desk/accounts?part=idle").text
            #expect(page.contains("40天没登录的") && page.contains("没有登录记录"))
            let secretary = village.person(.secretary)
            let closed = try await browser.press(
                "/desk/accounts/\(secretary)/closing", action: "/desk/accounts/\(secretary)/closing",
                [("reason", "调走了，没有交回账号")])
            #expect(closed.status == 303, "\(closed.text)")
            #expect(try await !idleNames(security).contains("mishu"))
        }
    }

    @Test("an account whose program comes by a token is in use, though nobody signs in")
    func idleWithToken() async throws {
        try await Village.with(.sqlite) { village in
            let made = try await village.program(of: .member).post(
                "/desk/me/tokens", ["name": "统计程序", "access": "read", "days": "180"])
            village.clock.move(hours: 24 * 91)
            #expect(try await idleNames(village.program(of: .securityAdministrator)).contains("weiyuan"))
            let used = try await APIClient(village.client, bearer: made["token"]).get("/desk/me")
            #expect(used.status == 200)
            #expect(try await !idleNames(village.program(of: .securityAdministrator)).contains("weiyuan"))
        }
    }

    private func idleNames(_ security: APIClient) async throws -> [String] {
        let read = try await security.get("/desk/accounts?part=idle&limit=100")
        return (read.object["items"] as? [[String: Any]])?.compactMap { $0["signInName"] as? String } ?? []
    }
}
