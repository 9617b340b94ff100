// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A reception day on the desk: when and where, what can be done now, and its list, slot by slot.
struct ReceptionRecord {
    let content: ReceptionDesk.Content
    let log: [EventStore.Entry<ReceptionEvent>]
    /// What else takes place in the venue at the same time.
    let beside: [VenueCalendarStore.Entry]
    let actor: Actor
    let today: Day
    /// A form token for an address.
    let token: (String) -> String

    private var reception: ReceptionDay { content.reception }
    private var plan: ReceptionDay.Plan { content.reception.plan }

    var record: TwoPanes.Record {
        TwoPanes.Record(
            title: ReceptionWording.title(plan.day, content.listed.roomName, today: today),
            status: "<span class=\"row\">\(chip.html)</span>",
            content: """
                \(present: VenueWording.note(beside), { $0.html })\(Facts(rows: facts).html)\(actions.html)\(list)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
                """)
    }

    private var chip: Chip { ReceptionWording.chip(reception.state.name, plan.day, today: today) }

    private var facts: [Facts.Row] {
        [
            .init("时间", "\(ChineseTime.day(plan.day, today: today)) \(ReceptionWording.hours(plan.hours))"),
            .init("地点", plan.place.words ?? TopicWording.erased),
            .init("接待委员", content.members.joined(separator: "、")),
            .init("时段", "每段\(plan.hours.slotMinutes)分钟，接待\(plan.hours.places)位"),
            reception.state.name == .cancelled ? nil : .init("到场情况", ReceptionWording.sentence(content.listed.figures)),
            .init("编号", html: "<span class=\"code\">\(reception.id.text)</span>"),
        ].compactMap { $0 }
    }

    private var actions: ActionBar {
        CaseActions<ReceptionDesk>(
            record: reception, id: reception.id, actor: actor, helpful: [.notYet, .visitsWaiting],
            hindrance: hindrance, hasPrimary: reception.hindrance(to: .enterWalkIn, on: today) == nil, token: token
        ).bar
    }

    private func hindrance(_ command: ReceptionDay.Command) -> ReceptionRefusal? {
        if let hindrance = reception.hindrance(to: command, on: today) { return hindrance }
        return command == .finish && content.listed.figures.waiting > 0 ? .visitsWaiting : nil
    }

    // MARK: - The list

    private var list: HTML {
        guard reception.state.name != .cancelled else { return HTML() }
        let names = reception.namesVisitors(to: actor)
        var rows: [LinkList.Row] = []
        for slot in content.slots {
            let here = content.visits.filter { $0.slot == slot.minute }
            rows += here.map { row($0, names) }
            if slot.free > 0, reception.state == .open, today <= plan.day {
                rows.append(
                    .init(
                        relation: ReceptionWording.slot(slot.minute, plan.hours),
                        content: "<span class=\"small mute\">\(ReceptionWording.free(slot.free))</span>"))
            }
        }
        rows += content.visits.filter { $0.slot == nil }.map { row($0, names) }
        guard !rows.isEmpty else { return EmptyState(sentence: "这一天没有人来。").html }
        return PageSection(id: "list", title: "名单", content: LinkList(rows: rows).html).html
    }

    private func row(_ visit: VisitStore.Listed, _ names: Bool) -> LinkList.Row {
        let name = names ? visit.name?.words ?? VisitWording.somebody : VisitWording.somebody
        return LinkList.Row(
            relation: visit.slot.map { ReceptionWording.slot($0, plan.hours) } ?? "直接来",
            content: """
                <span class="row">\(TextLink(text: name, address: "/desk/visits/\(visit.id)").html)\
                \(VisitWording.chip(visit.state).html)</span>\(checkIn(visit))
                """)
    }

    /// On the day itself nobody has to open a visit to note that somebody came.
    private func checkIn(_ visit: VisitStore.Listed) -> HTML {
        guard visit.state == .booked, today >= plan.day, reception.state == .open, isWorking else { return HTML() }
        let action = "/desk/visits/\(visit.id)/\(CaseAct<VisitDesk>.checkIn.segment)"
        return PostForm(
            action: action, token: token(action),
            content: Button(label: VisitWording.name(.checkIn), role: .submit(busy: "正在记"), size: .small).html
        ).html
    }

