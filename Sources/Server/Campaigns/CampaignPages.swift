// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The list of campaigns, and what the sessions of one come to.
enum CampaignPages {
    struct List: Sendable {
        let campaigns: [CampaignStore.Campaign]
        let progress: [DirectoryEntry.ID: CampaignStore.Progress]
        /// How many topics a year has from its beginning, and what the form is called in which they are talked over.
        let fixed: Int
        let form: String
        let today: Day

        var html: HTML {
            let others = campaigns.filter { $0.slot == nil }
            let found: HTML =
                campaigns.isEmpty
                ? EmptyState(sentence: "还没有主题活动。管全县的秘书、召集人和提案工作人员在台账的“主题活动”里设，安排会时就能选。").html
                : others.isEmpty ? "" : LinkList(rows: others.map { row($0, CampaignWording.name($0.kind)) }).html
            return """
                \(RecordHead(title: "主题活动", parent: TextLink(text: "会议", address: "/desk/sessions")).html)
                <div class="stack"><p class="mute">议事日、议事周、议事月、界别月：把一段时间的会归在一起，一页看成效。</p>\(found)\
                \(each: years, { year($0) })</div>
                """
        }

        /// The years that have topics of their own, latest first.
        private var years: [Int] { Set(campaigns.filter { $0.slot != nil }.map(\.startsOn.year)).sorted(by: >) }

        private func year(_ year: Int) -> HTML {
            let topics = campaigns.filter { $0.slot != nil && $0.startsOn.year == year }
            let rows = DirectoryWording.slotKinds.flatMap { kind in
                topics.filter { $0.slot == kind.code }.sorted { $0.startsOn < $1.startsOn }.map { row($0, kind.label) }
            }
            return PageSection(
                id: "year-\(year)", title: "\(form) \(year)年",
                content: "<p>\(CampaignWording.slots(topics, of: fixed))</p>\(LinkList(rows: rows).html)"
            ).html
        }

        private func row(_ campaign: CampaignStore.Campaign, _ relation: String) -> LinkList.Row {
            LinkList.Row(
                relation: relation,
                content: """
                    \(TextLink(text: campaign.name, address: "/desk/campaigns/\(campaign.id)").html)<br>\
                    <span class="small mute">\(CampaignWording.days(campaign, today: today)) · \
                    \(CampaignWording.progress(progress[campaign.id] ?? .init()))</span>
                    """)
        }
    }

    struct One: Sendable {
        let campaign: CampaignStore.Campaign
        let figures: CampaignStore.Figures
        let sessions: [SessionListStore.Listed]
        let issues: [CampaignStore.Issue]
        let walks: [CampaignStore.Walk]
        /// What its topics are called, as far as the reader may know.
        let topics: [Topic.ID: (topic: TopicDeskStore.Named, isOpen: Bool)]
        let today: Day

        var html: HTML {
            let parent = TextLink(text: "主题活动", address: "/desk/campaigns")
            let kind = CampaignWording.slot(campaign) ?? CampaignWording.name(campaign.kind)
            return """
                \(RecordHead(title: campaign.name, over: kind, parent: parent).html)
                <div class="stack"><p>\(CampaignWording.days(campaign, today: today))\
                \(campaign.theme.map { "，主题：\($0)" } ?? "")</p>\
                \(PageSection(id: "figures", title: "成效", content: Facts(rows: facts).html).html)\
                <p class="no-print">\(DocumentLinks.campaign(campaign).html)</p>\
                \(PageSection(id: "issues", title: "问题清单 \(issues.count)件", content: issueList).html)\
                \(walkSection)\
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
                walks.isEmpty ? nil : .init("走访", CampaignWording.walked(walks)),
                .init("问题解决", "清单上\(issues.count)件，\(issues.count { $0.isSolved })件的事项群众都说办好了"),
            ].compactMap { $0 }
        }

        /// What the sessions are about, each with what came of it (A2-25).
        private var issueList: HTML {
            guard !issues.isEmpty else { return EmptyState(sentence: "会上还没有议题。").html }
            return LinkList(
                rows: issues.map { issue in
                    let named = topics[issue.topic]
                    let title = named.map { CampaignWording.title($0) } ?? TopicWording.erased
                    let name: HTML =
                        named?.isOpen == true
                        ? TextLink(text: title, address: "/desk/topics/\(issue.topic)").html : "\(title)"
                    return LinkList.Row(
                        relation: issue.state.map { TopicWording.name($0) },
                        content: "\(name)<br><span class=\"small mute\">\(CampaignWording.result(issue))</span>")
                }
            ).html
        }

        /// What was met while walking for it; nothing where nobody walked.
        private var walkSection: HTML {
            guard !walks.isEmpty else { return HTML() }
            let rows = walks.map { walk in
                LinkList.Row(
                    relation: SentimentWording.name(walk.state),
                    content: """
                        \(TextLink(text: walk.title ?? TopicWording.erased, address: "/desk/sentiments/\(walk.id)").html)\
                        <br><span class="small mute">\(walk.roomName)</span>
                        """)
            }
            return PageSection(
                id: "walks", title: "走访问题 \(walks.count)个", content: LinkList(rows: rows).html
            ).html
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

    /// Which of the year's topics it is.
    static func slot(_ campaign: CampaignStore.Campaign) -> String? {
        DirectoryWording.slotKinds.first { $0.code == campaign.slot }.map { "\(campaign.startsOn.year)年\($0.label)" }
    }

    /// As it is chosen for a session.
    static func option(_ campaign: CampaignStore.Campaign) -> String {
        slot(campaign).map { "\(campaign.name)（\($0)）" } ?? campaign.name
    }

    /// How many of a year's topics there are, beside how many there should be.
    static func slots(_ topics: [CampaignStore.Campaign], of fixed: Int) -> String {
        let (kept, flexible) = (topics.count { $0.slot == "fixed" }, topics.count { $0.slot == "flexible" })
        let gap =
            kept < fixed ? "，还差\(fixed - kept)个没有定" : kept > fixed ? "，比规定的多\(kept - fixed)个，请核对" : ""
        return "固定题目\(kept)/\(fixed)个\(gap)；机动题目\(flexible)个。"
    }

    static func progress(_ progress: CampaignStore.Progress) -> String {
        progress.planned == 0
            ? "还没有安排会" : "安排\(progress.planned)场，开了\(progress.held)场，报送成果\(progress.issued)件"
    }

    static func title(_ named: (topic: TopicDeskStore.Named, isOpen: Bool)) -> String {
        named.isOpen ? named.topic.deskTitle : named.topic.plainTitle
    }

    /// What came of a topic.
    static func result(_ issue: CampaignStore.Issue) -> String {
        guard issue.items > 0 else { return "还没有交办事项" }
        return "交办\(issue.items)件，单位说办好了\(issue.claimed)件，群众都说办好了\(issue.confirmed)件"
    }

    /// How many problems were met, beside how many of them have a result.
    static func walked(_ walks: [CampaignStore.Walk]) -> String {
        "收到问题\(walks.count)个，\(walks.count { $0.hasResult })个有了结果"
    }

    static func days(_ campaign: CampaignStore.Campaign, today: Day) -> String {
        let first = ChineseTime.date(campaign.startsOn, today: today)
        guard campaign.endsOn != campaign.startsOn else { return first }
        return "\(first)到\(ChineseTime.date(campaign.endsOn, today: today))"
    }
}
