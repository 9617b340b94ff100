// SPDX-License-Identifier: Apache-2.0

import Markup

/// A desk's list of cases by due date with, beside it, the open record.
struct CaseListPage: Sendable {
    /// One way to look at the list.
    struct Part: Sendable {
        let word: String
        let count: Int
        let address: String
        let isOn: Bool
        /// Up to how many are counted.
        var countMax: Int?

        /// As a way to look at the list.
        var filter: Filters.Filter {
            .init(word: word, count: count, address: address, isOn: isOn, countMax: countMax)
        }
    }

    let title: String
    /// What is counted: 件, 场.
    var measure = "件"
    let parts: [Part]
    /// Ways to narrow the part that is looked at.
    var more: [Filters.Filter] = []
    let rows: [QueueList.Row]
    /// The address of the next page.
    let next: String?
    /// What an empty list says.
    let empty: String
    let record: TwoPanes.Record?
    /// Small buttons beside the head, such as the one that begins a new case.
    var buttons: [Button] = []

    var html: HTML {
        let current = parts.first(where: \.isOn)
        let word = current?.word ?? title
        return TwoPanes(
            head: RecordHead(title: "\(word) \(current?.filter.countWord ?? "0") \(measure)", buttons: buttons),
            filters: Filters(
                filters: parts.map(\.filter),
                aside: QueueList.keysHint),
            list: list(word, current), listAddress: current?.address ?? "", record: record,
            hint: rows.isEmpty ? "从上面换一栏看看。" : "从左边选一件。"
        ).html
    }

    private func list(_ word: String, _ current: Part?) -> HTML {
        let narrowing = more.isEmpty ? HTML() : Filters(filters: more, label: "按类别看").html
        guard !rows.isEmpty else { return "\(narrowing)\(EmptyState(sentence: empty).html)" }
        let queue = QueueList(label: word, rows: rows)
        let all = more.first(where: \.isOn)?.countWord ?? current?.filter.countWord ?? "0"
        let pager = Pager(
            extent: "这一页\(rows.count)\(measure)，共\(all)\(measure)", previous: nil, next: next)
        return "\(narrowing)\(queue.html)\(pager.html)"
    }
}
