// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Crockford's base 32")
struct CrockfordTests {
    @Test(
        "known values", arguments: [(UInt64(0), "0000"), (31, "000Z"), (32, "0010"), (1_048_575, "ZZZZ"), (18, "000J")])
    func known(value: UInt64, text: String) {
        #expect(Crockford.text(of: value, length: 4) == text)
        #expect(Crockford.value(of: text, length: 4) == value)
    }

    @Test("ten thousand values are read back as they were written, up to 64 bits")
    func roundTrip() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<10_000 {
            let value = random.next() >> UInt64.random(in: 0..<64, using: &random)
            #expect(Crockford.value(of: Crockford.text(of: value, length: 13), length: 13) == value)
        }
        #expect(Crockford.value(of: Crockford.text(of: .max, length: 13), length: 13) == .max)
    }

    @Test("small and misread letters count: O is 0, I and L are 1")
    func misread() {
        #expect(Crockford.value(of: "oOiIlL", length: 6) == Crockford.value(of: "001111", length: 6))
        #expect(Crockford.value(of: "abz9", length: 4) == Crockford.value(of: "ABZ9", length: 4))
    }

    @Test(
        "U, signs, other scripts and other lengths are refused",
        arguments: ["000U", "00-0", "00 0", "０000", "é000", "000", "00000", ""])
    func refused(_ text: String) {
        #expect(Crockford.value(of: text, length: 4) == nil)
    }

    @Test("what does not fit into 64 bits is refused, not wrapped")
    func overflow() {
        #expect(Crockford.value(of: "FZZZZZZZZZZZZ", length: 13) == .max)
        #expect(Crockford.value(of: "G000000000000", length: 13) == nil)
        #expect(Crockford.value(of: "10000000000000", length: 14) == nil)
    }

    @Test("the alphabet is 32 characters and leaves out I, L, O, U")
    func alphabet() {
        let characters = (0..<32).map { Crockford.text(of: UInt64($0), length: 1) }.joined()
        #expect(characters == "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for byte in UInt8.min...UInt8.max where Crockford.digit(byte) != nil {
            #expect("0123456789ABCDEFGHIJKLMNOPQRSTVWXYZabcdefghijklmnopqrstvwxyz".utf8.contains(byte), "\(byte)")
        }
    }
}
