// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Demo
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What comes from outside in the demo: paper, a third party, the city")
struct DemoThirdPartyTests {
    @Test(
        "a newcomer judges a unit as a third party, and finds what came on paper and what went up beside its handling",
        arguments: EngineKind.allCases)
    func fromOutside(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            let guide = DemoCounty.guide(folder: county.folder, base: "http://127.0.0.1:1").joined(separator: "\n")
            let link = try #require(guide.firstMatch(of: /\/e\/([A-Za-z0-9_-]{27})/)?.output.1)
            let paper = try await county.count {
                "SELECT id FROM proposal WHERE tenant = \($0) AND kind = 'organisation'"
            }
            try await RunningServer.with(county.installation) { port in
                let page = try await Browser(WebClient(port: port)).get("/e/\(link)")
                #expect(page.status == 200 && page.text.contains("县交通运输局"), "\(page.text)")
                let judging = try await APIClient(WebClient(port: port)).get("/evaluations/\(link)")
                #expect((judging.object["judged"] as? [Any])?.count == 1, "\(judging.text)")
                #expect((judging.object["unjudged"] as? [Any])?.count == 1, "one waits for whoever looks around")
                let signedIn = try await APIClient(WebClient(port: port))
                    .post("/sign-ins", ["name": "tian", "password": "anlan-demo"])
                let office = APIClient(
                    WebClient(port: port), bearer: try #require(signedIn.object["token"] as? String))
                let read = try await office.get("/desk/proposals/\(Proposal.ID(Int64(paper)))")
                #expect(read["state"] == "filed" && read["organisation"] == "民进安澜县支部", "\(read.text)")
                #expect((read.object["entry"] as? [String: Any])?["handedIn"] is String)
                let sheet = try await office.get("/desk/proposal-statistics")
                let figures = try #require(sheet.object["figures"] as? [String: Any], "\(sheet.text)")
                #expect(figures["upward"] as? Int == 2 && figures["upward_answered"] as? Int == 1)
                #expect(sheet.object["isBalanced"] as? Bool == true, "what went up is counted here, too")
            }
        }
    }
}
