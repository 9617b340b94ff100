// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("One password at many accounts", .serialized)
struct FailedNamesTests {
    private let now = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
    private let tenant = Tenant.ID(1)

    @Test("names are counted, not attempts, for each address; whoever comes in after all is taken out")
    func names() throws {
        let names = FailedNames(perAddress: 3)
        for _ in 0..<50 { names.count("mishu", of: tenant, from: "10.0.0.1", at: now) }
        try names.check("10.0.0.1", at: now)
        names.count("lingdao", of: tenant, from: "10.0.0.1", at: now)
        names.forget("lingdao", of: tenant, from: "10.0.0.1", as: Person.ID(1))
        names.count("weiyuan", of: tenant, from: "10.0.0.1", at: now)
        try names.check("10.0.0.1", at: now)
        names.count("mishu", of: Tenant.ID(2), from: "10.0.0.1", at: now)
        #expect(throws: WebFailure.tooManyNames(seconds: 900)) { try names.check("10.0.0.1", at: now) }
        try names.check("10.0.0.2", at: now)
        let later = now.advanced(byMilliseconds: 14 * 60_000)
        #expect(throws: WebFailure.tooManyNames(seconds: 60)) { try names.check("10.0.0.1", at: later) }
        try names.check("10.0.0.1", at: now.advanced(byMilliseconds: 15 * 60_000))
    }

    @Test("names mistyped on a device go with whoever comes in on it: three at most, and once for each person")
    func slips() throws {
        let (names, address) = (FailedNames(perAddress: 10), "10.0.0.1")
        for person in Int64(1)...20 {
            let device = "device \(person)"
            names.count("mistyped \(person)", of: tenant, from: address, device: device, at: now)
            names.forget("name \(person)", of: tenant, from: address, device: device, as: Person.ID(person))
        }
        // A spray from one device with an own account: seven of ten are left, and later ones are not washed by it.
        for index in 1...9 { names.count("spray \(index)", of: tenant, from: address, device: "own", at: now) }
        for name in ["nobody", "someone"] {
            names.count(name, of: tenant, from: address, at: now)
            names.forget("other", of: tenant, from: address, device: nil, as: Person.ID(31))
        }
        #expect(throws: WebFailure.self, "without a mark nothing is taken out") { try names.check(address, at: now) }
        for _ in 0..<3 { names.forget("own", of: tenant, from: address, device: "own", as: Person.ID(30)) }
        try names.check(address, at: now)
        for index in 10...12 { names.count("spray \(index)", of: tenant, from: address, device: "own", at: now) }
        names.forget("own", of: tenant, from: address, device: "own", as: Person.ID(30))
        #expect(throws: WebFailure.self) { try names.check(address, at: now) }
    }

    @Test("a household's IPv6 addresses are one address")
    func household() throws {
        let names = FailedNames(perAddress: 3)
        for index in 1...3 { names.count("name\(index)", of: tenant, from: "2001:db8:1:2::\(index)", at: now) }
        #expect(throws: WebFailure.self) { try names.check("2001:db8:1:2:ffff::1", at: now) }
        try names.check("2001:db8:1:3::1", at: now)
    }

    @Test("addresses of IPv4 that come in by a listener of IPv6 are told apart, and are those of IPv4")
    func mapped() throws {
        let names = FailedNames(perAddress: 3)
        for index in 1...3 { names.count("name\(index)", of: tenant, from: "::ffff:192.0.2.1", at: now) }
        #expect(throws: WebFailure.self) { try names.check("192.0.2.1", at: now) }
        try names.check("::ffff:192.0.2.2", at: now)
    }

    @Test("a request that began in the quarter before is held to what was counted since, and empties nothing")
    func slow() throws {
        let names = FailedNames(perAddress: 3)
        let next = now.advanced(byMilliseconds: 15 * 60_000)
        for index in 1...3 { names.count("name\(index)", of: tenant, from: "10.0.0.1", at: next) }
        names.count("late", of: tenant, from: "10.0.0.2", at: now)
        #expect(throws: WebFailure.self) { try names.check("10.0.0.1", at: now) }
        #expect(throws: WebFailure.self) { try names.check("10.0.0.1", at: next) }
    }

