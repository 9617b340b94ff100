// SPDX-License-Identifier: Apache-2.0

/// A promise of bytes that are shown later: the digest of a random salt and the bytes. It binds whoever publishes
/// the digest, and tells nothing as long as the salt is kept back.
package enum Commitment {
    /// The length of a salt in bytes. It is fixed, so that no byte can be moved between salt and content.
    package static let saltBytes = 16

    /// Commits to bytes under a fresh salt. Publish the digest; keep the salt with the bytes.
    package static func make(_ bytes: [UInt8]) -> (salt: [UInt8], digest: [UInt8]) {
        let salt = Random.bytes(saltBytes)
        return (salt, SHA256.digest(salt + bytes))
    }

    /// Whether the digest was made of this salt and these bytes.
    package static func holds(_ digest: [UInt8], salt: [UInt8], bytes: [UInt8]) -> Bool {
        salt.count == saltBytes && ConstantTime.areEqual(digest, SHA256.digest(salt + bytes))
    }
}
