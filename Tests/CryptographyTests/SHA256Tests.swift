// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Cryptography

struct SHA256Tests {
    @Test(
        "digests are those of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func vector(message: String, digest: String) {
        #expect(SHA256.digest(Array(message.utf8)) == bytes(digest))
    }

    @Test("a message in parts has the digest of the whole, and can go on after it was asked")
    func parts() {
        var hash = SHA256()
        hash.update(Array("ab".utf8))
        #expect(hash.digest() == SHA256.digest(Array("ab".utf8)))
        hash.update([])
        hash.update(Array("c".utf8))
        #expect(hash.digest() == SHA256.digest(Array("abc".utf8)))
    }
}
