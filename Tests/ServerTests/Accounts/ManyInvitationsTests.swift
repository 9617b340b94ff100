// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Accounts for many people at once", .serialized)
struct ManyInvitationsTests {
    private static let path = "/desk/new-accounts"

    @Test(
        "people of the register are chosen, each gets a link of the own, and the sheet is printed",
        arguments: EngineKind.allCases)
    func many(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let operating = try await village.program(of: .systemAdministrator)
            var people: [String] = []
            for (number, name) in [("WY2001", "章小满"), ("WY2002", "纪晴川"), ("委员三号", "贺兰舟")] {
                let entered = try await operating.post("/desk/directory/people", ["number": number, "name": name])
                people.append(try #require(entered["id"], "\(entered.text)"))
            }
            let browser = try await village.browser(of: .securityAdministrator)
            let page = try await browser.get("\(Self.path)?q=WY200")
            #expect(page.text.contains("账号名wy2001") && !page.text.contains("贺兰舟"))
            let sheet = try await browser.fillIn(Self.path, action: Self.path, [("people.\(people[0])", "on")])
            #expect(sheet.status == 200 && sheet.text.contains("章小满") && sheet.text.contains("/invitations/"))

            let program = try await village.program(of: .securityAdministrator)
            let made = try await program.post(Self.path, ["people": people])
            let links = (made.object["made"] as? [[String: Any]])?.compactMap { $0["link"] as? String } ?? []
            let left = (made.object["left"] as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
            #expect(links.count == 1 && Set(left) == ["not_found", "no_name"], "\(made.text)")
            let token = try #require(links.first?.split(separator: "/").last)
            let read = try await village.program().get("/invitations/\(token)")
            #expect(read["signInName"] == "wy2002", "\(read.text)")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("nobody but the security administrator opens accounts, and nobody chosen is told")
    func refused() async throws {
        try await Village.with(.sqlite) { village in
            #expect(try await village.browser(of: .systemAdministrator).get(Self.path).status == 404)
            let program = try await village.program(of: .securityAdministrator)
            let none = try await program.post(Self.path, ["people": [String]()])
            #expect(none.status == 422 && none.text.contains("people"))
        }
    }
}
