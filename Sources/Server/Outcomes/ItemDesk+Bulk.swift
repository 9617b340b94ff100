// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ItemDesk: BulkDesk {
    static let bulkActs: [ItemAct] = [.dispatch, .accept, .handOver, .remind, .progress]

    /// The last day of which a lamp is no longer green.
    var soon: Day { DeadlineWording.soon(after: services.clock.now().day, calendar: site.practice.calendar) }

    /// The days by which the parts of the list are told apart.
    var days: ItemListStore.Days {
        let today = services.clock.now().day
        return ItemListStore.Days(
            today: today, soon: soon,
            inspectedSince: today.advanced(byMonths: -site.practice.profile.outcomes.inspectionMonths))
    }

    /// A reminder and a word on how far it is are written for each item by itself.
    static func ownField(of command: SuggestionItem.Command) -> String? {
        switch command {
        case .remind, .progress: "text"
        case .revise, .discard, .dispatch, .accept, .requestReturn, .reassign, .uphold, .handOver, .askExtension,
            .grantExtension,
            .refuseExtension, .report, .verify, .sendBack, .close, .reopen, .superviseJointly, .sign, .declineToSign,
            .signFor, .inspect,
            .comment:
            nil
        }
    }

    func candidates(
        for command: SuggestionItem.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<SuggestionItem>] {
        let (today, soon) = (services.clock.now().day, soon)
        return try ItemListStore(tenant: site.tenant.id, contents: services.contents)
            .searched(
                Self.states(command), of: filter.keeper, scope: ItemScope(of: actor), matching: filter.matches,
                limit: Self.bulkLimit(of: command), in: transaction
            ).compactMap { listed in
                // A supervisor reminds of what is red or amber.
                if command == .remind, listed.dueOn.map({ $0 > soon }) ?? true { return nil }
                guard let item = try item(listed.id, in: transaction), item.refusal(of: command, by: actor) == nil,
                    item.hindrance(to: command, on: today, isAnswered: true, practice: site.practice) == nil
                else { return nil }
                return BulkCandidate(
                    record: item, id: item.id, title: Excerpt.of(listed.task),
                    origin: ItemWording.origin(listed, today: today))
            }
    }

    func keepers(
        for command: SuggestionItem.Command, actor: Actor, in transaction: Transaction
    ) throws -> [InputField.Option] {
        guard command == .handOver else { return [] }
        return try ItemListStore(tenant: site.tenant.id, contents: services.contents)
            .officers(scope: ItemScope(of: actor), in: transaction)
            .map { .init(code: $0.id.text, label: $0.name) }
    }

    /// The states in which the act is looked for.
    private static func states(_ command: SuggestionItem.Command) -> [SuggestionItem.State.Name] {
        switch command {
        case .dispatch: [.approved]
        case .accept: [.dispatched]
        case .handOver:
            [.dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack, .verified, .reopened]
        case .remind: [.dispatched, .accepted, .inProgress, .sentBack, .reopened]
        case .progress: [.accepted, .inProgress, .sentBack, .reopened]
        case .revise, .discard, .requestReturn, .reassign, .uphold, .askExtension, .grantExtension,
            .refuseExtension, .report,
            .verify, .sendBack, .close, .reopen, .superviseJointly, .sign, .declineToSign, .signFor, .inspect,
            .comment:
            []
        }
    }
}
