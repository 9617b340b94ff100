// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// Ties a form to the browser or sign-in it was made for, and to one act: its nonce is the act's idempotency key, so a
/// double tap shows the first result.
struct FormTokens: Sendable {
    let authenticator: Authenticator

    /// A token for the form that is sent to `action`.
    func issue(for binding: [UInt8], action: String) -> String {
        let nonce = Random.bytes(16)
        return Base64URL.encode(nonce + code(binding, action, nonce))
    }

    /// The nonce of a genuine token. Throws ``WebFailure/formExpired`` for any other.
    func nonce(of token: String, for binding: [UInt8], action: String) throws(WebFailure) -> [UInt8] {
        guard let bytes = Base64URL.decode(token), bytes.count == 16 + Authenticator.codeBytes else {
            throw .formExpired
        }
        let nonce = Array(bytes.prefix(16))
        guard ConstantTime.areEqual(Array(bytes.dropFirst(16)), code(binding, action, nonce)) else {
            throw .formExpired
        }
        return nonce
    }

    private func code(_ binding: [UInt8], _ action: String, _ nonce: [UInt8]) -> [UInt8] {
        authenticator.code(for: LengthPrefixed.join([binding, Array(action.utf8), nonce]))
    }
}
