// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite("One-time codes")
struct OneTimeCodeTests {
    private let code = OneTimeCode(secret: Array("12345678901234567890".utf8))

    @Test(
        "the codes are those of RFC 6238, by their last six digits",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func rfc(_ seconds: Int64, _ expected: String) {
        #expect(code.code(seconds: seconds) == expected)
    }

    @Test("a code is right one step early and late, not two, and never twice")
    func window() {
        let now: Int64 = 1_234_567_890
        let typed = code.code(seconds: now)
        let step = now / 30
        for (distance, isRight) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] as [(Int64, Bool)] {
            #expect((code.step(of: typed, at: now + distance, after: nil) != nil) == isRight, "\(distance)")
        }
        #expect(code.step(of: typed, at: now, after: step) == nil)
        #expect(code.step(of: typed, at: now, after: step - 1) == step)
        for wrong in ["", "12345", "1234567", "abcdef", "00592４", " 05924"] {
            #expect(code.step(of: wrong, at: now, after: nil) == nil, "\(wrong)")
        }
    }

    @Test("base 32 is that of RFC 4648")
    func base32() {
        let known = [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ]
        for (text, expected) in known { #expect(Base32.encode(Array(text.utf8)) == expected) }
        #expect(OneTimeCode.makeSecret().count == 20 && OneTimeCode.makeSecret() != OneTimeCode.makeSecret())
    }
}
