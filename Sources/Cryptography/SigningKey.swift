// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Signs with Ed25519, so that everyone who has the public key can check and nobody else can sign.
package struct SigningKey: Sendable {
    /// The length of a seed in bytes.
    package static let seedBytes = 32

    private let secret: SecretBytes
    /// The key that checks this key's signatures; it may be published.
    package let publicKey: VerifyingKey

    /// The key grown from a seed of exactly 32 bytes; another length is a programmer's error and stops the program.
    package init(seed: [UInt8]) {
        precondition(seed.count == Self.seedBytes, "a signing seed has 32 bytes")
        Sodium.prepare()
        var secret = [UInt8](repeating: 0, count: 64)
        var open = [UInt8](repeating: 0, count: VerifyingKey.keyBytes)
        crypto_sign_seed_keypair(&open, &secret, seed)
        self.secret = SecretBytes(secret)
        publicKey = VerifyingKey(trusted: open)
    }

    /// The 64 bytes that sign a message; always the same for the same message.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: VerifyingKey.signatureBytes)
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret.bytes)
        return signature
    }
}
