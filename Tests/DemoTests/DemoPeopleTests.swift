// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Demo
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The people of the demo", .serialized)
struct DemoPeopleTests {
    @Test("everybody whom the guide names signs in, in every role, and the first page of each has something on it")
    func signIns() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            let guide = DemoCounty.guide(folder: county.folder, base: "http://127.0.0.1")
            let lines = guide.compactMap { $0.wholeMatch(of: /\s{4}(\S+) \S+，.+/).map { String($0.output.1) } }
            let (own, zone) = (lines.filter { !$0.hasPrefix("zone-") }, lines.filter { $0.hasPrefix("zone-") })
            #expect(own.count == 16 && zone.count == 5)
            var roles: Set<String> = []
            try await RunningServer.with(county.installation) { port in
                let client = WebClient(port: port)
                for name in own {
                    let rows = try await firstPage(of: name, client, host: "127.0.0.1")
                    // The system administrator has nothing to configure on pages yet; the auditor's lines are no queue.
                    #expect(rows > 0 || ["xitong", "shenji"].contains(name), "\(name) sees nothing")
                }
                // The zone begins: only who screens has something to do.
                for name in zone {
                    let rows = try await firstPage(of: name, client, host: "zone.localhost")
                    #expect(rows > 0 || !["zone-mishu", "zone-zhaojiren"].contains(name))
                }
            }
            for tenant in try await county.tenants {
                let held = try await county.services.engine.read {
                    try $0.rows("SELECT DISTINCT role FROM appointment WHERE tenant = \(tenant.id.number)") {
                        try $0.next(String.self)
                    }
                }
                roles.formUnion(held)
            }
            #expect(roles == Set(Role.allCases.map(\.rawValue)))
        }
    }

    /// Signs in and counts the rows of the list that the desk opens with.
    private func firstPage(of name: String, _ client: WebClient, host: String) async throws -> Int {
        let answer = try await APIClient(client, host: host)
            .post("/sign-ins", ["name": name, "password": "anlan-demo"])
        let token = try #require(
            answer.text.firstMatch(of: /"token":\s*"([^"]+)"/)?.output.1, "\(name): \(answer.status) \(answer.text)")
        let browser = Browser(client, host: host, signIn: String(token))
        let desk = try await browser.get("/desk")
        let page = try await browser.get(try #require(desk.header("location")))
        #expect(page.status == 200)
        // Whoever looks at the board reads figures; everybody else has a list.
        return page.text.matches(of: /<li[^>]*><div><a href="\/desk\/|<a class="fig[^"]*" href="\/desk\//).count
    }

    @Test("in the zone a session can be announced for the same day")
    func zone() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            let sites = try await county.services.engine.read {
                try DirectoryStore().sites(on: Clock.system.now().day, in: $0).all
            }
            #expect(sites.map(\.practice.profile.sessions.noticeDays) == [10, 0])
        }
    }
}
