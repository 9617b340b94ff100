// SPDX-License-Identifier: Apache-2.0

/// Texts told apart by their bytes, each with a number in the order in which they were first met. A board of ten years meets a
/// few thousand texts half a million times; as keys of a dictionary they would take longer than the database does.
struct BoardTexts: Sendable {
    private(set) var texts: [String] = []
    /// All texts, one behind the other, and where each ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    private var hashes: [UInt64] = []
    /// The numbers of the texts by their hash, each in the next place that was free; less than half of the places are taken.
    private var places = [Int32](repeating: -1, count: 64)

    /// The number of a text, new or not.
    mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Self.hash(text)
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        while places[place] >= 0 {
            let number = Int(places[place])
            if hashes[number] == hash, isSame(number, text) { return number }
            place = (place + 1) & (places.count - 1)
        }
        return add(text, hash, at: place)
    }

    private func isSame(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let (begin, end) = (ends[number], ends[number + 1])
        guard end - begin == text.count else { return false }
        return bytes.withUnsafeBufferPointer { $0[begin..<end].elementsEqual(text) }
    }

    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, at place: Int) -> Int {
        places[place] = Int32(texts.count)
        texts.append(String(decoding: text, as: UTF8.self))
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        hashes.append(hash)
        if texts.count * 2 > places.count { grow() }
        return texts.count - 1
    }

    private mutating func grow() {
        places = [Int32](repeating: -1, count: places.count * 4)
        for (number, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(number)
        }
    }

    /// Eight bytes at a time; what shares a hash is told apart by its bytes.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text)
        var hash = UInt64(truncatingIfNeeded: text.count) &* 0x9e37_79b9_7f4a_7c15
        var offset = 0
        while offset + 8 <= raw.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 32
            offset += 8
        }
        var last: UInt64 = 0
        while offset < raw.count {
            last = last << 8 | UInt64(raw[offset])
            offset += 1
        }
        hash = (hash ^ last) &* 0x9e37_79b9_7f4a_7c15
        return hash ^ hash >> 32
    }

    /// Calls `body` with each part of a text between separators.
    static func parts(of text: String, at separator: UInt8, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var begin = 0
            for index in bytes.indices where bytes[index] == separator {
                body(UnsafeBufferPointer(rebasing: bytes[begin..<index]))
                begin = index + 1
            }
            body(UnsafeBufferPointer(rebasing: bytes[begin...]))
        }
    }
}
