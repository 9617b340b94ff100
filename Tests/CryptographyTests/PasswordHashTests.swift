// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

struct PasswordHashTests {
    @Test("the right password matches and another does not")
    func verifying() throws {
        let hash = try PasswordHash.make("安澜 correct horse")
        #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(hash.verify("安澜 correct horse"))
        #expect(!hash.verify("安澜 correct horse "))
        #expect(!hash.verify(""))
        #expect(try PasswordHash.make("安澜 correct horse") != hash)
        #expect(PasswordHash(encoded: hash.encoded).verify("安澜 correct horse"))
    }

    @Test("a letter matches however the keyboard composed it")
    func normalisation() throws {
        let hash = try PasswordHash.make("caf\u{E9}")
        #expect(hash.verify("cafe\u{301}"))
        #expect(!hash.verify("cafe"))
    }

    @Test("the length is bounded in bytes after composition")
    func length() throws {
        let longest = String(repeating: "e\u{301}", count: 128)
        #expect(try PasswordHash.make(longest).verify(longest))
        #expect(throws: PasswordError.tooLong) { try PasswordHash.make(longest + "a") }
        #expect(throws: PasswordError.tooLong) { try PasswordHash.make(String(repeating: "a", count: 5_000)) }
        #expect(try !PasswordHash.make(longest).verify(longest + "a"))
    }

    @Test("what is no hash matches nothing")
    func noHash() {
        #expect(!PasswordHash(encoded: "").verify(""))
        #expect(!PasswordHash(encoded: "plain").verify("plain"))
    }
}
