// SPDX-License-Identifier: Apache-2.0

/// A profile to begin with or to compare with: variants that were seen in practice (rules.md C.2, C.5).
package enum PracticePreset: String, CaseIterable, Hashable, Sendable {
    /// What a new tenant starts with.
    case standard
    /// Long notice and formal terms: fifteen working days of notice, returns within ten.
    case formal
    /// Short terms, for rooms that settle most things in the neighbourhood.
    case brisk
    /// A zone with a work committee only: sessions on the day, few formalities.
    case zone

    package var profile: PracticeProfile {
        var profile = PracticeProfile.standard
        switch self {
        case .standard: break
        case .formal:
            profile.sessions.noticeDays = 15
            profile.sessions.minutesDays = 5
            profile.outcomes.returnDays = 10
            profile.outcomes.reportMonths = 3
            profile.topicReviews = 2
            profile.administratorsNeedSecondFactor = true
        case .brisk:
            profile.screeningDays = 3
            profile.sessions.noticeDays = 3
            profile.sessions.minutesDays = 2
            profile.sessions.outcomeDays = 5
            profile.outcomes.returnDays = 3
            profile.outcomes.confirmationDays = 7
        case .zone:
            profile.screeningDays = 3
            profile.sessions.noticeDays = 0
            profile.sessions.outcomeDays = 5
            profile.sessions.requiredCategories = [.member, .department, .people]
            profile.outcomes.returnDays = 3
        }
        return profile
    }
}
