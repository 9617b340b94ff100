// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// A request to unmask on the desk: who wants to see what and why, what can be done now, and each look.
struct UnmaskingRecord {
    let request: UnmaskingRequest
    let log: [EventStore.Entry<UnmaskingEvent>]
    let actor: Actor
    let now: Instant
    let calendar: WorkCalendar
    /// A form token for an address.
    let token: (String) -> String

    private var today: Day { now.day }

    var record: TwoPanes.Record {
        let due = request.deadline.map { DeadlineWording.chip($0, today: today, calendar: calendar).html }
        let bar = CaseActions<UnmaskingDesk>(
            record: request, id: request.id, actor: actor, helpful: [.ownRequest], hasPrimary: false, token: token
        ).bar
        return TwoPanes.Record(
            title: UnmaskingWording.title(request.asking.identity.kind),
            status: "<span class=\"row\">\(UnmaskingWording.chip(request, at: now).html)</span>\(due)",
            content: """
                \(Facts(rows: facts).html)\(look)\(bar.html)\
                \(PageSection(id: "trace", title: "轨迹", content: Trace(steps: log.map(step)).html).html)
                """)
    }

    private var facts: [Facts.Row] {
        [
            .init("为什么要看", request.asking.reason.words ?? TopicWording.erased),
            record(of: request.asking.identity), end.map { .init("可以看到", $0) },
            request.looks == 0 ? nil : .init("看过", "\(request.looks)次"),
        ].compactMap { $0 }
    }

    /// The officer knows the record by its number alone; what it is about is not for the officer.
    private func record(of identity: MaskedIdentity) -> Facts.Row {
        switch identity {
        case .submitter(let topic), .supporter(_, let topic):
            .init("议题", html: "<span class=\"code\">\(topic.text)</span>")
        case .participant(_, let session): .init("协商会", html: "<span class=\"code\">\(session.text)</span>")
        }
    }

    private var end: String? {
        guard case .granted(let end) = request.state else { return nil }
        return ChineseTime.moment(end, today: today)
    }

    /// The button of the one who asked, for as long as it opens something.
    private var look: HTML {
        guard request.refusal(of: .look, by: actor) == nil else { return HTML() }
        guard !request.isOver(at: now) else {
            return Note(text: UnmaskingRefusal.timeIsOver.sentence, icon: .clock).html
        }
        let action = "/desk/unmaskings/\(request.id)/look"
        return PostForm(
            action: action, token: token(action),
            content: Button(label: UnmaskingWording.name(.look), style: .primary).html
        ).html
    }

    private func step(_ entry: EventStore.Entry<UnmaskingEvent>) -> Trace.Step {
        let (act, quote): (String, String?) =
            switch entry.event {
            case .requested: ("申请查看", nil)
            case .granted: ("同意查看", nil)
            case .refused(let reason): ("没有同意", reason.words ?? TopicWording.erased)
            case .withdrawn: ("撤回申请", nil)
            case .looked: ("看了一次", nil)
            case .deadlineMoved(let deadline): (DeadlineWording.moved(deadline, today: today), nil)
            }
        return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
    }

    /// What was unmasked, on a page that nobody keeps.
    static func identity(of request: UnmaskingRequest, _ found: Identities.Found?, today: Day) -> HTML {
        let end = if case .granted(let end) = request.state { ChineseTime.moment(end, today: today) } else { "" }
        let rows = [
            found?.name.map { Facts.Row("姓名", $0) }, found?.phone.map { Facts.Row("电话", $0) },
        ].compactMap { $0 }
        let shown = rows.isEmpty ? Note(text: UnmaskingRefusal.nothingKept.sentence).html : Facts(rows: rows).html
        return """
            \(RecordHead(title: UnmaskingWording.title(request.asking.identity.kind), parent: TextLink(text: "这件申请", address: "/desk/unmaskings/\(request.id)")).html)
            <div class="stack">\(shown)\
            <p class="mute">\(end)以后看不到。这一次已经记下，并告诉本人；请不要抄到别处。</p></div>
            """
    }
}
