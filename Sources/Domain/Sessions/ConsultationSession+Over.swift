// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// Whether it took place and was closed: there is something to write of what it found.
    package var hasTakenPlace: Bool {
        switch state.name {
        case .concluded, .minutesDrafted, .minutesConfirmed, .outcomeIssued, .archived: true
        case .planned, .announced, .ready, .inProgress, .postponed, .cancelled: false
        }
    }
}
