// SPDX-License-Identifier: Apache-2.0

/// Numbers names as they come, and knows their order.
struct NameTable {
    private var names: [String] = []
    /// The names, one after the other.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Where a name's number is by the bits of its hash, or in the next place that is free; −1 is free.
    private var slots = [Int32](repeating: -1, count: 64)
    /// The number that was asked for last: votes of the same participant often stand together.
    private var last = -1

    /// The number of a name; nil if it is no UTF-8.
    mutating func number(of name: UnsafeRawBufferPointer) -> Int? {
        if last >= 0, isName(last, name) { return last }
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if isName(number, name) {
                last = number
                return number
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard let text = String(validating: name, as: UTF8.self) else { return nil }
        last = names.count
        slots[slot] = Int32(last)
        names.append(text)
        bytes += name
        ends.append(bytes.count)
        if 2 * names.count > slots.count { grow() }
        return last
    }

    private func isName(_ number: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        let range = range(of: number)
        guard range.count == name.count else { return false }
        for index in 0..<name.count where bytes[range.lowerBound + index] != name[index] { return false }
        return true
    }

    /// Where a name stands in `bytes`.
    private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// FNV-1a, with the high bits mixed into the low ones.
    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 4 * slots.count)
        bytes.withUnsafeBytes { bytes in
            for number in names.indices {
                let name = UnsafeRawBufferPointer(rebasing: bytes[range(of: number)])
                var slot = Self.hash(name) & (slots.count - 1)
                while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = Int32(number)
            }
        }
    }

    /// The names in their order, and for each number which place its name has there: whole numbers by value, then all
    /// others by their bytes.
    func order() -> (names: [String], ranks: [Int]) {
        let values = names.map { name in Int(name).flatMap { String($0) == name ? $0 : nil } }
        let order = bytes.withUnsafeBytes { bytes in
            names.indices.sorted { one, other in
                switch (values[one], values[other]) {
                case (let one?, let other?): one < other
                case (_?, nil): true
                case (nil, _?): false
                case (nil, nil): bytes[range(of: one)].lexicographicallyPrecedes(bytes[range(of: other)])
                }
            }
        }
        var ranks = [Int](repeating: 0, count: names.count)
        for (rank, number) in order.enumerated() { ranks[number] = rank }
        return (order.map { names[$0] }, ranks)
    }
}
