// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in items.
extension SearchStore {
    /// An item.
    struct Item: Sendable {
        let id: SuggestionItem.ID
        let topic: Topic.ID
        let task: String
        let unitName: String
        let state: SuggestionItem.State.Name
        let dueOn: Day?
    }

    /// Items by what is to be done and by who does it; nil as scope: those that everybody may know.
    func items(_ scope: ItemScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Item> {
        let visible = scope.map { ItemListStore.visible($0, tenant) } ?? ItemListStore.published(tenant)
        return try look(
            """
            SELECT i.id, i.topic, i.task, c.words, u.name, i.state, i.due_on FROM suggestion_item i
            JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
            JOIN content c ON c.tenant = i.tenant AND c.id = i.task
            WHERE \(visible) AND \(Self.within("i", narrowing)) ORDER BY i.id DESC
            """, narrowing, in: transaction
        ) { row in
            let (id, topic) = (SuggestionItem.ID(try row.next()), Topic.ID(try row.next()))
            let task = try contents.next(&row, tenant: tenant)?.words
            let unit = try row.next(String.self)
            guard let state = SuggestionItem.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("item \(id)")
            }
            let due = try row.next(String?.self).flatMap { Day($0) }
            // What was erased is found by nothing.
            guard let task else { return nil }
            return (
                Item(id: id, topic: topic, task: task, unitName: unit, state: state, dueOn: due), [task, unit]
            )
        }
    }
}
