// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A session on the desk: when and on what, what can be done now, who takes part, and the way it has come.
struct SessionRecord {
    let session: ConsultationSession
    /// The topics, each with whether the reader may open it on the desk.
    let topics: [(topic: TopicDeskStore.Named, isOpen: Bool)]
    let items: [Loop.Item]
    let names: Loop.Names
    let campaign: CampaignStore.Campaign?
    /// What the rooms and bodies are called that hold it, too.
    let coHosts: (rooms: [String], bodies: [String])
    /// Who leads, supports, hosts, takes part and benefits where its room stands (A1-06).
    let parties: [(kind: String, name: String)]
    /// What those are called who handed something in.
    let people: [Person.ID: String]
    /// Who wants to take part; nobody for those whose room it is not.
    let enrolments: [EnrolmentStore.Listed]
    /// The media consultation beside it; nil where there is none.
    let live: MediaStore.Named?
    /// The numbered list of what was agreed, once it was issued.
    let list: SuggestionListStore.Named?
    /// The proposals that were talked over, as far as the reader sees them, and how many in all.
    let proposals: (seen: [SupervisionSessions.Entry], all: Int)
    /// The proposals that grew from it, as far as the reader sees them (BR-46).
    let grown: [ProposalListStore.Listed]
    /// The notices that it followed, as far as the reader sees them.
    let notices: [DeploymentFollowerStore.Notice]
    /// Where people are asked what they think.
    let deliberations: DeliberationLinks
    /// What else takes place in the venue at the same time.
    let beside: [VenueCalendarStore.Entry]
    let actor: Actor
    let trace: Trace
    let today: Day
    let now: Instant
    let practice: Practice
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: ConsultationSession.Command?
    /// A form token for an address.
    let token: (String) -> String

    var record: TwoPanes.Record {
        TwoPanes.Record(title: session.plan.title.words ?? TopicWording.erased, status: status, content: content)
    }

    private var status: HTML {
        """
        <span class="row">\(SessionWording.chip(session.state.name).html)</span>\
        \(session.deadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
        """
    }

    private var content: HTML {
        """
        \(present: missed ?? tooSoon ?? itemless, { $0.html })\(present: VenueWording.note(beside), { $0.html })\(Facts(rows: facts).html)\(actions.html)\
        \(SpeakingSection(session: session, names: own, now: now).html)\(rules)\(papers)\(leaders)\(participants)\(enrolled)\(minutes)\
        \(PageSection(id: "trace", title: "轨迹", content: trace.html).html)\
        \(present: doneSegment, { DraftDone(draft: "/desk/sessions/\(session.id)/\($0)").html })
        """
    }

    /// That its day has passed, and what may be done about it.
    private var missed: Note? {
        guard session.isMissed(on: today) else { return nil }
        let way =
            session.isAnnounced
            ? "开过了的，由秘书补点“开始”，照实签到、记意见；没有开的，请召集人改期或者取消，大家会收到通知。" : "还没有公告。请召集人改期或者取消。"
        return Note(lead: "定的日子过了，还没有开", text: way, tone: .late, icon: .diamond)
    }

    /// That its day is too near to be announced, from the moment at which it is planned.
    private var tooSoon: Note? {
        guard session.isTooSoon(at: now, practice: practice) else { return nil }
        return Note(
            lead: "定的日子太近，公告不了",
            text: "“\(session.form(practice).name)”要提前\(session.form(practice).noticeDays)个工作日公告。请召集人改期，定晚一些的日子。",
            tone: .late, icon: .diamond)
    }

    /// On which topics something was agreed that nobody does yet (BR-05).
    private var itemless: Note? {
        guard session.draftingItemRefusal == nil, opensRoom else { return nil }
        let named = TopicsWithoutItems(session, titles: SessionDesk.titles(topics))
        return named.isEmpty ? nil : Note(lead: "谈成了，还没有事项", text: named.sentence, tone: .soon)
    }

    private var doneSegment: String? { SessionDesk.acts.first { $0.command == done }?.segment }

