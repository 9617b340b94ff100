// SPDX-License-Identifier: Apache-2.0

/// Ids in their order; the place of an id among them is its number.
struct Numbering: Sendable {
    let ids: [Int]

    /// The number of each id between the smallest and the largest, where these lie close enough together.
    private let table: [Int32]
    private let others: [Int: Int]

    /// Takes ids in any order, each as often as it comes.
    init(_ ids: some Collection<Int>, and more: [Int] = []) {
        guard let any = ids.first ?? more.first else {
            (self.ids, table, others) = ([], [], [:])
            return
        }
        var (smallest, largest) = (any, any)
        for id in ids { (smallest, largest) = (min(smallest, id), max(largest, id)) }
        for id in more { (smallest, largest) = (min(smallest, id), max(largest, id)) }
        let (span, overflow) = largest.subtractingReportingOverflow(smallest)
        if !overflow, span < 4 * (ids.count + more.count) + 1024 {
            var table = [Int32](repeating: -1, count: span + 1)
            for id in ids { table[id - smallest] = 0 }
            for id in more { table[id - smallest] = 0 }
            var found: [Int] = []
            for place in table.indices where table[place] == 0 {
                table[place] = Int32(found.count)
                found.append(smallest + place)
            }
            (self.ids, self.table, others) = (found, table, [:])
        } else {
            self.ids = Set(ids).union(more).sorted()
            table = []
            others = Dictionary(uniqueKeysWithValues: zip(self.ids, 0...))
        }
    }

    var count: Int { ids.count }

    /// The number of one of the ids.
    func number(of id: Int) -> Int {
        table.isEmpty ? others[id] ?? 0 : Int(table[id - ids[0]])
    }
}
