// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ChineseText

@Suite("Sets of numbers")
struct NumberSetTests {
    @Test(
        "many take no more than bits, and few no more than two bytes each",
        arguments: [0, 1, 500, 1023, 1024, 1025, 9000])
    func bytes(count: Int) throws {
        var set = NumberSet()
        let numbers = (0..<count).map { $0 * 7919 % NumberSet.span }
        for number in numbers { set.insert(number) }
        for number in numbers { set.insert(number) }
        #expect(set.count == count)
        #expect(set.numbers == numbers.sorted())
        #expect(set.bytes.count == min(2 * count, 2048))
        #expect(try #require(NumberSet(bytes: set.bytes)) == set)
        for number in numbers { set.remove(number) }
        #expect(set.isEmpty)
    }

    @Test("bytes that no set has are none", arguments: [[1], [1, 0, 1, 0], [2, 0, 1, 0], [0, 0x40]] as [[UInt8]])
    func malformed(bytes: [UInt8]) {
        #expect(NumberSet(bytes: bytes) == nil)
    }
}
