// SPDX-License-Identifier: Apache-2.0

/// What somebody answers to one statement. A vote is secret: it is no event, and nobody is shown another's (decision 0060).
package enum OpinionVote {
    /// An answer is one of these and nothing else. The numbers are those of the opinion map.
    package enum Answer: Int, CaseIterable, Hashable, Sendable {
        case agree = 1
        case pass = 0
        case disagree = -1

        /// The name that forms and the API know.
        package var code: String {
            switch self {
            case .agree: "agree"
            case .pass: "pass"
            case .disagree: "disagree"
            }
        }

        package init?(code: String) {
            guard let found = Self.allCases.first(where: { $0.code == code }) else { return nil }
            self = found
        }
    }

    /// Nothing is shown of fewer people than these: of so few somebody could be known.
    package static let peopleMin = 5
    /// The table of all votes is given out of more people than these.
    package static let matrixPeopleMin = 50
    /// So many days after the end nobody knows any more which votes came from the same phone, slip or device.
    package static let keyDays = 30

    /// Nil if people may answer now; otherwise why not.
    package static func refusal(in call: Deliberation.State.Name, until day: Day?, on today: Day) -> OpinionVoteRefusal?
    {
        switch call {
        case .draft, .dropped: .notOpen
        case .open: (day.map { today <= $0 } ?? false) ? nil : .hasEnded
        case .closed: .hasEnded
        }
    }

    /// Nil if votes are taken in this call on this day; otherwise why not.
    package static func refusal(in call: Deliberation, on today: Day) -> OpinionVoteRefusal? {
        refusal(in: call.state.name, until: call.lastDay, on: today)
    }

    /// Nil if this statement may be answered in a call that is open; otherwise why not.
    package static func refusal(of statement: OpinionStatement.State.Name) -> OpinionVoteRefusal? {
        switch statement {
        case .adopted: nil
        case .offered, .rejected, .takenDown: .notAsked
        }
    }
}

/// Why a vote was refused.
package enum OpinionVoteRefusal: String, Refusal, CaseIterable {
    /// The call is not open to people.
    case notOpen = "not_open"
    /// The call has ended.
    case hasEnded = "has_ended"
    /// Nobody is asked this statement.
    case notAsked = "not_asked"

    package var code: String { rawValue }
}
