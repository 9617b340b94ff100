// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

struct SealingKeyTests {
    static let key = SealingKey([UInt8](0..<32))
    static let place = Array("member/phone/7".utf8)

    @Test("what was sealed opens again in the same place", arguments: [0, 1, 11, 64, 5_000])
    func roundTrip(count: Int) throws {
        let value = Random.bytes(count)
        let sealed = Self.key.seal(value, context: Self.place)
        #expect(sealed.count == count + SealingKey.overheadBytes)
        #expect(try Self.key.open(sealed, context: Self.place) == value)
        #expect(Self.key.seal(value, context: Self.place) != sealed)
    }

    @Test("the vector of the XChaCha20-Poly1305 draft opens")
    func vector() throws {
        let key = SealingKey([UInt8](0x80...0x9F))
        let sealed = bytes(
            """
            404142434445464748494a4b4c4d4e4f5051525354555657
            bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb
            731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452
            2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
            21f9664c97637da9768812f615c68b13b52e
            c0875924c1c7987947deafd8780acf49
            """)
        let value = try key.open(sealed, context: bytes("50515253c0c1c2c3c4c5c6c7"))
        #expect(
            String(decoding: value, as: UTF8.self) == """
                Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
                sunscreen would be it.
                """)
    }

    @Test("any changed or missing byte is noticed")
    func tampering() {
        let sealed = Self.key.seal([1, 2, 3], context: Self.place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x80
            #expect(throws: SealError.damagedOrForeign) { try Self.key.open(changed, context: Self.place) }
            #expect(throws: SealError.damagedOrForeign) {
                try Self.key.open(Array(sealed.prefix(index)), context: Self.place)
            }
        }
    }

    @Test("another place or another key does not open it")
    func foreign() {
        let sealed = Self.key.seal([1, 2, 3], context: Self.place)
        #expect(throws: SealError.damagedOrForeign) {
            try Self.key.open(sealed, context: Array("member/phone/8".utf8))
        }
        #expect(throws: SealError.damagedOrForeign) { try Self.key.open(sealed, context: []) }
        #expect(throws: SealError.damagedOrForeign) {
            try SealingKey([UInt8](1...32)).open(sealed, context: Self.place)
        }
    }

    @Test("a key does not show its bytes when printed or dumped")
    func printing() {
        let key = SealingKey([UInt8](repeating: 0xAB, count: 32))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(text.contains("secret of 32 bytes") && !text.contains("171"))
        }
    }
}
