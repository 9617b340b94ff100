// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension HandOverDesk {
    /// What became of the cases, whatever their kinds.
    struct Outcome: Sendable {
        /// One case, by its address on the desk.
        struct Done: Sendable {
            let kind: String
            let id: String
            let title: String
        }

        /// One that stayed, and why.
        struct Left: Sendable {
            let kind: String
            let id: String
            let title: String?
            let code: String
            let reason: String
        }

        var done: [Done] = []
        var left: [Left] = []

        fileprivate mutating func add<Desk: CaseDesk>(_ outcome: BulkOutcome<Desk.Case>, of desk: Desk.Type) {
            done += outcome.done.map { .init(kind: Desk.collection, id: $0.id.text, title: $0.title) }
            left += outcome.left.map {
                .init(kind: Desk.collection, id: $0.id.text, title: $0.title, code: $0.code, reason: $0.reason)
            }
        }
    }

    /// Hands over what was chosen. Throws ``InputProblems`` when it is not said to whom; then nothing is done.
    func handOver(
        _ input: Input, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> Outcome {
        try requireComplete(input)
        let person: Person.ID = input.id("from")
        let load = try load(of: person, for: actor, in: transaction)
        var outcome = Outcome()
        outcome.add(try handOverTopics(input, load, by: actor, at: now, in: transaction), of: TopicDesk.self)
        outcome.add(try handOverItems(input, load, by: actor, at: now, in: transaction), of: ItemDesk.self)
        outcome.add(
            try handOverAssignments(input, load, by: actor, at: now, in: transaction), of: AssignmentDesk.self)
        outcome.add(
            try handOverReceptions(input, load, from: person, by: actor, at: now, in: transaction),
            of: ReceptionDesk.self)
        outcome.add(
            try handOverSentiments(input, load, by: actor, at: now, in: transaction), of: SentimentDesk.self)
        return outcome
    }

    /// Of each kind that was chosen it is said who takes it over, and that is somebody else.
    private func requireComplete(_ input: Input) throws {
        let kinds = [
            ("topics", "researcher"), ("items", "officer"), ("assignments", "handler"), ("receptions", "receiver"),
            ("sentiments", "keeper"),
        ]
        let chosen = kinds.filter { !input.items($0.0).isEmpty }
        guard !chosen.isEmpty else {
            throw InputProblems([.init(field: "topics", sentence: "还没有勾要交接的事。")])
        }
        let problems = chosen.compactMap { _, successor -> FieldProblem? in
            guard let taker = input.optional(successor) else {
                return .init(field: successor, sentence: "请选由谁接着办。")
            }
            return taker == input.text("from") ? .init(field: successor, sentence: "要交给另一个人，不能还是他。") : nil
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        for (records, _) in chosen where input.items(records).count > Self.limit {
            throw InputProblems([.init(field: records, sentence: "一次最多\(Self.limit)件，请分几次办。")])
        }
    }

    private func handOverTopics(
        _ input: Input, _ load: Load, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> BulkOutcome<Topic> {
        let desk = TopicDesk(services: services, site: site)
        var (inputs, left): ([Topic.ID: Input], [BulkOutcome<Topic>.Left]) = ([:], [])
        for id: Topic.ID in input.ids("topics") {
            guard let candidate = load.topics.first(where: { $0.id == id }) else {
                left.append(Self.gone(id))
                continue
            }
            let day = input.optional("day").flatMap { Day($0) } ?? candidate.record.deadline?.day
            guard let day, day >= now.day else {
                left.append(
                    .init(
                        id: id, title: candidate.title, code: TopicRefusal.dayHasPassed.code,
                        reason: "原来的期限已经过了，请另定一天再交接。"))
                continue
            }
            inputs[id] = try Input(
                ["researcher": input.text("researcher"), "day": day.description],
                fields: TopicAct.assign.fields(site.practice.profile))
        }
        var outcome = try desk.perform(.assign, inputs, by: actor, at: now, in: transaction)
        outcome.left += left
        return outcome
    }

    private func handOverItems(
        _ input: Input, _ load: Load, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> BulkOutcome<SuggestionItem> {
        let desk = ItemDesk(services: services, site: site)
        let ids: [SuggestionItem.ID] = input.ids("items")
        guard !ids.isEmpty else { return BulkOutcome() }
        let officer: Person.ID = input.id("officer")
        let units = try units(of: officer, on: now.day, in: transaction)
        let (inputs, left) = try Self.inputs(
            of: ids, among: load.items, for: officer, ItemAct.handOver.fields(site.practice.profile)
        ) { units.contains($0.task.unit) }
        var outcome = try desk.perform(.handOver, inputs, by: actor, at: now, in: transaction)
        outcome.left += left
        return outcome
    }

    private func handOverAssignments(
        _ input: Input, _ load: Load, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> BulkOutcome<ProposalAssignment> {
        let desk = AssignmentDesk(services: services, site: site)
        let ids: [ProposalAssignment.ID] = input.ids("assignments")
        guard !ids.isEmpty else { return BulkOutcome() }
        let handler: Person.ID = input.id("handler")
        let units = try units(of: handler, on: now.day, in: transaction)
        let (inputs, left) = try Self.inputs(
            of: ids, among: load.assignments, for: handler, AssignmentAct.handOver.fields(site.practice.profile)
        ) { units.contains($0.unit) }
        var outcome = try desk.perform(.handOver, inputs, by: actor, at: now, in: transaction)
        outcome.left += left
        return outcome
    }

    /// What is sent for each case that an officer can take over, and what is left because it is gone or of another unit.
    private static func inputs<Case: Lifecycle>(
        of ids: [Identifier<Case>], among candidates: [BulkCandidate<Case>], for officer: Person.ID,
        _ fields: [InputField], isOwn: (Case) -> Bool
    ) throws -> (inputs: [Identifier<Case>: Input], left: [BulkOutcome<Case>.Left]) {
        var (inputs, left): ([Identifier<Case>: Input], [BulkOutcome<Case>.Left]) = ([:], [])
        for id in ids {
            guard let candidate = candidates.first(where: { $0.id == id }) else {
                left.append(gone(id))
                continue
            }
            guard isOwn(candidate.record) else {
                left.append(otherUnit(id, candidate.title))
                continue
            }
            inputs[id] = try Input(["officer": officer.text], fields: fields)
        }
        return (inputs, left)
    }

    /// The units that somebody answers for.
    private func units(
        of officer: Person.ID, on day: Day, in transaction: Transaction
    ) throws -> Set<HandlingUnit.ID> {
        Set(
            try DirectoryStore().officers(of: site.tenant.id, on: day, in: transaction)
                .filter { $0.person.id == officer }.map(\.unit.id))
    }

    /// The other members of a day stay; place and hours too.
    private func handOverReceptions(
        _ input: Input, _ load: Load, from person: Person.ID, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws -> BulkOutcome<ReceptionDay> {
        let desk = ReceptionDesk(services: services, site: site)
        var outcome = BulkOutcome<ReceptionDay>()
        for id: ReceptionDay.ID in input.ids("receptions") {
            guard let candidate = load.receptions.first(where: { $0.id == id }) else {
                outcome.left.append(Self.gone(id))
                continue
            }
            let receiver: Person.ID = input.id("receiver")
            try desk.requireMembers([receiver], in: transaction)
            let (day, others) = (candidate.record, candidate.record.plan.members.filter { $0 != person })
            let members = others.contains(receiver) ? others : others + [receiver]
            let transition = try day.revising(place: day.plan.place.words ?? "", members: members, by: actor)
            try desk.save(
                transition, Signature(actor: actor, role: day.role(of: actor, for: .revise), now: now),
                in: transaction)
            outcome.done.append(.init(id: id, title: candidate.title, version: transition.after.version))
        }
        return outcome
    }

    /// Each goes to somebody who has to do with its room; others stay.
    private func handOverSentiments(
        _ input: Input, _ load: Load, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws -> BulkOutcome<SentimentIssue> {
        let desk = SentimentDesk(services: services, site: site)
        var outcome = BulkOutcome<SentimentIssue>()
        for id: SentimentIssue.ID in input.ids("sentiments") {
            guard let candidate = load.sentiments.first(where: { $0.id == id }) else {
                outcome.left.append(Self.gone(id))
                continue
            }
            let keeper: Person.ID = input.id("keeper")
            guard try desk.keepers(of: candidate.record, in: transaction).contains(keeper) else {
                outcome.left.append(
                    .init(id: id, title: candidate.title, code: "other_room", reason: "接手的人不联系这一片，也不是这间议事室的秘书，请另外选人。"))
                continue
            }
            let handed = try Input(
                ["keeper": keeper.text], fields: CaseAct<SentimentDesk>.handOver.fields(site.practice.profile))
            let after = try desk.perform(
                .handOver, handed, on: candidate.record, by: actor, at: now, in: transaction)
            outcome.done.append(.init(id: id, title: candidate.title, version: after.version))
        }
        return outcome
    }

    private static func otherUnit<Case: Lifecycle>(
        _ id: Identifier<Case>, _ title: String
    ) -> BulkOutcome<Case>.Left {
        .init(id: id, title: title, code: "other_unit", reason: "接手的人不是这个单位的经办人，请另外选人。")
    }

    private static func gone<Case: Lifecycle>(_ id: Identifier<Case>) -> BulkOutcome<Case>.Left {
        .init(id: id, title: nil, code: "not_found", reason: "没有找到，或者已经不归他了。")
    }
}
