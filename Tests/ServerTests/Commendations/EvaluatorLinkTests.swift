// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A third party's marks by its own link", .serialized)
struct EvaluatorLinkTests {
    private static let points = [
        "points_organisation": "18", "points_contact": "20", "points_reply": "22", "points_result": "27",
        "words": "答得实",
    ]

    /// A commendation with one third party that is asked about both units; the address of each.
    private func asked(_ village: Village) async throws -> (commendation: String, evaluator: String) {
        try await village.seatMembers()
        _ = try await village.fileProposal()
        let office = try await village.program(of: .proposalOfficer)
        let begun = try await office.post("/desk/commendations", ["span": "15-3"])
        let address = "/desk/commendations/\(try #require(begun["id"], "\(begun.text)"))"
        return (address, try await invite("县统计学会", to: address, village))
    }

    private func invite(_ name: String, to commendation: String, _ village: Village) async throws -> String {
        let invited = try await village.program(of: .proposalOfficer).post(
            "\(commendation)/evaluators",
            [
                "evaluator": name, "units": [village.story.unit.id.text, village.story.otherUnit.id.text],
                "until": village.clock.now.day.advanced(by: 7).description,
            ])
        let evaluators = try #require(invited.object["evaluators"] as? [[String: Any]], "\(invited.text)")
        return "\(commendation)/evaluators/\(try #require(evaluators.last?["id"] as? String))"
    }

