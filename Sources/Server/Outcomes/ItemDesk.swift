// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Every change to a suggestion item goes through here, with what follows from it for its topic and the people asked.
struct ItemDesk: CaseDesk {
    let services: Services
    let site: Site

    static let collection = "items"
    static let operationNoun = "Item"
    static let place = DeskPlace.items
    static let schema = ItemAPI.item
    static let publishing: Set<SuggestionItem.Command> = [.dispatch, .report, .verify]
    static let acts: [ItemAct] = [
        .dispatch, .accept, .report, .verify, .close, .sign, .signFor, .progress, .reassign, .uphold, .requestReturn,
        .sendBack, .declineToSign,
        .grantExtension, .refuseExtension, .askExtension, .reopen, .revise, .discard, .handOver, .remind, .inspect,
        .superviseJointly, .comment,
    ]

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: ItemStore { ItemStore(tenant: tenant) }
    private var topics: TopicDesk { TopicDesk(services: services, site: site) }
    private var attachments: AttachmentDesk { AttachmentDesk(services: services, site: site) }
    var confirmations: ConfirmationDesk { ConfirmationDesk(services: services, site: site) }

    static func name(_ command: SuggestionItem.Command) -> String { ItemWording.name(command) }
    static func done(_ command: SuggestionItem.Command) -> String { ItemWording.done(command) }

    /// What was attached to an item, the first one first.
    func evidence(of id: SuggestionItem.ID, in transaction: Transaction) throws -> [Attachment] {
        try attachments.list(of: .item(id), in: transaction)
    }

    /// Gives an item what this person has uploaded.
    func attach(_ files: [Attachment.ID], to item: SuggestionItem, _ decision: Decision<ItemDesk>) throws {
        guard case .staff(let staff) = decision.actor else { return }
        try attachments.attach(
            files, to: .item(item.id), by: staff.id, at: decision.now, in: decision.transaction)
    }

    func item(_ id: SuggestionItem.ID, in transaction: Transaction) throws -> SuggestionItem? {
        lying(SuggestionItem.replaying(try log(of: id, in: transaction).map(\.event), as: id))
    }

    func visible(
        _ id: SuggestionItem.ID, to actor: Actor, in transaction: Transaction
    ) throws -> SuggestionItem {
        guard let item = try item(id, in: transaction), ItemScope(of: actor).includes(item) else {
            throw WebFailure.notFound
        }
        return item
    }

    func save(
        _ transition: Transition<SuggestionItem>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let recorded = try append(
            transition, to: transition.after.id, signature, occurredOn: transition.event.occurredOn, in: transaction)
        try store.save(transition, recorded, at: signature.now, in: transaction)
        try follow(transition, signature, in: transaction)
        try tell(of: transition, recorded, signature, in: transaction)
    }

