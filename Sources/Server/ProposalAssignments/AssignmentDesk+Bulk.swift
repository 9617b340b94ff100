// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension AssignmentDesk: BulkDesk {
    static let bulkActs: [AssignmentAct] = [.signFor, .remind]

    /// A reminder is written for each unit by itself.
    static func ownField(of command: ProposalAssignment.Command) -> String? {
        command == .remind ? "text" : nil
    }

    func candidates(
        for command: ProposalAssignment.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<ProposalAssignment>] {
        let today = services.clock.now().day
        // Where the office looks first: what is overdue, or due on the next working day.
        let soon = site.practice.calendar.deadline(workingDays: 1, after: today).day
        return try lists.searched(
            Self.states(command), of: filter.keeper, scope: ProposalScope(of: actor), matching: filter.matches,
            limit: Self.bulkLimit(of: command), in: transaction
        ).compactMap { listed in
            if command == .remind, listed.dueOn.map({ $0 > soon }) ?? true { return nil }
            guard let assignment = try assignment(listed.id, in: transaction),
                assignment.refusal(of: command, by: actor) == nil,
                assignment.hindrance(to: command, on: today, others: .init(opinionsOwed: 0, isKey: false)) == nil
            else { return nil }
            return BulkCandidate(
                record: assignment, id: assignment.id, title: listed.subject ?? TopicWording.erased,
                origin: AssignmentWording.origin(listed, today: today))
        }
    }

    func keepers(
        for command: ProposalAssignment.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] { [] }

    /// The states in which the act is looked for.
    private static func states(_ command: ProposalAssignment.Command) -> [ProposalAssignment.State.Name] {
        switch command {
        case .signFor: [.issued]
        case .remind: [.issued, .signedFor, .sentBack, .checked]
        // Together with all that somebody has under way (工作交接).
        case .handOver: [.issued, .returnRequested, .signedFor, .drafted, .sentBack, .checked]
        case .requestReturn, .reassign, .uphold, .contact, .draft, .takeBack, .sendBack, .check, .send, .giveOpinion,
            .askExtension, .grantExtension, .refuseExtension, .correct:
            []
        }
    }

    /// What units are called, those too that have ended.
    func unitNames(in transaction: Transaction) throws -> [HandlingUnit.ID: String] {
        try store.unitNames(in: transaction)
    }
}
