// SPDX-License-Identifier: Apache-2.0

/// What can happen to a request to unmask. Written once, never changed.
package enum UnmaskingEvent: DueEvent {
    case requested(UnmaskingRequest.Asking, deadline: Deadline)
    /// `until`: milliseconds since 1970, from when on nobody may look.
    case granted(until: Int64)
    case refused(reason: FreeText)
    case withdrawn
    /// The asker has seen the identity.
    case looked
    /// The work calendar was changed, and with it the day by which it is decided (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "unmasking"
    package static let version = 1

    package var kind: String {
        switch self {
        case .requested: "requested"
        case .granted: "granted"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        case .looked: "looked"
        case .deadlineMoved: "deadline_moved"
        }
    }
}
