// SPDX-License-Identifier: Apache-2.0

import Domain

/// Those who were asked, as the room reads them: who has still to answer, each by name of part and number, and apart from them
/// what was said. Nobody's word can be read off by its place between neighbours, or by an id that it had before.
struct ConfirmationRows: Sendable {
    /// Who has not answered, in the order in which they were asked.
    let waiting: [ConfirmationStore.Asked]
    /// What was said, in the order of the words themselves.
    let said: [ConfirmationStore.Asked]

    init(_ asked: [ConfirmationStore.Asked]) {
        waiting = asked.filter { $0.outcome == nil }
        said = asked.filter { $0.outcome != nil }.map { (key: Self.key($0), asked: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.asked)
    }

    /// What stands in a row, and nothing else: rows that say the same are not told apart by their order.
    private static func key(_ asked: ConfirmationStore.Asked) -> [String] {
        [
            asked.outcome.flatMap { OutcomeClass.allCases.firstIndex(of: $0) }.map(String.init) ?? "",
            asked.remark?.words ?? "", asked.rating?.rawValue ?? "", ItemWording.name(asked.voice),
            asked.flag?.rawValue ?? "", asked.isBySlip ? "1" : "",
        ]
    }
}
