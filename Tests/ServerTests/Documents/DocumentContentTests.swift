// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import OfficialDocuments
import TestSupport
import Testing

@testable import Server

@Suite("What documents say", .serialized)
struct DocumentContentTests {
    private func county() throws -> Tenant {
        Tenant(
            id: .init(1), kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协",
            areaCode: try #require(AreaCode("320999000000")), contact: "0513-00000000")
    }

    /// A session as the village has it at this stage, and its documents as somebody reads them.
    private func documents(
        _ village: Village, _ journey: Journey, for villager: Villager
    ) async throws -> SessionDocuments {
        let id = try #require(journey.session)
        let site = Site(tenant: village.story.county, practice: Village.practice)
        let desk = SessionDesk(services: village.services, site: site)
        let reader = LoopReader(services: village.services, site: site)
        let actor = village.actor(villager)
        return try await village.services.engine.read { transaction in
            let session = try desk.visible(id, to: actor, in: transaction)
            let items = try session.items.compactMap { try reader.item($0, in: transaction) }
            return SessionDocuments(
                session: session, log: try desk.log(of: id, in: transaction), topics: ["校门口堵"], items: items,
                names: try reader.names([], items, in: transaction), roomName: village.room.name,
                issued: try desk.lists.document(of: id, in: transaction), tenant: village.story.county,
                actor: actor, today: Village.morning.day)
        }
    }

    private func text(_ document: OfficialDocument) -> String {
        document.blocks.map { block in
            switch block {
            case .heading(let words, _), .paragraph(let words): words
            case .entry(let label, let words): "\(label)：\(words)"
            case .table(let table): table.rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
            case .contents: "目录"
            }
        }.joined(separator: "\n")
    }

    @Test("a notice counts residents and names none; the date has no leading zeros")
    func notice() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .announced)
            let id = try #require(journey.session)
            let session = try #require(try await village.session(id))
            let notice = try await documents(village, journey, for: .secretary).file(.notice).document
            let residents = session.participants.filter { $0.category == .people }
            #expect(text(notice).contains("群众代表\(residents.count)人"))
            for resident in residents {
                if let name = resident.name.words { #expect(!text(notice).contains(name)) }
            }
            #expect(notice.layout == .letter && notice.issuer == village.story.county.name)
            #expect(notice.signature?.date == "2026年3月5日")
            #expect(notice.number == nil)
            #expect(notice.remark == DocumentWording.contact(of: village.story.county))
            let bracketed = Tenant(
                id: .init(1), kind: .county, name: "", shortName: "",
                areaCode: try #require(AreaCode("320999000000")), contact: "办公室 0513-0000（工作日 9:00–17:30）")
            #expect(DocumentWording.contact(of: bracketed) == "联系电话：办公室 0513-0000，工作日 9:00–17:30")
        }
    }