    private var facts: [Facts.Row] {
        let when = SessionWording.when(session, today: today)
        return [
            .init("时间", when), .init("地点", session.plan.place.words ?? TopicWording.erased),
            topics.isEmpty ? nil : .init("议题", html: topics.map(link).joined(separator: "<br>")),
            session.isAnnounced && session.state.name != .cancelled
                ? .init("打印二维码", html: MatterSheetRoutes.links("sessions/\(session.id)")) : nil,
            DocumentLinks.session(session).map { .init("文件", html: $0.html) },
            link.map { .init("线上入口", html: "\(SessionInvitationWording.entrance($0))\(entering)") },
            campaign.map { .init("主题活动", html: TextLink(text: $0.name, address: "/desk/campaigns/\($0.id)").html) },
            session.state == .inProgress && session.isKept(by: actor)
                ? .init("签到大屏", html: TextLink(text: "打开签到的码", address: "/desk/sessions/\(session.id)/screen").html)
                : nil,
            media,
            deliberations.desk(begin: beginning, today),
            items.isEmpty ? nil : .init("事项", html: items.map(item).joined(separator: "<br>")),
            list.map { list in
                .init(
                    "成果文号",
                    html: opensRoom
                        ? TextLink(text: list.number, address: "/desk/lists/\(list.id)").html : "\(list.number)")
            },
            proposals.all == 0 ? nil : .init("协商的提案", html: proposalLinks),
            ProposalWording.grown(grown), writing,
            DeploymentFacts.behind(notices),
            .init("编号", html: "<span class=\"code\">\(session.id.text)</span>"),
        ].compactMap { $0 } + results + together
    }

    /// Where a member begins a proposal of what it found.
    private var writing: Facts.Row? {
        guard session.hasTakenPlace else { return nil }
        return ProposalWording.beginning(
            ProposalSources.Field.meeting.rawValue, session.id.text, actor, practice.profile
        ).map { .init("写提案", html: $0.html) }
    }

    private var proposalLinks: HTML {
        let hidden = proposals.all - proposals.seen.count
        let links = proposals.seen.map { entry -> HTML in
            let listed = entry.listed
            let link = TextLink(
                text: [listed.number?.text, listed.subject ?? TopicWording.erased].compactMap(\.self).joined(
                    separator: " "),
                address: "/desk/proposals/\(listed.id)")
            let state = [
                entry.units.isEmpty ? nil : entry.units.joined(separator: "、"),
                listed.outcome.map { ProposalWording.outcome($0, practice.profile.proposals) }
                    ?? ProposalWording.name(listed.state),
            ].compactMap(\.self)
            return "\(link.html) <span class=\"small mute\">\(state.joined(separator: " · "))</span>"
        }
        return (links + (hidden > 0 ? ["<span class=\"mute\">另有\(hidden)件，归提案委员会和承办单位看</span>" as HTML] : []))
            .joined(separator: "<br>")
    }

    /// Where somebody asks people what they think; nil for whoever may not, or before it is announced.
    private var beginning: String? {
        guard case .staff(let staff) = actor, session.isAnnounced, session.state.name != .cancelled,
            staff.holds(anyOf: Deliberation.keepers, room: session.room, area: session.area)
        else { return nil }
        return Deliberation.Matter.session(session.id).beginning
    }

    /// The media consultation beside it, or the way to plan one.
    private var media: Facts.Row? {
        if let live {
            let address = opensRoom ? "/desk/live/\(live.id)" : "/live/\(live.id)"
            return .init(
                "融媒体协商", html: TextLink(text: MediaWording.name(live.state), address: address).html)
        }
        guard session.isAnnounced, !session.isOver, session.isKept(by: actor), opensRoom else { return nil }
        return .init(
            "融媒体协商",
            html: Button(
                label: "安排场外留言", role: .link(to: "/desk/live-planning?session=\(session.id)"), size: .small
            ).html)
    }

    private var link: String? { session.tellsLink(to: actor) ? session.plan.link?.words : nil }

    /// The button of whoever comes that way and is there now.
    private var entering: HTML {
        guard session.mayEnter(actor) else { return HTML() }
        let action = "/desk/sessions/\(session.id)/\(SessionAct.arrive.segment)"
        return PostForm(
            action: action, token: token(action),
            content: Button(label: SessionInvitationWording.entered, size: .small).html
        ).html
    }

    private var rules: HTML {
        PageSection(
            id: "form", title: session.form(practice).name,
            content: Facts(rows: SessionFormWording.facts(session, practice, today: today)).html
        ).html
    }

    /// Whoever takes part without having researched a topic reads what everybody reads of it.
    private func link(_ topic: TopicDeskStore.Named, isOpen: Bool) -> HTML {
        if isOpen { return TextLink(text: topic.deskTitle, address: "/desk/topics/\(topic.id)").html }
        return topic.publicTitle.map { TextLink(text: $0, address: "/topics/\(topic.id)").html }
            ?? "\(topic.plainTitle)"
    }

