// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// An item on the desk: who does what by when, what can be done now, what people say, and the way it has come.
struct ItemRecord {
    let item: Loop.Item
    let names: Loop.Names
    let asked: ConfirmationRows
    /// The numbers on the session's list of those who have not answered yet, for whoever keeps that list.
    let residentNumbers: [Participant.ID: Int]
    /// What everybody may read of the topic; nil while it is not published.
    let topic: TopicListStore.PublicTopic?
    /// The numbered list that it stands on, once that was issued.
    let list: SuggestionListStore.Named?
    /// What members say of its handling.
    let marks: [(points: Int, reason: FreeText?)]
    /// Photos and documents that show how far it is.
    let evidence: [Attachment]
    /// What people outside said to the room that became part of it.
    let comments: [CommentListStore.Listed]
    /// The proposals that grew from it, as far as the reader sees them (BR-46).
    let proposals: [ProposalListStore.Listed]
    /// The research that it rests on (BR-02).
    let research: [Research]
    let actor: Actor
    let trace: Trace
    let today: Day
    let practice: Practice
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: SuggestionItem.Command?
    /// A form token for an address.
    let token: (String) -> String

    /// A research record of its topic, by who looked and when.
    struct Research: Sendable {
        let name: String?
        let day: Day

        /// Those that were there when the item was drafted.
        static func behind(_ item: Loop.Item, of topic: [EventStore.Entry<TopicEvent>]) -> [Research] {
            guard let drafted = item.log.first else { return [] }
            return topic.compactMap { entry in
                guard entry.id < drafted.id, case .researched = entry.event else { return nil }
                return Research(name: entry.actorName, day: entry.at.day)
            }
        }
    }

    /// So many comments are shown at most.
    static let commentsMax = 50

    private var value: SuggestionItem { item.item }

    var record: TwoPanes.Record {
        TwoPanes.Record(title: Excerpt.of(value.task.text.words), status: status, content: content)
    }

    private var status: HTML {
        """
        <span class="row">\(chip.html)</span>\
        \(owedDeadline.map { DeadlineWording.chip($0, today: today, calendar: practice.calendar).html })
        """
    }

    private var chip: Chip {
        value.isDiscarded
            ? Chip(word: "已作废", icon: .off, tone: .wait) : ItemWording.chip(value.state.name, item.tally)
    }

    private var owedDeadline: Deadline? { value.owedDeadline(to: actor) }

    private var content: HTML {
        """
        \(present: longTask, { "<p class=\"prose lead said\">\($0)</p>" })\
        \(Facts(rows: facts).html)\(actions.html)\(wish)\(milestones)\(files)\(word)\
        \(PageSection(id: "trace", title: "轨迹", content: trace.html).html)\
        \(present: doneSegment, { DraftDone(draft: "/desk/items/\(value.id)/\($0)").html })
        """
    }

    /// What is to be done, where the title has not said all of it.
    private var longTask: String? { value.task.text.words.flatMap { $0 == Excerpt.of($0) ? nil : $0 } }

    private var doneSegment: String? { ItemDesk.acts.first { $0.command == done }?.segment }

    /// Left over in a media consultation, it is done here (BR-25).
    private var commentsRow: Facts.Row? {
        guard !comments.isEmpty else { return nil }
        let lines = comments.map { comment -> HTML in
            let words = "“\(LiveContent.words(comment))”"
            return opensRoom ? TextLink(text: words, address: "/desk/comments/\(comment.id)").html : "\(words)"
        }
        return .init("场外留言", html: lines.joined(separator: "<br>"))
    }

