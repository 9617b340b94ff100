// SPDX-License-Identifier: Apache-2.0

import Domain

/// A loop in ten lines at most, for whoever leads and does nothing to it: who, what, when, what came of it, and what is claimed
/// beside what people confirm.
struct LeaderTrace: Sendable {
    let loop: Loop
    let practice: Practice
    let today: Day
    let actor: Actor

    private static let itemsMax = 4

    /// Whether somebody reads it in short: who leads and nothing else.
    static func isFor(_ actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return !staff.appointments.isEmpty && staff.appointments.allSatisfy { $0.role == .leader }
    }

    var html: Trace {
        var steps = [received, researched, session, list].compactMap(\.self) + items + now
        // The way to all of it stands at the end.
        if let last = steps.indices.last {
            steps[last].documents = [
                TextLink(text: "看全部轨迹", address: "/desk/topics/\(loop.topic.id)?trace=whole#trace")
            ]
        }
        return Trace(steps: steps)
    }

    private var received: Trace.Step? {
        loop.log.first.map { entry in
            Trace.Step(
                stage: .done, act: "收到：\(TopicWording.source(loop.topic.source))",
                meta: ChineseTime.day(entry.at.day, today: today))
        }
    }

    private var researched: Trace.Step? {
        let last = loop.log.last { entry in
            if case .researched = entry.event { return true }
            return false
        }
        return last.map { Trace.Step(stage: .done, act: "委员交了调研记录", meta: StepMeta.text($0, today: today)) }
    }

    private var session: Trace.Step? {
        loop.session.map { session in
            let result = session.conclusion(on: loop.topic.id).map(SessionWording.reached)
            return Trace.Step(
                stage: session.conclusion == nil ? .now : .done,
                act: "协商会：\(result ?? SessionWording.name(session.state.name))",
                meta: SessionWording.moment(session.plan.day, session.plan.minuteOfDay, today: today),
                documents: [TextLink(text: "打开协商会", address: "/desk/sessions/\(session.id)")])
        }
    }

    private var list: Trace.Step? {
        loop.list.map { list in
            Trace.Step(
                stage: .done, act: "签发协商成果", meta: loop.items.isEmpty ? nil : "\(loop.items.count)件事项",
                documents: [TextLink(text: list.number, address: "/desk/lists/\(list.id)")])
        }
    }

    private var items: [Trace.Step] {
        let shown = loop.items.prefix(Self.itemsMax).map { item -> Trace.Step in
            let value = item.item
            let claim = value.hasVerifiedReport ? value.report.map { "单位说：\(ItemWording.name($0.claimed))" } : nil
            let word = value.inquiries > 0 ? "大家说：\(ItemWording.tally(item.tally))" : nil
            let due = StepMeta.due(value.deadline, today: today)
            return Trace.Step(
                stage: value.state == .closed ? .done : .now,
                act: "\(loop.names.unit(value.task.unit))\(loop.names.person(value.task.officer))："
                    + ItemWording.name(value.state.name),
                meta: [claim, word, due].compactMap(\.self).joined(separator: "；"), quote: value.task.text.words)
        }
        let more = loop.items.count - shown.count
        return shown + (more > 0 ? [Trace.Step(stage: .now, act: "另有\(more)件事项")] : [])
    }

    /// What comes next of a topic of which no unit has anything yet; otherwise how it ended.
    private var now: [Trace.Step] {
        if loop.topic.state.name == .closed { return [Trace.Step(stage: .done, act: "办结")] }
        guard loop.items.isEmpty else { return [] }
        return Array(
            LoopTrace(loop: loop, practice: practice, today: today, reader: .desk, actor: actor).next.prefix(1))
    }
}
