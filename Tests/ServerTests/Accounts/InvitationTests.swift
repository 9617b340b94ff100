// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Invitations and passwords", .serialized)
struct InvitationTests {
    private static let password = "河边柳树三月绿2026"

    private func invite(_ village: Village, _ villager: Villager) async throws -> String {
        let program = try await village.program(of: .securityAdministrator)
        let id = try #require(village.story.staff[villager]).id
        let answer = try await program.post("/desk/accounts/\(id)/invitation", [:])
        #expect(answer.status == 200, "\(answer.text)")
        return try token(answer.text)
    }

    private func token(_ text: String) throws -> String {
        String(try #require(text.firstMatch(of: /\/invitations\/([A-Za-z0-9_-]{27})/)).output.1)
    }

    private func signIn(_ village: Village, _ name: String, _ password: String) async throws -> WebAnswer {
        try await village.program().post("/sign-ins", ["name": name, "password": password])
    }

    @Test("somebody new is invited, sets a password by the link, once, and signs in", arguments: EngineKind.allCases)
    func whole(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let desk = try await village.browser(of: .securityAdministrator)
            let made = try await desk.fillIn(
                "/desk/new-account", action: "/desk/new-account",
                [("name", "新来的<b>秘书</b>"), ("sign_in_name", "Xinlai")])
            #expect(made.status == 200 && made.text.contains("只显示这一次"))
            #expect(made.header("Cache-Control") == "no-store" && !made.text.contains("<b>秘书"))
            let link = "/invitations/\(try token(made.text))"
            let early = try await signIn(village, "xinlai", Self.password)
            #expect(early.status == 401 && early["code"] == "wrong_password", "it sounds as a name that nobody has")
            let guest = village.visitor()
            for _ in 0..<2 {
                let shown = try await guest.get(link)
                #expect(shown.status == 200 && shown.text.contains("xinlai") && shown.header("Referrer-Policy") != nil)
            }
            for (one, two, words) in [
                ("short1", "short1", "至少要10个字符"), (Self.password, "another one 1", "两遍输的不一样"),
                ("xinlai-2026-03", "xinlai-2026-03", "不能有自己的账号名"),
            ] {
                let wrong = try await guest.fillIn(link, action: link, [("password", one), ("again", two)])
                #expect(wrong.status == 422 && wrong.text.contains(words) && !wrong.text.contains(one), "\(words)")
            }
            let done = try await guest.fillIn(
                link, action: link, [("password", Self.password), ("again", Self.password)])
            #expect(done.status == 303 && done.header("Location") == "/sign-in?done=password")
            #expect(done.cookies["sign_in"] == nil, "a link signs nobody in")
            let again = try await guest.get(link)
            #expect(again.status == 404)
            let signedIn = try await signIn(village, "xinlai", Self.password)
            #expect(signedIn.status == 201)
            let report = try await village.verify()
            #expect(report.isClean)
        }
    }

