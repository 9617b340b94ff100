// SPDX-License-Identifier: Apache-2.0

import Domain

/// What came of a day is written down once that day has come; what is planned lies not too far ahead.
extension RegisterForm {
    /// So many months ahead a line is planned at most.
    static let monthsAheadMax = 12

    /// The columns that say what came of the day in `heldOn`; nil where a line is no such record.
    private var told: [String]? {
        switch register {
        case .appraisals: ["opinion", "report"]
        case .contributions: ["contributionResult"]
        case .activities: ["people", "activityResult"]
        case .areas, .organs, .people, .units, .rooms, .members, .posts, .counterparts, .terms, .plenaries, .campaigns,
            .experts, .observations, .leaders, .parties, .trainings, .venueActivities, .roomPlans:
            nil
        }
    }

    /// What is wrong with the day of a line, and with what is said of a day that has not come. What stood in the line before, `entry`,
    /// may stay.
    func dayProblems(
        _ values: DirectoryEntry.Values, over entry: DirectoryEntry?, on today: Day
    ) -> [FieldProblem] {
        guard let told, let day = values["heldOn"].flatMap({ Day($0) }), day > today else { return [] }
        let isMoved = values["heldOn"] != entry?.values["heldOn"]
        let far: [FieldProblem] =
            isMoved && day > today.advanced(byMonths: Self.monthsAheadMax)
            ? [.init(field: "heldOn", sentence: "最晚只能排到\(Self.monthsAheadMax)个月以后，请看看年份。")] : []
        return far
            + told.filter { values[$0] != nil && (isMoved || values[$0] != entry?.values[$0]) }
            .map { .init(field: $0, sentence: DirectoryWording.toCome) }
    }
}
