// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Spreadsheets
import TestSupport
import Testing

@testable import Server

@Suite("Proposals as tables", .serialized)
struct ProposalTableTests {
    private func lines(_ table: ProposalTable, _ client: APIClient) async throws -> [String] {
        let saved = try await client.get("\(table.address)?session=15-3&format=csv")
        #expect(saved.status == 200, "\(table): \(saved.text)")
        return saved.text.split(whereSeparator: \.isNewline).map(String.init)
    }

    @Test("hold what the pages say, and silence is no opinion", arguments: EngineKind.allCases)
    func rows(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            try await village.answerProposal(try await village.fileProposal())
            var fields = Village.proposalFields("=关于公式的提案")
            fields["topic"] = village.story.published.id.text
            _ = try await village.fileProposal(fields, by: .otherMember)
            let office = try await village.program(of: .proposalOfficer)
            let proposals = try await lines(.proposals, office)
            #expect(proposals.count == 3 && proposals[0].contains("编号,案由"))
            #expect(proposals[1].contains("15-3-001,关于更换村口路灯的提案,委员,"), "\(proposals[1])")
            #expect(!proposals[2].contains(",=关于"), "no cell is run as a formula")
            #expect(proposals[0].hasSuffix(",类别,来源") && proposals[1].hasSuffix(",") && proposals[2].hasSuffix(",议题"))
            let assignments = try await lines(.assignments, office)
            #expect(assignments.count == 2 && assignments[1].contains("主办,已答复"), "\(assignments)")
            let opinions = try await lines(.opinions, office)
            #expect(opinions.count == 2 && opinions[1].contains("没有意见,没有意见"), "\(opinions)")
            let opinion = try #require(try await village.askedOpinions(of: .member).first)
            #expect(try await village.opine(opinion, "basically").status == 200)
            #expect(try await lines(.opinions, office)[1].contains("满意,基本满意,说一句"))
            let sums = try await lines(.statistics, office)
            #expect(sums[0].contains("提交,立案") && sums[1].contains("十五届三次会议,2,2"), "\(sums)")
            for table in ProposalTable.allCases {
                let workbook = try await village.browser(of: .proposalOfficer).get(table.address)
                #expect(workbook.status == 200 && workbook.body.starts(with: Array("PK".utf8)), "\(table)")
                #expect(try await office.get("\(table.address)?format=ods").status == 422)
            }
            let lines = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=document&limit=50")
            #expect(lines.text.contains("proposal_table_saved"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("everybody saves what is theirs to see, and words and sums are for those who see all")
    func scopes() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            _ = try await village.assignProposal(try await village.fileProposal())
            _ = try await village.fileProposal(Village.proposalFields("关于别的事的提案"), by: .otherMember)
            let (member, unit) = (try await village.program(of: .member), try await village.program(of: .officer))
            #expect(try await lines(.proposals, member).count == 2)
            #expect(try await lines(.proposals, unit).count == 2)
            #expect(try await lines(.assignments, unit).count == 2)
            #expect(try await lines(.assignments, village.program(of: .otherOfficer)).count == 1)
            for (client, tables) in [
                (
                    member,
                    [
                        ProposalTable.assignments, .contacts, .extensions, .opinions, .statistics, .nominees,
                        .evaluations, .clues,
                    ]
                ),
                (unit, [.opinions, .statistics, .nominees, .evaluations, .clues]),
                (try await village.program(of: .leader), [.clues]),
            ] {
                for table in tables { #expect(try await client.get(table.address).status == 404, "\(table)") }
            }
        }
    }

