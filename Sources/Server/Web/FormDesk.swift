// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Synchronization

/// Gives out form tokens for one request, and knows afterwards whether it did: only then the browser is marked.
final class FormDesk: Sendable {
    private let tokens: FormTokens
    private let binding: [UInt8]
    private let hasIssued = Atomic<Bool>(false)

    /// `binding`: what ties the forms to the sign-in or the browser.
    init(tokens: FormTokens, binding: [UInt8]) {
        self.tokens = tokens
        self.binding = binding
    }

    func token(for action: String) -> String {
        hasIssued.store(true, ordering: .relaxed)
        return tokens.issue(for: binding, action: action)
    }

    /// Whether this page holds a form.
    var isUsed: Bool { hasIssued.load(ordering: .relaxed) }
}
