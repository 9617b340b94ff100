// SPDX-License-Identifier: Apache-2.0

import CSodium

/// SHA-256, of bytes that are at hand or that arrive in parts.
package struct SHA256 {
    /// The length of a digest in bytes.
    package static let digestBytes = 32

    private var state = crypto_hash_sha256_state()

    /// Begins a digest over parts.
    package init() {
        crypto_hash_sha256_init(&state)
    }

    /// Takes in the next part.
    package mutating func update(_ part: [UInt8]) {
        crypto_hash_sha256_update(&state, part, UInt64(part.count))
    }

    /// The digest of all parts so far; more may follow.
    package func digest() -> [UInt8] {
        var last = state
        var digest = [UInt8](repeating: 0, count: Self.digestBytes)
        crypto_hash_sha256_final(&last, &digest)
        return digest
    }

    /// The digest of these bytes.
    package static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }
}
