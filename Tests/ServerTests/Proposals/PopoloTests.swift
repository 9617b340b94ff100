// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Popolo", .serialized)
struct PopoloTests {
    /// The fields that Popolo gives its classes (popoloproject.com/specs), beside those that it lets be left out.
    private static let motion: Set<String> = [
        "id", "organization_id", "legislative_session_id", "creator_id", "text", "classification", "date",
        "requirement",
        "result", "vote_events", "sources", "created_at", "updated_at",
    ]
    private static let person: Set<String> = ["id", "name", "gender", "image", "memberships", "links", "sources"]
    private static let membership: Set<String> = [
        "id", "label", "role", "person_id", "organization_id", "post_id", "on_behalf_of_id", "start_date", "end_date",
    ]
    private static let organization: Set<String> = [
        "id", "name", "classification", "parent_id", "founding_date", "links", "sources",
    ]

    @Test("published proposals are motions of their members, in Popolo's own words", arguments: EngineKind.allCases)
    func motions(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let sector = try await village.seatMembers()
            let office = try await village.program(of: .proposalOfficer)
            func publish(_ address: String, _ title: String) async throws -> String {
                let reviewed = try await office.post("\(address)/review", ["title": title, "body": "请看\(title)"])
                #expect(reviewed["publication"] == "published", "\(reviewed.text)")
                return try #require(address.split(separator: "/").last.map(String.init))
            }
            let own = try await publish(try await village.answerProposal(village.fileProposal()), "换路灯")
            var fields = Village.proposalFields("关于修渠的提案")
            (fields["kind"], fields["body"]) = ("sector", sector.text)
            let joint = try await publish(try await village.fileProposal(fields), "修渠")
            _ = try await village.fileProposal(Village.proposalFields("关于没有公开的事的提案"), by: .otherMember)
            let read = try await village.program().get("/popolo")
            let motions = try #require(read.object["motions"] as? [[String: Any]], "\(read.text)")
            #expect(
                motions.compactMap { $0["id"] as? String } == [joint, own], "latest number first, and what is public")
            let (first, last) = (motions[0], motions[1])
            #expect(first["creator_id"] as? String == sector.text, "the sector, and not who signs for it")
            #expect(last["creator_id"] as? String == village.person(.member).text)
            #expect(last["result"] as? String == "A类 已经解决或基本解决" && first["result"] as? String == nil)
            #expect(last["legislative_session_id"] as? String == "15-3" && last["text"] as? String == "换路灯\n\n请看换路灯")
            #expect(last["date"] as? String == Village.morning.day.description)
            let source = (last["sources"] as? [[String: Any]])?.first?["url"] as? String
            #expect(source?.hasSuffix("/proposals/\(own)") == true)
            let named = [
                ("motions", Self.motion), ("persons", Self.person), ("memberships", Self.membership),
                ("organizations", Self.organization),
            ]
            for (name, known) in named {
                let records = try #require(read.object[name] as? [[String: Any]])
                #expect(!records.isEmpty && records.allSatisfy { Set($0.keys).isSubset(of: known) }, "\(name)")
            }
            let people = try #require(read.object["persons"] as? [[String: Any]])
            #expect(people.compactMap { $0["name"] as? String } == [Villager.member.name])
            let bodies = try #require(read.object["organizations"] as? [[String: Any]])
            #expect(bodies.map { $0["name"] as? String } == [village.story.county.name, "教育界"])
            #expect(bodies.map { $0["classification"] as? String } == ["政协委员会", "界别"])
            let assembly = try #require(bodies[0]["id"] as? String)
            #expect(motions.allSatisfy { $0["organization_id"] as? String == assembly })
            #expect(bodies[1]["id"] as? String == sector.text && bodies[1]["parent_id"] as? String == assembly)
            let page = try await village.program().get("/popolo?limit=1")
            #expect((page.object["motions"] as? [Any])?.count == 1)
            let next = try #require(page["next"])
            let rest = try await village.program().get("/popolo?limit=1&cursor=\(next)")
            #expect((rest.object["motions"] as? [[String: Any]])?.first?["id"] as? String == own && rest["next"] == nil)
            #expect(try await village.program().get("/popolo?cursor=x").status < 500)
        }
    }
}
