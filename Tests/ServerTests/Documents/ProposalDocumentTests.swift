// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import OfficialDocuments
import TestSupport
import Testing

@testable import Server

@Suite("Documents of proposals", .serialized)
struct ProposalDocumentTests {
    private static let ofSession = [ProposalDocumentRoutes.assignmentList, ProposalDocumentRoutes.compilation]

    private func paths(_ proposal: String) -> [String] {
        ProposalDocument.allCases.map { "\(proposal)/documents/\($0.rawValue)" }
    }

    @Test("each comes when there is something to say, the same for page and program", arguments: EngineKind.allCases)
    func stages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let (office, program) = (
                try await village.browser(of: .proposalOfficer), try await village.program(of: .proposalOfficer)
            )
            let early = try await village.submitProposal(by: .otherMember)
            for (path, status) in zip(paths(early), [200, 409, 409, 409]) {
                #expect(try await office.get(path).status == status, "\(path)")
            }
            for path in Self.ofSession { #expect(try await office.get(path).status == 409, "\(path)") }
            let proposal = try await village.fileProposal()
            #expect(try await office.get("\(proposal)/documents/filing-notice").status == 200)
            try await village.answerProposal(proposal)
            let record = try await office.get(proposal).text
            for path in paths(proposal) + Self.ofSession {
                let saved = try await office.get(path)
                #expect(saved.status == 200 && saved.body.starts(with: Array("PK".utf8)), "\(path)")
                #expect(try await program.get(path).body == saved.body, "\(path)")
                if path.hasPrefix(proposal) { #expect(record.contains("\(path)"), "\(path) is on the record") }
            }
            let statistics = try await office.get("/desk/proposal-statistics").text
            for path in Self.ofSession {
                #expect(statistics.contains("\(path)?session=15-3&amp;format=pdf"), "\(path)")
            }
            let auditor = try await village.program(of: .auditAdministrator)
            let lines = try await auditor.get("/desk/audit?subject=document&limit=50").text
            for kind in ["proposal_form_saved", "filing_notice_saved", "proposal_reply_saved", "opinion_form_saved"] {
                #expect(lines.contains(kind), "\(kind)")
            }
            #expect(lines.contains("assignment_list_saved") && lines.contains("compilation_saved"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test("who may not see a proposal finds no document of it, and a unit no book of the session")
    func visibility() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let proposal = try await village.answerProposal(try await village.fileProposal())
            for villager in [Villager.otherMember, .secretary, .otherOfficer] {
                for path in paths(proposal) {
                    #expect(try await village.browser(of: villager).get(path).status == 404, "\(villager) \(path)")
                }
            }
            for villager in [Villager.member, .officer, .leader] {
                for path in paths(proposal) {
                    #expect(try await village.browser(of: villager).get(path).status == 200, "\(villager) \(path)")
                }
            }
            let unit = try await village.browser(of: .officer)
            #expect(try await unit.get(ProposalDocumentRoutes.compilation).status == 404)
            #expect(try await unit.get(ProposalDocumentRoutes.assignmentList).status == 200)
            #expect(
                try await village.browser(of: .otherOfficer).get(ProposalDocumentRoutes.assignmentList).status == 409)
        }
    }

    @Test("a draft of a reply is for the unit and the office, never for its proposers")
    func draft() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let proposal = try await village.fileProposal()
            let assignment = try await village.assignProposal(proposal)
            let (unit, address) = (try await village.program(of: .officer), "/desk/assignments/\(assignment)")
            _ = try await unit.post("\(address)/receipt", [:])
            let draft = ["outcome": "B", "text": "正在换灯。", "disclosure": "open"]
            #expect(try await unit.post("\(address)/draft", draft)["state"] == "drafted")
            let path = "\(proposal)/documents/reply?assignment=\(assignment)"
            #expect(try await unit.get("\(path)&round=draft").status == 200)
            #expect(try await unit.get(path).status == 409)
            #expect(try await village.program(of: .member).get("\(path)&round=draft").status == 404)
            #expect(try await unit.get("\(proposal)/documents/reply?assignment=0000000000001").status == 404)
        }
    }

    @Test("the letter says class, publicity, signer and contact; the book has contents and keeps what is closed out")
    func words() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            let proposal = try await village.answerProposal(try await village.fileProposal())
            var closed = Village.proposalFields("关于不公开的事的提案")
            closed["disclosure"] = "closed"
            closed["closedReason"] = "涉及他人"
            _ = try await village.fileProposal(closed)
            var named = Village.proposalFields("关于留了电话的提案")
            named["situation"] = "有事请打13800000001。"
            _ = try await village.fileProposal(named)
            let documents = try await read(village)
            let lead = try #require(documents.first)
            let letter = try #require(lead.file(.reply)?.document)
            #expect(letter.title == "关于安澜县政协十五届三次会议第001号提案的答复" || letter.title.contains("第001号提案的答复"))
            #expect(letter.marks.result == "A类", "the class stands at the upper right")
            let said = Self.text(letter.blocks)
            for words in ["A类 已经解决或基本解决", "可以公开", "灯已经换好。", "关于更换村口路灯的提案"] {
                #expect(said.contains(words), "\(words)")
            }
            #expect(letter.remark?.contains("签发人：局长") == true && letter.remark?.contains("联系人：") == true)
            let notice = try #require(lead.file(.filingNotice)?.document)
            #expect(Self.text(notice.blocks).contains("编号为十五届三次会议第001号"))
            let form = try #require(lead.file(.form)?.document)
            #expect(Self.text(form.blocks).contains("线路老化") && form.note == nil)
            let opinion = try #require(lead.file(.opinionForm)?.document)
            #expect(Self.text(opinion.blocks).contains("不经过承办单位"))
            for (isWhole, count) in [(false, 2), (true, 3)] {
                let book = ProposalCompilation(
                    series: .init(term: 15, session: 3), proposals: documents, isWhole: isWhole,
                    tenant: village.story.county, practice: Village.practice, today: village.clock.now.day
                ).file.document
                #expect(book.blocks.contains(.contents))
                let chapters = book.blocks.filter { block in
                    if case .heading(_, .first) = block { true } else { false }
                }
                #expect(chapters.count == count)
                #expect(Self.text(book.blocks).contains("关于不公开的事的提案") == isWhole)
                #expect(
                    Self.text(book.blocks).contains("13800000001") == isWhole, "everybody's book gives no number away")
            }
            // Where replies are public some days after, the book for everybody holds none before.
            var profile = Village.practice.profile
            profile.proposals.publicationDays = 20
            let practice = Practice(profile: profile, calendar: .national)
            for isWhole in [false, true] {
                let early = ProposalCompilation(
                    series: .init(term: 15, session: 3), proposals: documents, isWhole: isWhole,
                    tenant: village.story.county, practice: practice, today: village.clock.now.day
                ).file.document
                #expect(Self.text(early.blocks).contains("灯已经换好。") == isWhole)
            }
            _ = proposal
        }
    }

    @Test("of a body's proposal the papers name the body: form, notice, letter, opinion form and book")
    func bodies() async throws {
        try await Village.with(.sqlite) { village in
            try await village.seatMembers()
            _ = try await village.answerProposal(try await village.filePartyProposal())
            let (all, name) = (try await read(village), Village.partyName)
            let one = try #require(all.first)
            for paper in [ProposalDocument.filingNotice, .reply] {
                let made = try #require(one.file(paper)?.document)
                #expect(made.addressee == name, "\(paper)")
            }
            for paper in [ProposalDocument.form, .opinionForm] {
                let made = try #require(one.file(paper)?.document)
                #expect(Self.text(made.blocks).contains(name), "\(paper)")
            }
            let book = ProposalCompilation(
                series: .init(term: 15, session: 3), proposals: all, isWhole: false, tenant: village.story.county,
                practice: Village.practice, today: village.clock.now.day
            ).file.document
            #expect(Self.text(book.blocks).contains("提案者：\(name)\n"), "who signs is for the committee's own book")
        }
    }

    @Test("PDF of every document is laid out")
    func pdf() async throws {
        let typesetting = ["typesetting": Repository.path(".tools/typesetting")]
        try await Village.with(.sqlite, settings: typesetting) { village in
            try await village.seatMembers()
            let proposal = try await village.answerProposal(try await village.fileProposal())
            let office = try await village.browser(of: .proposalOfficer)
            for path in paths(proposal) + Self.ofSession {
                let saved = try await office.get("\(path)?format=pdf")
                #expect(saved.status == 200, "\(path): \(saved.text.prefix(300))")
                #expect(saved.body.starts(with: Array("%PDF-".utf8)), "\(path)")
            }
        }
    }

    /// What the documents of the session are made from, by number.
    private func read(_ village: Village) async throws -> [ProposalDocuments] {
        let site = Site(tenant: village.story.county, practice: Village.practice)
        let desk = ProposalDesk(services: village.services, site: site)
        let today = village.clock.now.day
        return try await village.services.engine.read { transaction in
            let units = try ProposalDocuments.UnitNames(of: site.tenant.id, on: today, in: transaction)
            return try desk.series.numbered(.init(term: 15, session: 3), in: transaction)
                .compactMap { try ProposalDocuments.read($0, desk, units, on: today, in: transaction) }
        }
    }

    private static func text(_ blocks: [OfficialDocument.Block]) -> String {
        blocks.map { block in
            switch block {
            case .heading(let words, _), .paragraph(let words): words
            case .entry(let label, let words): "\(label)：\(words)"
            case .table(let table): table.rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
            case .contents: "目录"
            }
        }.joined(separator: "\n")
    }
}
