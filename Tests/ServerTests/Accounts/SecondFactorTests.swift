// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The second question at the door", .serialized)
struct SecondFactorTests {
    /// An authenticator: knows the secret, and the village's clock.
    private struct Phone: Sendable {
        let village: Village
        let secret: [UInt8]

        var code: String { OneTimeCode(secret: secret).code(seconds: village.clock.now.milliseconds / 1000) }
    }

    /// Sets it up as a person does; returns the phone and the recovery codes.
    private func enrol(_ village: Village, _ villager: Villager) async throws -> (Phone, [String]) {
        let program = try await village.program(of: villager)
        let begun = try await program.post("/desk/me/second-factor", [:], key: nil)
        #expect(begun.status == 200)
        let (tenant, keys) = (village.story.county.id, village.services.keys)
        let person = try #require(village.story.staff[villager]).id
        let secret = try await village.services.engine.read {
            try SecondFactorStore(tenant: tenant, keys: keys).factor(of: person, in: $0)?.secret
        }
        let phone = Phone(village: village, secret: try #require(secret))
        #expect(begun["secret"] == Base32.encode(phone.secret))
        let wrong = try await program.post("/desk/me/second-factor/confirmation", ["code": "000000"], key: nil)
        #expect(wrong.status == 422)
        let done = try await program.post("/desk/me/second-factor/confirmation", ["code": phone.code], key: nil)
        let codes = try #require(done.object["recoveryCodes"] as? [String])
        #expect(codes.count == 10 && Set(codes).count == 10)
        village.clock.move(milliseconds: 31_000)
        return (phone, codes)
    }

    private func signIn(_ village: Village, _ more: [String: String] = [:]) async throws -> WebAnswer {
        try await village.program().post(
            "/sign-ins", ["name": "lingdao", "password": Villager.password].merging(more) { $1 })
    }

    private func renew(
        _ program: APIClient, password: String = Villager.password, _ code: String
    ) async throws -> WebAnswer {
        try await program.post(
            "/desk/me/second-factor/recovery-codes", ["password": password, "code": code], key: nil)
    }

    @Test("the password alone opens nothing; a code opens once", arguments: EngineKind.allCases)
    func programs(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (phone, _) = try await enrol(village, .leader)
            let without = try await signIn(village)
            #expect(without.status == 401 && without["code"] == "code_required")
            let unknown = try await village.program().post("/sign-ins", ["name": "lingdao", "password": "wrong"])
            #expect(unknown["code"] == "wrong_password", "who does not know the password learns nothing")
            let code = phone.code
            #expect(try await signIn(village, ["code": code]).status == 201)
            let again = try await signIn(village, ["code": code])
            #expect(again.status == 401 && again["code"] == "wrong_code")
            village.clock.move(milliseconds: 30_000)
            #expect(try await signIn(village, ["code": phone.code]).status == 201)
        }
    }

