// SPDX-License-Identifier: Apache-2.0

/// How much of one text stands in another in the same order: the longest common subsequence, 64 characters at a time
/// (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
struct CommonSubsequence {
    private let count: Int
    private let blocks: Int
    /// For each character, where it stands.
    private var places: [UInt32: [UInt64]] = [:]

    init(of text: [UInt32]) {
        count = text.count
        blocks = max(1, (text.count + 63) / 64)
        for (index, character) in text.enumerated() {
            places[character, default: Array(repeating: 0, count: blocks)][index / 64] |= 1 << (index % 64)
        }
    }

    /// The share of both texts that is common to them, from 0 to 1.
    func ratio(with other: [UInt32]) -> Double {
        count + other.count == 0 ? 1 : Double(2 * length(with: other)) / Double(count + other.count)
    }

    /// The length of the longest common subsequence.
    func length(with other: [UInt32]) -> Int {
        var rows = [UInt64](repeating: .max, count: blocks)
        for character in other {
            guard let matches = places[character] else { continue }
            var carry: UInt64 = 0
            for block in 0..<blocks {
                let row = rows[block]
                let matched = row & matches[block]
                let (sum, overflow) = row.addingReportingOverflow(matched)
                let (carried, overflowOfCarry) = sum.addingReportingOverflow(carry)
                rows[block] = carried | (row & ~matches[block])
                carry = overflow || overflowOfCarry ? 1 : 0
            }
        }
        return rows.reduce(0) { $0 + (~$1).nonzeroBitCount }
    }
}
