// SPDX-License-Identifier: Apache-2.0

/// The names in a ZIP, read from the directory at its end. Nothing is unpacked.
struct ZipDirectory {
    let names: Set<String>

    private static let entriesMax = 10_000

    /// Nil unless the archive ends as one should, in one piece: what Office writes does.
    init?(_ bytes: [UInt8]) {
        guard let end = Self.end(of: bytes) else { return nil }
        let (count, length, start) = (
            Self.number(bytes, end + 10, 2), Self.number(bytes, end + 12, 4), Self.number(bytes, end + 16, 4)
        )
        guard count <= Self.entriesMax, start + length == end else { return nil }
        var names: Set<String> = []
        var index = start
        for _ in 0..<count {
            guard index + 46 <= end, Self.number(bytes, index, 4) == 0x0201_4B50 else { return nil }
            let nameEnd = index + 46 + Self.number(bytes, index + 28, 2)
            let next = nameEnd + Self.number(bytes, index + 30, 2) + Self.number(bytes, index + 32, 2)
            guard next <= end else { return nil }
            names.insert(String(decoding: bytes[(index + 46)..<nameEnd], as: UTF8.self))
            index = next
        }
        guard index == end else { return nil }
        self.names = names
    }

    /// Where the last record begins: its comment reaches to the last byte.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let last = bytes.count - 22
        for index in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
        where bytes[index] == 0x50 && number(bytes, index, 4) == 0x0605_4B50 {
            if index + 22 + number(bytes, index + 20, 2) == bytes.count { return index }
        }
        return nil
    }

    /// Little-endian.
    private static func number(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Int {
        bytes[index..<(index + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
