// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Mechanisms that a committee does not have", .serialized)
struct CapabilityTests {
    @Test("each mechanism has routes, and an address belongs to one as its route does")
    func routes() async throws {
        try await Village.with(.sqlite) { village in
            let routes = village.installation.table.routes
            for capability in Capability.allCases {
                #expect(routes.contains { $0.capability == capability && $0.isAPI }, "\(capability)")
                #expect(routes.contains { $0.capability == capability && !$0.isAPI }, "\(capability)")
            }
            #expect(Capability(ofAddress: "/r/ABCDEFGH/receptions") == .receptions)
            #expect(Capability(ofAddress: "/api/v1/desk/bulk/proposals/closing") == .proposals)
            #expect(Capability(ofAddress: "/desk/proposals?part=mine") == .proposals)
            for table in ProposalTable.allCases { #expect(Capability(ofAddress: table.address) == .proposals) }
            for address in [
                "/desk/commendations/1", "/api/v1/good-proposals", "/clues", "/desk/proposal-compilation",
                "/e/ABCDEFGH",
                "/o/ABCDEFGH", "/api/v1/evaluations/ABCDEFGH", "/api/v1/opinions/ABCDEFGH",
            ] {
                #expect(Capability(ofAddress: address) == .proposals, "\(address)")
            }
            for address in ["/", "/desk/topics/1/proposals", "/bookings", "/desk/items", "/mine"] {
                #expect(Capability(ofAddress: address) == nil, "\(address)")
            }
        }
    }

    @Test("switched off, every route of it says not found to everybody, and no page leads there")
    func off() async throws {
        try await Village.with(.sqlite) { village in
            try await village.switchOff(Capability.allCases)
            for route in village.installation.table.routes where route.capability != nil && route.method == .get {
                let path = route.path.replacing(/\{\w+\}/, with: village.room.id.text)
                for villager in [nil, Villager.secretary, .member, .proposalOfficer] {
                    let status =
                        if route.isAPI {
                            try await village.reader(villager).get(String(path.dropFirst("/api/v1".count))).status
                        } else {
                            try await village.viewer(villager).get(path).status
                        }
                    #expect(status == 404, "\(route.label) as \(villager.map(\.rawValue) ?? "visitor")")
                }
            }
            let site = try #require(village.services.sites.all.first { $0.tenant.id == village.story.county.id })
            for path in [
                "/", "/topics", "/rooms", "/search?q=\(FormEncoding.encode("路"))", "/r/\(village.room.token.text)",
            ] {
                try await village.expectNoWay(in: village.visitor().get(path).text, of: site, path)
            }
            for villager in [Villager.secretary, .convener, .leader, .member, .officer, .proposalOfficer] {
                let browser = try await village.browser(of: villager)
                for path in [
                    "/desk/notices", "/desk/account", "/desk/topics", "/desk/sessions", "/desk/items", "/desk/board",
                ] {
                    let page = try await browser.get(path)
                    guard page.status == 200 else { continue }
                    village.expectNoWay(in: page.text, of: site, "\(path) of \(villager)")
                }
            }
            #expect(
                try await village.browser(of: .proposalOfficer).get("/desk").header("Location") == "/desk/directory")
            #expect(try await village.browser(of: .secretary).get("/desk/topics").status == 200)
        }
    }

    @Test("the others go on, and switched on again all is there")
    func on() async throws {
        try await Village.with(.sqlite) { village in
            let reception = try await village.planReception()
            let secretary = try await village.browser(of: .secretary)
            try await village.switchOff([.receptions])
            #expect(try await secretary.get("/desk/receptions/\(reception)").status == 404)
            #expect(try await secretary.get("/desk/sentiments").status == 200)
            try await village.switchOff([])
            #expect(try await secretary.get("/desk/receptions/\(reception)").status == 200)
        }
    }
}

extension Village {
    /// Writes a version of the county's profile without these mechanisms, which counts at once.
    fileprivate func switchOff(_ capabilities: [Capability]) async throws {
        var profile = Village.practice.profile
        profile.switchedOff = capabilities
        let answer = try await program(of: .systemAdministrator).post(
            "/desk/practice/revision", PracticeForm.values(profile, from: clock.now.day))
        #expect(answer.status == 201, "\(answer.text)")
    }

    fileprivate func reader(_ villager: Villager?) async throws -> APIClient {
        if let villager { try await program(of: villager) } else { program() }
    }

    fileprivate func viewer(_ villager: Villager?) async throws -> Browser {
        if let villager { try await browser(of: villager) } else { visitor() }
    }

    /// No link or form of a page leads to what is switched off.
    fileprivate func expectNoWay(in page: String, of site: Site, _ what: String) {
        for way in page.matches(of: /(?:href|action)="(\/[^"]*)"/) {
            #expect(site.opens(String(way.output.1)), "\(what): \(way.output.1)")
        }
    }
}