    private var facts: [Facts.Row] {
        [
            .init("承办单位", html: PersonTag(name: names.unit(value.task.unit), isUnit: true).html),
            .init("责任人", html: PersonTag(name: names.person(value.task.officer)).html),
            topicRow, researchRow, sessionRow, commentsRow,
            ProposalWording.grown(proposals),
            ProposalWording.beginning("item", value.id.text, actor, practice.profile).map {
                .init("写提案", html: $0.html)
            },
            value.report.map {
                .init("单位说", "\(ItemWording.name($0.adoption))，\(ItemWording.name($0.claimed))")
            },
            value.inquiries > 0 ? .init("大家说", ItemWording.tally(item.tally)) : nil,
            opensRoom ? ItemWording.bySlip(item.tally).map { .init("其中凭确认条", $0) } : nil,
            opensRoom ? ItemWording.flagged(item.tally).map { .init("其中已标记", $0) } : nil,
            HandlingScoreWording.average(marks.reduce(into: [:]) { $0[$1.points, default: 0] += 1 }).map { average in
                let reasons = marks.compactMap(\.reason).map { "<br>“\($0.words ?? TopicWording.erased)”" as HTML }
                return .init("委员测评", html: "\(average)\(reasons.joined())")
            },
            DocumentLinks.item(value).map { .init("文件", html: $0.html) },
            list.map { list in
                .init(
                    "成果文号",
                    html: opensRoom
                        ? TextLink(text: list.number, address: "/desk/lists/\(list.id)").html : "\(list.number)")
            },
            supervisionRow,
            value.remindedOn.map {
                .init("催办", "\(value.reminders)次，最近\(ChineseTime.date($0, today: today))")
            },
            .init("编号", html: "<span class=\"code\">\(value.id.text)</span>"),
        ].compactMap { $0 }
    }

    /// The room's desk opens the topic; a unit reads what everybody reads, and never what the submitter said.
    private var topicRow: Facts.Row? {
        if opensRoom {
            return .init(
                "议题", html: TextLink(text: topic?.title ?? "打开议题", address: "/desk/topics/\(value.topic)").html)
        }
        return topic.map {
            .init("议题", html: "\(TextLink(text: $0.title, address: "/topics/\($0.id)").html)<br>\($0.body)")
        }
    }

    private var researchRow: Facts.Row? {
        guard !research.isEmpty else { return nil }
        let records = research.map { record in
            [record.name, "\(ChineseTime.date(record.day, today: today))交的调研记录"].compactMap(\.self).joined(
                separator: "，")
        }
        return .init("调研依据", records.joined(separator: "；"))
    }

    /// The two who supervise it together, and what each has signed or has still to.
    private var supervisionRow: Facts.Row? {
        guard let supervision = value.supervision else { return nil }
        let lines = SuggestionItem.Side.allCases.map { side -> HTML in
            let words = supervision.name(of: side).words ?? TopicWording.erased
            let name = supervision.person(of: side).map { names.person($0) }.flatMap { $0 == words ? nil : "（\($0)）" }
            let signature = value.signatures.first { $0.side == side }
            let signed = signature.map { "，\(ChineseTime.date($0.day, today: today))已会签" }
            let state = signed ?? (value.missingSignatures.contains(side) ? "，等会签" : "")
            return "\(ItemWording.name(side))：\(words)\(name ?? "")\(state)"
        }
        return .init("联合督办", html: lines.joined(separator: "<br>"))
    }

    private var sessionRow: Facts.Row? {
        opensRoom
            ? .init("协商会", html: TextLink(text: "打开协商会", address: "/desk/sessions/\(value.session)").html) : nil
    }

    private var opensRoom: Bool { value.tellsFlags(to: actor) }

    private var actions: ActionBar {
        CaseActions<ItemDesk>(
            record: value, id: value.id, actor: actor,
            helpful: [.alreadyReturned, .alreadyExtended, .extensionWaits, .alreadyReminded, .ownWork],
            hindrance: hindrance, hasPrimary: hasPrimary, token: token
        ).bar
    }

    private func hindrance(to command: SuggestionItem.Command) -> ItemRefusal? {
        let isAnswered = item.tally.asked == item.tally.answered
        return value.hindrance(to: command, on: today, isAnswered: isAnswered, practice: practice)
    }

    /// Whether the first button is what is usually right at this stage.
    private var hasPrimary: Bool {
        switch value.state {
        case .verified: hindrance(to: .close) == nil
        case .approved, .dispatched, .accepted, .inProgress, .sentBack, .reopened, .reported: true
        case .drafted, .returnRequested, .closed: false
        }
    }

    /// Whether the unit has reported that all is solved, and the report was found to hold.
    private var isAllDone: Bool { value.hasVerifiedReport && value.report?.claimed == .solved }

