// SPDX-License-Identifier: Apache-2.0

import Domain

/// What can be printed of a session.
enum SessionDocument: String, CaseIterable, Sendable {
    case notice
    case signInSheet = "sign-in-sheet"
    case minutes
    case suggestionList = "suggestion-list"
    /// What the form of consultation ends with, sent up to Party committee and government (A3-14).
    case outcome

    /// What the log calls it.
    var kind: DocumentEvent.Document {
        switch self {
        case .notice: .notice
        case .signInSheet: .signInSheet
        case .minutes: .minutes
        case .suggestionList: .suggestionList
        case .outcome: .outcomeReport
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
        case .outcome: session.state.name == .outcomeIssued || session.state.name == .archived
        }
    }
}
