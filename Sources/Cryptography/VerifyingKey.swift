// SPDX-License-Identifier: Apache-2.0

import CSodium

/// The public half of a `SigningKey`.
package struct VerifyingKey: Equatable, Sendable {
    /// The length of a public key in bytes.
    package static let keyBytes = 32
    /// The length of a signature in bytes.
    package static let signatureBytes = 64

    /// The key as published.
    package let bytes: [UInt8]

    /// A published key; `nil` when it is not 32 bytes long.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.keyBytes else { return nil }
        self.bytes = bytes
    }

    init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether the signature was made over this message with the key's secret half.
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureBytes else { return false }
        Sodium.prepare()
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), bytes) == 0
    }
}