    private var milestones: HTML {
        let rows = value.task.milestones.enumerated().map { index, milestone -> Trace.Step in
            let isReached = value.reached.contains(index)
            let isLate = !isReached && milestone.day < today && value.state != .closed && !isAllDone
            return Trace.Step(
                stage: isReached ? .done : .next, act: "\(index + 1). \(milestone.text.words ?? TopicWording.erased)",
                meta: ChineseTime.day(milestone.day, today: today) + (isLate ? " · 超期" : ""))
        }
        return PageSection(id: "milestones", title: "时间节点", content: Trace(steps: rows).html).html
    }

    /// More time that the unit asks for, until somebody decides.
    private var wish: HTML {
        guard let reason = value.extensionAsked else { return HTML() }
        return Note(lead: "申请延期", text: reason.words ?? TopicWording.erased, tone: .soon, icon: .clock).html
    }

    private var files: HTML {
        guard !evidence.isEmpty else { return HTML() }
        return PageSection(
            id: "files", title: "照片和材料（\(evidence.count)个）", content: AttachmentList(attachments: evidence).html
        ).html
    }

    /// What the people asked say, each a row, without names.
    private var word: HTML {
        // The unit reads how many, never who.
        let all = asked.waiting + asked.said
        guard !all.isEmpty, opensRoom else { return HTML() }
        let rows = all.map { one -> LinkList.Row in
            let said =
                one.outcome.map { outcome in
                    "\(ItemWording.name(outcome))\(one.rating.map { "，\(ItemWording.name($0))" } ?? "")"
                } ?? "还没有答复"
            let remark = one.remark.map {
                "<blockquote class=\"said\">\($0.words ?? TopicWording.erased)</blockquote>" as HTML
            }
            return LinkList.Row(
                relation: name(one.voice),
                content:
                    "\(said)\(bySlip(one))\(present: one.flag, { " \(ItemWording.chip($0).html)" })\(present: remark, { $0 }) \(slipButton(one))"
            )
        }
        return PageSection(
            id: "word", title: "\(asksAgain ? "回头看，" : "")大家说：\(ItemWording.tally(tally))",
            content: LinkList(rows: rows).html
        ).html
    }

    /// Who it is, by the same number as on the session's list, so that a slip comes into the right hands.
    private func name(_ voice: Confirmation.Voice) -> String {
        guard case .participant(let id) = voice, let number = residentNumbers[id] else {
            return ItemWording.name(voice)
        }
        return "\(ItemWording.name(voice))\(number)"
    }

    /// What those say who are asked now, or were asked last.
    private var tally: ConfirmationTally {
        item.tallies[value.shownInquiry] ?? ConfirmationTally()
    }

    private var asksAgain: Bool { value.shownInquiry != value.inquiries }

    private func bySlip(_ one: ConfirmationStore.Asked) -> HTML {
        one.isBySlip ? " \(ItemWording.slipChip.html)" : HTML()
    }

    private func slipButton(_ one: ConfirmationStore.Asked) -> HTML {
        let isAsker =
            value.openInquiry != nil && !value.isOwnWork(of: actor) && Confirmation.linker(actor, of: value) != nil
        guard one.voice.isAskedByLink, one.outcome == nil, isAsker else { return HTML() }
        let action = "/desk/items/\(value.id)/confirmations/\(one.id)/link"
        return PostForm(
            action: action, token: token(action), content: Button(label: "发确认条", style: .quiet, size: .small).html
        ).html
    }

    /// The slip for one person.
    static func slip(_ item: SuggestionItem, address: String, qr: HTML) -> HTML {
        """
        \(RecordHead(title: "确认条", parent: TextLink(text: Excerpt.of(item.task.text.words), address: "/desk/items/\(item.id)")).html)
        <div class="stack"><p class="mute">请打印，或让本人当面扫。这一页关掉后不再显示；要用就再发一张，先前那张随即作废。</p>\
        <div class="ticket slip"><p class="lead">\(item.task.text.words ?? TopicWording.erased)</p>\
        <p>请用手机扫一扫，说说这件事是不是真解决了。</p>\
        <div class="qr" role="img" aria-label="确认页的二维码">\(qr)</div><p class="address">\(address)</p>\
        <p class="small mute">只能用一次，这件事办结以前有效。</p></div></div>
        """
    }
}
