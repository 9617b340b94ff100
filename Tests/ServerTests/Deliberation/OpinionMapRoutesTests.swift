// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import OpinionMap
import TestSupport
import Testing

@testable import Server

@Suite("The opinion map of a call", .serialized)
struct OpinionMapRoutesTests {
    @Test(
        "nothing is shown of four people; of two groups of six the map, the counts and the files",
        arguments: EngineKind.allCases)
    func shown(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            try await village.castVotes(in: open, people: 4)
            try await village.drawMaps()
            let (visitor, map) = (village.visitor(), "\(open.address)/map")
            #expect(try await visitor.get(map).text.contains("还不到5位"))
            for file in ["\(map).svg", "\(map).csv"] { #expect(try await visitor.get(file).status == 404) }
            #expect(try await village.program().get(map).status == 404)

            try await village.castVotes(in: open, people: 12)
            try await village.drawMaps()
            let page = try await visitor.get(map).text
            for words in ["最大公约数", "A组 6人", "B组 6人", "一二年级提前十分钟放学", "看法不一样的", "12人、3句话、36次表态"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(page.contains("<title id=\"map-title\">意见图</title>") && !page.contains("您在这里"))
            #expect(page.contains("data-opinion-controls hidden>") && page.contains("data-opinion-group=\"1\""))
            #expect(page.contains("&quot;by&quot;:[[6,0,0],[6,0,0]]"), "the first statement, both groups of one mind")
            let svg = try await visitor.get("\(map).svg")
            #expect(svg.header("Content-Type") == "image/svg+xml" && svg.text.hasPrefix("<svg xmlns="))
            let csv = try await visitor.get("\(map).csv").text
            #expect(csv.contains("一二年级提前十分钟放学,12,0,0"), "\(csv)")
            let found = try await village.program().get(map)
            let groups = try #require(found.object["groups"] as? [[String: Any]], "\(found.text)")
            #expect(groups.compactMap { $0["people"] as? Int } == [6, 6])
            let lines = try #require(found.object["statements"] as? [[String: Any]])
            #expect(
                lines.first { $0["id"] as? String == open.statements[0].text }?["standing"] as? String == "all_agree")
        }
    }

