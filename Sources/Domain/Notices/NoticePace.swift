// SPDX-License-Identifier: Apache-2.0

/// How often somebody wants to hear by mail or by SMS of what stands among the notices anyway.
package enum NoticePace: String, CaseIterable, Hashable, Sendable {
    /// Not at all.
    case none
    /// Once on a working day, all together, and only when there is something.
    case digest
    /// Of each thing at once.
    case each

    /// What holds for somebody who has chosen nothing: a mail a day, no SMS.
    package static func standard(for channel: ContactChannel) -> NoticePace {
        switch channel {
        case .mail: .digest
        case .sms: .none
        }
    }
}
