// SPDX-License-Identifier: Apache-2.0

import Domain

/// A session's steps: all for the desk; what is public for everybody else.
struct SessionTrace: Sendable {
    let log: [EventStore.Entry<SessionEvent>]
    let session: ConsultationSession?
    let today: Day
    let reader: TraceReader
    /// How whoever reads it may know the people who take part.
    let names: SessionNames
    /// The number of the list of what was agreed, once it was issued.
    let listNumber: String?
    /// Where the list is, for those who may open it.
    var listAddress: String?
    /// The topic whose way it is told on; nil where the session is told itself.
    var topic: Topic.ID?
    /// What the topics are called, where there are several.
    var titles: [Topic.ID: String] = [:]
    /// Whether it is told without what points at one person (BR-38).
    var isMasked = false

    var moments: [LoopTrace.Moment] {
        log.compactMap { entry in
            let event = ofTopic(entry.event)
            guard concernsTopic(event), let (act, quote) = reader == .desk ? deskWords(event) : plainWords(event)
            else {
                return nil
            }
            let step = Trace.Step(
                stage: .done, act: act, meta: StepMeta.text(entry, today: today, for: reader, isMasked: isMasked),
                quote: quote,
                documents: [document(event)].compactMap(\.self))
            return LoopTrace.Moment(id: entry.id, step: step)
        }
    }

    /// The event without what was said on another topic than the one that is told: that somebody spoke, and how long, is the
    /// session's.
    private func ofTopic(_ event: SessionEvent) -> SessionEvent {
        guard let topic, case .turnEnded(let id, let seconds, let opinion?) = event, let other = opinion.topic,
            other != topic
        else { return event }
        return .turnEnded(id, seconds: seconds, opinion: nil)
    }

    /// Whether it says something of the topic that is told: what was said and agreed on another is told with that.
    private func concernsTopic(_ event: SessionEvent) -> Bool {
        guard let topic else { return true }
        switch event {
        case .topicConcluded(let other, _): return other == topic
        case .opinionRecorded(let opinion): return opinion.topic == nil || opinion.topic == topic
        case .planned, .announced, .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .visited,
            .leaderNoted,
            .readied,
            .started, .checkedIn,
            .arrived, .doubled, .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperHandedIn,
            .paperChanged, .paperWithdrawn, .concluded, .minutesDrafted, .itemDrafted, .itemDiscarded, .objected,
            .minutesConfirmed, .outcomeIssued, .archived, .postponed, .rescheduled, .cancelled, .deadlineMoved:
            return true
        }
    }

    /// Which of several topics something was said on; nothing where one is told.
    private func about(_ other: Topic.ID?) -> String {
        guard topic == nil, let title = other.flatMap({ titles[$0] }) else { return "" }
        return "（“\(title)”）"
    }

    /// What comes next of the session itself.
    var next: [Trace.Step] {
        guard let session else { return [] }
        let when = SessionWording.moment(session.plan.day, session.plan.minuteOfDay, today: today)
        let place = session.plan.place.words ?? ""
        let due = StepMeta.due(session.deadline, today: today)
        return switch session.state {
        case .planned: [.init(stage: .next, act: "召集人公告", meta: "\(when) · \(place)")]
        case .announced, .ready: [.init(stage: .next, act: "开协商会", meta: "\(when) · \(place)")]
        case .inProgress: [.init(stage: .now, act: "正在开协商会", meta: place)]
        case .concluded: [.init(stage: .now, act: "秘书写纪要", meta: due)]
        case .minutesDrafted: [.init(stage: .now, act: "参加的人看纪要，召集人确认", meta: due)]
        case .minutesConfirmed: [.init(stage: .now, act: "召集人签发成果", meta: due)]
        case .postponed: [.init(stage: .now, act: "等召集人定新的日子", meta: nil)]
        case .outcomeIssued, .archived, .cancelled: []
        }
    }

    /// What a step left behind, where it can be opened: the minutes, the list.
    private func document(_ event: SessionEvent) -> TextLink? {
        guard let listAddress, let session else { return nil }
        switch event {
        case .minutesConfirmed: return TextLink(text: "纪要", address: "/desk/sessions/\(session.id)#minutes")
        case .outcomeIssued: return listNumber.map { TextLink(text: $0, address: listAddress) }
        case .planned, .announced, .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .visited,
            .leaderNoted,
            .readied,
            .started, .checkedIn,
            .arrived, .doubled, .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded,
            .paired, .paperHandedIn, .paperChanged, .paperWithdrawn, .topicConcluded, .concluded, .minutesDrafted,
            .itemDrafted,
            .itemDiscarded, .objected, .archived, .postponed, .rescheduled, .cancelled, .deadlineMoved:
            return nil
        }
    }

