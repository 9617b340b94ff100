// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// What a campaign came to, as a report (A2-20): its sessions, what was agreed, and what became of each topic. Every figure is
/// counted (BR-47), and topics are called by what everybody may read of them.
struct CampaignReport: Sendable {
    let campaign: CampaignStore.Campaign
    let figures: CampaignStore.Figures
    let sessions: [SessionListStore.Listed]
    let issues: [CampaignStore.Issue]
    /// What members met while walking for it; counted here, since a walk's title stays in the house.
    let walks: [CampaignStore.Walk]
    /// What its topics are called in public.
    let topics: [Topic.ID: String]
    let tenant: Tenant
    let today: Day

    private var isYearTopic: Bool { campaign.slot != nil }
    private var what: String { isYearTopic ? "“\(campaign.name)”专题协商" : "“\(campaign.name)”活动" }

    var file: DocumentFile {
        let title = "\(tenant.shortName)\(what)情况报告"
        return DocumentFile(
            kind: .campaignReport, record: campaign.id.number, name: title,
            document: OfficialDocument(
                layout: .document, issuer: "\(tenant.name)文件", title: title,
                note: today <= campaign.endsOn ? "（截至\(DocumentWording.date(today))）" : nil,
                blocks: [.heading("一、基本情况"), .paragraph(opening), .paragraph(held)] + walked
                    + [.heading("二、办理情况")]
                    + handling + [.paragraph(Self.method)],
                annexes: annexes,
                signature: .init(signer: tenant.name, date: DocumentWording.date(today)),
                imprint: .init(copiedTo: nil, office: tenant.name, printedOn: DocumentWording.date(today))))
    }

    private static let method =
        "统计口径：只数归到这项活动的协商会，取消的不数；“报告解决”是承办单位报告、经议事室核实的，“大家确认”是答了的人都说解决了，没有人答的不算。"

    private var opening: String {
        let (first, last) = (DocumentWording.date(campaign.startsOn), DocumentWording.date(campaign.endsOn))
        let days = campaign.startsOn == campaign.endsOn ? first : "\(first)至\(last)"
        let theme = campaign.theme.map { "，主题是“\($0)”" } ?? ""
        return isYearTopic
            ? "“\(campaign.name)”是\(CampaignWording.slot(campaign) ?? "")，列入“4+X”专题协商\(theme)。"
            : "\(days)，开展\(what)\(theme)。"
    }

    private var held: String {
        guard figures.planned > 0 else { return "还没有安排协商会。" }
        let people = ParticipantCategory.allCases.compactMap { category in
            figures.present[category].map { "\(SessionWording.name(category))\(BoardWording.grouped($0))人次" }
        }
        let all = figures.present.values.reduce(0, +)
        let present =
            all == 0 ? "" : "到会\(BoardWording.grouped(all))人次，其中\(people.joined(separator: "，"))。"
        return """
            安排协商会\(BoardWording.grouped(figures.planned))场，开了\(BoardWording.grouped(figures.held))场，\
            协商议题\(BoardTables.pieces(figures.topics))，其中\(BoardWording.grouped(figures.consensus))场形成一致意见。\(present)
            """
    }

    private var walked: [OfficialDocument.Block] {
        walks.isEmpty ? [] : [.paragraph("组织委员走访，\(CampaignWording.walked(walks))。")]
    }

    private var handling: [OfficialDocument.Block] {
        guard figures.items > 0 else { return [.paragraph("还没有商定建议事项。")] }
        let solved = issues.count { $0.isSolved }
        return [
            .paragraph(
                """
                商定建议事项\(BoardTables.pieces(figures.items))，承办单位报告解决\(BoardTables.pieces(figures.claimed))，\
                大家确认解决\(BoardTables.pieces(figures.confirmed))。
                """),
            .paragraph(
                "按议题看，\(BoardTables.pieces(issues.count))议题里，事项全部由大家确认解决的\(BoardTables.pieces(solved))。"),
        ]
    }

    private var annexes: [OfficialDocument.Annex] {
        [
            issues.isEmpty ? nil : .init(title: "问题清单", blocks: [.table(issueTable)]),
            sessions.isEmpty ? nil : .init(title: "协商会一览", blocks: [.table(sessionTable)]),
        ].compactMap { $0 }
    }

    private var issueTable: OfficialDocument.Table {
        .init(
            columns: [
                .init("序号", width: 14, .center), .init("议题", width: 60), .init("现在", width: 22, .center),
                .init("商定事项", width: 20, .right), .init("报告解决", width: 20, .right),
                .init("大家确认", width: 20, .right),
            ],
            rows: issues.enumerated().map { index, issue in
                [
                    String(index + 1), topics[issue.topic] ?? TopicWording.erased,
                    issue.state.map { TopicWording.name($0) } ?? "",
                ] + [issue.items, issue.claimed, issue.confirmed].map(BoardWording.grouped)
            })
    }

    private var sessionTable: OfficialDocument.Table {
        .init(
            columns: [
                .init("序号", width: 14, .center), .init("日期", width: 34), .init("协商会", width: 52),
                .init("议事室", width: 36), .init("现在", width: 24, .center),
            ],
            rows: sessions.enumerated().map { index, session in
                [
                    String(index + 1), DocumentWording.date(session.day), session.title ?? TopicWording.erased,
                    session.roomName, SessionWording.name(session.state),
                ]
            })
    }
}