    @Test("on a page the code is asked after the password, for five minutes", arguments: EngineKind.allCases)
    func pages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (phone, _) = try await enrol(village, .leader)
            func half(_ browser: Browser) async throws -> (token: String, half: String) {
                let page = try await browser.fillIn(
                    "/sign-in", action: "/sign-in", [("name", "lingdao"), ("password", Villager.password)])
                #expect(
                    page.status == 200 && page.cookies["sign_in"] == nil && page.header("Cache-Control") == "no-store")
                let half = try #require(page.text.firstMatch(of: /name="half" value="([^"]+)"/)).output.1
                return (try #require(page.formToken("/sign-in/code")), String(half))
            }
            let browser = village.visitor()
            let first = try await half(browser)
            let stored = try await village.services.engine.read {
                try $0.rows("SELECT token_hash FROM half_sign_in") { try $0.next([UInt8].self) }
            }
            #expect(stored == [SignIn.Token(first.half).hash])
            let wrong = try await browser.post(
                "/sign-in/code", [("_token", first.token), ("half", first.half), ("code", "123")])
            #expect(wrong.status == 401 && wrong.text.contains("验证码不对"))
            village.clock.move(minutes: 6)
            let late = try await browser.post(
                "/sign-in/code", [("_token", first.token), ("half", first.half), ("code", phone.code)])
            #expect(late.status == 401 && late.cookies["sign_in"] == nil)
            let second = try await half(browser)
            let fields = [
                ("_token", second.token), ("half", second.half), ("code", phone.code), ("next", "/desk/topics"),
            ]
            let entered = try await browser.post("/sign-in/code", fields)
            #expect(entered.status == 303 && entered.header("Location") == "/desk/topics")
            #expect(try await browser.get("/desk/notices").status == 200)
            let replayed = try await village.visitor().post("/sign-in/code", fields)
            #expect(replayed.status == 403, "another browser's form is not genuine")
        }
    }

    @Test("wrong codes lock the account, however often one begins again", arguments: EngineKind.allCases)
    func guesses(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (phone, _) = try await enrol(village, .leader)
            for _ in 0..<5 { _ = try await signIn(village, ["code": "000000"]) }
            let locked = try await signIn(village, ["code": phone.code])
            #expect(locked.status == 401 && locked["code"] == "wrong_password")
            village.clock.move(minutes: 16)
            #expect(try await signIn(village, ["code": phone.code]).status == 201)
        }
    }

    @Test("each recovery code opens once; the password gives it up", arguments: EngineKind.allCases)
    func recovery(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (_, codes) = try await enrol(village, .leader)
            #expect(try await signIn(village, ["code": codes[3].lowercased()]).status == 201)
            #expect(try await signIn(village, ["code": codes[3]]).status == 401)
            let opened = try await signIn(village, ["code": codes[4].replacing("-", with: " ")])
            let program = APIClient(village.client, bearer: opened["token"])
            let wrong = try await program.post("/desk/me/second-factor/removal", ["password": "wrong"], key: nil)
            #expect(wrong.status == 401)
            let gone = try await program.post(
                "/desk/me/second-factor/removal", ["password": Villager.password], key: nil)
            #expect(gone.status == 204)
            #expect(try await signIn(village).status == 201)
            let left = try await village.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM recovery_code") { try $0.next(Int.self) }
            }
            #expect(left == 0)
        }
    }

    @Test(
        "other recovery codes are made for password and code, and those of before open nothing any more",
        arguments: EngineKind.allCases)
    func renewal(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (phone, old) = try await enrol(village, .leader)
            let program = try await village.program(of: .leader)
            let wrong = try await renew(program, password: "wrong", phone.code)
            #expect(wrong.status == 401 && wrong["code"] == "wrong_password")
            #expect(try await renew(program, "000000").status == 422)
            #expect(try await renew(program, old[0]).status == 422, "a recovery code makes no others")
            let before = try await program.get("/desk/me/second-factor")
            #expect(before.object["recoveryCodesLeft"] as? Int == 10 && before.object["isInUse"] as? Bool == true)

            let code = phone.code
            let made = try await renew(program, code)
            let new = try #require(made.object["recoveryCodes"] as? [String], "\(made.text)")
            #expect(new.count == 10 && Set(new).isDisjoint(with: old))
            #expect(try await renew(program, code).status == 422, "a code counts once")
            village.clock.move(milliseconds: 31_000)
            for code in old.prefix(2) { #expect(try await signIn(village, ["code": code]).status == 401) }
            #expect(try await signIn(village, ["code": new[0]]).status == 201)
            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=account")
            let acts = (log.object["items"] as? [[String: Any]] ?? []).compactMap { $0["act"] as? String }
            #expect(acts.prefix(3) == ["recovery_code_used", "recovery_codes_renewed", "second_factor_enabled"])
        }
    }

    @Test("right answers lock nobody, however often they are asked for; wrong ones do", arguments: EngineKind.allCases)
    func forgiven(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (phone, _) = try await enrol(village, .leader)
            let program = try await village.program(of: .leader)
            for round in 0..<6 {
                let made = try await renew(program, phone.code)
                #expect(made.status == 200, "round \(round): \(made.text)")
                village.clock.move(milliseconds: 31_000)
            }
            for _ in 0..<5 { _ = try await renew(program, "000000") }
            let locked = try await renew(program, phone.code)
            #expect(locked.status == 401 && locked["code"] == "wrong_password", "wrong codes count as wrong passwords")
        }
    }

    @Test(
        "with two recovery codes left their holder is told, on the page and by a notice; others are made there",
        arguments: EngineKind.allCases)
    func low(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (phone, codes) = try await enrol(village, .leader)
            let page = "/desk/account/second-factor"
            for (index, code) in codes.prefix(8).enumerated() {
                #expect(try await signIn(village, ["code": code]).status == 201)
                await village.deliverLetters()
                let browser = try await village.browser(of: .leader)
                let told = try await browser.get("/desk/notices").text.contains("备用码快用完了")
                #expect(told == (index == 7), "after \(index + 1)")
                let shown = try await browser.get(page).text
                #expect(shown.contains("还有\(9 - index)个备用码") && shown.contains("备用码快用完了") == (index == 7))
            }
            let browser = try await village.browser(of: .leader)
            let action = "\(page)/recovery-codes"
            let wrong = try await browser.fillIn(
                page, action: action, [("password", Villager.password), ("code", "000000")])
            #expect(wrong.status == 422 && wrong.text.contains("验证码不对"))
            #expect(!wrong.text.contains(Villager.password))
            let made = try await browser.fillIn(
                page, action: action, [("password", Villager.password), ("code", phone.code)])
            #expect(made.status == 200 && made.header("Cache-Control") == "no-store")
            let shown = made.text.matches(of: /<li class="num">([0-9A-Z]{5}-[0-9A-Z]{5})<\/li>/).map {
                String($0.output.1)
            }
            #expect(shown.count == 10 && Set(shown).isDisjoint(with: codes))
            #expect(try await !browser.get(page).text.contains("备用码快用完了"))
            #expect(try await !browser.get(page).text.contains(shown[0]), "told once")
        }
    }

    @Test("who has no second factor has no recovery codes to renew")
    func nothingToRenew() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .leader)
            let none = try await renew(program, "000000")
            #expect(none.status == 409 && none["code"] == "no_second_factor", "\(none.text)")
            let read = try await program.get("/desk/me/second-factor")
            #expect(read.object["isInUse"] as? Bool == false && read.object["recoveryCodesLeft"] as? Int == 0)
        }
    }

    @Test(
        "the secret is sealed to its person, and the page shows it as a code and in groups",
        arguments: EngineKind.allCases)
    func secrets(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .leader)
            let page = "/desk/account/second-factor"
            let begun = try await browser.fillIn(page, action: "\(page)/begin", [])
            #expect(begun.status == 303)
            let shown = try await browser.get(page)
            #expect(shown.text.contains("<svg") && shown.text.firstMatch(of: /(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/) != nil)
            let (tenant, keys) = (village.story.county.id, village.services.keys)
            let other = try #require(village.story.staff[.member]).id
            try await village.services.engine.write {
                _ = try $0.execute("UPDATE second_factor SET person = \(other.number)")
            }
            await #expect(throws: SealError.damagedOrForeign, "a secret cannot be moved to another account") {
                try await village.services.engine.read {
                    _ = try SecondFactorStore(tenant: tenant, keys: keys).factor(of: other, in: $0)
                }
            }
        }
    }

    @Test(
        "where the profile demands it, an administrator sets it up first; others are not asked",
        arguments: EngineKind.allCases)
    func demanded(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (services, county) = (village.services, village.story.county.id.number)
            var profile = Village.practice.profile
            profile.administratorsNeedSecondFactor = true
            let body = String(decoding: try JSONEncoder().encode(profile), as: UTF8.self)
            try await services.engine.write {
                _ = try $0.execute(
                    """
                    INSERT INTO practice_profile (tenant, version, valid_from, body)
                    VALUES (\(county), 2, '2026-03-05', \(body))
                    """)
            }
            _ = try await services.liveSites.reload(services.engine, services.pages, on: services.clock.now().day)
            let browser = try await village.browser(of: .auditAdministrator)
            for path in ["/desk", "/desk/audit", "/desk/notices"] {
                let page = try await browser.get(path)
                #expect(page.status == 303 && page.header("Location") == "/desk/account/second-factor", "\(path)")
            }
            let program = try await village.program(of: .auditAdministrator)
            let refused = try await program.get("/desk/audit")
            #expect(refused.status == 403 && refused["code"] == "second_factor_required")
            #expect(try await village.browser(of: .leader).get("/desk/notices").status == 200)
            _ = try await enrol(village, .auditAdministrator)
            #expect(try await program.get("/desk/audit").status == 200)
        }
    }

    @Test("a reset takes the second factor along", arguments: EngineKind.allCases)
    func reset(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await enrol(village, .leader)
            let security = try await village.program(of: .securityAdministrator)
            let list = try await security.get("/desk/accounts?part=second_factor")
            #expect((list.object["items"] as? [[String: Any]])?.count == 1)
            let id = try #require(village.story.staff[.leader]).id
            let invited = try await security.post("/desk/accounts/\(id)/invitation", [:])
            let link = try #require(invited["link"]?.split(separator: "/").last)
            let set = try await village.program().post("/invitations/\(link)", ["password": "新的口令2026年春"], key: nil)
            #expect(set.status == 204)
            #expect(try await signIn(village, ["password": "新的口令2026年春"]).status == 201)
        }
    }
}
