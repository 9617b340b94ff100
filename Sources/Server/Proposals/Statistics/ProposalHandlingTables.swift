// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What was said, asked and supervised while proposals were handled, as tables: each line is one event of a log. Which records have such
/// an event is found first, and of those the logs are read.
struct ProposalHandlingTables {
    let assignments: AssignmentDesk
    let store: ProposalTableStore
    let scope: ProposalScope
    let narrowing: Narrowing

    private typealias Steps = [EventStore.Entry<AssignmentEvent>]

    /// Which of a session's are meant: all, those of one unit, those of one proposal.
    struct Narrowing: Sendable {
        let unit: HandlingUnit.ID?
        let proposal: Proposal.ID?

        /// What an address names. Throws ``InputProblems`` for what is no id.
        init(_ request: WebRequest) throws {
            unit = try Self.id("unit", request)
            proposal = try Self.id("proposal", request)
        }

        private static func id<Subject>(_ name: String, _ request: WebRequest) throws -> Identifier<Subject>? {
            guard let text = request.query[name], !text.isEmpty else { return nil }
            guard let id = Identifier<Subject>(text) else {
                throw InputProblems([.init(field: name, sentence: "没有这个编号，请从页面上的链接打开。")])
            }
            return id
        }

        static let parameters: [Operation.Parameter] = [
            .init(name: "unit", place: .query, schema: .id, meaning: "Those of one unit; all if not said."),
            .init(name: "proposal", place: .query, schema: .id, meaning: "Those of one proposal; all if not said."),
        ]
    }

    /// What a line begins with.
    private struct Head {
        let matter: ProposalTableStore.Matter
        let steps: Steps
    }

    /// That units and proposers spoke with each other (BR-19).
    func contacts(after: Int64?, in transaction: Transaction) throws -> TableRows.Batch {
        try batch("contacted", after: after, in: transaction) { head, units in
            var (unit, replies) = (head.matter.unit, 0)
            return head.steps.compactMap { step -> [String]? in
                switch step.event {
                case .issued(let brief, _): unit = brief.handler.unit
                case .reassigned(let other, _): unit = other
                case .sent, .opinionGiven: replies += 1
                case .contacted(let contact):
                    guard tells(of: unit) else { return nil }
                    let stage = contact.stage ?? .during
                    // A visit after a reply is about that one.
                    let reply = stage == .after ? max(replies, 1) : replies + 1
                    return [
                        head.matter.number, head.matter.subject, Self.name(unit, units), head.matter.part,
                        AssignmentWording.name(stage), contact.day.description,
                        AssignmentWording.name(contact.means), Self.words(contact.words),
                        Self.yes(contact.withLeader), Self.yes(!contact.isContested), "第\(reply)次",
                        step.actorName ?? "",
                    ]
                case _: break
                }
                return nil
            }
        }
    }

    /// That more time was asked for, and what was decided (BR-18).
    func extensions(after: Int64?, in transaction: Transaction) throws -> TableRows.Batch {
        try batch("extension_asked", after: after, in: transaction) { head, units in
            var unit = head.matter.unit
            var rows: [[String]] = []
            // Under which unit each line was asked for.
            var askers: [HandlingUnit.ID?] = []
            for step in head.steps {
                switch step.event {
                case .issued(let brief, _): unit = brief.handler.unit
                case .reassigned(let other, _):
                    unit = other
                    Self.decide(&rows, ["不用答复了", "", ""], step)
                // Nobody answers it any more: the reply is there, or the unit has nothing to do with it.
                case .recalled, .sent, .opinionGiven: Self.decide(&rows, ["不用答复了", "", ""], step)
                case .extensionAsked(let wish):
                    askers.append(unit)
                    rows.append([
                        head.matter.number, head.matter.subject, Self.name(unit, units), head.matter.part,
                        step.at.day.description, step.actorName ?? "", String(wish.months), Self.words(wish.reason),
                    ])
                case .extended(let deadline):
                    Self.decide(&rows, ["同意", "", deadline.day.description], step)
                case .extensionRefused(let reason): Self.decide(&rows, ["不同意", Self.words(reason), ""], step)
                case _: break
                }
            }
            // What is left out is left out with its decision.
            return zip(askers, rows).filter { tells(of: $0.0) }.map { _, row in
                row.count == Self.asked ? row + ["等答复", "", "", "", ""] : row
            }
        }
    }

    /// Cells of a line before anything was decided.
    private static let asked = 8

    /// The decision belongs to what was asked last.
    private static func decide(
        _ rows: inout [[String]], _ decision: [String], _ step: EventStore.Entry<AssignmentEvent>
    ) {
        guard let last = rows.indices.last, rows[last].count == asked else { return }
        rows[last] += decision + [step.at.day.description, step.actorName ?? ""]
    }

    /// How the handling of proposals was supervised (BR-22).
    func supervisions(after: Int64?, in transaction: Transaction) throws -> TableRows.Batch {
        let matters = try store.supervised(
            scope: scope, by: narrowing.unit, of: narrowing.proposal, after: after, in: transaction)
        let logs = try assignments.proposals.logs(of: matters.map { Proposal.ID($0.id) }, in: transaction)
        let rows = matters.flatMap { matter -> [[String]] in
            var leader = ""
            return (logs[Proposal.ID(matter.id)] ?? []).compactMap { step -> [String]? in
                if case .chosenAsKey(let chosen, _, _) = step.event { leader = Self.words(chosen) }
                guard case .supervised(let act) = step.event else { return nil }
                return [
                    matter.number, matter.subject, leader, act.day.description, ProposalWording.name(act.means),
                    Self.words(act.people), Self.words(act.words), Self.yes(act.session != nil), step.actorName ?? "",
                ]
            }
        }
        return .init(rows: rows, last: matters.last?.id)
    }

    /// Whether what was noted under this unit is the reader's to see, and was asked for: a unit that was given the work of
    /// another reads its own lines of it.
    private func tells(of unit: HandlingUnit.ID?) -> Bool {
        guard narrowing.unit == nil || narrowing.unit == unit else { return false }
        return scope.seesSubmitted || unit.map { scope.units.contains($0) } == true
    }

    private func batch(
        _ kind: String, after: Int64?, in transaction: Transaction,
        lines: (Head, [HandlingUnit.ID: String]) -> [[String]]
    ) throws -> TableRows.Batch {
        let matters = try store.handled(
            kind, scope: scope, of: narrowing.proposal, after: after, in: transaction)
        let logs = try assignments.logs(of: matters.map { ProposalAssignment.ID($0.id) }, in: transaction)
        let units = try assignments.unitNames(in: transaction)
        let rows = matters.flatMap { matter in
            lines(Head(matter: matter, steps: logs[ProposalAssignment.ID(matter.id)] ?? []), units)
        }
        return .init(rows: rows, last: matters.last?.id)
    }

    private static func name(_ unit: HandlingUnit.ID?, _ units: [HandlingUnit.ID: String]) -> String {
        unit.flatMap { units[$0] } ?? ""
    }

    private static func words(_ text: FreeText) -> String { text.words ?? TopicWording.erased }

    private static func yes(_ isSo: Bool) -> String { isSo ? "是" : "否" }
}