    /// What an item's step means for its topic, and for the people concerned.
    private func follow(
        _ transition: Transition<SuggestionItem>, _ signature: Signature, in transaction: Transaction
    ) throws {
        let item = transition.after
        let topic = try topics.store.topic(item.topic, in: transaction)
        if let topic { try topics.spoilPages(of: topic, in: transaction) }
        switch transition.event {
        case .drafted:
            try RecordLinkStore(tenant: tenant).insert(
                RecordLink(from: .session(item.session), to: .item(item.id), relation: .resultedIn), in: transaction)
        case .discarded:
            try RecordLinkStore(tenant: tenant).delete(
                RecordLink(from: .session(item.session), to: .item(item.id), relation: .resultedIn), in: transaction)
            let sessions = SessionDesk(services: services, site: site)
            if let session = try sessions.session(item.session, in: transaction) {
                try sessions.save(try session.losingItem(item.id), signature, in: transaction)
            }
        case .verified:
            try confirmations.ask(about: item, signature, in: transaction)
        case .closed:
            // The topic ends with its last item; what the units claimed counts together. Two that close at once wait for
            // each other, so that one of them sees that it is the last.
            try topics.store.lock([item.topic], in: transaction)
            let others = try store.outcomes(of: item.topic, in: transaction)
            guard others.allSatisfy(\.isClosed), let topic = try topics.store.topic(item.topic, in: transaction) else {
                return
            }
            try topics.save(
                try topics.closing(
                    topic, .handled(claimed: .together(others.compactMap(\.claimed))), in: transaction), signature,
                in: transaction)
        case .reopened:
            guard let topic, topic.state.name == .closed else { return }
            try topics.save(try topic.reopening(), signature, in: transaction)
        case .progressed, .reported:
            guard let topic, topic.state == .reopened else { return }
            try topics.save(try topic.beginningHandling(), signature, in: transaction)
        case .revised, .approved, .dispatched, .accepted, .returnRequested, .reassigned, .upheld, .handedOver,
            .extensionAsked, .extended, .extensionRefused, .sentBack, .deadlineMoved, .reminded, .supervisionAgreed,
            .signed, .signatureDeclined, .inspected, .commented, .askedAgain,
            .lookBackEnded:
            break
        }
    }

    private func tell(
        of transition: Transition<SuggestionItem>, _ recorded: EventStore.Recorded, _ signature: Signature,
        in transaction: Transaction
    ) throws {
        let item = transition.after
        let supervisors = item.supervision?.people ?? []
        switch transition.event {
        case .upheld, .handedOver, .extended, .extensionRefused, .sentBack:
            try tell([item.task.officer], of: recorded, signature, in: transaction)
        case .closed(_, let given):
            // Whom the second signature spares the closing hears that it is done.
            let keepers = given == nil ? [] : try secretaries(of: item, signature, in: transaction)
            try tell(keepers + supervisors + [item.task.officer], of: recorded, signature, in: transaction)
        case .dispatched, .reassigned, .verified, .reopened:
            // The two who supervise it hear of what they wait for.
            try tell([item.task.officer] + supervisors, of: recorded, signature, in: transaction)
        case .accepted, .returnRequested, .progressed, .extensionAsked:
            try tell(secretaries(of: item, signature, in: transaction), of: recorded, signature, in: transaction)
        case .reported, .signed:
            try tell(
                secretaries(of: item, signature, in: transaction) + supervisors, of: recorded, signature,
                in: transaction)
        case .signatureDeclined:
            try tell(
                secretaries(of: item, signature, in: transaction) + supervisors + [item.task.officer], of: recorded,
                signature, in: transaction)
        case .reminded:
            // Everybody of the unit hears of it, so that it does not lie with one who is away.
            let officers = try DirectoryStore().officers(of: tenant, on: signature.now.day, in: transaction)
                .filter { $0.unit.id == item.task.unit }.map(\.person.id)
            try tell(officers + [item.task.officer], of: recorded, signature, in: transaction)
        case .supervisionAgreed, .inspected, .commented:
            try tell([item.task.officer] + supervisors, of: recorded, signature, in: transaction)
        case .drafted, .revised, .discarded, .approved, .deadlineMoved, .askedAgain, .lookBackEnded: break
        }
    }

    private func secretaries(
        of item: SuggestionItem, _ signature: Signature, in transaction: Transaction
    ) throws -> [Person.ID] {
        try AppointmentStore(tenant: tenant).holders(
            of: .roomSecretary, room: item.room, area: item.area, on: signature.now.day, in: transaction)
    }

    /// How many dated steps an item has at most.
    static let milestonesMax = 20

    /// Of the milestones those that were not reached, by day and what is done then.
    func open(
        _ options: [InputField.Option], of field: InputField, _ command: SuggestionItem.Command,
        for item: SuggestionItem, to actor: Actor
    ) -> [InputField.Option] {
        guard command == .progress, field.name == "milestone" else { return options }
        return item.task.milestones.enumerated().filter { !item.reached.contains($0.offset) }.map { index, milestone in
            .init(
                code: String(index + 1),
                label: "\(index + 1). \(milestone.day) \(Excerpt.of(milestone.text.words))")
        }
    }

