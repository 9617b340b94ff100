// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension ItemDesk: BulkDesk {
    static let bulkActs: [ItemAct] = [.dispatch, .handOver]

    func candidates(
        for command: SuggestionItem.Command, _ filter: BulkFilter, actor: Actor, in transaction: Transaction
    ) throws -> [BulkCandidate<SuggestionItem>] {
        try ItemListStore(tenant: site.tenant.id, contents: services.contents)
            .searched(
                Self.states(command), of: filter.keeper, scope: ItemScope(of: actor), matching: filter.matches,
                limit: Self.bulkLimit, in: transaction
            ).compactMap { listed in
                guard let item = try item(listed.id, in: transaction), item.refusal(of: command, by: actor) == nil
                else { return nil }
                return BulkCandidate(
                    record: item, id: item.id, title: Excerpt.of(listed.task),
                    origin: "\(listed.unitName) · \(listed.officerName) · \(ItemWording.name(listed.state))")
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
        case .handOver:
            [.dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack, .verified, .reopened]
        case .revise, .accept, .requestReturn, .reassign, .uphold, .progress, .extend, .report, .verify, .sendBack,
            .close, .reopen:
            []
        }
    }
}
