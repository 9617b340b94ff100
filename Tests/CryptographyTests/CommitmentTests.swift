// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

struct CommitmentTests {
    @Test("a commitment holds for its bytes and its salt only")
    func holding() {
        let (salt, digest) = Commitment.make([1, 2, 3])
        #expect(Commitment.holds(digest, salt: salt, bytes: [1, 2, 3]))
        #expect(!Commitment.holds(digest, salt: salt, bytes: [1, 2, 4]))
        #expect(!Commitment.holds(digest, salt: salt.reversed(), bytes: [1, 2, 3]))
        #expect(!Commitment.holds(Array(digest.dropLast()), salt: salt, bytes: [1, 2, 3]))
        #expect(digest == SHA256.digest(salt + [1, 2, 3]))
    }

    @Test("no byte can be moved between salt and content")
    func boundary() {
        let (salt, digest) = Commitment.make([1, 2, 3])
        #expect(!Commitment.holds(digest, salt: salt + [1], bytes: [2, 3]))
        #expect(!Commitment.holds(digest, salt: Array(salt.dropLast()), bytes: salt.suffix(1) + [1, 2, 3]))
    }

    @Test("the same bytes are committed to differently each time")
    func freshSalt() {
        let first = Commitment.make([1])
        let second = Commitment.make([1])
        #expect(first.salt.count == 16 && first.salt != second.salt && first.digest != second.digest)
    }
}