    @Test("the sign-in sheet names residents to those alone who see their names on the page (BR-38)")
    func masking() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .announced)
            let id = try #require(journey.session)
            let session = try #require(try await village.session(id))
            let names = session.participants.filter { $0.category == .people }.compactMap(\.name.words)
            #expect(!names.isEmpty)
            let own = text(try await documents(village, journey, for: .secretary).file(.signInSheet).document)
            let leader = text(try await documents(village, journey, for: .leader).file(.signInSheet).document)
            for name in names { #expect(own.contains(name) && !leader.contains(name)) }
            #expect(leader.contains("群众代表1"))
            let done = try await village.carry(to: .issued)
            let later = text(try await documents(village, done, for: .secretary).file(.signInSheet).document)
            for name in names { #expect(!later.contains(name), "masked once the minutes stand") }
        }
    }

    @Test("minutes are printed word for word; drafts say that they are")
    func minutes() async throws {
        try await Village.with(.sqlite) { village in
            let drafted = try await documents(village, try await village.carry(to: .minuted), for: .secretary)
            #expect(drafted.file(.minutes).document.note == "（征求意见稿）")
            #expect(drafted.file(.suggestionList).document.note == "（草案）")
            let issued = try await documents(village, try await village.carry(to: .issued), for: .secretary)
            let minutes = issued.file(.minutes).document
            #expect(minutes.note == nil && minutes.layout == .minutes)
            let words = try #require(issued.session.minutes?.words).filter { !$0.isWhitespace && $0 != "：" }
            #expect(text(minutes).filter { !$0.isWhitespace && $0 != "：" }.contains(words))
            let list = issued.file(.suggestionList).document
            #expect(list.note == nil && list.imprint != nil)
            #expect(text(list).contains(Journey.task))
            let report = issued.file(.outcome).document
            #expect(report.title.hasSuffix("的协商情况报告") && report.number == nil, "the number is the list's")
            #expect(text(report).contains(Journey.task) && text(report).contains("形成一致意见"))
            #expect(!text(report).contains("报送情况") && report.addressee == nil)
        }
    }

    @Test("an outcome without items has a document with a number too; it says where it went and what was instructed")
    func outcome() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .issued)
            let made = try await documents(village, journey, for: .secretary)
            let id = try #require(journey.session)
            let session = try #require(try await village.session(id))
            let sent = Village.morning.day
            let receipt = SuggestionList.Receipt(
                .partyCommittee, on: sent, words: "县委办签收", instruction: "请住建局牵头落实。")
            let number = DocumentNumber(prefix: "政协议", year: 2026, serial: 7)
            let issue = SuggestionList.Issue(
                number: number, session: id, room: session.room, area: session.area, items: [], day: sent,
                document: "建议案")
            let list = try #require(
                SuggestionList.replaying(
                    [.issued(issue), .routed(.init(.partyCommittee, on: sent)), .received(receipt)], as: .init(1)))
            let bare = SessionDocuments(
                session: session, log: made.log, topics: made.topics, items: [], names: made.names,
                roomName: made.roomName, issued: list, tenant: made.tenant, actor: made.actor, today: made.today)
            let document = bare.file(.outcome).document
            #expect(document.title.hasSuffix("的建议案") && document.number == number.text)
            #expect(document.addressee == "党委")
            #expect(text(document).contains("没有商定要办的事项") && text(document).contains("请住建局牵头落实。"))
            #expect(SuggestionListWording.words(.issued(issue)).act == "编号建议案\(number.text)")

            // A session over proposals has none of its own to miss.
            let plan = ConsultationSession.Plan(
                title: .kept("提案办理协商会"), day: sent, minuteOfDay: 540, place: .kept("县政协"),
                proposals: [Proposal.ID(1), Proposal.ID(2)])
            let handling = try #require(
                ConsultationSession.replaying(
                    [.planned(room: session.room, area: session.area, topics: [], plan: plan)], as: .init(2)))
            let overProposals = SessionDocuments(
                session: handling, log: [], topics: ["校门口单行", "路灯"], items: [], names: made.names,
                roomName: made.roomName, issued: list, tenant: made.tenant, actor: made.actor, today: made.today)
            let written = text(overProposals.file(.outcome).document)
            #expect(written.contains("2件提案") && !written.contains("件议题") && !written.contains("没有商定"))
        }
    }

    @Test("the reply says what the unit reported, and who answers for it")
    func reply() async throws {
        try await Village.with(.sqlite) { village in
            let item = try #require(try await village.carry(to: .reported).item)
            let reader = LoopReader(
                services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
            let tenant = village.story.county
            let reply = try await village.services.engine.read { transaction -> ItemReply? in
                guard let found = try reader.item(item, in: transaction) else { return nil }
                return ItemReply(item: found, names: try reader.names([], [found], in: transaction), tenant: tenant)
            }
            let letter = try #require(reply?.file?.document)
            #expect(text(letter).contains(Journey.report) && text(letter).contains("问题已经解决"))
            #expect(letter.addressee == tenant.name && letter.signature?.date == "2026年3月5日")
            #expect(letter.issuer == letter.signature?.signer)
        }
    }

    @Test("every figure of the summary and of the page is the board's (BR-47)", arguments: EngineKind.allCases)
    func figures(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            _ = try await village.carry(to: .closed)
            _ = try await village.carry(to: .pooled)
            let period = try #require(SummaryPeriod("2026-03"))
            let days = try #require(period.period(on: Village.morning.day))
            let site = Site(tenant: village.story.county, practice: Village.practice)
            let store = BoardStore(
                site, village.services.contents, actor: village.actor(.leader), today: Village.morning.day)
            let board = try await BoardReader(
                services: village.services, store: store,
                lookBacks: LookBackDesk(services: village.services, site: site)
            ).board(days)
            let summary = WorkSummary(
                period: period, board: board, tenant: village.story.county, today: Village.morning.day
            ).file.document
            let said = text(summary)
            #expect(said.contains("本期收到议题\(board.figures(.topics).total)件"))
            #expect(said.contains("本期安排协商会\(board.figures(.sessions).total)场"))
            #expect(said.contains("本期商定建议事项\(board.figures(.items).total)件，已办结1件"))
            #expect(summary.note == "（截至2026年3月5日）")
            // The numbers of each table add up to the board's total.
            let sums = summary.annexes.map { annex -> Int in
                guard case .table(let table)? = annex.blocks.first else { return -1 }
                return table.rows.reduce(0) { $0 + (Int($1[1].filter { $0 != "," }) ?? 0) }
            }
            #expect(sums == [board.figures(.topics).total, board.figures(.items).total])
            let page = LeaderBriefing(board: board, tenant: village.story.county).file.document
            #expect(text(page).contains("收到议题 \(board.figures(.topics).total)件"))
        }
    }

    @Test("a summary of days without anything says so")
    func nothing() throws {
        let period = try #require(SummaryPeriod("2025-H2"))
        let board = Board(
            period: BoardPeriod(period.first, period.last), figures: [:], attendance: [:],
            names: BoardNames(towns: [:], units: [:], forms: [:]), times: [:], isLookBackOwed: false)
        let summary = WorkSummary(
            period: period, board: board, tenant: try county(), today: Day(year: 2026, month: 3, day: 5)
        ).file.document
        #expect(text(summary).contains("没有收到议题") && summary.annexes.isEmpty && summary.note == nil)
        #expect(summary.title == "安澜县政协2025年下半年协商议事工作情况")
    }

    @Test(
        "periods are months and half-years",
        arguments: [
            ("2026-03", "2026-03-01", "2026-03-31"), ("2028-02", "2028-02-01", "2028-02-29"),
            ("2026-H1", "2026-01-01", "2026-06-30"), ("2026-H2", "2026-07-01", "2026-12-31"),
        ])
    func periods(_ code: String, _ first: String, _ last: String) throws {
        let period = try #require(SummaryPeriod(code))
        #expect(period.first.description == first && period.last.description == last)
        #expect(period.period(on: period.first.advanced(by: -1)) == nil)
    }

    @Test(
        "what is no period is none",
        arguments: ["", "2026", "2026-13", "2026-H3", "2026-3", "2026-03-01", "20２6-03", "-"])
    func noPeriods(_ code: String) {
        #expect(SummaryPeriod(code) == nil)
    }

    @Test("what is usually written: last month and this one, last half-year and this one")
    func usual() {
        let codes = SummaryPeriod.usual(Day(year: 2026, month: 1, day: 31)).map(\.code)
        #expect(codes == ["2025-12", "2026-01", "2025-H2", "2026-H1"])
        #expect(SummaryPeriod.usual(Day(year: 2026, month: 12, day: 31)).map(\.code).last == "2026-H2")
    }

    @Test("lines of minutes that look like labels or headings are set as such, and none is changed")
    func lines() {
        let text = "时间：2026年3月9日\n主要意见：\n1. 群众代表1：要快。\n一、基本情况\n一、这是一句很长的话，不是标题。\n  有空格\n\nABC：不是标签\n到会：甲、乙"
        #expect(
            MinutesText.blocks(text) == [
                .entry(label: "时间", "2026年3月9日"), .heading("主要意见"), .paragraph("1. 群众代表1：要快。"),
                .heading("一、基本情况"), .paragraph("一、这是一句很长的话，不是标题。"), .paragraph("有空格"),
                .paragraph("ABC：不是标签"), .entry(label: "到会", "甲、乙"),
            ])
    }
}
