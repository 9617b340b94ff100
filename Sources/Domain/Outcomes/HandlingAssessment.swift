// SPDX-License-Identifier: Apache-2.0

/// The handling assessment of a year as a numbered document (年度办理考评): what it says is fixed on the day it is issued.
package struct HandlingAssessment: Hashable, Sendable {
    package typealias ID = Identifier<HandlingAssessment>

    package let id: ID
    package let issue: Issue

    /// What is on record for ever.
    package struct Issue: Hashable, Sendable, Codable {
        package let number: DocumentNumber
        /// The year whose items are assessed: those of its sessions.
        package let year: Int
        package let day: Day
        /// All figures, as they were counted.
        package let statement: FreeText

        package init(number: DocumentNumber, year: Int, day: Day, statement: String) {
            self.number = number
            self.year = year
            self.day = day
            self.statement = .kept(statement)
        }
    }

    package init(_ issue: Issue, as id: ID) {
        self.id = id
        self.issue = issue
    }

    /// Who issues it: of those who look after the whole county, the convener or the leader.
    package static let issuers: Set<Role> = [.convener, .leader]
    /// From this month on a year can be assessed.
    package static let firstMonth = 12

    /// The role in which somebody issues an assessment; nil for whoever looks after a part of the county alone.
    package static func role(of actor: Actor) -> Role? { actor.everywhere(among: issuers) }

    /// Why the assessment of a year cannot be issued just now; nil when it can. `isIssued`: whether it was issued already.
    package static func hindrance(year: Int, isIssued: Bool, on today: Day) -> HandlingAssessmentRefusal? {
        if isIssued { return .alreadyIssued }
        let isOver = today.year > year || today.year == year && today.month >= firstMonth
        return isOver ? nil : .yearGoesOn
    }
}

/// What can happen to an assessment: it is issued, once.
package enum HandlingAssessmentEvent: LifecycleEvent {
    case issued(HandlingAssessment.Issue)

    package static let subject = "handling_assessment"
    package static let version = 1

    package var kind: String {
        switch self {
        case .issued: "issued"
        }
    }
}

/// Why an assessment was not issued.
package enum HandlingAssessmentRefusal: String, Refusal, CaseIterable {
    /// Whoever looks after a part of the county does not speak for all of it.
    case notYours = "not_yours"
    /// It is too early in the year, or the year has not begun.
    case yearGoesOn = "year_goes_on"
    case alreadyIssued = "already_issued"
    /// There is nothing to assess.
    case nothingThere = "nothing_there"

    package var code: String { rawValue }
}
