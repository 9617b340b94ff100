// SPDX-License-Identifier: Apache-2.0

import CSodium

/// HMAC-SHA-256: a code that only the holder of the key can make, for form tokens and cookies.
package struct Authenticator: Sendable {
    /// The length of a code in bytes.
    package static let codeBytes = 32

    private let key: SecretBytes

    /// An authenticator with a key of any length; 32 random bytes are right.
    package init(key: [UInt8]) {
        self.key = SecretBytes(key)
    }

    /// The code for a message.
    package func code(for message: [UInt8]) -> [UInt8] {
        var state = crypto_auth_hmacsha256_state()
        crypto_auth_hmacsha256_init(&state, key.bytes, key.bytes.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        var code = [UInt8](repeating: 0, count: Self.codeBytes)
        crypto_auth_hmacsha256_final(&state, &code)
        return code
    }

    /// Whether the code belongs to the message, compared in constant time.
    package func isValid(_ code: [UInt8], for message: [UInt8]) -> Bool {
        ConstantTime.areEqual(code, self.code(for: message))
    }
}
