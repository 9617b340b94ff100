// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

struct AuthenticatorTests {
    @Test(
        "codes are those of RFC 4231",
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ])
    func vector(key: [UInt8], message: String, code: String) {
        let authenticator = Authenticator(key: key)
        #expect(authenticator.code(for: Array(message.utf8)) == bytes(code))
        #expect(authenticator.isValid(bytes(code), for: Array(message.utf8)))
    }

    @Test("a code with any bit changed, cut, or for another message or key is not valid")
    func tampering() {
        let authenticator = Authenticator(key: [1])
        let code = authenticator.code(for: [7])
        for index in code.indices {
            var changed = code
            changed[index] ^= 1
            #expect(!authenticator.isValid(changed, for: [7]))
        }
        #expect(!authenticator.isValid(Array(code.dropLast()), for: [7]))
        #expect(!authenticator.isValid([], for: [7]))
        #expect(!authenticator.isValid(code, for: [8]))
        #expect(!Authenticator(key: [2]).isValid(code, for: [7]))
    }

    @Test("a keyed hash is the same for the same value and key only")
    func keyedHash() {
        let hash = KeyedHash(key: Array("Jefe".utf8))
        #expect(
            hash.digest("what do ya want for nothing?")
                == bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
        #expect(hash.digest("13800000000") == hash.digest(Array("13800000000".utf8)))
        #expect(hash.digest("13800000000") != hash.digest("13800000001"))
        #expect(hash.digest("13800000000") != KeyedHash(key: [1]).digest("13800000000"))
    }
}
