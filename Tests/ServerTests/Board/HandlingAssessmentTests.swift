// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Members score, and a year is assessed", .serialized)
struct HandlingAssessmentTests {
    /// The first of December, nine in the morning.
    private static func toDecember(_ village: Village) {
        let days = Day(year: 2026, month: 12, day: 1).number - village.clock.now.day.number
        village.clock.move(hours: Int64(days) * 24)
    }

    @Test("a member scores what this member took part in, once; low scores say why", arguments: EngineKind.allCases)
    func scoring(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let item = try #require(journey.item)
            let open = try #require(try await village.carry(to: .verified).item)
            let member = try await village.program(of: .member)
            let list = try await member.get("/desk/scores").object["items"] as? [[String: Any]]
            #expect(list?.map { $0["item"] as? String } == [item.text])
            #expect(try await member.post("/desk/scores/\(open)", ["points": "5"])["code"] == "not_closed")
            #expect(try await member.post("/desk/scores/\(item)", ["points": "6"]).status == 422)
            let bare = try await member.post("/desk/scores/\(item)", ["points": "2"])
            #expect(bare.status == 422 && bare["code"] == "reason_missing")
            let stranger = try await village.program(of: .otherMember)
            #expect(try await stranger.post("/desk/scores/\(item)", ["points": "5"]).status == 404)
            #expect(try await stranger.get("/desk/scores/\(item)").status == 404)
            let given = try await member.post("/desk/scores/\(item)", ["points": "2", "reason": "标线淡了"])
            #expect(given.status == 200 && given.object["version"] as? Int == 1)
            let stale = try await member.post("/desk/scores/\(item)", ["points": "5", "version": "9"])
            #expect(stale.status == 409)
            let browser = try await village.browser(of: .member)
            let page = try await browser.get("/desk/scores/\(item)")
            #expect(page.status == 200 && page.text.contains("标线淡了"))
            let changed = try await browser.fillIn(
                "/desk/scores/\(item)", action: "/desk/scores/\(item)", [("points", "4"), ("version", "1")])
            #expect(changed.status == 303)
            let scored = try await browser.get("/desk/scores?part=scored").text
            #expect(scored.contains("4分") && scored.contains("测评过 <b>1</b>"))
            let secretary = try await village.browser(of: .secretary).get("/desk/items/\(item)").text
            #expect(secretary.contains("4.0分（1人次）"))
        }
    }

    @Test("ten scores of one member at once are one score", arguments: EngineKind.allCases)
    func doubles(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .closed).item)
            let member = try await village.program(of: .member)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for points in [3, 4, 5, 3, 4, 5, 3, 4, 5, 3] {
                    group.addTask {
                        try await member.post("/desk/scores/\(item)", ["points": String(points)]).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0 == 200 }, "\(statuses)")
            let rows = try await village.services.engine.read {
                try $0.rows("SELECT version FROM handling_score") { try $0.next(Int.self) }
            }
            #expect(rows == [10])
            let site = Site(tenant: village.story.county, practice: Village.practice)
            let differences = try await village.services.engine.read {
                try RowReplay(services: village.services, site: site).differences(in: $0)
            }
            #expect(differences == [])
        }
    }

    @Test(
        "a year is issued once, from December on, by whoever looks after the county; then it stays as it is",
        arguments: EngineKind.allCases)
    func issuing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let item = try #require(try await village.carry(to: .closed).item)
            let member = try await village.program(of: .member)
            #expect(try await member.post("/desk/scores/\(item)", ["points": "5"]).status == 200)
            let leader = try await village.program(of: .leader)
            let year = ["year": "2026"]
            #expect(try await leader.post("/desk/assessments", year)["code"] == "year_goes_on")
            Self.toDecember(village)
            let (lead, later) = (try await village.program(of: .leader), try await village.program(of: .member))
            #expect(try await village.program(of: .convener).post("/desk/assessments", year).status == 404)
            #expect(try await lead.post("/desk/assessments", ["year": "2025"])["code"] == "nothing_there")
            #expect(try await lead.post("/desk/assessments", ["year": "x"]).status == 422)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<6 { group.addTask { try await lead.post("/desk/assessments", year).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 1 && statuses.count { $0 == 409 } == 5, "\(statuses)")
            let list = try await lead.get("/desk/assessments")
            let issued = try #require((list.object["items"] as? [[String: Any]])?.first)
            #expect(issued["number"] as? String == "政协评〔2026〕1号" && issued["year"] as? Int == 2026)
            let fixed = try await later.post("/desk/scores/\(item)", ["points": "3"])
            #expect(fixed["code"] == "assessment_issued")
            let id = try #require(issued["id"] as? String)
            let address = "/desk/assessments/\(id)/documents/assessment"
            let file = try await village.browser(of: .leader).get(address)
            let again = try await village.browser(of: .secretary).get(address)
            #expect(file.status == 200 && file.body == again.body, "the same for everybody, whenever it is asked for")
            let signed = try #require(SignedFile(file.body))
            let told = try #require(list["publicKey"])
            let key = try #require(SignedFile.key(told))
            #expect(signed.isUnchanged(by: key) && signed.note.number == "政协评〔2026〕1号")
            #expect(signed.note.issuedOn == "2026年12月1日" && signed.note.issuer.contains(village.story.county.name))
            let page = try await village.browser(of: .leader).get("/desk/assessment").text
            #expect(page.contains("5.0分（1人次）") && page.contains(address))
            #expect(try await village.browser(of: .officer).get(address).status == 404)
        }
    }

    @Test(
        "what is issued has the proposals of the year's plenary session, unit by unit (A1-07)",
        arguments: EngineKind.allCases)
    func proposals(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            try await village.answerProposal(try await village.fileProposal())
            _ = try await village.assignProposal(
                try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember))
            Self.toDecember(village)
            let issued = try await village.program(of: .leader).post("/desk/assessments", ["year": "2026"])
            #expect(issued.status == 201, "\(issued.text)")
            let id = try #require(issued["id"].flatMap { HandlingAssessment.ID($0) })
            let site = Site(tenant: village.story.county, practice: Village.practice)
            let desk = HandlingAssessmentDesk(services: village.services, site: site)
            let record = try await village.services.engine.read { try desk.assessment(id, in: $0) }
            let statement = try #require(record?.issue.statement.words.flatMap { AssessmentStatement($0) })
            #expect(statement.units == [], "items there were none")
            let unit = try #require(statement.proposals?.first)
            #expect(statement.proposals?.count == 1 && unit.name == village.story.unit.name)
            #expect(unit.figures["reply"] == .init(count: 1, whole: 2))
            #expect(unit.figures["response"] == .init(count: 0, whole: 1), "silence is no opinion")
        }
    }

    @Test(
        "a year is issued after one has read what that means, and is the year that was shown",
        arguments: EngineKind.allCases)
    func confirming(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .closed)
            Self.toDecember(village)
            let (leader, action) = (try await village.browser(of: .leader), "/desk/assessment/issue")
            let past = try await leader.get("/desk/assessment?from=2025-01-01&to=2025-12-31")
            #expect(past.text.contains("value=\"2025\""))
            let asked = try await leader.fillIn("/desk/assessment", action: action, [("year", "2026")])
            #expect(asked.status == 200 && asked.text.contains("不能撤回"))
            let program = try await village.program(of: .leader)
            #expect((try await program.get("/desk/assessments").object["items"] as? [Any])?.isEmpty == true)
            let token = try #require(asked.formToken(action))
            let done = try await leader.post(action, [("_token", token), ("year", "2026"), ("confirmed", "yes")])
            #expect(done.status == 303)
            #expect((try await program.get("/desk/assessments").object["items"] as? [Any])?.count == 1)
        }
    }

    @Test("whatever byte of a signed file is changed, it shows; other keys do not fit")
    func tampering() throws {
        let key = SigningKey(seed: Array(repeating: 7, count: 32))
        let archive = Array("PK-content".utf8) + [0x50, 0x4B, 0x05, 0x06] + Array(repeating: 0, count: 18)
        for document in [archive, Array("%PDF-1.7 …\n%%EOF\n".utf8), []] {
            let bytes = try SignedFile.sign(
                document, number: "政协评〔2026〕1号", issuedOn: "2026年12月1日", issuer: "安澜县政协", key: key)
            #expect(SignedFile(bytes)?.isUnchanged(by: key.publicKey) == true)
            #expect(
                SignedFile(bytes)?.isUnchanged(by: SigningKey(seed: Array(repeating: 8, count: 32)).publicKey) == false)
            for place in bytes.indices {
                var other = bytes
                other[place] ^= 1
                #expect(SignedFile(other)?.isUnchanged(by: key.publicKey) != true, "\(place)")
            }
            #expect(SignedFile(document) == nil && SignedFile(Array(bytes.dropLast(2))) == nil)
            #expect(SignedFile(bytes + [0x0A])?.isUnchanged(by: key.publicKey) != true)
        }
        var random = SystemRandomNumberGenerator()
        for length in 0..<2_000 {
            let bytes = (0..<length % 200).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(
                SignedFile(bytes + Array("\n%shangliang-signature ".utf8) + bytes)?.isUnchanged(by: key.publicKey)
                    != true)
        }
    }

    @Test("an archive with a signature is an archive whose comment it is")
    func comment() throws {
        let key = SigningKey(seed: Array(repeating: 7, count: 32))
        let archive = [UInt8]([0x50, 0x4B, 0x05, 0x06]) + Array(repeating: 0, count: 18)
        let bytes = try SignedFile.sign(archive, number: "1", issuedOn: "2", issuer: "3", key: key)
        #expect(Int(bytes[20]) | Int(bytes[21]) << 8 == bytes.count - 22)
    }
}