    @Test("of two that come with a link at once one sets the password", arguments: EngineKind.allCases)
    func atOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let token = try await invite(village, .member)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        try await village.program().post(
                            "/invitations/\(token)", ["password": "\(Self.password)-\(number)"], key: nil
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.sorted() == [204, 404, 404, 404])
        }
    }

    @Test("a link is its tenant's, ends after a week, and a new one replaces it", arguments: EngineKind.allCases)
    func ends(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let first = try await invite(village, .member)
            let elsewhere = try await village.program(host: Village.zoneHost).get("/invitations/\(first)")
            #expect(elsewhere.status == 404)
            let here = try await village.program().get("/invitations/\(first)")
            #expect(here.status == 200 && here["signInName"] == Villager.member.signInName)
            let second = try await invite(village, .member)
            let replaced = try await village.program().get("/invitations/\(first)")
            #expect(replaced.status == 404)
            village.clock.move(hours: 7 * 24 - 1)
            let alive = try await village.program().get("/invitations/\(second)")
            #expect(alive.status == 200)
            village.clock.move(hours: 2)
            let over = try await village.program().post(
                "/invitations/\(second)", ["password": Self.password], key: nil)
            #expect(over.status == 404)
            for text in ["x", String(repeating: "A", count: 27), "%00", "..%2f..%2fetc"] {
                let never = try await village.program().get("/invitations/\(text)")
                #expect(never.status == 404, "\(text)")
            }
        }
    }

    @Test("a reset ends the old password and all sign-ins at once", arguments: EngineKind.allCases)
    func reset(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let old = try await village.browser(of: .secretary)
            #expect(try await old.get("/desk/notices").status == 200)
            let token = try await invite(village, .secretary)
            #expect(try await old.get("/desk/notices").status == 303)
            let before = try await signIn(village, "mishu", Villager.password)
            #expect(before.status == 401)
            let set = try await village.program().post("/invitations/\(token)", ["password": Self.password], key: nil)
            #expect(set.status == 204)
            let after = try await signIn(village, "mishu", Self.password)
            #expect(after.status == 201)
        }
    }

    @Test("a password that somebody else chose opens nothing but its own change", arguments: EngineKind.allCases)
    func mustChange(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (county, morning) = (village.story.county.id, Village.morning)
            let hash = try await village.services.passwords.hash("first-pass-1", from: "127.0.0.1")
            try await Commands.run(on: village.installation) { commands in
                let person = Person(id: commands.id(), name: "温知新")
                try commands.add(person, tenant: county, at: morning)
                try commands.addSignIn(person.id, name: "wenzhixin", hash: hash, mustChange: true, tenant: county)
                try commands.appoint(person.id, to: Appointment(.leader, .tenant), tenant: county)
            }
            let token = try #require(try await signIn(village, "wenzhixin", "first-pass-1")["token"])
            let program = APIClient(village.client, bearer: token)
            let refused = try await program.get("/desk/topics?part=pool")
            #expect(refused.status == 403 && refused["code"] == "password_must_change")
            let browser = Browser(village.client, signIn: token)
            for path in ["/desk", "/desk/topics", "/desk/account", "/desk/notices"] {
                let page = try await browser.get(path)
                #expect(page.status == 303 && page.header("Location") == "/desk/account/password", "\(path)")
            }
            let form = "/desk/account/password"
            let wrong = try await browser.fillIn(
                form, action: form, [("old", "not it at all"), ("password", Self.password), ("again", Self.password)])
            #expect(wrong.status == 422 && wrong.text.contains("现在的密码不对"))
            let same = try await browser.fillIn(
                form, action: form, [("old", "first-pass-1"), ("password", "first-pass-1"), ("again", "first-pass-1")])
            #expect(same.status == 422)
            let done = try await browser.fillIn(
                form, action: form, [("old", "first-pass-1"), ("password", Self.password), ("again", Self.password)])
            #expect(done.status == 303)
            #expect(try await browser.get("/desk/account").status == 200)
            #expect(try await program.get("/desk/me").status == 200)
        }
    }

    @Test(
        "a changed password ends the other sign-ins, and wrong ones lock as at the door", arguments: EngineKind.allCases
    )
    func change(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (here, there) = (try await village.program(of: .leader), try await village.program(of: .leader))
            let fields = ["old": Villager.password, "password": Self.password]
            let changed = try await here.post("/desk/me/password", fields, key: nil)
            #expect(changed.status == 204, "\(changed.text)")
            #expect(try await here.get("/desk/me").status == 200)
            #expect(try await there.get("/desk/me").status == 401)
            for _ in 0..<5 {
                let wrong = try await here.post(
                    "/desk/me/password", ["old": "wrong", "password": "another-1-pass"], key: nil)
                #expect(wrong.status == 401)
            }
            let locked = try await here.post(
                "/desk/me/password", ["old": Self.password, "password": "another-1-pass"], key: nil)
            #expect(locked.status == 401)
            let door = try await signIn(village, "lingdao", Self.password)
            #expect(door.status == 401)
        }
    }
}
