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

    @Test("what is in both of two sets, or in one alone, is what a look at each number finds, few or many as they are")
    func both() {
        let sets = [0, 1, 3, 1023, 1024, 5000, NumberSet.span].map { count in
            var set = NumberSet()
            for number in 0..<count { set.insert((number * 7919 + count) % NumberSet.span) }
            return set
        }
        for one in sets {
            let numbers = Set(one.numbers)
            #expect((0..<NumberSet.span).allSatisfy { one.contains($0) == numbers.contains($0) })
            for other in sets {
                let common = one.intersection(other)
                #expect(common.numbers == numbers.intersection(other.numbers).sorted())
                #expect(NumberSet(bytes: common.bytes) == common, "the bytes are those that a set of so many has")
                let rest = one.subtracting(other)
                #expect(rest.numbers == numbers.subtracting(other.numbers).sorted())
                #expect(NumberSet(bytes: rest.bytes) == rest, "what is left, too")
            }
        }
    }

    @Test("bytes that no set has are none", arguments: [[1], [1, 0, 1, 0], [2, 0, 1, 0], [0, 0x40]] as [[UInt8]])
    func malformed(bytes: [UInt8]) {
        #expect(NumberSet(bytes: bytes) == nil)
    }
}
