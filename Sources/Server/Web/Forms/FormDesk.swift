// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Synchronization

/// Gives out form tokens for one request. A browser without a mark gets one with its first form, and not before.
final class FormDesk: Sendable {
    private let tokens: FormTokens
    /// What ties the forms to the sign-in or the browser; nil for a browser that has no mark yet.
    private let binding: [UInt8]?
    private let mark = Mutex<String?>(nil)

    init(tokens: FormTokens, binding: [UInt8]?) {
        self.tokens = tokens
        self.binding = binding
    }

    func token(for action: String) -> String {
        tokens.issue(for: tie, action: action)
    }

    /// What the forms of this page are tied to.
    var tie: [UInt8] { binding ?? Array(madeMark().utf8) }

    /// The mark that the browser is to be given; nil if it needs none.
    var newMark: String? { mark.withLock { $0 } }

    private func madeMark() -> String {
        mark.withLock { mark in
            let made = mark ?? Base64URL.encode(Random.bytes(16))
            mark = made
            return made
        }
    }
}