    /// Whether this person works the list.
    private var isWorking: Bool {
        guard case .staff(let staff) = actor else { return false }
        return reception.receives(staff.id)
            || staff.holds(anyOf: [.roomSecretary], room: plan.room, area: plan.area)
    }

    private func step(_ entry: EventStore.Entry<ReceptionEvent>) -> Trace.Step {
        Trace.Step(
            stage: .done, act: ReceptionWording.name(entry.event), meta: StepMeta.text(entry, today: today, for: .desk),
            quote: ReceptionWording.quote(entry.event))
    }
}

/// Somebody's visit on the desk: what was booked, what can be done now, what was said.
struct VisitRecord {
    let visit: ReceptionVisit
    let log: [EventStore.Entry<VisitEvent>]
    let roomName: String
    let actor: Actor
    let today: Day
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: ReceptionVisit.Command?
    /// Whether the reader may open the topic on the desk.
    let opensTopic: Bool
    /// Whether the code for the visitor may be printed.
    let printsCode: Bool
    /// A form token for an address.
    let token: (String) -> String

    var title: String { VisitWording.title(visit, namesVisitor: visit.reception.namesVisitors(to: actor)) }

    var html: HTML {
        let parent = TextLink(
            text: ReceptionWording.title(visit.reception.plan.day, roomName, today: today),
            address: "/desk/receptions/\(visit.reception.id)")
        let bar = CaseActions<VisitDesk>(
            record: visit, id: visit.id, actor: actor, helpful: [.notYet, .notRecorded],
            hindrance: { visit.hindrance(to: $0, on: today) },
            hasPrimary: visit.hindrance(to: .checkIn, on: today) == nil, token: token)
        return """
            \(RecordHead(title: title, parent: parent).html)
            <div class="stack"><p>\(VisitWording.chip(visit.state.name).html)</p>\(said)\(Facts(rows: facts).html)\
            \(code)\(bar.bar.html)\
            \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)\
            \(present: doneSegment, { DraftDone(draft: "/desk/visits/\(visit.id.text)/\($0)").html })</div>
            """
    }

    private var doneSegment: String? { VisitDesk.acts.first { $0.command == done }?.segment }

    private var said: HTML {
        "\(present: visit.record.map { $0.said.words ?? TopicWording.erased }, { "<blockquote class=\"prose lead said\">\($0)</blockquote>" })"
    }

    private var facts: [Facts.Row] {
        [
            visit.wish.matter.map { .init("预约时写的", $0.words ?? TopicWording.erased) },
            visit.record?.place.map { .init("地点", $0.words ?? TopicWording.erased) },
            visit.record?.answer.map { .init("委员答复", $0.words ?? TopicWording.erased) },
            visit.wish.phone?.words.map { _ in .init("手机号", "留了，不显示；有事由系统发短信。") },
            visit.topic.map { topic in
                .init(
                    "议题",
                    html: opensTopic
                        ? TextLink(text: topic.text, address: "/desk/topics/\(topic)").html
                        : "<span class=\"code\">\(topic.text)</span>")
            },
            reason.map { .init("取消原因", $0) },
        ].compactMap { $0 }
    }

    private var reason: String? {
        guard case .cancelled(let reason) = visit.state else { return nil }
        return reason.map { $0.words ?? TopicWording.erased } ?? "本人取消"
    }

    private var code: HTML {
        guard printsCode else { return HTML() }
        return Note(
            lead: "查询码", text: "交给来的这一位，凭它查进度、回答问题。", icon: .print,
            link: TextLink(text: "打开来打印", address: "/desk/visits/\(visit.id)/code")
        ).html
    }

    private func step(_ entry: EventStore.Entry<VisitEvent>) -> Trace.Step {
        Trace.Step(stage: .done, act: VisitWording.name(entry.event), meta: StepMeta.text(entry, today: today))
    }
}
