// SPDX-License-Identifier: Apache-2.0

/// The texts of one block of an index that hold a gram, by their numbers within the block: a few as they are, many as
/// one bit for each text of the block. So no gram takes more than two kilobytes of a block, however common it is.
package struct NumberSet: Equatable, Sendable {
    /// How many texts make a block.
    package static let span = 1 << 14
    private static let bitmapBytes = span / 8
    /// From here on bits take less.
    private static let listMax = bitmapBytes / 2

    /// Numbers below ``span`` in order, each in two bytes with the smaller first; or the bits, which are as many bytes
    /// as no list has.
    package private(set) var bytes: [UInt8]

    package init() {
        bytes = []
    }

    /// Nil for bytes that ``bytes`` never is.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.bitmapBytes || bytes.count < 2 * Self.listMax && bytes.count.isMultiple(of: 2) else {
            return nil
        }
        self.bytes = bytes
        guard !isBitmap else { return }
        var last = -1
        for number in numbers {
            guard number > last, number < Self.span else { return nil }
            last = number
        }
    }

    private init(_ numbers: [Int]) {
        if numbers.count < Self.listMax {
            bytes = numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        } else {
            bytes = Array(repeating: 0, count: Self.bitmapBytes)
            for number in numbers { bytes[number >> 3] |= 1 << UInt8(number & 7) }
        }
    }

    private var isBitmap: Bool { bytes.count == Self.bitmapBytes }

    package var isEmpty: Bool { bytes.isEmpty }

    /// How many there are.
    package var count: Int {
        guard isBitmap else { return bytes.count / 2 }
        return bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).reduce(0) {
                $0 + bytes.loadUnaligned(fromByteOffset: $1, as: UInt64.self).nonzeroBitCount
            }
        }
    }

    /// The largest, unless they are bits.
    private var last: Int? {
        bytes.isEmpty || isBitmap ? nil : listed(bytes.count / 2 - 1)
    }

    /// All of them, in order.
    package var numbers: [Int] {
        var numbers: [Int] = []
        numbers.reserveCapacity(isBitmap ? Self.listMax : bytes.count / 2)
        forEach { numbers.append($0) }
        return numbers
    }

    /// Each of them, in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count == Self.bitmapBytes else {
                for index in stride(from: 0, to: bytes.count, by: 2) {
                    body(Int(bytes[index]) | Int(bytes[index + 1]) << 8)
                }
                return
            }
            let bits = UnsafeRawBufferPointer(bytes)
            for offset in stride(from: 0, to: bits.count, by: 8) {
                var rest = UInt64(littleEndian: bits.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                while rest != 0 {
                    body(offset << 3 | rest.trailingZeroBitCount)
                    rest &= rest - 1
                }
            }
        }
    }

    /// Whether it is one of them.
    package func contains(_ number: Int) -> Bool {
        guard !isBitmap else { return bytes[number >> 3] & 1 << UInt8(number & 7) != 0 }
        var (low, high) = (0, bytes.count / 2)
        while low < high {
            let middle = (low + high) / 2
            if listed(middle) < number { low = middle + 1 } else { high = middle }
        }
        return low < bytes.count / 2 && listed(low) == number
    }

    /// The so-many-th, unless they are bits.
    private func listed(_ place: Int) -> Int {
        Int(bytes[2 * place]) | Int(bytes[2 * place + 1]) << 8
    }

    /// Those that are in both.
    package func intersection(_ other: Self) -> Self {
        let (few, many) = bytes.count <= other.bytes.count ? (self, other) : (other, self)
        guard few.isBitmap else { return Self(few.numbers.filter(many.contains)) }
        var common = few
        common.bytes = zip(few.bytes, many.bytes).map { $0 & $1 }
        return common.count < Self.listMax ? Self(common.numbers) : common
    }

    /// Those that are not in the other.
    package func subtracting(_ other: Self) -> Self {
        guard isBitmap, other.isBitmap else { return Self(numbers.filter { !other.contains($0) }) }
        var rest = self
        rest.bytes = zip(bytes, other.bytes).map { $0 & ~$1 }
        return rest.count < Self.listMax ? Self(rest.numbers) : rest
    }

    /// Takes a number in, from 0 to the block's last; one that is there already changes nothing.
    package mutating func insert(_ number: Int) {
        if isBitmap {
            bytes[number >> 3] |= 1 << UInt8(number & 7)
        } else if last ?? -1 < number, count + 1 < Self.listMax {
            bytes += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
        } else {
            self = Self(Set(numbers).union([number]).sorted())
        }
    }

    /// Takes a number out; one that is not there changes nothing.
    package mutating func remove(_ number: Int) {
        self = Self(numbers.filter { $0 != number })
    }
}
