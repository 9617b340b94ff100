// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Trainings of a year, and who took part in them", .serialized)
struct TrainingTests {
    @Test(
        "the list of those who came is imported as it is: each training is counted once, and stands in everybody's file",
        arguments: EngineKind.allCases)
    func counted(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.seatMembers()
            let (member, other) = (Villager.member.name, Villager.otherMember.name)
            try await village.takeTrainings([
                "提案撰写,提案怎么写,2026-03-02,\(member)", "提案撰写,提案怎么写,2026-03-02,\(other)",
                "提案撰写,提案怎么写,2026-02-02,\(member)", "反映社情民意,信息怎么写,2026-03-03,\(member)",
                "协商议事,怎样主持,2025-11-04,\(other)",
            ])
            let leader = try await village.program(of: .leader)
            let year = try await leader.get("/desk/quotas/trainings")
            #expect(year.object["year"] as? Int == 2026 && year.object["count"] as? Int == 3, "\(year.text)")
            #expect(year.object["attendances"] as? Int == 4)
            let items = try #require(year.object["items"] as? [[String: Any]])
            #expect(items.map { $0["day"] as? String } == ["2026-03-03", "2026-03-02", "2026-02-02"])
            #expect(items.map { ($0["attendants"] as? [Any])?.count } == [1, 2, 1])
            let page = try await village.browser(of: .leader).get("/desk/quotas/trainings").text
            for words in ["2026年培训3场，参加4人次", "提案撰写 2场", "反映社情民意 1场", "2人：", other] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(!page.contains("怎样主持") && !page.contains("只数您能看到的委员"))
            let before = try await leader.get("/desk/quotas/trainings?on=2025-12-31")
            #expect(before.object["count"] as? Int == 1 && before.text.contains("怎样主持"))
            #expect(try await leader.get("/desk/quotas/trainings?on=2027-01-01").status == 422)
            #expect(try await village.browser(of: .leader).get("/desk/quotas").text.contains("/desk/quotas/trainings"))

            let address = "/desk/quotas/\(village.person(.member))"
            let file = try await village.browser(of: .member).get(address).text
            #expect(file.contains("专题培训3场") && file.contains("提案撰写：提案怎么写"))
            let parts = try await village.program(of: .member).get(address).object["file"] as? [[String: Any]]
            let own = try #require(parts?.first { $0["part"] as? String == "trainings" })
            #expect((own["lines"] as? [Any])?.count == 3)
        }
    }

    @Test(
        "whoever reads the figures of some members alone reads of their trainings alone",
        arguments: EngineKind.allCases)
    func visible(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.seatMembers()
            let (member, other) = (Villager.member.name, Villager.otherMember.name)
            let outsider = Villager.colleague.name
            try await village.takeTrainings([
                "提案撰写,提案怎么写,2026-03-02,\(member)", "提案撰写,提案怎么写,2026-03-02,\(other)",
                "其他,只有别人,2026-03-03,\(other)", "其他,只有别人,2026-03-03,\(outsider)",
            ])
            // The whole county, the own figures, and those of nobody: a room's secretary keeps no area.
            for (villager, count, attendances) in [
                (Villager.leader, 2, 4), (.member, 1, 1), (.otherMember, 2, 2), (.secretary, 0, 0),
            ] {
                let read = try await village.program(of: villager).get("/desk/quotas/trainings")
                #expect(read.object["count"] as? Int == count, "\(villager): \(read.text)")
                #expect(read.object["attendances"] as? Int == attendances, "\(villager): \(read.text)")
            }
            let page = try await village.browser(of: .member).get("/desk/quotas/trainings").text
            #expect(page.contains("只数您能看到的委员") && !page.contains("只有别人"))
            #expect(!(try await village.program(of: .member).get("/desk/quotas/trainings").text.contains(other)))
            for villager in [Villager.officer, .proposalOfficer, .systemAdministrator] {
                #expect(try await village.program(of: villager).get("/desk/quotas/trainings").status == 404)
            }
        }
    }

    @Test("one line is one person in one training: it is entered once, and no longer counts when it was ended")
    func lines() async throws {
        try await Village.with(.sqlite) { village in
            _ = try await village.seatMembers()
            let program = try await village.program(of: .keeper(of: .trainings))
            let line: [String: Any] = [
                "trainingKind": "consultations", "trainingName": "有事好商量", "heldOn": "2026-03-02",
                "person": village.person(.member).text,
            ]
            let entered = try await program.post("/desk/directory/trainings", line)
            let id = try #require(entered["id"], "\(entered.text)")
            #expect(try await program.post("/desk/directory/trainings", line)["code"] == "already_there")
            let wrong = try await program.post(
                "/desk/directory/trainings", line.merging(["trainingKind": "dancing"]) { $1 })
            #expect(wrong.status == 422)
            let leader = try await village.program(of: .leader)
            #expect(try await leader.get("/desk/quotas/trainings").object["count"] as? Int == 1)
            #expect(try await program.post("/desk/directory/trainings/\(id)/end", [:]).status == 200)
            #expect(try await leader.get("/desk/quotas/trainings").object["count"] as? Int == 0)
            let file = try await leader.get("/desk/quotas/\(village.person(.member))")
            #expect(!file.text.contains("有事好商量"))
            #expect(try await village.rowDifferences() == [])
        }
    }
}

extension Village {
    /// Imports these lines into the register of trainings.
    fileprivate func takeTrainings(_ lines: [String]) async throws {
        let (site, office, now) = (countySite, actor(.keeper(of: .trainings)), clock.now)
        let table = (["哪一类,培训名称,哪天,谁参加"] + lines).joined(separator: "\n")
        let imports = ImportDesk(services: services, site: site)
        let sent = try await services.engine.write {
            try imports.send(
                Array(table.utf8), named: "签到.csv", for: .register(.trainings), by: office, at: now, in: $0
            ).id
        }
        await ImportWorker(services: services).work(for: site)
        let program = try await program(of: .keeper(of: .trainings))
        let confirmed = try await program.post("/desk/imports/\(sent)/confirm", [:])
        #expect(confirmed.status == 200, "\(confirmed.text)")
        await ImportWorker(services: services).work(for: site)
        let done = try await program.get("/desk/imports/\(sent)")
        #expect(done.object["new"] as? Int == lines.count, "\(done.text)")
    }
}