    @Test(
        "what was said with proposers, what more time was asked for and how it was supervised stands line by line",
        arguments: EngineKind.allCases)
    func events(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let filed = try await village.fileProposal()
            let assignment = try await village.assignProposal(filed, coHandlers: [village.story.otherUnit])
            _ = try await village.assignProposal(
                try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember))
            let (office, unit) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .officer)
            )
            let address = "/desk/assignments/\(assignment)"
            #expect(try await unit.post("\(address)/receipt", [:]).status == 200)
            for isAgreed in [false, true] {
                let noted = try await unit.post(
                    "\(address)/contact",
                    village.contactFields(isAgreed: isAgreed).merging(["words": isAgreed ? "=同意更换" : "要求先修"]) { $1 })
                #expect(noted.status == 200, "\(noted.text)")
            }
            let contacts = try await lines(.contacts, office)
            #expect(contacts.count == 3 && contacts[0].contains("编号,案由,承办单位"), "\(contacts)")
            #expect(contacts[1].contains("15-3-001,关于更换村口路灯的提案,\(village.story.unit.name),主办,"), "\(contacts[1])")
            #expect(contacts[1].contains(",主办,办中,") && contacts[0].contains("分工,阶段,日期"), "\(contacts[1])")
            #expect(contacts[1].contains("面商、座谈,要求先修,否,否,第1次,"), "\(contacts[1])")
            #expect(!contacts[2].contains(",=同意"), "no cell is run as a formula")

            let asked = try await unit.post("\(address)/extension-request", ["months": "4", "reason": "要过汛期"])
            #expect(asked.status == 200, "\(asked.text)")
            #expect(try await lines(.extensions, office)[1].contains(",4,要过汛期,等答复,"))
            #expect(try await office.post("\(address)/extension-refusal", ["reason": "汛期已过"]).status == 200)
            let extensions = try await lines(.extensions, office)
            #expect(extensions.count == 2 && extensions[1].contains(",4,要过汛期,不同意,汛期已过,,"), "\(extensions)")

            #expect(try await lines(.supervisions, office).count == 1, "nothing was supervised yet")
            let key = try await office.post("\(filed)/key", ["leader": "县委书记", "reason": "群众说得多"])
            #expect(key.status == 200, "\(key.text)")
            let seen = try await office.post(
                "\(filed)/supervision",
                ["means": "site_visit", "day": village.clock.now.day.description, "people": "三方", "words": "一周内换灯"])
            #expect(seen.status == 200, "\(seen.text)")
            let supervisions = try await lines(.supervisions, office)
            #expect(
                supervisions.count == 2 && supervisions[1].contains("县委书记,")
                    && supervisions[1].contains("实地察看,三方,一周内换灯,否,"),
                "\(supervisions)")
            for (unit, count) in [(village.story.unit.id.text, 2), (village.person(.member).text, 1)] {
                let saved = try await office.get(
                    "\(ProposalTable.supervisions.address)?session=15-3&format=csv&unit=\(unit)")
                #expect(saved.text.split(whereSeparator: \.isNewline).count == count, "\(saved.text)")
            }
            let page = try await village.browser(of: .proposalOfficer).get(filed).text
            #expect(page.contains("\(ProposalTable.supervisions.address)?session=15-3&amp;proposal="))
            let desk = try await village.browser(of: .officer).get(address).text
            #expect(desk.contains("\(ProposalTable.contacts.address)?session=15-3&amp;proposal="))
        }
    }

    @Test("a wish for more time that nobody answered waits no longer once the reply is there")
    func wishOver() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let assignment = try await village.assignProposal(try await village.fileProposal())
            let (unit, office) = (
                try await village.program(of: .officer), try await village.program(of: .proposalOfficer)
            )
            let address = "/desk/assignments/\(assignment)"
            #expect(try await unit.post("\(address)/receipt", [:]).status == 200)
            let asked = try await unit.post("\(address)/extension-request", ["months": "4", "reason": "要过汛期"])
            #expect(asked.status == 200, "\(asked.text)")
            try await village.reply(assignment)
            let extensions = try await lines(.extensions, office)
            #expect(extensions.count == 2 && extensions[1].contains(",4,要过汛期,不用答复了,,,"), "\(extensions)")
        }
    }

    @Test("tables of what was said are narrowed to a unit or a proposal, and hold what their reader sees")
    func narrowed() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let filed = try await village.fileProposal()
            try await village.answerProposal(filed)
            let (office, other) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .otherOfficer)
            )
            func lines(_ query: String, _ client: APIClient) async throws -> Int {
                let saved = try await client.get("\(ProposalTable.contacts.address)?session=15-3&format=csv\(query)")
                #expect(saved.status == 200, "\(saved.text)")
                return saved.text.split(whereSeparator: \.isNewline).count
            }
            let id = String(filed.split(separator: "/").last ?? "")
            #expect(try await lines("", office) == 2)
            #expect(try await lines("&proposal=\(id)&unit=\(village.story.unit.id)", office) == 2)
            #expect(try await lines("&unit=\(village.story.otherUnit.id)", office) == 1)
            #expect(try await lines("&proposal=\(village.story.waiting.id)", office) == 1)
            #expect(try await lines("", other) == 1, "another unit's talks are not its own to read")
            for query in ["unit=x", "proposal=1"] {
                let bad = try await office.get("\(ProposalTable.contacts.address)?session=15-3&\(query)")
                #expect(bad.status == 422, "\(query): \(bad.text)")
            }
            // A visit after the reply is about that reply.
            let assignment = try await village.assignment(of: filed, unit: village.story.unit)
            let visit = try await village.program(of: .officer).post(
                "/desk/assignments/\(assignment)/contact", village.contactFields())
            #expect(visit.status == 200, "\(visit.text)")
            let told = try await self.lines(.contacts, office)
            #expect(told.count == 3 && told[2].contains(",办后,") && told[2].contains(",第1次,"), "\(told)")
            #expect(try await village.program(of: .member).get(ProposalTable.extensions.address).status == 404)
            #expect(try await village.program(of: .member).get(ProposalTable.supervisions.address).status == 200)
        }
    }

    @Test("each line is the unit's that noted it, also where the work went to another", arguments: EngineKind.allCases)
    func reassigned(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let filed = try await village.fileProposal()
            let address = "/desk/assignments/\(try await village.assignProposal(filed))"
            let (office, first, second) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .officer),
                try await village.program(of: .otherOfficer)
            )
            let noted = try await first.post(
                "\(address)/contact", village.contactFields().merging(["words": "头一家谈的"]) { $1 })
            #expect(noted.status == 200, "\(noted.text)")
            let back = try await first.post("\(address)/return", ["reason": "不归我们", "suggested": "水务局"])
            #expect(back["state"] == "return_requested", "\(back.text)")
            let moved = try await office.post(
                "\(address)/reassignment", ["unit": village.story.otherUnit.id.text])
            #expect(moved["state"] == "issued", "\(moved.text)")
            let later = try await second.post(
                "\(address)/contact", village.contactFields().merging(["words": "后一家谈的"]) { $1 })
            #expect(later.status == 200, "\(later.text)")
            func text(_ query: String, _ client: APIClient) async throws -> String {
                try await client.get("\(ProposalTable.contacts.address)?session=15-3&format=csv\(query)").text
            }
            let all = try await text("", office)
            #expect(all.contains("头一家谈的") && all.contains("后一家谈的"), "\(all)")
            let before = try await text("&unit=\(village.story.unit.id)", office)
            #expect(before.contains("头一家谈的") && !before.contains("后一家谈的"), "\(before)")
            let after = try await text("&unit=\(village.story.otherUnit.id)", office)
            #expect(!after.contains("头一家谈的") && after.contains("后一家谈的"), "\(after)")
            let own = try await text("", second)
            #expect(!own.contains("头一家谈的") && own.contains("后一家谈的"), "\(own)")
        }
    }

    @Test(
        "more time is a line of the unit that asked for it, where the work had gone to another; a workbook says the same as CSV",
        arguments: EngineKind.allCases)
    func extensionsOfReassigned(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (office, first, second) = (
                try await village.program(of: .proposalOfficer), try await village.program(of: .officer),
                try await village.program(of: .otherOfficer)
            )
            let moved = try await village.fileProposal()
            let address = "/desk/assignments/\(try await village.assignProposal(moved))"
            #expect(try await first.post("\(address)/return", ["reason": "不归我们", "suggested": "水务局"]).status == 200)
            let given = try await office.post(
                "\(address)/reassignment", ["unit": village.story.otherUnit.id.text])
            #expect(given["state"] == "issued", "\(given.text)")
            let kept = try await village.fileProposal(Village.proposalFields("关于清理河道的提案"), by: .otherMember)
            let own = "/desk/assignments/\(try await village.assignProposal(kept))"
            for (unit, address, reason) in [(second, address, "=重新丈量"), (first, own, "要过汛期")] {
                #expect(try await unit.post("\(address)/receipt", [:]).status == 200)
                let asked = try await unit.post(
                    "\(address)/extension-request", ["months": "4", "reason": reason])
                #expect(asked.status == 200, "\(asked.text)")
            }
            #expect(try await office.post("\(address)/extension", [:]).status == 200)

            let saved = try await village.browser(of: .proposalOfficer)
                .get("\(ProposalTable.extensions.address)?session=15-3&format=xlsx")
            #expect(saved.status == 200)
            let cells = try Spreadsheet.read(saved.body).rows.map(\.cells)
            #expect(cells.count == 3 && cells[0] == ProposalTable.extensions.columns)
            let (after, before) = (try #require(cells.dropFirst().first), try #require(cells.last))
            #expect(
                Array(after[..<4]) == ["15-3-001", "关于更换村口路灯的提案", village.story.otherUnit.name, "主办"], "\(after)")
            #expect(Array(after[5...8]) == [Villager.otherOfficer.name, "4", "=重新丈量", "同意"], "\(after)")
            let until = try #require(Day(after[10]), "the day up to which it was granted")
            #expect(until > village.clock.now.day && after[12] == Villager.proposalOfficer.name)
            #expect(Array(before[1...2]) == ["关于清理河道的提案", village.story.unit.name], "\(before)")
            #expect(Array(before[5...8]) == [Villager.officer.name, "4", "要过汛期", "等答复"], "\(before)")

            let text = try await lines(.extensions, office)
            #expect(text.count == 3 && !text[1].contains(",=重新"), "no cell of a text is run as a formula")
            // Whoever had the work before has no line of it, and each unit reads its own alone.
            let theirs: [(APIClient, String, Set<String>)] = [
                (office, "&unit=\(village.story.unit.id)", ["要过汛期"]),
                (office, "&unit=\(village.story.otherUnit.id)", ["重新丈量"]),
                (office, "&proposal=\(moved.split(separator: "/").last ?? "")", ["重新丈量"]),
                (first, "", ["要过汛期"]), (second, "", ["重新丈量"]),
            ]
            for (client, query, reasons) in theirs {
                let table = try await client.get("\(ProposalTable.extensions.address)?session=15-3&format=csv\(query)")
                let found = Set(["要过汛期", "重新丈量"].filter { table.text.contains($0) })
                #expect(table.status == 200 && found == reasons, "\(query): \(table.text)")
            }
        }
    }
}
