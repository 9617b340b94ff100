// SPDX-License-Identifier: Apache-2.0

import CSodium
import Foundation

/// A password as it is stored: Argon2id with 19 MiB and two passes, as text that names its own parameters.
///
/// Making and checking one takes some tens of milliseconds and that memory: not on an event loop, and not without a
/// limit on how many run at once.
package struct PasswordHash: Equatable, Sendable {
    /// The longest password in UTF-8 bytes after normalisation.
    package static let passwordBytesMax = 256

    private static let passes: UInt64 = 2
    private static let memoryBytes = 19 * 1024 * 1024

    /// The text to store, at most 127 ASCII characters, beginning with `$argon2id$`.
    package let encoded: String

    /// A hash that was stored.
    package init(encoded: String) {
        self.encoded = encoded
    }

    /// Hashes a new password under a fresh salt. Throws when it is too long, or when there is no memory for it.
    package static func make(_ password: String) throws(PasswordError) -> PasswordHash {
        guard let bytes = comparable(password) else { throw .tooLong }
        Sodium.prepare()
        var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let status = crypto_pwhash_str(&text, bytes, UInt64(bytes.count), passes, memoryBytes)
        guard status == 0 else { throw .outOfMemory }
        let used = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return PasswordHash(encoded: String(decoding: used, as: UTF8.self))
    }

    /// Whether this is the password. A stored text that is not a hash matches nothing.
    package func verify(_ password: String) -> Bool {
        guard let bytes = Self.comparable(password) else { return false }
        Sodium.prepare()
        return crypto_pwhash_str_verify(encoded, bytes, UInt64(bytes.count)) == 0
    }

    /// The password's bytes in composed form, since keyboards differ in how they send the same letter; `nil` when it
    /// is too long.
    private static func comparable(_ password: String) -> [CChar]? {
        guard password.utf8.count <= passwordBytesMax * 4 else { return nil }
        let composed = password.precomposedStringWithCanonicalMapping.utf8
        return composed.count <= passwordBytesMax ? composed.map { CChar(bitPattern: $0) } : nil
    }
}
