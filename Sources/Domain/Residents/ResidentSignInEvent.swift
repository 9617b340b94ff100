// SPDX-License-Identifier: Apache-2.0

/// What is noted of residents' sign-ins: that they were, never whose. Each is a record of its own; a code that was tried
/// out is one, too.
package enum ResidentSignInEvent: LifecycleEvent {
    case began
    case ended(Ending)
    /// So many wrong digits came in a row that a code is of no use any more.
    case triedOut

    /// Why a sign-in has ended before its time.
    package enum Ending: String, Hashable, Sendable, Codable {
        /// The person has signed out.
        case signedOut
        /// The person has signed out everywhere.
        case signedOutEverywhere
        /// The same browser has signed in anew.
        case replaced
        /// What was kept of the phone was erased.
        case erased
    }

    package static let subject = "resident_sign_in"
    package static let version = 1

    package var kind: String {
        switch self {
        case .began: "began"
        case .ended: "ended"
        case .triedOut: "tried_out"
        }
    }
}