    private func deskWords(_ event: SessionEvent) -> (String, String?) {
        switch event {
        case .planned(_, _, _, let plan): ("计划协商会", plan.title.words)
        case .announced: ("公告协商会", nil)
        case .invited(let people):
            (
                "请人参加：\(people.map { "\(names.name($0))（\(SessionWording.name($0.category))）" }.joined(separator: "、"))",
                nil
            )
        case .joined(let member): ("\(names.name(member))报名参加", nil)
        case .excused: ("报名的一位群众不来了，移出名单", nil)
        case .answered(let id, let reply): (SessionInvitationWording.said(names.name(id), reply), nil)
        case .leaveApproved(let id, let reason): ("批准\(names.name(id))请公假", Self.quote(reason))
        case .reminded(let silent, _): ("提醒\(silent.count)位还没答复的人", nil)
        case .visited(let text): ("看了现场", Self.quote(text))
        case .leaderNoted(let leader):
            (
                "记领导参加：\(SessionLeaderWording.line(leader))",
                Self.told(leader)
            )
        case .readied(let waiver): ("材料已发", waiver.map(Self.quote))
        case .started: ("协商会开始", nil)
        case .checkedIn(let present): ("\(present.count)人签到", nil)
        case .arrived(let id, let way): ("\(names.name(id))签到（\(SessionInvitationWording.name(way))）", nil)
        case .doubled(let id): ("\(names.name(id))重复签到，没有多算", nil)
        case .opinionRecorded(let opinion):
            (
                "\(names.name(opinion.participant))：\(SessionWording.name(opinion.stance))\(about(opinion.topic))",
                Self.quote(opinion.text)
            )
        case .enlisted(let people, let minutes):
            ("排进发言名单：\(people.map { names.name($0) }.joined(separator: "、"))，各\(minutes)分钟", nil)
        case .floorAsked(let id, _): ("\(names.name(id))要求发言", nil)
        case .reordered: ("调整发言顺序", nil)
        case .floorGiven(let id, let minutes, _): ("请\(names.name(id))发言（\(minutes)分钟）", nil)
        case .turnEnded(let id, let seconds, let opinion):
            (
                "\(names.name(id))发言完了，讲了\(SpeakingWording.duration(seconds))"
                    + (opinion.map { "：\(SessionWording.name($0.stance))\(about($0.topic))" } ?? ""),
                opinion.map { Self.quote($0.text) }
            )
        case .paired(let mentor, let member): ("\(names.name(mentor))带\(names.name(member))", nil)
        case .paperHandedIn(let paper): ("交来材料", Self.quote(paper.title))
        case .paperChanged(let id, let isPublic): (isPublic ? "材料改为公开" : "材料改为只给参加的人看", paper(id))
        case .paperWithdrawn(let id): ("撤掉材料", paper(id))
        case .topicConcluded(let topic, let conclusion):
            ("这个议题\(about(topic))\(SessionWording.reached(conclusion))", Self.quote(conclusion.text))
        case .concluded(let conclusion, _):
            ("协商会结束，\(SessionWording.reached(conclusion))", Self.quote(conclusion.text))
        case .minutesDrafted: ("写出纪要草稿", nil)
        case .itemDrafted: ("写好一件事项", nil)
        case .itemDiscarded: ("一件事项的草稿作废", nil)
        case .objected(let participant, let text): ("\(names.name(participant))对纪要提出异议", Self.quote(text))
        case .minutesConfirmed: ("确认纪要", nil)
        case .outcomeIssued: ("签发协商成果\(issued)", nil)
        case .archived: ("协商会归档", nil)
        case .postponed(let reason): ("协商会改期", Self.quote(reason))
        case .rescheduled(let plan):
            ("协商会定在\(SessionWording.moment(plan.day, plan.minuteOfDay, today: today))", nil)
        case .cancelled(let reason): ("取消协商会", Self.quote(reason))
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        }
    }

    private func plainWords(_ event: SessionEvent) -> (String, String?)? {
        switch event {
        case .announced:
            (
                "定了开协商会：\(planned.map { SessionWording.moment($0.day, $0.minuteOfDay, today: today) } ?? "")",
                planned?.place.words
            )
        case .started: ("协商会开始", nil)
        case .concluded(let conclusion, _):
            (topic.flatMap { session?.conclusion(on: $0) } ?? conclusion).isConsensus
                ? ("协商会谈成了", nil) : ("协商会没有谈成", nil)
        case .outcomeIssued: ("公布协商结果\(issued)", result)
        case .postponed(let reason): ("协商会改期", Self.quote(reason))
        case .rescheduled(let plan):
            ("协商会定在\(SessionWording.moment(plan.day, plan.minuteOfDay, today: today))", nil)
        case .cancelled(let reason): ("取消协商会", Self.quote(reason))
        case .visited: ("去现场看过", nil)
        case .planned, .invited, .joined, .excused, .answered, .leaveApproved, .reminded, .leaderNoted, .readied,
            .checkedIn,
            .arrived,
            .doubled,
            .opinionRecorded, .enlisted, .floorAsked, .reordered, .floorGiven, .turnEnded, .paired, .paperHandedIn,
            .paperChanged, .paperWithdrawn, .topicConcluded, .minutesDrafted, .itemDrafted, .itemDiscarded, .objected,
            .minutesConfirmed, .archived, .deadlineMoved:
            nil
        }
    }

    /// What a paper is called that the log knows.
    private func paper(_ id: ConsultationSession.Paper.ID) -> String? {
        for entry in log {
            if case .paperHandedIn(let paper) = entry.event, paper.id == id { return Self.quote(paper.title) }
        }
        return nil
    }

    private var issued: String { listNumber.map { "，文号\($0)" } ?? "" }

    /// The plan as it was announced first; what moved it later is a step of its own.
    private var planned: ConsultationSession.Plan? {
        guard case .planned(_, _, _, let plan)? = log.first?.event else { return nil }
        return plan
    }

    private var result: String? {
        (topic.map { session?.conclusion(on: $0) } ?? session?.conclusion).map { Self.quote($0.text) }
    }

    private static func told(_ leader: ConsultationSession.Leader) -> String? {
        let told = SessionLeaderWording.told(leader).map { "\($0.name)：\(quote($0.words))" }
        return told.isEmpty ? nil : told.joined(separator: "\n")
    }

    private static func quote(_ text: FreeText) -> String { text.words ?? TopicWording.erased }
}