    /// A fresh link, as the office hands it out.
    private func link(_ village: Village, _ evaluator: String) async throws -> String {
        let made = try await village.program(of: .proposalOfficer).post("\(evaluator)/link", [:])
        #expect(made.status == 201, "\(made.text)")
        return String(try #require(made["address"]?.split(separator: "/").last))
    }

    private func marks(_ unit: HandlingUnit) -> [String: Any] {
        Self.points.merging(["unit": unit.id.text]) { $1 }
    }

    @Test(
        "each judges its units for itself, once; with the last one the link ends, and paper is marked as such",
        arguments: EngineKind.allCases)
    func judging(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (commendation, evaluator) = try await asked(village)
            let other = try await invite("提案者代表", to: commendation, village)
            let (units, office) = (
                [village.story.unit, village.story.otherUnit], try await village.program(of: .proposalOfficer)
            )
            let old = try await link(village, evaluator)
            let (token, others) = (try await link(village, evaluator), try await link(village, other))
            let (program, visitor) = (village.program(), village.visitor())
            #expect(try await program.get("/evaluations/\(old)").status == 404, "a new one voids the old one")
            let read = try await program.get("/evaluations/\(token)")
            #expect(read["evaluator"] == "县统计学会" && (read.object["unjudged"] as? [Any])?.count == 2, "\(read.text)")
            #expect((read.object["criteria"] as? [Any])?.count == 4)
            let page = try await visitor.get("/e/\(token)")
            #expect(page.status == 200 && page.text.contains(units[0].name) && page.text.contains("落实成效（满分30）"))
            #expect(page.header("Cache-Control")?.contains("no-store") == true)
            let bare = try await visitor.fillIn(
                "/e/\(token)", action: "/e/\(token)", [("unit", units[0].id.text), ("words", "慢了点")])
            #expect(bare.status == 422 && bare.text.contains("慢了点"), "what was typed is kept")
            let first = try await visitor.fillIn(
                "/e/\(token)", action: "/e/\(token)", marks(units[0]).map { ($0.key, $0.value as? String ?? "") })
            #expect(first.status == 303 && first.header("Location") == "/e/\(token)", "\(first.text)")
            #expect(try await program.post("/evaluations/\(token)", marks(units[0]))["code"] == "already_evaluated")
            let apart = try await program.get("/evaluations/\(others)")
            #expect((apart.object["unjudged"] as? [Any])?.count == 2, "\(apart.text)")
            #expect((apart.object["judged"] as? [Any])?.isEmpty == true, "nobody reads another's: \(apart.text)")
            let last = try await program.post("/evaluations/\(token)", marks(units[1]))
            #expect(last.status == 200 && (last.object["unjudged"] as? [Any])?.isEmpty == true, "\(last.text)")
            #expect(try await program.get("/evaluations/\(token)").status == 404)
            #expect(try await visitor.get("/e/\(token)").status == 404)
            #expect(try await office.post("\(evaluator)/link", [:])["code"] == "already_evaluated", "nothing is left")
            var sheet = marks(units[0])
            sheet["evaluator"] = "县审计学会"
            #expect(try await office.post("\(commendation)/evaluations", sheet).status == 200)
            let told = try await office.get(commendation)
            let evaluations = try #require(told.object["evaluations"] as? [[String: Any]])
            #expect(evaluations.map { $0["isFromPaper"] as? Bool } == [false, false, true], "\(told.text)")
            let record = try await village.browser(of: .proposalOfficer).get(commendation).text
            for words in ["纸质，办公室录入", "评议人自己打分", "还有2个没有评"] { #expect(record.contains(words), "\(words)") }
            let table = try await office.get("\(ProposalTable.evaluations.address)?session=15-3&format=csv").text
            #expect(table.contains("县审计学会,87,100") && table.contains("纸质，办公室录入"), "\(table)")
            #expect(village.log.lines.allSatisfy { !$0.contains(token) })
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "revoked, past its day or with the commendation dropped it opens nothing; what was said stays",
        arguments: EngineKind.allCases)
    func ending(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (commendation, evaluator) = try await asked(village)
            let (office, program) = (try await village.program(of: .proposalOfficer), village.program())
            let token = try await link(village, evaluator)
            #expect(try await program.post("/evaluations/\(token)", marks(village.story.unit)).status == 200)
            let id = String(try #require(evaluator.split(separator: "/").last))
            let revoked = try await office.post(
                "\(commendation)/evaluator-revocations", ["evaluator": id, "reason": "换人"])
            #expect((revoked.object["evaluators"] as? [Any])?.isEmpty == true, "\(revoked.text)")
            #expect((revoked.object["evaluations"] as? [Any])?.count == 1)
            #expect(try await program.get("/evaluations/\(token)").status == 404)
            #expect(try await office.post("\(evaluator)/link", [:])["code"] == "not_invited")
            let twice = try await office.post(
                "\(commendation)/evaluator-revocations", ["evaluator": id, "reason": "换人"])
            #expect(twice["code"] == "not_invited")
            let late = try await link(village, try await invite("提案者代表", to: commendation, village))
            village.clock.move(hours: 7 * 24)
            #expect(try await program.get("/evaluations/\(late)").status == 200, "its last day")
            village.clock.move(hours: 24)
            #expect(try await program.get("/evaluations/\(late)").status == 404)
            let open = try await link(village, try await invite("县审计学会", to: commendation, village))
            let fresh = try await village.program(of: .proposalOfficer)
            #expect(try await fresh.post("\(commendation)/dropping", ["reason": "今年不评"])["state"] == "dropped")
            #expect(try await program.post("/evaluations/\(open)", marks(village.story.unit)).status == 404)
            #expect(try await village.rowDifferences() == [])
        }
    }

    @Test(
        "it stands in the log who made a link, and nobody makes one by which the own unit is judged",
        arguments: EngineKind.allCases)
    func told(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (commendation, evaluator) = try await asked(village)
            let tokens = [try await link(village, evaluator), try await link(village, evaluator)]
            let logged = try await village.services.engine.read {
                try $0.rows(
                    """
                    SELECT e.actor, e.role, e.facts FROM event e
                    WHERE e.subject_kind = 'commendation' AND e.kind = 'evaluator_link_made'
                    """
                ) { row in (Person.ID(try row.next()), try row.next(String?.self), try row.next(String.self)) }
            }
            let office = village.person(.proposalOfficer)
            #expect(logged.map(\.0) == [office, office] && logged.allSatisfy { $0.1 == "proposal_officer" })
            #expect(logged.allSatisfy { facts in tokens.allSatisfy { !facts.2.contains($0) } })
            let page = try await village.browser(of: .proposalOfficer).get(commendation).text
            #expect(page.contains("开了一家第三方的评分条") && page.contains("取链接"))

            let (unit, county) = (village.story.unit.id, village.story.county.id)
            try await Commands.run(on: village.installation) {
                try $0.appoint(office, to: Appointment(.unitOfficer, .unit(unit)), tenant: county)
            }
            let refused = try await village.program(of: .proposalOfficer).post("\(evaluator)/link", [:])
            #expect(refused.status == 409 && refused["code"] == "own_work", "\(refused.text)")
            #expect(try await village.program().get("/evaluations/\(tokens[1])").status == 200, "the one in use stays")
            let own = try await village.browser(of: .proposalOfficer).get(commendation).text
            #expect(!own.contains("取链接") && own.contains("请提案委员会别的工作人员来开"))
            #expect(try await village.rowDifferences() == [])
            #expect(try await village.verify().isClean)
        }
    }

    @Test("asked about units of the list, within ninety days and once by name; and the office alone hands links out")
    func wrong() async throws {
        try await Village.with(.sqlite) { village in
            let (commendation, evaluator) = try await asked(village)
            let office = try await village.program(of: .proposalOfficer)
            let today = village.clock.now.day
            let good: [String: Any] = [
                "evaluator": "提案者代表", "units": [village.story.unit.id.text], "until": today.description,
            ]
            func answer(_ changes: [String: Any]) async throws -> WebAnswer {
                try await office.post("\(commendation)/evaluators", good.merging(changes) { $1 })
            }
            #expect(try await answer(["evaluator": "县统计学会"])["code"] == "already_invited")
            #expect(try await answer(["units": [String]()]).status == 422)
            #expect(try await answer(["units": ["0000000000001"]]).status == 422)
            for days in [-1, Commendation.evaluatorDaysMax + 1] {
                let outside = try await answer(["until": today.advanced(by: days).description])
                #expect(outside.status == 422 && outside["code"] == "until_outside", "\(days)")
            }
            for villager in [Villager.leader, .member, .officer, .secretary] {
                let program = try await village.program(of: villager)
                #expect(try await program.post("\(commendation)/evaluators", good).status == 404, "\(villager)")
                #expect(try await program.post("\(evaluator)/link", [:]).status == 404, "\(villager)")
            }
            let (token, program) = (try await link(village, evaluator), village.program())
            let high = marks(village.story.unit).merging(["points_reply": "26"]) { $1 }
            #expect(
                try await program.post("/evaluations/\(token)", high).status == 422, "more than the criterion gives")
            let foreign = marks(village.story.unit).merging(["unit": "0000000000001"]) { $1 }
            #expect(try await program.post("/evaluations/\(token)", foreign)["code"] == "not_its_unit")
            let slip = try await village.browser(of: .proposalOfficer).fillIn(
                commendation, action: "\(evaluator)/link", [])
            #expect(slip.status == 200 && slip.text.contains("评分的二维码"), "\(slip.text)")
            #expect(try await program.get("/evaluations/\(token)").status == 404, "the slip's link voids it")
            var statuses: [Int] = []
            for _ in 0..<40 {
                statuses.append(try await program.get("/evaluations/\(SecretLink().text)").status)
            }
            #expect(statuses.first == 404 && statuses.last == 429, "guesses are counted")
        }
    }

    @Test(
        "many who judge at once all have their say, and a double gets the first one's answer",
        arguments: EngineKind.allCases)
    func atOnce(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (commendation, _) = try await asked(village)
            var tokens: [String] = []
            for number in 1...6 {
                tokens.append(try await link(village, try await invite("第\(number)位", to: commendation, village)))
            }
            let (program, fields) = (village.program(), marks(village.story.unit))
            let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
                for token in tokens {
                    group.addTask {
                        try await program.post(
                            "/evaluations/\(token)", Self.points.merging(["unit": village.story.unit.id.text]) { $1 })
                    }
                }
                return try await group.reduce(into: [WebAnswer]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 200 }, "\(answers.map(\.text))")
            let told = try await village.program(of: .proposalOfficer).get(commendation)
            #expect((told.object["evaluations"] as? [Any])?.count == 6)
            let token = try await link(village, try await invite("第七位", to: commendation, village))
            let key = "0123456789abcdef"
            let (first, second) = (
                try await program.post("/evaluations/\(token)", fields, key: key),
                try await program.post("/evaluations/\(token)", fields, key: key)
            )
            #expect(first.status == 200 && first.body == second.body, "\(second.text)")
        }
    }
}
