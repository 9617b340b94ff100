// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Domain
import Markup

/// A topic on the desk: what was said, what can be done now, and the way it has come.
struct TopicRecord {
    let loop: Loop
    let ties: TopicTies
    /// Other topics that it names, as the reader may know them.
    let named: [TopicDeskStore.Named]
    /// Where it was said in person.
    let origin: RecordLink.Record?
    let merged: [Topic.ID]
    /// Where the topics of the rooms below stand that are dealt with as part of it.
    let children: [TopicStore.Child]
    /// The topic of the room above that this one is dealt with as part of.
    let above: Above?
    let supporters: SupportCount
    /// Who looks after it just now.
    let claim: NamedClaim?
    let attachments: [Attachment]
    /// How people judged it by the three criteria.
    let scores: [TopicScoreStore.Judgement]
    /// Whether somebody without an account left a phone.
    let hasIdentities: Bool
    /// Public topics that it might be merged into.
    let similar: [SimilarTopics.Found]
    /// What was decided on those that are like it.
    let precedents: TopicPrecedents
    /// The proposals that grew from it, as far as the reader sees them.
    let proposals: [ProposalListStore.Listed]
    /// The notices that it followed, as far as the reader sees them.
    let notices: [DeploymentFollowerStore.Notice]
    /// Where people are asked what they think of it.
    let deliberations: DeliberationLinks
    /// How far it has come with those who write proposals.
    let clue: ClueStanding?
    let profile: PracticeProfile
    let actor: Actor
    let trace: Trace
    let today: Day
    let now: Instant
    let calendar: WorkCalendar
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: Topic.Command?
    /// A form token for an address.
    let token: (String) -> String

    private var topic: Topic { loop.topic }
    private var reading: TopicReading { TopicReading(topic, by: actor) }

    var record: TwoPanes.Record {
        TwoPanes.Record(
            title: topic.publicText?.title.words ?? Excerpt.said(topic.text.words), status: status, content: content)
    }

    private var status: HTML {
        """
        <span class="row">\(TopicWording.chip(topic.state.name, former: topic.formerEnding).html)\(publication)</span>\
        \(topic.deadline.map { DeadlineWording.chip($0, today: today, calendar: calendar).html })
        """
    }

    private var publication: HTML {
        switch topic.publication {
        case .hidden: HTML()
        case .reviewed: "<span class=\"small mute\">公开文字已审一次，还差人审</span>"
        case .published: "<a class=\"small\" href=\"/topics/\(topic.id.text)\">已公开</a>"
        case .withdrawn: "<span class=\"small mute\">公开文字已撤下</span>"
        }
    }

    private var content: HTML {
        """
        <blockquote class="prose lead said">\(reading.text ?? TopicWording.erased)</blockquote>\
        \(present: details, { Note(text: $0, icon: .lock).html })\
        \(present: watched, { Note(text: $0, tone: .soon, icon: .lock).html })\
        \(present: withdrawal, { $0.html })\
        \(present: reading.correction(loop.log.map(\.event)), { Note(lead: "本人更正", text: $0).html })\
        \(claiming)\(Facts(rows: facts).html)\(actions)\(candidates)\
        \(PrecedentList(precedents: precedents, topic: topic, profile: profile).html)\(research)\(files)\
        \(PageSection(id: "trace", title: "轨迹", content: reading.shown(trace).html).html)\
        \(present: doneSegment, { DraftDone(draft: "/desk/topics/\(topic.id.text)/\($0)").html })
        """
    }

    private var claiming: HTML {
        ClaimBar<TopicDesk>(record: topic, id: topic.id, claim: claim, actor: actor, today: today, token: token).html
    }

    /// What in the words points at one person; for whoever reads them without it, that it was left out.
    private var details: String? {
        guard !reading.isMasked else {
            return topic.publicText == nil ? "这里看到的略去了能认出人的话。原话由议事室看。" : "这里看到的是公开文字。原话由议事室看。"
        }
        let found = reading.personalDetails(loop.log.map(\.event))
        return found.isEmpty ? nil : "\(found.joined(separator: "；"))。原话只在议事室里看，公开的文字里会替您略去。"
    }

