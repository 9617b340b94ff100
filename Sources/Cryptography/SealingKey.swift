// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Keeps personal data secret and whole in the database: XChaCha20-Poly1305 with a random nonce.
package struct SealingKey: Sendable {
    /// The length of a key in bytes.
    package static let keyBytes = 32
    /// How many bytes a sealed value is longer than the value: the nonce before it and the tag behind it.
    package static let overheadBytes = nonceBytes + tagBytes

    private static let nonceBytes = 24
    private static let tagBytes = 16

    private let key: SecretBytes

    /// A key of exactly 32 bytes; another length is a programmer's error and stops the program.
    package init(_ key: [UInt8]) {
        precondition(key.count == Self.keyBytes, "a sealing key has 32 bytes")
        self.key = SecretBytes(key)
    }

    /// The value sealed, different every time. `context` names the place, such as table, column and row: it is not
    /// stored, and only who names the same place can open, so that a sealed value cannot be moved to another row.
    package func seal(_ bytes: [UInt8], context: [UInt8]) -> [UInt8] {
        let nonce = Random.bytes(Self.nonceBytes)
        var box = [UInt8](repeating: 0, count: bytes.count + Self.tagBytes)
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            &box, nil, bytes, UInt64(bytes.count), context, UInt64(context.count), nil, nonce, key.bytes)
        return nonce + box
    }

    /// The value again. Throws when the bytes were changed or cut, or the key or the context is another.
    package func open(_ sealed: [UInt8], context: [UInt8]) throws(SealError) -> [UInt8] {
        guard sealed.count >= Self.overheadBytes else { throw .damagedOrForeign }
        Sodium.prepare()
        let nonce = Array(sealed.prefix(Self.nonceBytes))
        let box = Array(sealed.dropFirst(Self.nonceBytes))
        var bytes = [UInt8](repeating: 0, count: box.count - Self.tagBytes)
        let status = crypto_aead_xchacha20poly1305_ietf_decrypt(
            &bytes, nil, nil, box, UInt64(box.count), context, UInt64(context.count), nonce, key.bytes)
        guard status == 0 else { throw .damagedOrForeign }
        return bytes
    }
}