    /// Whether it is this person's room.
    private var opensRoom: Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.roomDomains.contains { $0.covers(room: session.room, area: session.area) }
    }

    private func item(_ item: Loop.Item) -> HTML {
        let value = item.item
        let title = Excerpt.of(value.task.text.words)
        let link: HTML = opensRoom ? TextLink(text: title, address: "/desk/items/\(value.id)").html : "\(title)"
        return """
            \(link) <span class="small mute">\(names.unit(value.task.unit)) · \(names.person(value.task.officer))</span> \
            \(ItemWording.chip(value.state.name, item.tally).html)
            """
    }

    /// What came of it, and of single topics where that is stated apart.
    private var results: [Facts.Row] {
        let own = topics.compactMap { each in
            session.topicConclusions[each.topic.id].map { conclusion in
                let title = each.isOpen ? each.topic.deskTitle : each.topic.plainTitle
                return Facts.Row("“\(title)”的结果", SessionWording.result(conclusion))
            }
        }
        return own + (session.conclusion.map { [.init("结果", SessionWording.result($0))] } ?? [])
    }

    private var actions: ActionBar {
        CaseActions<SessionDesk>(
            record: session, id: session.id, actor: actor, explanation: explanation,
            helpful: helpful, hindrance: hindrance, hasPrimary: hasPrimary, token: token
        ).bar
    }

    /// Whoever is there has no need to check in; that somebody tried once more is kept where it happens (我来签到 by the code).
    private func hindrance(to command: ConsultationSession.Command) -> SessionRefusal? {
        if command == .arrive, case .staff(let staff) = actor, session.participant(staff.id)?.isPresent == true {
            return .alreadyPresent
        }
        return session.hindrance(to: command, on: today)
    }

    /// What stands in the way of the next step; what is further off is not worth reading yet.
    private var helpful: Set<SessionRefusal> {
        switch session.state {
        case .announced: [.notReady]
        case .inProgress: [.nobodyPresent, .noVisit]
        case .concluded, .minutesDrafted: [.minutesNotConfirmed]
        case .planned, .ready, .minutesConfirmed, .outcomeIssued, .archived, .postponed, .cancelled: []
        }
    }

    /// Whether the first button is what comes next: not once everybody is checked in, nor before its day.
    private var hasPrimary: Bool {
        switch session.state {
        case .inProgress:
            session.floor != nil || !session.waiting.isEmpty
                || !session.participants.allSatisfy { $0.isPresent || !$0.isExpected }
        case .ready: session.hindrance(to: .start, on: today) == nil
        case .planned, .announced, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived,
            .postponed, .cancelled:
            true
        }
    }

    private var explanation: String? {
        switch session.state {
        case .announced: SessionFormWording.circle(session, practice)
        case .inProgress where session.form(practice).hasVisit && session.visits == 0: SessionRefusal.noVisit.sentence
        case .inProgress, .planned, .ready, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived,
            .postponed, .cancelled:
            nil
        }
    }

    private var participants: HTML {
        guard !session.participants.isEmpty else { return HTML() }
        let rows = ParticipantCategory.allCases.compactMap { category -> Facts.Row? in
            let names = session.participants.filter { $0.category == category }.map { person in
                let doubles = session.doubles.count { $0 == person.id }
                let note = session.isAnnounced ? "（\(SessionInvitationWording.note(person, doubles: doubles))）" : ""
                let stands = person.standsFor.map { "，代\(SessionNames(session, to: actor).name($0))" } ?? ""
                let leave = session.onLeave.contains(person.id) ? "，公假" : ""
                return "\(SessionNames(session, to: actor).name(person))\(stands)\(note)\(leave)"
            }
            return names.isEmpty ? nil : .init(SessionWording.name(category), names.joined(separator: "、"))
        }
        let present = session.participants.count(where: \.isPresent)
        let expected = session.participants.count(where: \.isExpected)
        return PageSection(
            id: "people", title: "参加的人（到会\(present)/\(expected)人）",
            content: "\(Facts(rows: rows).html)\(unmasking)"
        ).html
    }

    /// The way by which the convener may still see who the residents are, once they are masked.
    private var unmasking: HTML {
        guard !session.namesResidents(to: actor), case .staff(let staff) = actor,
            staff.holds(anyOf: UnmaskingRequest.askers, room: session.room, area: session.area),
            session.participants.contains(where: { $0.category == .people && $0.name != .erased })
        else { return HTML() }
        return "<p>\(TextLink(text: "申请查看群众代表的姓名和电话", address: "/desk/unmasking?session=\(session.id)").html)</p>"
    }

    private var enrolled: HTML {
        guard opensRoom else { return HTML() }
        return EnrolmentList(session: session, enrolments: enrolments, actor: actor, token: token).html
    }

    private var minutes: HTML {
        guard let minutes = session.minutes else { return HTML() }
        let note = [
            session.cutsObjectionsShort(on: today).map { SessionWording.objections(until: $0, today: today) },
            session.objections > 0 ? "有\(session.objections)条异议，见轨迹。" : nil,
        ].compactMap(\.self).joined()
        return PageSection(
            id: "minutes", title: "纪要",
            content: """
                \(note.isEmpty ? HTML() : Note(text: note, tone: .soon).html)\
                <p class="prose said">\(minutes.words ?? TopicWording.erased)</p>
                """
        ).html
    }
}
