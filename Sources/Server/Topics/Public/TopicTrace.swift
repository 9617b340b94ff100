// SPDX-License-Identifier: Apache-2.0

import Domain

/// A topic's own steps: in official words for the desk, in plain words for everybody else.
struct TopicTrace: Sendable {
    let log: [EventStore.Entry<TopicEvent>]
    let topic: Topic
    let names: Loop.Names
    let practice: Practice
    let today: Day
    let reader: TraceReader
    /// What other topics are called that it was merged into or is related to.
    let titles: [Topic.ID: String]
    /// Whether it is told without what points at one person (BR-38).
    let isMasked: Bool

    var moments: [LoopTrace.Moment] {
        let (overtaken, takenOut) = (overtaken, takenOut)
        return log.compactMap { entry in
            guard let (words, quote) = words(entry.event, isTakenOut: takenOut.contains(entry.id)) else { return nil }
            let act = overtaken.contains(entry.id) ? "\(words)；先定了别的，撤回没有生效" : words
            let step = Trace.Step(
                stage: .done, act: act,
                meta: StepMeta.text(
                    entry, today: today, for: reader, isMasked: isMasked, noted: entry.event.notedConsent),
                quote: quote)
            return LoopTrace.Moment(id: entry.id, step: step)
        }
    }

    /// Withdrawals that neither took effect nor were undone, since something else was decided first.
    private var overtaken: Set<Int64> {
        var (overtaken, pending): (Set<Int64>, Int64?) = ([], nil)
        for entry in log {
            switch entry.event {
            case .withdrawalAsked:
                if let pending { overtaken.insert(pending) }
                pending = entry.id
            case .withdrawalUndone, .withdrawn: pending = nil
            case _: break
            }
        }
        if let pending, topic.withdrawalAt == nil { overtaken.insert(pending) }
        return overtaken
    }

    /// Decisions by which a topic that was in the plan was taken out of it.
    private var takenOut: Set<Int64> {
        var (takenOut, isInPlan): (Set<Int64>, Bool) = ([], false)
        for entry in log {
            guard case .planDecided(let decision) = entry.event else { continue }
            if isInPlan, !decision.isApproved { takenOut.insert(entry.id) }
            isInPlan = decision.isApproved
        }
        return takenOut
    }

    /// The act, and the words that were said; nil for what is not this reader's. `isTakenOut`: whether it was in the plan, where it
    /// is decided that it is not to be.
    private func words(_ event: TopicEvent, isTakenOut: Bool) -> (String, String?)? {
        switch event {
        case .submitted, .submittedAndHeld, .roundOpened, .released, .asked, .answered, .pooled, .rejected,
            .reconsidered, .redirected, .passedOn, .cameBack, .resultTold, .solvedDirectly, .merged, .unmerged:
            screening(event)
        case .gathered, .takenOver, .escalationAsked, .escalated, .escalationDeclined, .escalationUndone, .dissolved,
            .resultReturned,
            .returnAcknowledged, .receiptGiven:
            beyond(event)
        case .categorised(let code): ("归入“\(TopicWording.category(code, practice.profile))”", nil)
        case .selected: ("选定为协商议题", nil)
        case .deselected(let reason): ("召集人收回选定，回到议题池", own(reason))
        case .assigned(let researcher, let deadline):
            ("请委员\(names.person(researcher))去调研", StepMeta.due(deadline, today: today).map { "\($0)交调研记录" })
        case .researched(let record): ("委员交了调研记录", reader == .desk ? Self.quote(record.advice) : nil)
        case .attached(let files): reader == .desk ? ("加了\(files.count)个附件", nil) : nil
        case .scheduled, .unscheduled, .consulted, .handlingBegan: nil
        case .closed(.handled(let claimed)): ("办结。单位报告：\(ItemWording.name(claimed))", nil)
        case .closed(.noAction(let reason)): ("协商后不另办事项", reader == .desk ? Self.quote(reason) : nil)
        case .reopened: ("没有真解决，重新办理", nil)
        case .continued: ("开了下一轮协商", nil)
        case .reviewed(let text, _, _, _, _):
            reader == .desk ? ("审定公开文字", text.title.words.map { "“\($0)”" }) : ("议事室公开了这件事", nil)
        case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
        case .related(let other): reader == .desk ? ("标为与\(title(other))有关", nil) : nil
        case .unpublished(let reason): ("撤下公开文字", reader == .desk ? Self.quote(reason) : nil)
        case .proposedForPlan: ("报请列入年度协商计划", nil)
        case .planDecided(let decision):
            (
                decision.isApproved
                    ? "党委审定，列入年度协商计划" : isTakenOut ? "撤出年度协商计划，回到议题池" : "没有列入年度协商计划，回到议题池",
                reader == .desk
                    ? "\(Self.quote(decision.reference))，\(ChineseTime.date(decision.day, today: today))" : nil
            )
        case .scored(let score):
            reader == .desk
                ? ("按三条标准打分：党政所需\(score.needed)，群众所盼\(score.hopedFor)，政协所能\(score.feasible)", nil) : nil
        case .mediated(let mediation):
            reader == .everyone
                ? (mediation.answer == nil ? nil : ("已当场调解好", nil))
                : (
                    mediation.isSettled ? "调解，谈成了" : "调解，没有谈成",
                    reader == .desk ? Self.quote(mediation.record) : mediation.answer.flatMap(own)
                )
        case .added(let words):
            reader == .everyone ? nil : (reader == .desk ? "提出人补充" : "您补充", Self.quote(words))
        case .withdrawalAsked(let reason, let moment):
            reader == .everyone
                ? nil
                : (
                    "\(reader == .desk ? "提出人" : "您")要撤回，\(ChineseTime.moment(moment, today: today))生效",
                    Self.quote(reason)
                )
        case .withdrawalUndone: reader == .everyone ? nil : (reader == .desk ? "提出人不撤了" : "您不撤了", nil)
        case .withdrawn: ("提出人撤回了", nil)
        case .judged(let answer, let deadline): judged(answer, isScreenedAnew: deadline != nil)
        case .corrected(let text): reader == .everyone ? nil : ("按本人要求更正", Self.quote(text))
        case .placeCorrected(let place): reader == .everyone ? nil : ("按本人要求更正地点", Self.quote(place))
        case .contactReplaced: reader == .everyone ? nil : ("按本人要求更换了联系电话", nil)
        case .erased: ("按本人要求，删除了说过的话", nil)
        }
    }