    @Test(
        "a group under five is not drawn, nor can its counts be reckoned from the others'",
        arguments: EngineKind.allCases)
    func smallGroup(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            try await village.castVotes(in: open, people: 12, lean: 3)
            try await village.drawMaps()
            let findings = try #require(village.services.opinions.map(of: open.call)?.findings)
            #expect(findings.groups.map(\.size) == [9] && findings.ungrouped == 3)
            for line in findings.lines {
                #expect(line.all?.all == 12)
                #expect(line.byGroup.allSatisfy { $0 == nil }, "nine of twelve leave three")
                #expect(line.verified == nil)
            }
            let page = try await village.visitor().get("\(open.address)/map").text
            #expect(page.contains("9人") && !page.contains("组 3人"))
            // One group is no division: what most agree on is said of all, and nothing differs.
            #expect(page.contains("分不出够5人的两组") && !page.contains("1组人里") && !page.contains("画出1组"))
            #expect(
                findings.lines(.differs).isEmpty && findings.lines(.allAgree).count == 2,
                "nine of twelve are three quarters")
            // What the script is told holds one group, and no counts by which the other's could be reckoned.
            let told = try #require(page.firstMatch(of: /data-opinion="([^"]+)"/)).output.1
                .replacing("&quot;", with: "\"")
            #expect(told.contains("\"groups\":[{\"name\":\"A组\",\"people\":9}]"), "\(told)")
            #expect(told.matches(of: /"by":\[null\]/).count == 3 && !told.contains("\"by\":[["), "\(told)")
            #expect(try await village.visitor().get("\(open.address)/map.csv").text.contains("提前十分钟"))
        }
    }

    @Test("whoever has answered sees where one is, nobody else does", arguments: EngineKind.allCases)
    func own(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            let (browser, votes) = (village.visitor(), "\(open.address)/votes")
            for _ in open.statements {
                #expect(try await browser.press(open.address, action: votes, [("answer", "agree")]).status == 303)
            }
            try await village.castVotes(in: open, people: 12)
            try await village.drawMaps()
            #expect(try await browser.get("\(open.address)/map").text.contains("您在这里"))
            #expect(try await !village.visitor().get("\(open.address)/map").text.contains("您在这里"))
            #expect(try await !browser.get("\(open.address)/map.svg").text.contains("您在这里"), "a file has nobody in it")
        }
    }

    @Test("a map is drawn anew when five others have voted, not for one of them", arguments: EngineKind.allCases)
    func patience(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            try await village.castVotes(in: open, people: 12)
            try await village.drawMaps()
            village.clock.move(minutes: 2)
            let browser = village.visitor()
            #expect(
                try await browser.press(open.address, action: "\(open.address)/votes", [("answer", "pass")]).status
                    == 303)
            try await village.drawMaps()
            #expect(village.services.opinions.map(of: open.call)?.findings.votes == 36)
            try await village.castVotes(in: open, people: 13)
            try await village.drawMaps()
            #expect(village.services.opinions.map(of: open.call)?.findings.votes == 40)
        }
    }

    @Test("an update reads what is new and counts as one that reads all", arguments: EngineKind.allCases)
    func incremental(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let open = try await village.openCall()
            try await village.castVotes(in: open, people: 12)
            try await village.drawMaps()
            village.clock.move(minutes: 2)
            // Others, some by phone, and one who changes the mind.
            try await Self.vote(.agree, by: (0..<7).map { .invented(.phone, "\($0)") }, in: open, village)
            try await Self.vote(.pass, by: [.device("device-0")], in: open, village)
            try await village.drawMaps()
            let kept = try #require(village.services.opinions.map(of: open.call))
            let store = OpinionVoteStore(tenant: village.story.county.id)
            let votes = try await village.services.engine.read { try store.votes(of: open.call, after: -1, in: $0) }
            let anew = OpinionFindings(
                Conversation(
                    votes.map {
                        Vote(
                            participant: Int($0.voter), statement: Int($0.statement),
                            answer: $0.answer == .agree ? .agree : $0.answer == .pass ? .pass : .disagree)
                    }),
                means: Dictionary(votes.map { (Int($0.voter), $0.means) }) { $1 }, asked: Set(open.statements))
            #expect(kept.findings.votes == 12 * 3 + 7 * 3 && anew.votes == kept.findings.votes)
            #expect(kept.findings.people.verified == 7 && kept.findings.people.others == 12)
            #expect(kept.findings.lines.map(\.all) == anew.lines.map(\.all))
            #expect(kept.findings.lines.map(\.verified) == anew.lines.map(\.verified))
            let first = try #require(kept.findings.lines.first { $0.statement == open.statements[0] })
            #expect(first.all == OpinionCount(agree: 18, pass: 1, disagree: 0))
            #expect(first.verified == OpinionCount(agree: 7, pass: 0, disagree: 0))
        }
    }

    /// The same answer to every statement by each of these.
    private static func vote(
        _ answer: OpinionVote.Answer, by voices: [OpinionVoice], in open: Village.OpenCall, _ village: Village
    ) async throws {
        let (tenant, keys) = (village.story.county.id, village.services.keys)
        for voice in voices {
            for statement in open.statements {
                let verdict = try await village.services.ballots.cast(
                    .init(
                        tenant: tenant, call: open.call, statement: statement, answer: answer,
                        key: voice.key(in: open.call, of: tenant, keys), means: voice.means, mayBeNew: true,
                        castAt: village.clock.now))
                if case .counted = verdict { continue }
                Issue.record("\(verdict)")
            }
        }
    }

    @Test(
        "the table of votes is given out after the end, of more than fifty people, with numbers that say nothing",
        arguments: EngineKind.allCases)
    func matrix(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (fifty, more) = (try await village.openCall(), try await village.openCall())
            try await village.castVotes(in: fifty, people: 50)
            try await village.castVotes(in: more, people: 51)
            let (visitor, secretary) = (village.visitor(), try await village.program(of: .secretary))
            #expect(try await visitor.get("\(more.address)/votes.csv").status == 404, "people still answer")
            for open in [fifty, more] {
                #expect(try await secretary.post("/desk/deliberations/\(open.call)/closing", [:]).status == 200)
            }
            try await village.drawMaps()
            #expect(try await visitor.get("\(fifty.address)/votes.csv").status == 404)
            #expect(try await !visitor.get("\(fifty.address)/map").text.contains("votes.csv"))
            #expect(try await visitor.get("\(more.address)/map").text.contains("votes.csv"))
            let table = try await visitor.get("\(more.address)/votes.csv")
            let lines = table.text.split(whereSeparator: \.isNewline).map(String.init)
            #expect(lines.first?.hasSuffix("participant,statement,vote") == true && lines.count == 1 + 51 * 3)
            let people = Set(lines.dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) })
            #expect(people == Set((1...51).map(String.init)))
            // The first 25 lean one way. In the order in which they came the numbers would tell them.
            let lean = lines.filter { $0.hasSuffix(",3,1") }.compactMap { Int($0.split(separator: ",")[0]) }
            #expect(lean.count == 25 && lean.sorted() != Array(1...25))
        }
    }

    @Test("what may be shown leaves no rest of too few")
    func suppression() {
        #expect(OpinionFindings.shown([6, 6], of: 12) == [true, true])
        #expect(OpinionFindings.shown([6, 4], of: 10) == [false, false], "six shown would tell the four")
        #expect(OpinionFindings.shown([8, 6, 3], of: 17) == [true, false, false])
        #expect(OpinionFindings.shown([8, 3, 2], of: 13) == [true, false, false])
        #expect(OpinionFindings.shown([5], of: 10) == [true])
        #expect(OpinionFindings.shown([], of: 3) == [])
    }

    @Test("each is asked everything once, in an order of one's own that stays, what tells most rather earlier")
    func order() {
        let asked = (1...40).map { OpinionStatement.ID(Int64($0)) }
        func order(_ voice: UInt8) -> [OpinionStatement.ID] {
            var answered: Set<OpinionStatement.ID> = []
            var order: [OpinionStatement.ID] = []
            while let next = StatementOrder.next(asked, answered: answered, for: [voice], map: nil) {
                answered.insert(next)
                order.append(next)
            }
            return order
        }
        #expect(Set(order(1)) == Set(asked) && order(1).count == 40)
        #expect(order(1) == order(1) && order(1) != order(2))
    }
}
