// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What stands beside a proposal while it is written", .serialized)
struct ProposalAsideTests {
    private static let form = "/desk/proposal"
    /// By which the page's script asks for it alone.
    private static let alone = (CaseActPage.asideField, "1")

    @Test("it is given anew for what is being written, and nothing is saved", arguments: EngineKind.allCases)
    func refreshed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            _ = try await village.fileProposal(by: .otherMember)
            let (member, program) = (try await village.browser(of: .member), try await village.program(of: .member))
            #expect(try await member.get(Self.form).text.contains("data-refreshed=\"_aside\""))
            let written = [Self.alone, ("subject", "关于更换村口旧路灯的提案"), ("situation", "村口3盏路灯不亮。<b>")]
            let begun = try await member.fillIn(Self.form, action: Self.form, written)
            #expect(begun.status == 200, "\(begun.text)")
            for words in ["相似提案 1", "关于更换村口路灯的提案", "还没有写分析", "还没有写建议", "情况100%，分析0%，建议0%"] {
                #expect(begun.text.contains(words), "\(words)")
            }
            for words in ["<html", "<form", "旧路灯", "<b>"] { #expect(!begun.text.contains(words), "\(words)") }
            let listed = try await program.get("/desk/proposals")
            #expect((listed.object["items"] as? [Any])?.isEmpty == true, "nothing was begun: \(listed.text)")

            // What is longer than a field takes is looked at as far as it goes; the form itself says that it is too long.
            let long = [Self.alone, ("subject", String(repeating: "灯", count: 5_000))]
            #expect(try await member.fillIn(Self.form, action: Self.form, long).status == 200)
            #expect(try await member.post(Self.form, [Self.alone, ("subject", "路灯")]).status == 403, "without a token")

            let draft = try await village.draftProposal()
            let action = "\(draft)/text"
            let version = try await program.get(draft).object["version"] as? Int
            let token = try await member.token(on: action, for: action)
            let sent = [("_token", token), Self.alone, ("subject", "关于更换村口路灯的提案"), ("advice", "")]
            let again = try await member.post(action, sent)
            #expect(again.status == 200 && again.text.contains("相似提案 1") && again.text.contains("还没有写建议"))
            #expect(try await member.post(action, sent).text == again.text, "the same form asks as often as it likes")
            #expect(try await program.get(draft).object["version"] as? Int == version)
            #expect(try await program.post("\(draft)/submission", [:]).status == 200)
            #expect(try await member.post(action, sent).status == 409, "it is not written any more")
        }
    }

    @Test("public papers of sessions on similar topics are offered, and no others", arguments: EngineKind.allCases)
    func papers(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let session = try #require(try await village.carry(to: .announced).session)
            let (secretary, path) = (try await village.program(of: .secretary), "/desk/sessions/\(session)/papers")
            for (title, audience) in [("拥堵调查", "public"), ("内部测算", nil)] {
                var fields: [String: Any] = [
                    "title": title, "file": [try await village.upload(name: "说明.pdf", by: .secretary).id.text],
                ]
                if let audience { fields["isPublic"] = audience }
                #expect(try await secretary.post(path, fields).status == 200)
            }
            let papers = try #require(try await village.session(session)).papers
            let open = try #require(papers.first { $0.isPublic })
            let member = try await village.browser(of: .otherMember)
            let written = [Self.alone, ("subject", "关于解决校门口放学时段拥堵的提案")]
            func aside() async throws -> String {
                try await member.fillIn(Self.form, action: Self.form, written).text
            }
            let offered = try await aside()
            let address = "/sessions/\(session)/papers/\(open.id)"
            #expect(offered.contains("有关的议题") && offered.contains("校门口放学时段拥堵"), "\(offered)")
            #expect(offered.contains("有关的会议材料 1") && offered.contains("拥堵调查") && offered.contains(address))
            #expect(!offered.contains("内部测算"))
            #expect(try await member.get(address).body == Village.pdf)
            let hidden = try await secretary.post(
                "/desk/sessions/\(session)/papers-change", ["paper": open.id.text, "change": "keep_inside"])
            #expect(hidden.status == 200, "\(hidden.text)")
            let after = try await aside()
            #expect(after.contains("有关的议题") && !after.contains("会议材料") && !after.contains("拥堵调查"))
        }
    }
}
