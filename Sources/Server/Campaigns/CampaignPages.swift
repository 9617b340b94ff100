// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The list of campaigns, and what the sessions of one come to.
enum CampaignPages {
    struct List: Sendable {
        let campaigns: [CampaignStore.Campaign]
        let today: Day

        var html: HTML {
            let rows = campaigns.map { campaign in
                LinkList.Row(
                    relation: CampaignWording.name(campaign.kind),
                    content: """
                        \(TextLink(text: campaign.name, address: "/desk/campaigns/\(campaign.id)").html)<br>\
                        <span class="small mute">\(CampaignWording.days(campaign, today: today))</span>
                        """)
            }
            let found: HTML =
                rows.isEmpty
                ? EmptyState(sentence: "还没有主题活动。系统管理员在名册的“主题活动”里设，安排会时就能选。").html
                : LinkList(rows: rows).html
            return """
                \(RecordHead(title: "主题活动", parent: TextLink(text: "会议", address: "/desk/sessions")).html)
                <div class="stack"><p class="mute">议事日、议事周、议事月、界别月：把一段时间的会归在一起，一页看成效。</p>\(found)</div>
                """
        }
    }

    struct One: Sendable {
        let campaign: CampaignStore.Campaign
        let figures: CampaignStore.Figures
        let sessions: [SessionListStore.Listed]
        let today: Day

        var html: HTML {
            let parent = TextLink(text: "主题活动", address: "/desk/campaigns")
            return """
                \(RecordHead(title: campaign.name, over: CampaignWording.name(campaign.kind), parent: parent).html)
                <div class="stack"><p>\(CampaignWording.days(campaign, today: today))\
                \(campaign.theme.map { "，主题：\($0)" } ?? "")</p>\
                \(PageSection(id: "figures", title: "成效", content: Facts(rows: facts).html).html)\
                \(PageSection(id: "sessions", title: "会议 \(sessions.count)场", content: list).html)</div>
                """
        }

        /// Each figure beside what it is part of.
        private var facts: [Facts.Row] {
            let people = ParticipantCategory.allCases.compactMap { category in
                figures.present[category].map { "\(SessionWording.name(category))\($0)人次" }
            }
            let all = figures.present.values.reduce(0, +)
            return [
                .init("会议", "安排\(figures.planned)场，开了\(figures.held)场"),
                .init("结果", "开了的\(figures.held)场里，\(figures.consensus)场形成一致意见"),
                .init("议题", "\(figures.topics)件"),
                .init("到会", all == 0 ? "还没有人签到" : "共\(all)人次：\(people.joined(separator: "、"))"),
                .init("事项", "\(figures.items)件"),
                .init("单位说办好了", "\(figures.items)件里\(figures.claimed)件"),
                .init("群众都说办好了", "\(figures.items)件里\(figures.confirmed)件"),
            ]
        }

        private var list: HTML {
            guard !sessions.isEmpty else { return EmptyState(sentence: "还没有会归到这项活动。安排会时选它。").html }
            return LinkList(
                rows: sessions.map { session in
                    let when = SessionWording.when(session.state, session.day, session.minuteOfDay, today: today)
                    return LinkList.Row(
                        relation: SessionWording.name(session.state),
                        content: """
                            \(TextLink(text: session.title ?? TopicWording.erased, address: "/desk/sessions/\(session.id)").html)\
                            <br><span class="small mute">\(when) · \(session.roomName)</span>
                            """)
                }
            ).html
        }
    }
}

/// How campaigns sound.
enum CampaignWording {
    static func name(_ kind: String) -> String {
        DirectoryWording.campaignKinds.first { $0.code == kind }?.label ?? kind
    }

    static func days(_ campaign: CampaignStore.Campaign, today: Day) -> String {
        let first = ChineseTime.date(campaign.startsOn, today: today)
        guard campaign.endsOn != campaign.startsOn else { return first }
        return "\(first)到\(ChineseTime.date(campaign.endsOn, today: today))"
    }
}
