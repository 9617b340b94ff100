// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    /// Where an item stands (rules.md D.2). Each case names its successors; what it came to is an axis of its own.
    package enum State: Hashable, Sendable {
        /// Written down with the session's outcome. → approved
        case drafted
        /// The outcome was issued with it. → dispatched
        case approved
        /// On the unit's desk. → accepted, returnRequested
        case dispatched
        /// The unit says it is not the right one; it stays responsible meanwhile (BR-17). → dispatched (to another unit),
        /// accepted (upheld)
        case returnRequested(reason: FreeText, suggested: FreeText)
        /// Signed for. → inProgress, reported
        case accepted
        /// Under way. → reported
        case inProgress
        /// The unit has reported. → verified, sentBack
        case reported
        /// The report did not hold. → inProgress, reported
        case sentBack(reason: FreeText)
        /// The report holds; the people concerned are asked. → closed, reopened
        case verified
        /// Ended. → reopened
        case closed
        /// It turned out not to be solved. → inProgress, reported
        case reopened(reason: FreeText)

        package var name: Name {
            switch self {
            case .drafted: .drafted
            case .approved: .approved
            case .dispatched: .dispatched
            case .returnRequested: .returnRequested
            case .accepted: .accepted
            case .inProgress: .inProgress
            case .reported: .reported
            case .sentBack: .sentBack
            case .verified: .verified
            case .closed: .closed
            case .reopened: .reopened
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case drafted, approved, dispatched
            case returnRequested = "return_requested"
            case accepted
            case inProgress = "in_progress"
            case reported
            case sentBack = "sent_back"
            case verified, closed, reopened

            /// Whether the days of this state are the room's, or those of the people whom it asks: the unit owes nothing in them.
            package var isWithRoom: Bool {
                switch self {
                case .returnRequested, .reported, .verified: true
                case .drafted, .approved, .dispatched, .accepted, .inProgress, .sentBack, .closed, .reopened: false
                }
            }
        }
    }
}
