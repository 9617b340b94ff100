// SPDX-License-Identifier: Apache-2.0

/// A hash for finding a sealed value again, such as the row of a phone number. Without the key the few thousand
/// million numbers cannot be tried out against the stored hashes.
package struct KeyedHash: Sendable {
    private let authenticator: Authenticator

    /// A hash under a key of any length; 32 random bytes are right.
    package init(key: [UInt8]) {
        authenticator = Authenticator(key: key)
    }

    /// 32 bytes, always the same for the same value; the caller normalises the value first.
    package func digest(_ value: [UInt8]) -> [UInt8] {
        authenticator.code(for: value)
    }

    /// The digest of a text's UTF-8 bytes, as they are.
    package func digest(_ value: String) -> [UInt8] {
        digest(Array(value.utf8))
    }
}
