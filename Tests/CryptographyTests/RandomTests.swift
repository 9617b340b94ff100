// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

struct RandomTests {
    @Test("random bytes have the length asked for and do not repeat", arguments: [0, 1, 16, 1000])
    func length(count: Int) {
        #expect(Random.bytes(count).count == count)
        if count >= 16 { #expect(Random.bytes(count) != Random.bytes(count)) }
    }

    @Test("random numbers stay below their bound and reach every value")
    func uniform() {
        let seen = Set((0..<2_000).map { _ in Random.uniform(below: 7) })
        #expect(seen == Set(0..<7))
        #expect(Random.uniform(below: 0) == 0)
        #expect(Random.uniform(below: 1) == 0)
    }

    @Test("many tasks may be the first to ask")
    func concurrency() async {
        let values = await withTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<64 { group.addTask { Random.bytes(16) } }
            return await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(values.count == 64)
    }

    @Test("bytes are equal only when all of them are")
    func constantTime() {
        #expect(ConstantTime.areEqual([], []))
        #expect(ConstantTime.areEqual([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.areEqual([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.areEqual([1, 2, 3], [1, 2]))
        #expect(!ConstantTime.areEqual([], [0]))
    }
}