    @Test("no more is kept than may be: all begin anew")
    func bounded() throws {
        let names = FailedNames(perAddress: 3, keptMax: 5)
        for index in 1...10 { names.count("name\(index)", of: tenant, from: "10.0.0.1", at: now) }
        #expect(throws: WebFailure.self) { try names.check("10.0.0.1", at: now) }
        for index in 1...2 { names.count("name\(index)", of: tenant, from: "10.0.0.2", at: now) }
        #expect(throws: WebFailure.self, "three and two are five") { try names.check("10.0.0.1", at: now) }
        names.count("one more", of: tenant, from: "10.0.0.3", at: now)
        try names.check("10.0.0.1", at: now)
    }

    private func attempt(
        _ village: Village, _ name: String, _ password: String, from address: String
    ) async throws -> WebAnswer {
        try await village.client.send(
            "POST", "/api/v1/sign-ins",
            headers: [
                ("Host", Village.countyHost), ("X-Forwarded-For", address), ("Content-Type", "application/json"),
            ], body: Array(try JSONSerialization.data(withJSONObject: ["name": name, "password": password])))
    }

    private static let limited = ["sign-in-limit": "5", "trusted-proxy": "127.0.0.1/32"]

    @Test(
        "whoever tries one password at account after account is not listened to for the rest of the quarter of an hour",
        arguments: EngineKind.allCases)
    func spraying(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.limited) { village in
            // Accounts and names that nobody has count alike: nobody learns here which there are.
            for name in ["mishu", "weiyuan", "nobody", "danwei", "nobody2"] {
                let wrong = try await attempt(village, name, "Anlan2026!", from: "203.0.113.9")
                #expect(wrong.status == 401 && wrong["code"] == "wrong_password", "\(name): \(wrong.text)")
            }
            for (name, password) in [("tian", "Anlan2026!"), ("lingdao", Villager.password), ("mishu", "another")] {
                let refused = try await attempt(village, name, password, from: "203.0.113.9")
                #expect(refused.status == 429 && refused["code"] == "too_many_names", "\(name): \(refused.text)")
                #expect(refused.header("Retry-After").flatMap { Int($0) }.map((1...900).contains) == true)
            }
            let page = try await village.visitor().fillIn(
                "/sign-in", action: "/sign-in", [("name", "lingdao"), ("password", Villager.password)],
                headers: [("X-Forwarded-For", "203.0.113.9")])
            #expect(page.status == 429 && page.cookies["sign_in"] == nil && page.text.contains("密码不对的账号太多了"))
            // No account is the worse for it, and other addresses are heard.
            let elsewhere = try await attempt(village, "mishu", Villager.password, from: "203.0.113.77")
            #expect(elsewhere.status == 201, "\(elsewhere.text)")
            village.clock.move(minutes: 15)
            let later = try await attempt(village, "lingdao", Villager.password, from: "203.0.113.9")
            #expect(later.status == 201, "\(later.text)")
        }
    }

    @Test("a hall behind one address signs in and mistypes as it likes", arguments: EngineKind.allCases)
    func hall(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.limited) { village in
            let people = Villager.allCases.filter { !$0.isOfZone }
            #expect(people.count > 10)
            for villager in people {
                for _ in 0..<2 {
                    let slip = try await attempt(village, villager.signInName, "village-pas", from: "203.0.113.9")
                    #expect(slip.status == 401, "\(villager): \(slip.text)")
                }
                let right = try await attempt(village, villager.signInName, Villager.password, from: "203.0.113.9")
                #expect(right.status == 201, "\(villager): \(right.text)")
            }
            // One who has forgotten the password is one name, however often it is tried.
            for _ in 0..<20 { _ = try await attempt(village, "mishu", "forgotten", from: "203.0.113.9") }
            let other = try await attempt(village, "lingdao", Villager.password, from: "203.0.113.9")
            #expect(other.status == 201, "\(other.text)")
            // Each in the own browser mistypes the name first; the account that was tried so often rests.
            let headers = [("X-Forwarded-For", "203.0.113.9")]
            for villager in people.filter({ $0.signInName != "mishu" }).prefix(8) {
                let browser = village.visitor()
                for (name, status) in [("\(villager.signInName)x", 401), (villager.signInName, 303)] {
                    let answer = try await browser.fillIn(
                        "/sign-in", action: "/sign-in", [("name", name), ("password", Villager.password)],
                        headers: headers)
                    #expect(answer.status == status, "\(name): \(answer.status)")
                }
            }
        }
    }
}
