// SPDX-License-Identifier: Apache-2.0

import Domain

/// Who reads a trace, and so in which words, and how much of it.
enum TraceReader: Sendable {
    /// In official words, all of it.
    case desk
    /// In plain words, with what was asked and answered.
    case submitter
    /// In plain words, without what the submitter said: strangers, and those whose topic was merged into this one.
    case everyone
}

/// A loop as one trace (全过程轨迹): topic, session and items in the order of time, and what comes next.
struct LoopTrace: Sendable {
    let loop: Loop
    let practice: Practice
    let today: Day
    let reader: TraceReader
    /// Who reads it on the desk; what others may know of people is the same for all of them.
    var actor = Actor.visitor
    /// What other topics are called that the desk reads of.
    var titles: [Topic.ID: String] = [:]

    /// A step with its event's id, by which steps of several logs are ordered.
    struct Moment: Sendable {
        let id: Int64
        let step: Trace.Step
    }

    var html: Trace { Trace(steps: past.map(\.step) + next) }

    /// What has happened, oldest first.
    var past: [Moment] {
        (topic.moments + session.moments + (loop.live?.moments(today: today) ?? [])
            + loop.opinions.flatMap { $0.moments(today: today) } + loop.items.flatMap { item($0).moments }).sorted {
                $0.id < $1.id
            }
    }

    /// What comes next, by whom, by when.
    var next: [Trace.Step] {
        switch loop.topic.state {
        case .scheduled: session.next
        case .inHandling, .reopened: loop.items.flatMap { item($0).next }
        case .held, .screening, .asked, .pooled, .rejected, .redirected, .solvedDirectly, .merged, .selected,
            .researching,
            .ready,
            .consulted, .closed, .withdrawn:
            topic.next
        }
    }

    /// Whether it is told without what points at one person, and so without what was noted of consents (BR-38).
    private var isMasked: Bool { !TopicScope(of: actor).readsWords(of: loop.topic) }

    private var topic: TopicTrace {
        TopicTrace(
            log: loop.log, topic: loop.topic, names: loop.names, practice: practice, today: today, reader: reader,
            titles: titles, isMasked: isMasked)
    }

    private var session: SessionTrace {
        SessionTrace(
            log: loop.sessionLog, session: loop.session, today: today, reader: reader,
            names: SessionNames(loop.session, to: actor), listNumber: loop.list?.number,
            listAddress: opensRoom ? loop.list.map { "/desk/lists/\($0.id)" } : nil, topic: loop.topic.id,
            isMasked: isMasked)
    }

    /// Whether whoever reads it opens the room's records.
    private var opensRoom: Bool {
        guard reader == .desk, case .staff(let staff) = actor else { return false }
        return [Role.roomSecretary, .convener, .leader].contains(where: staff.holds)
    }

    private func item(_ item: Loop.Item) -> ItemTrace {
        ItemTrace(
            item: item, number: loop.items.count > 1 ? loop.items.firstIndex { $0.item.id == item.item.id } : nil,
            names: loop.names, today: today, reader: reader,
            opensItem: reader == .desk && ItemScope(of: actor).includes(item.item), isMasked: isMasked)
    }
}

/// What a step says beside its act.
enum StepMeta {
    /// When, who, in which role.
    static func text<Event>(_ entry: EventStore.Entry<Event>, today: Day) -> String {
        let moment = ChineseTime.moment(entry.at, today: today)
        guard let name = entry.actorName else { return moment }
        return "\(moment) · \(entry.role.map(RoleWording.name) ?? "")\(name)"
    }

    /// That, and for the desk how those have agreed whom the words show that became public (BR-41): it names them, so that whoever
    /// reads without what points at one person is not told.
    /// `noted`: what the event itself says of it, as those of topics once did.
    static func text<Event>(
        _ entry: EventStore.Entry<Event>, today: Day, for reader: TraceReader, isMasked: Bool = false,
        noted: FreeText? = nil
    ) -> String {
        let text = text(entry, today: today)
        guard reader == .desk, !isMasked, let consent = entry.consent ?? noted else { return text }
        return "\(text) · 写到的人同意公开：\(consent.words ?? TopicWording.erased)"
    }

    /// By when.
    static func due(_ deadline: Deadline?, today: Day) -> String? {
        deadline.map { "最晚\(ChineseTime.day($0.day, today: today))" }
    }
}
