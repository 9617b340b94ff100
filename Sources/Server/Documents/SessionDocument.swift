// SPDX-License-Identifier: Apache-2.0

import Domain

/// What can be printed of a session.
enum SessionDocument: String, CaseIterable, Sendable {
    case notice
    case signInSheet = "sign-in-sheet"
    case minutes
    case suggestionList = "suggestion-list"

    /// What the log calls it.
    var kind: DocumentEvent.Document {
        switch self {
        case .notice: .notice
        case .signInSheet: .signInSheet
        case .minutes: .minutes
        case .suggestionList: .suggestionList
        }
    }

    /// Whether there is something that it could say.
    func isThere(for session: ConsultationSession) -> Bool {
        switch session.state.name {
        case .planned, .postponed, .cancelled: return false
        case .announced, .ready, .inProgress, .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived:
            break
        }
        return switch self {
        case .notice, .signInSheet: true
        case .minutes: session.minutes != nil
        case .suggestionList: !session.items.isEmpty
        }
    }
}
