// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments
import Testing

@testable import Server

@Suite("The report of a campaign")
struct CampaignReportTests {
    private static let topic = Topic.ID(7)
    private static let hidden = Topic.ID(8)

    private func report(
        on today: String = "2026-11-02", slot: String? = nil, figures: CampaignStore.Figures = .init(),
        issues: [CampaignStore.Issue] = [], walks: [CampaignStore.Walk] = [], sessions: [SessionListStore.Listed] = []
    ) throws -> OfficialDocument {
        let campaign = CampaignStore.Campaign(
            id: .init(3), name: "民生议事月", kind: "month", theme: "办好家门口的事",
            startsOn: try #require(Day("2026-10-01")), endsOn: try #require(Day("2026-10-31")), slot: slot)
        let tenant = Tenant(
            id: .init(1), kind: .county, name: "政协安澜县委员会", shortName: "安澜县政协",
            areaCode: try #require(AreaCode("320999000000")), contact: "0513-00000000")
        return CampaignReport(
            campaign: campaign, figures: figures, sessions: sessions, issues: issues, walks: walks,
            topics: [Self.topic: "校门口堵"], tenant: tenant, today: try #require(Day(today))
        ).file.document
    }

    private func text(_ blocks: [OfficialDocument.Block]) -> String {
        blocks.map { block in
            switch block {
            case .heading(let words, _), .paragraph(let words): words
            case .entry(let label, let words): "\(label)：\(words)"
            case .table(let table): table.rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
            case .contents: "目录"
            }
        }.joined(separator: "\n")
    }

    @Test("what it says adds up to the page's figures, and each topic is called by its public name")
    func figures() throws {
        let figures = CampaignStore.Figures(
            planned: 2, held: 1, consensus: 1, topics: 2, present: [.member: 3, .people: 1_200], items: 3, claimed: 2,
            confirmed: 1)
        let issues = [
            CampaignStore.Issue(topic: Self.topic, state: .closed, items: 1, claimed: 1, confirmed: 1),
            CampaignStore.Issue(topic: Self.hidden, state: .inHandling, items: 2, claimed: 1, confirmed: 0),
        ]
        let session = SessionListStore.Listed(
            id: .init(5), title: "校门口怎样不堵", place: nil, day: try #require(Day("2026-10-09")), minuteOfDay: 840,
            state: .outcomeIssued, dueOn: nil, room: .init(2), roomName: "杨柳社区协商议事室", version: 9)
        let walks = [SentimentIssue.State.Name.closed, .walked].map {
            CampaignStore.Walk(id: .init(9), title: "住在三楼的那家", state: $0, roomName: "杨柳社区协商议事室")
        }
        let document = try report(figures: figures, issues: issues, walks: walks, sessions: [session])
        #expect(document.title == "安澜县政协“民生议事月”活动情况报告" && document.note == nil)
        let said = text(document.blocks)
        for words in [
            "2026年10月1日至2026年10月31日，开展“民生议事月”活动，主题是“办好家门口的事”。", "安排协商会2场，开了1场，协商议题2件，其中1场形成一致意见。",
            "到会1,203人次，其中政协委员3人次，群众代表1,200人次。", "商定建议事项3件，承办单位报告解决2件，大家确认解决1件。",
            "2件议题里，事项全部由大家确认解决的1件",
        ] {
            #expect(said.contains(words), "\(words): \(said)")
        }
        #expect(said.contains("组织委员走访，收到问题2个，1个有了结果。") && !said.contains("三楼"), "a walk's title stays in the house")
        #expect(document.annexes.map(\.title) == ["问题清单", "协商会一览"])
        let tables = document.annexes.map { text($0.blocks) }
        #expect(tables[0].contains("1 校门口堵 已办结 1 1 1") && tables[0].contains(TopicWording.erased), "\(tables[0])")
        #expect(tables[1].contains("1 2026年10月9日 校门口怎样不堵 杨柳社区协商议事室"))
        #expect(try !document.word().isEmpty)
    }

    @Test("one that has not ended says up to when, and one without sessions says that")
    func running() throws {
        let document = try report(on: "2026-10-20")
        #expect(document.note == "（截至2026年10月20日）" && document.annexes.isEmpty)
        #expect(text(document.blocks).contains("还没有安排协商会。"))
        #expect(text(document.blocks).contains("还没有商定建议事项。"))
    }

    @Test("one of the year's topics is called one")
    func yearTopic() throws {
        let document = try report(slot: "fixed")
        #expect(document.title == "安澜县政协“民生议事月”专题协商情况报告")
        #expect(text(document.blocks).contains("“民生议事月”是2026年固定题目，列入“4+X”专题协商，主题是“办好家门口的事”。"))
    }
}
