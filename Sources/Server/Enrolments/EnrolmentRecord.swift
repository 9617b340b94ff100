// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// Who wants to take part in a session, as a part of its record: in the order of coming, each with the next act.
struct EnrolmentList {
    let session: ConsultationSession
    let enrolments: [EnrolmentStore.Listed]
    let actor: Actor
    /// A form token for an address.
    let token: (String) -> String

    var html: HTML {
        guard !enrolments.isEmpty || session.plan.seats != nil else { return HTML() }
        let counts = EnrolmentStore.Counts(
            waiting: enrolments.count { $0.state == .waiting }, admitted: enrolments.count { $0.state == .admitted })
        return PageSection(
            id: "enrolments", title: "报名（\(EnrolmentWording.seats(session.plan.seats, counts))）",
            content: enrolments.isEmpty
                ? EmptyState(sentence: "还没有人报名。", icon: .people).html
                : LinkList(rows: enrolments.enumerated().map { row($0 + 1, $1) }).html
        ).html
    }

    private func row(_ number: Int, _ enrolment: EnrolmentStore.Listed) -> LinkList.Row {
        let title = TextLink(
            text: EnrolmentWording.title(enrolment, of: session, to: actor),
            address: "/desk/enrolments/\(enrolment.id)")
        return LinkList.Row(
            relation: "第\(number)位",
            content: """
                <span class="row">\(title.html)\(EnrolmentWording.chip(enrolment.state).html)</span>\
                \(present: enrolment.words?.words, { "<p class=\"small said\">\($0)</p>" })\(admission(enrolment))
                """)
    }

    /// Nobody has to open an enrolment to say yes.
    private func admission(_ enrolment: EnrolmentStore.Listed) -> HTML {
        guard enrolment.state == .waiting, !session.isOver, isDeciding else { return HTML() }
        let action = "/desk/enrolments/\(enrolment.id)/\(CaseAct<EnrolmentDesk>.admit.segment)"
        return PostForm(
            action: action, token: token(action),
            hidden: [HiddenField(name: "version", value: String(enrolment.version))],
            content: Button(label: EnrolmentWording.name(.admit), role: .submit(busy: "正在加"), size: .small).html
        ).html
    }

    private var isDeciding: Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.holds(anyOf: Enrolment.Command.admit.holders, room: session.room, area: session.area)
    }
}

/// Somebody's enrolment on the desk: what was left, what can be done now.
struct EnrolmentRecord {
    let enrolment: Enrolment
    let log: [EventStore.Entry<EnrolmentEvent>]
    let actor: Actor
    let today: Day
    /// What was just done here, so that the browser forgets what was being written for it.
    let done: Enrolment.Command?
    /// A form token for an address.
    let token: (String) -> String

    var title: String { EnrolmentWording.title(enrolment, to: actor) }

    var html: HTML {
        let parent = TextLink(
            text: enrolment.session.plan.title.words ?? TopicWording.erased,
            address: "/desk/sessions/\(enrolment.session.id)")
        let bar = CaseActions<EnrolmentDesk>(
            record: enrolment, id: enrolment.id, actor: actor, helpful: [.sessionOver], token: token)
        return """
            \(RecordHead(title: title, parent: parent).html)
            <div class="stack"><p>\(EnrolmentWording.chip(enrolment.state.name).html)</p>\(Facts(rows: facts).html)\
            \(bar.bar.html)\(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)\
            \(present: doneSegment, { DraftDone(draft: "/desk/enrolments/\(enrolment.id.text)/\($0)").html })</div>
            """
    }

    private var doneSegment: String? { EnrolmentDesk.acts.first { $0.command == done }?.segment }

    private var facts: [Facts.Row] {
        let plan = enrolment.session.plan
        let reason: FreeText? = if case .declined(let reason) = enrolment.state { reason } else { nil }
        return [
            .init("协商会", SessionWording.when(enrolment.session.state.name, plan.day, plan.minuteOfDay, today: today)),
            enrolment.wish.words?.words.map { .init("想说的", $0) },
            enrolment.phone.map { _ in .init("手机号", "留了，不显示；有事由系统发短信。") },
            reason.map { .init("答复", $0.words ?? TopicWording.erased) },
        ].compactMap { $0 }
    }

    private func step(_ entry: EventStore.Entry<EnrolmentEvent>) -> Trace.Step {
        Trace.Step(stage: .done, act: EnrolmentWording.name(entry.event), meta: StepMeta.text(entry, today: today))
    }
}
