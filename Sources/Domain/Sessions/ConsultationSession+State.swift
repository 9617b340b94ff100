// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// Where a session stands (rules.md D.2). Each case names its successors.
    package enum State: Hashable, Sendable {
        /// On the calendar of the room; nobody has been told. → announced, postponed, cancelled
        case planned
        /// Announced; people are invited, papers prepared. → ready, postponed, cancelled
        case announced
        /// Papers sent, the circle complete or the gap explained. → inProgress, postponed, cancelled
        case ready
        /// Checked in and talking. → concluded
        case inProgress
        /// Ended; the minutes are owed. → minutesDrafted
        case concluded
        /// Open to objections. → minutesDrafted (again), minutesConfirmed
        case minutesDrafted
        /// The convener stands by them; the outcome is owed. → outcomeIssued
        case minutesConfirmed
        /// Items are with their units, or it is stated that there are none. → archived
        case outcomeIssued
        case archived
        /// Put off without a new day yet. → announced, cancelled
        case postponed(reason: FreeText)
        case cancelled(reason: FreeText)

        package var name: Name {
            switch self {
            case .planned: .planned
            case .announced: .announced
            case .ready: .ready
            case .inProgress: .inProgress
            case .concluded: .concluded
            case .minutesDrafted: .minutesDrafted
            case .minutesConfirmed: .minutesConfirmed
            case .outcomeIssued: .outcomeIssued
            case .archived: .archived
            case .postponed: .postponed
            case .cancelled: .cancelled
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case planned, announced, ready
            case inProgress = "in_progress"
            case concluded
            case minutesDrafted = "minutes_drafted"
            case minutesConfirmed = "minutes_confirmed"
            case outcomeIssued = "outcome_issued"
            case archived, postponed, cancelled
        }
    }
}