    private func screening(_ event: TopicEvent) -> (String, String?)? {
        let isDesk = reader == .desk
        switch event {
        case .submitted: return (begun, nil)
        case .submittedAndHeld: return (isDesk ? "收到议题，先放在一边，等人看过" : begun, nil)
        case .roundOpened(_, let round, _): return ("第\(round)轮协商开始", isDesk ? topic.text.words : nil)
        case .released: return (isDesk ? "放行，进入筛选" : "秘书看过了，开始筛选", nil)
        case .asked(let question):
            return reader == .everyone ? nil : (isDesk ? "问提出人" : "议事室问您", Self.quote(question))
        case .answered(let answer, _):
            return reader == .everyone ? nil : (isDesk ? "提出人补充" : "您作了补充", Self.quote(answer))
        case .pooled: return ("受理，放进议题池", nil)
        case .rejected(let rejection):
            let ground = practice.profile.rejectionGround(rejection.ground)
            return ("不受理：\(ground?.name ?? rejection.ground)", own(rejection.explanation))
        case .reconsidered(let reason, _): return ("重新受理，再看一遍", own(reason))
        case .redirected(let redirection):
            return ("转送\(TopicWording.name(redirection.channel))", own(redirection.explanation))
        case .passedOn(let passing, _):
            return ("从\(names.room(passing.from))转给\(names.room(passing.to))", own(passing.reason))
        case .cameBack(let reason, _): return ("转送后退了回来，重新在看", own(reason))
        case .resultTold(let result): return ("转送的事有了结果", own(result))
        case .solvedDirectly(let answer, _): return ("已当场解决", own(answer))
        case .merged(let other):
            if isDesk { return ("并入\(title(other))", nil) }
            let isFollowed = reader == .submitter && topic.mergedInto == other
            return (isFollowed ? "和另一件同样的事一起办，往后写的是那件事的进展" : "和另一件同样的事一起办", nil)
        case .unmerged: return (isDesk ? "撤销并案，重新筛选" : "改为单独办，重新开始看", nil)
        case .selected, .deselected, .assigned, .researched, .attached, .scheduled, .unscheduled, .consulted,
            .handlingBegan,
            .closed,
            .reopened, .continued, .reviewed, .unpublished, .related, .deadlineMoved, .corrected, .placeCorrected,
            .contactReplaced, .erased,
            .proposedForPlan, .planDecided, .scored, .mediated, .added, .withdrawalAsked, .withdrawalUndone, .withdrawn,
            .gathered, .takenOver, .escalationAsked, .escalated, .escalationDeclined, .escalationUndone, .dissolved,
            .resultReturned,
            .returnAcknowledged, .receiptGiven, .categorised, .judged:
            return nil
        }
    }

