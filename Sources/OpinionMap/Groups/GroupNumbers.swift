// SPDX-License-Identifier: Apache-2.0

/// Numbers for groups that were just found, so that whoever stays in company stays under the same number.
enum GroupNumbers {
    /// - Parameters:
    ///   - before: under which number each participant was before; nil for none.
    ///   - found: in which of the found groups each is now, −1 for none.
    /// - Returns: under which number each is now. The earlier and the found group with most people in common agree on a
    ///   number first, then the next.
    static func keeping(_ before: [Int?], _ found: [Int]) -> [Int] {
        let count = (found.max() ?? -1) + 1
        var pairs = (0..<count).flatMap { label in (0..<count).map { Pair(label: label, number: $0) } }
        for (label, number) in zip(found, before) where label >= 0 {
            if let number, number < count { pairs[label * count + number].common += 1 }
        }
        pairs.sort { ($1.common, $0.label, $0.number) < ($0.common, $1.label, $1.number) }
        var numbers: [Int: Int] = [:]
        for pair in pairs where numbers[pair.label] == nil && !numbers.values.contains(pair.number) {
            numbers[pair.label] = pair.number
        }
        return found.map { numbers[$0] ?? -1 }
    }

    /// An earlier and a found group, with how many people are in both.
    private struct Pair {
        let label: Int
        let number: Int
        var common = 0
    }
}