    /// What is to be done, as a form says it.
    func task(from input: Input, in transaction: Transaction) throws -> SuggestionItem.Task {
        let (unit, officer) = try responsible(from: input, in: transaction)
        let lines = NumberedLines.of(input.text("milestones"))
        let milestones = try lines.map { number, line -> SuggestionItem.Milestone in
            guard let read = MilestoneLine(line) else {
                throw InputProblems([
                    .init(field: "milestones", sentence: "第\(number)行看不懂：先写日期，空一格写做到什么。")
                ])
            }
            return .init(day: read.day, text: .kept(read.text))
        }
        guard milestones.count <= Self.milestonesMax else {
            throw InputProblems([
                .init(field: "milestones", sentence: "节点太多了，最多\(Self.milestonesMax)个。")
            ])
        }
        return SuggestionItem.Task(
            text: .kept(input.text("task")), unit: unit, officer: officer,
            // Whoever writes them down in another order means them in that of their days.
            milestones: milestones.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
                .map(\.element))
    }

    /// The unit and the person that a form names: one who answers for it.
    func responsible(
        from input: Input, in transaction: Transaction
    ) throws -> (unit: HandlingUnit.ID, officer: Person.ID) {
        let unit: HandlingUnit.ID = input.id("unit")
        let officer: Person.ID = input.id("officer")
        try requireOfficer(officer, of: unit, in: transaction)
        return (unit, officer)
    }

    func requireOfficer(_ officer: Person.ID, of unit: HandlingUnit.ID, in transaction: Transaction) throws {
        let officers = try DirectoryStore().officers(of: tenant, on: services.clock.now().day, in: transaction)
        guard officers.contains(where: { $0.unit.id == unit && $0.person.id == officer }) else {
            throw InputProblems([.init(field: "officer", sentence: "这位不是这个单位的经办人，请选同一个单位的人。")])
        }
    }

    func options(
        _ source: InputField.OptionSource, for item: SuggestionItem, in transaction: Transaction
    ) throws -> [InputField.Option] {
        if case .supervisors(let side) = source { return try supervisors(side, of: item, in: transaction) }
        guard source == .ownOfficers else { return try commonOptions(source, in: transaction) }
        return try DirectoryStore().officers(of: tenant, on: services.clock.now().day, in: transaction).filter {
            $0.unit.id == item.task.unit
        }
        .map { .init(code: $0.person.id.text, label: $0.person.name) }
    }

    /// A revision starts from the task as it is, a reminder from the words that are usual.
    func proposal(
        _ field: InputField, of command: SuggestionItem.Command, for item: SuggestionItem, in transaction: Transaction
    ) throws -> String {
        switch command {
        case .revise: break
        case .remind: return ItemWording.reminder(of: item, today: services.clock.now().day)
        case .inspect, .comment: return field.name == "day" ? services.clock.now().day.description : ""
        case .superviseJointly:
            guard let supervision = item.supervision else { return "" }
            return switch field.name {
            case "party": supervision.party.words ?? ""
            case "committee": supervision.committee.words ?? ""
            case "partyPerson": supervision.partyPerson?.text ?? ""
            default: supervision.committeePerson?.text ?? ""
            }
        case .signFor:
            let side = item.missingSignatures.first { item.supervision?.person(of: $0) == nil }
            return field.name == "side" ? side?.rawValue ?? "" : ""
        case .discard, .dispatch, .accept, .requestReturn, .reassign, .uphold, .handOver, .progress, .askExtension,
            .grantExtension,
            .refuseExtension, .report, .verify, .sendBack, .close, .reopen, .sign, .declineToSign:
            return ""
        }
        return switch field.name {
        case "task": item.task.text.words ?? ""
        case "unit": item.task.unit.text
        case "officer": item.task.officer.text
        default: item.task.milestones.map { "\($0.day) \($0.text.words ?? "")" }.joined(separator: "\n")
        }
    }