    /// What ties the topic to other rooms and to systems outside.
    private func beyond(_ event: TopicEvent) -> (String, String?)? {
        let isDesk = reader == .desk
        switch event {
        case .gathered(_, let children): return ("\(children.count)件同样的事合成一件，由本室一起办", nil)
        case .takenOver(_, let former):
            let act = former.endedAs.map { "\(TopicWording.name($0))，照原样记下" } ?? "原系统里的议题，接过来办"
            return (act, isDesk ? "原编号 \(former.number)" : nil)
        case .escalationAsked(_, _, let reason):
            return ("提请上一级议事室一起办", isDesk ? Self.quote(reason) : nil)
        case .escalated: return ("别处也有同样的事，由上一级议事室一起办", nil)
        case .escalationDeclined(let reason):
            return ("上一级议事室没有合起来办，由本议事室办", isDesk ? Self.quote(reason) : nil)
        case .escalationUndone: return ("改由本议事室自己办", nil)
        case .dissolved: return ("退回各议事室自己办", nil)
        case .resultReturned(let result):
            return isDesk
                ? (result.means == .system ? "写好结果，等对方来取" : "把结果送回去了", Self.quote(result.result)) : nil
        case .returnAcknowledged: return isDesk ? ("对方取走了结果", nil) : nil
        case .receiptGiven(let ticket):
            return isDesk ? ("对方收下了", "\(ticket.system) \(ticket.number)") : ("对方收下了", nil)
        case .submitted, .submittedAndHeld, .roundOpened, .released, .asked, .answered, .pooled, .rejected,
            .reconsidered, .redirected, .passedOn, .cameBack, .resultTold, .solvedDirectly, .merged, .unmerged,
            .selected, .deselected,
            .assigned, .researched, .attached, .scheduled, .unscheduled, .consulted, .handlingBegan, .closed, .reopened,
            .continued, .reviewed, .unpublished, .related, .deadlineMoved, .corrected, .placeCorrected,
            .contactReplaced, .erased, .proposedForPlan,
            .planDecided, .scored, .mediated, .added, .withdrawalAsked, .withdrawalUndone, .withdrawn, .categorised,
            .judged:
            return nil
        }
    }

    /// What its submitter says of what the room has settled: to everybody whether it is solved, and no word more.
    private func judged(_ answer: Confirmation.Answer, isScreenedAnew: Bool) -> (String, String?) {
        let who = reader == .submitter ? "您" : "提出人"
        let word = reader == .everyone ? ItemWording.name(answer.outcome) : TopicWording.words(answer)
        return ("\(who)说\(word)\(isScreenedAnew ? "，重新筛选" : "")", answer.remark.flatMap(own))
    }

    private var begun: String {
        switch reader {
        case .desk: "收到议题"
        case .submitter: topic.source.hasSubmitter ? "您提出议题" : "提出议题"
        case .everyone: TopicWording.begun(topic.source)
        }
    }

    /// Another topic by its title; by its number where the reader does not see it.
    private func title(_ other: Topic.ID) -> String { titles[other].map { "“\($0)”" } ?? " \(other) " }

    private static func quote(_ text: FreeText) -> String { text.words ?? TopicWording.erased }

    /// What was written to one submitter, and reviewed by nobody for others.
    private func own(_ text: FreeText) -> String? { reader == .everyone ? nil : Self.quote(text) }

    /// What comes next, by whom, by when, as long as the topic's own state says it.
    var next: [Trace.Step] {
        let due = StepMeta.due(topic.deadline, today: today)
        return switch topic.state {
        case .held: [.init(stage: .now, act: "秘书先看一眼，再开始办", meta: due)]
        case .screening: [.init(stage: .now, act: "秘书筛选并答复", meta: due)]
        case .asked: [.init(stage: .now, act: reader == .submitter ? "请您回答上面的问题" : "等提出人补充", meta: nil)]
        case .pooled where topic.isDealtWithAbove: []
        case .pooled: [.init(stage: .next, act: "召集人选定议题，委员去调研", meta: nil)]
        case .selected:
            [.init(stage: .now, act: topic.plan == .proposed ? "等党委审定" : "请委员去调研", meta: nil)]
        case .researching:
            [.init(stage: .now, act: "委员\(topic.researcher.map(names.person) ?? "")调研", meta: due)]
        case .ready: [.init(stage: .now, act: "召集人安排协商会", meta: nil)]
        case .consulted: [.init(stage: .now, act: "整理纪要，签发成果", meta: nil)]
        case .redirected(let redirection):
            redirection.result == nil
                ? [
                    .init(
                        stage: .now, act: "等\(TopicWording.name(redirection.channel))的结果",
                        meta: redirection.answerBy.map { TopicWording.awaited($0, today: today) })
                ] : []
        case .solvedDirectly:
            topic.isAsking(on: today) && topic.word == nil
                ? [
                    .init(
                        stage: .now, act: "请\(reader == .submitter ? "您" : "提出人")说说是不是真解决了",
                        meta: topic.askedUntil.map { "\(ChineseTime.day($0, today: today))以前" })
                ] : []
        case .rejected, .merged, .scheduled, .inHandling, .closed, .reopened, .withdrawn: []
        }
    }
}
