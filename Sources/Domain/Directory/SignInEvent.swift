// SPDX-License-Identifier: Apache-2.0

/// What is noted of a sign-in. Each is a record of its own, so that signing in waits for nobody.
package enum SignInEvent: LifecycleEvent {
    case began

    package static let subject = "sign_in"
    package static let version = 1

    package var kind: String {
        switch self {
        case .began: "began"
        }
    }
}
