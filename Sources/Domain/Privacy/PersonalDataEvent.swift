// SPDX-License-Identifier: Apache-2.0

/// What can happen to a request about personal data. Written once, never changed.
package enum PersonalDataEvent: DueEvent {
    /// As long as nothing but an erasure could be asked for, and by submitters alone; read, and written no more.
    case requested(topic: Topic.ID, deadline: Deadline)
    case asked(PersonalDataRequest.Asking, deadline: Deadline)
    case granted
    /// What is kept can be seen and copied. `until`: milliseconds since 1970, from when on it cannot.
    case opened(until: Int64)
    case refused(reason: FreeText)
    /// The work calendar was changed, and with it the day by which it is decided (BR-42).
    case deadlineMoved(Deadline)

    /// As the first of these requests were called; the log keeps the word.
    package static let subject = "erasure"
    package static let version = 1

    package var kind: String {
        switch self {
        case .requested: "requested"
        case .asked: "asked"
        case .granted: "granted"
        case .opened: "opened"
        case .refused: "refused"
        case .deadlineMoved: "deadline_moved"
        }
    }

    /// What a request begins with; nil for what happens later.
    var asking: PersonalDataRequest.Asking? {
        switch self {
        case .requested(let topic, _): .init(.erase, of: .submitter(topic))
        case .asked(let asking, _): asking
        case .granted, .opened, .refused, .deadlineMoved: nil
        }
    }
}