    func hindrance(
        to command: SuggestionItem.Command, of item: SuggestionItem, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> ItemRefusal? {
        let tally = try confirmations.tally(of: item, in: transaction)
        return item.hindrance(
            to: command, on: now.day, isAnswered: tally.asked == tally.answered, practice: site.practice)
    }

    func headline(_ item: SuggestionItem, in transaction: Transaction) throws -> CaseHeadline {
        let milestones = item.task.milestones.enumerated().map { index, milestone in
            "\(index + 1). \(milestone.day) \(milestone.text.words ?? TopicWording.erased)"
        }
        let wish = item.extensionAsked.map { ["申请延期：\($0.words ?? TopicWording.erased)"] } ?? []
        return CaseHeadline(
            title: Excerpt.of(item.task.text.words),
            said: ([item.task.text.words ?? TopicWording.erased] + milestones + wish).joined(separator: "\n"))
    }

    func wordsShown(
        by command: SuggestionItem.Command, of item: SuggestionItem, in transaction: Transaction
    ) throws -> [String?] {
        switch command {
        case .dispatch:
            let task = [item.task.text.words] + item.task.milestones.map(\.text.words)
            return try unasked(task, of: item.id, in: transaction) { event in
                switch event {
                case .drafted, .revised: true
                case _: false
                }
            }
        case .verify:
            return try unasked([item.report?.text.words], of: item.id, in: transaction) { event in
                if case .reported = event { true } else { false }
            }
        case _: return []
        }
    }

    func wordsToPublish(
        by command: SuggestionItem.Command?, of item: SuggestionItem, for actor: Actor, in transaction: Transaction
    ) throws -> [String?] {
        // A report is read by others once it was verified.
        let task = [item.task.text.words] + item.task.milestones.map(\.text.words)
        let report = [item.report?.text.words]
        switch command {
        case nil: return task + report
        case .dispatch: return task
        case .verify: return report
        default: return []
        }
    }

    static let tellsSteps = true

    func trace(of item: SuggestionItem, for actor: Actor, in transaction: Transaction) throws -> Trace {
        let reader = LoopReader(services: services, site: site)
        guard let read = try reader.item(item.id, in: transaction) else { return Trace(steps: []) }
        return try trace(of: read, names: try reader.names([], [read], in: transaction), for: actor, in: transaction)
    }

    /// The same of an item that was read already.
    func trace(
        of read: Loop.Item, names: Loop.Names, for actor: Actor, in transaction: Transaction
    ) throws -> Trace {
        ItemTrace(
            item: read, number: nil, names: names, today: services.clock.now().day, reader: .desk, opensItem: true,
            isMasked: !Self.readsConsents(of: read.item, actor),
            slips: read.item.tellsFlags(to: actor) ? try confirmations.slips(of: read.item.id, in: transaction) : []
        ).whole
    }

    /// Who reads what was noted of consents: those who read what was said as it was said, and the unit, which notes them with its
    /// reports (BR-38, BR-41).
    static func readsConsents(of item: SuggestionItem, _ actor: Actor) -> Bool {
        TopicScope(of: actor).readsWords(room: item.room, area: item.area, researcher: nil)
            || ItemScope(of: actor).units.contains(item.task.unit)
    }

    func json(_ item: SuggestionItem, for actor: Actor, in transaction: Transaction) throws -> JSON {
        ItemAPI.json(
            item, tally: try confirmations.tally(of: item, in: transaction),
            list: try SuggestionListStore(tenant: tenant).list(of: item.session, in: transaction),
            evidence: try evidence(of: item.id, in: transaction), for: actor)
    }
}