    /// The words by which somebody has to look whether it may be said here at all.
    private var watched: String? {
        let words = WatchedWords.found(in: reading.texts(loop.log.map(\.event)), profile)
        return words.isEmpty ? nil : TopicWording.watched(words, of: topic.state.name)
    }

    /// That its submitter is about to take it back.
    private var withdrawal: Note? {
        topic.withdrawalAt.map {
            Note(
                lead: "提出人要撤回", text: "\(ChineseTime.moment($0, today: today))生效，在那以前他可以改主意。公告了协商会，就不再撤。",
                tone: .soon, icon: .clock)
        }
    }

    /// The average of each criterion, and who judged how.
    private var judged: HTML {
        let (count, all) = (Double(scores.count), scores.map(\.score))
        func average(_ criterion: KeyPath<Topic.Score, Int>) -> String {
            let tenths = Int((Double(all.map { $0[keyPath: criterion] }.reduce(0, +)) / count * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
        let names = scores.map { "\($0.name)\($0.score.total)分" }.joined(separator: "、")
        return """
            党政所需\(average(\.needed))，群众所盼\(average(\.hopedFor))，政协所能\(average(\.feasible))\
            <br><span class="small mute">满分各5分。\(names)</span>
            """
    }

    private var plan: String? {
        switch topic.plan {
        case .proposed: "已报请列入，等党委审定"
        case .approved(let reference, let day):
            "已列入（\(reference.words ?? TopicWording.erased)，\(ChineseTime.date(day, today: today))）"
        case nil: nil
        }
    }

    private var doneSegment: String? { TopicDesk.acts.first { $0.command == done }?.segment }

    private var facts: [Facts.Row] {
        [
            reading.shown(topic.place).map { .init("地点", $0) },
            .init("提出", "\(TopicWording.source(topic.source)) · \(ChineseTime.moment(topic.receivedAt, today: today))"),
            topic.category.map { .init("类别", TopicWording.category($0, profile)) },
            occasion,
            origin.flatMap(said),
            named.first { $0.id == ties.advised }.map { .init("给这件提的建议", html: link($0)) },
            DeploymentFacts.behind(notices), ProposalWording.grown(proposals),
            ProposalWording.beginning("topic", topic.id.text, actor, profile).map { .init("写提案", html: $0.html) },
            given.isEmpty ? nil : .init("大家的建议", html: given.map(link).joined(separator: "<br>")),
            topic.publicText.map { .init("公开文字", $0.body.words ?? "") },
            topic.publication.isPublic
                ? .init("打印二维码", html: MatterSheetRoutes.links("topics/\(topic.id)")) : nil,
            topic.round > 1 ? .init("轮次", "第\(topic.round)轮") : nil,
            topic.previousRound.map { .init("上一轮", html: link($0)) },
            topic.nextRound.map { .init("下一轮", html: link($0)) },
            topic.mergedInto.map { .init("并入", html: link($0)) },
            merged.isEmpty ? nil : .init("并进来的", html: links(merged)),
            brought, children.isEmpty ? nil : .init("几处的同一件事", html: childLines), pushed, sentOut,
            clue.map(handedOn),
            supporters.all == 0 ? nil : .init("支持", "\(supporters.all)人（\(supporters.words)）"),
            mayUnmask
                ? .init(
                    "联系方式",
                    html: "有人留了，都不显示。\(TextLink(text: "申请查看", address: "/desk/unmasking?topic=\(topic.id)").html)")
                : nil,
            TopicWording.standing(topic, today: today).map { .init("解决了没有", $0) },
            topic.denials > 0 ? .init("没有解决", "当场办过，提出人说没有解决\(topic.denials)次") : nil,
            scores.isEmpty ? nil : .init("三条标准", html: judged),
            plan.map { .init("年度协商计划", $0) },
            topic.researcher.map { .init("调研委员", loop.names.person($0)) },
            loop.session.map { .init("协商会", html: sessionLink($0)) },
            loop.items.isEmpty ? nil : .init("事项", html: items),
            deliberations.desk(begin: beginning, today),
            ties.related.isEmpty ? nil : .init("有关的议题", html: links(ties.related)),
            .init("编号", html: "<span class=\"code\">\(topic.id.text)</span>"),
        ].compactMap { $0 }
    }

    /// Where somebody asks people what they think of it; nil for whoever may not, or where nobody could answer.
    private var beginning: String? {
        guard case .staff(let staff) = actor, topic.publication.isPublic, topic.takesMerged,
            staff.holds(anyOf: Deliberation.keepers, room: topic.room, area: topic.area)
        else { return nil }
        return Deliberation.Matter.topic(topic.id).beginning
    }

    /// Where and when it was said, for the sources that say it.
    private var occasion: Facts.Row? {
        loop.log.first?.event.occasion.map { .init("出处", TopicWording.words($0, of: topic.source, today: today)) }
    }

    /// A room above, and the topic of it.
    struct Above: Sendable {
        let roomName: String
        let state: Topic.State.Name?
        /// Where the reader finds it; nil where the reader does not.
        let address: String?
        /// The topic above, where everybody reads it.
        let publicID: Topic.ID?

        /// The room, as a link where there is something to open.
        var html: HTML { address.map { TextLink(text: roomName, address: $0).html } ?? "\(roomName)" }
    }

    /// That it was brought before a room above, and where it stands there.
    private var brought: Facts.Row? {
        guard let escalation = topic.escalation, let above else { return nil }
        let reason =
            "<br><span class=\"small mute\">\(reading.shown(escalation.reason.words ?? TopicWording.erased))</span>"
            as HTML
        guard let state = above.state else {
            guard let declined = escalation.declined else {
                return .init("提请上级", html: "\(above.roomName)，等他们定\(reason)")
            }
            return .init(
                "提请上级", html: "\(above.roomName)没有合起来办：\(declined.words ?? TopicWording.erased)\(reason)")
        }
        return .init("上级一起办", html: "\(above.html) \(TopicWording.chip(state).html)\(reason)")
    }

    private var childLines: HTML {
        children.map { child in
            "\(child.roomName) \(link(child.id)) \(TopicWording.chip(child.state).html)" as HTML
        }.joined(separator: "<br>")
    }

    /// What it is in the system that pushed it, and whether the result went back (BR-09).
    private var pushed: Facts.Row? {
        guard let dispatch = topic.dispatch else { return nil }
        let state =
            dispatch.isReturned ? "结果已送回" : dispatch.result == nil ? "结果还没有送回，送回以后才能办结" : "结果写好了，等对方来取"
        let result = dispatch.result.map { "<br>\($0.words ?? TopicWording.erased)" as HTML } ?? HTML()
        return .init(
            "对方编号",
            html:
                "\(dispatch.ticket.system) \(dispatch.ticket.number)<br><span class=\"small mute\">\(state)</span>\(result)"
        )
    }

    /// What it is in the system to which it was sent on.
    private var sentOut: Facts.Row? {
        guard case .redirected(let redirection) = topic.state, redirection.channel.isSystem else { return nil }
        return .init(
            "转送回执", redirection.receipt.map { "\($0.system) \($0.number)" } ?? "对方还没有收下")
    }

    /// How far it has come with those who write proposals; whoever reads the clue on the desk finds it there.
    private func handedOn(_ standing: ClueStanding) -> Facts.Row {
        let clue = standing.clue
        guard clue.isOpen(to: actor) else { return .init("提案线索", ClueWording.sentence(standing)) }
        let link = TextLink(text: "看这条线索", address: "\(ClueRoutes.address)/\(clue.id)")
        return .init("提案线索", html: "\(ClueWording.sentence(standing)) \(link.html)")
    }

    /// The record of where somebody said it.
    private func said(_ origin: RecordLink.Record) -> Facts.Row? {
        let id = Identifier<Never>(origin.number)
        return switch origin.kind {
        case VisitEvent.subject:
            .init("接待日", html: TextLink(text: "看当天的记录", address: "/desk/visits/\(id)").html)
        case SentimentEvent.subject:
            .init("走访", html: TextLink(text: "看走访的记录", address: "/desk/sentiments/\(id)").html)
        case _: nil
        }
    }

    /// Whether the convener may ask to see who is behind it.
    private var mayUnmask: Bool {
        hasIdentities && TopicReading(topic, by: actor).mayUnmask
    }

    /// Those that are an advice on it.
    private var given: [TopicDeskStore.Named] { named.filter { ties.advice.contains($0.id) } }

    private func links(_ topics: [Topic.ID]) -> HTML { topics.map(link).joined(separator: "、") }

    /// Another topic by its title, where the reader sees it.
    private func link(_ other: Topic.ID) -> HTML {
        let title = named.first { $0.id == other }?.deskTitle
        return TextLink(text: title ?? other.text, address: "/desk/topics/\(other)").html
    }

    private func link(_ other: TopicDeskStore.Named) -> HTML {
        TextLink(text: other.deskTitle, address: "/desk/topics/\(other.id)").html
    }

    private func sessionLink(_ session: ConsultationSession) -> HTML {
        let title = session.plan.title.words ?? TopicWording.erased
        return
            "\(TextLink(text: title, address: "/desk/sessions/\(session.id)").html) \(SessionWording.chip(session.state.name).html)"
    }

    private var items: HTML {
        loop.items.map { item in
            let value = item.item
            let words = Excerpt.of(value.task.text.words)
            // The item is that room's which led the session; whoever brought the topic reads here how it stands.
            let title: HTML =
                ItemScope(of: actor).includes(value)
                ? TextLink(text: words, address: "/desk/items/\(value.id)").html : "\(words)"
            return "\(title) \(ItemWording.chip(value.state.name, item.tally).html)" as HTML
        }.joined(separator: "<br>")
    }

    private var candidates: HTML {
        guard !similar.isEmpty else { return HTML() }
        return PageSection(
            id: "similar", title: "相近的公开议题",
            content: """
                <p class="small mute">按文字找的，是不是同一件事请您定；是，就用“并入另一件”。</p>\
                \(CardList(cards: similar.map { PublicTopicPages.card($0, today: today) }).html)
                """
        ).html
    }

    /// What members found out; the first thing a session builds on.
    private var research: HTML {
        let records = loop.log.compactMap { entry -> HTML? in
            guard case .researched(let record) = entry.event else { return nil }
            return Facts(rows: [
                .init("去了哪里", record.visit.words ?? TopicWording.erased),
                .init("看到什么", record.findings.words ?? TopicWording.erased),
                .init("建议", record.advice.words ?? TopicWording.erased),
                .init("谁、什么时候", StepMeta.text(entry, today: today)),
            ]).html
        }
        guard !records.isEmpty else { return HTML() }
        return PageSection(id: "research", title: "调研记录", content: records.joined()).html
    }

    private var files: HTML {
        guard !attachments.isEmpty else { return HTML() }
        return PageSection(
            id: "files", title: "照片和材料（\(attachments.count)个）", content: AttachmentList(attachments: attachments).html
        ).html
    }

    /// What the reader may do; for those who only read, whose turn it is.
    private var actions: HTML {
        let bar = CaseActions<TopicDesk>(
            record: topic, id: topic.id, actor: actor, explanation: topic.isUndecided ? "任何一项都会马上显示在提出人的进度页上。" : nil,
            helpful: [
                .stillHeld, .alreadyAsked, .alreadyReviewed, .awaitsPlanDecision, .resultIsOwed, .claimedByOther,
                .isSelected, .inPlan,
            ], hindrance: { topic.hindrance(to: $0, claimed: claim?.claim, by: actor, at: now) },
            hasPrimary: hasPrimary, token: token
        ).bar
        guard topic.permittedCommands(for: actor).isEmpty, topic.isUndecided else { return bar.html }
        return """
            <p class="cannot">\(Icon.lock.html)<span>筛选由议事室秘书来办，办了什么会记在下面的轨迹里。您可以看，不用办。</span></p>
            """
    }

    /// Whether the first button is what is usually right at this stage.
    private var hasPrimary: Bool {
        switch topic.state {
        case .held, .screening, .asked, .pooled, .selected, .researching, .redirected: true
        case .closed: topic.nextRound == nil
        case .rejected, .solvedDirectly, .merged, .ready, .scheduled, .consulted, .inHandling, .reopened, .withdrawn:
            false
        }
    }
}
