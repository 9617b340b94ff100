// SPDX-License-Identifier: Apache-2.0

/// A profile to begin with or to compare with: variants that were seen in practice (rules.md C.2, C.5).
package enum PracticePreset: String, CaseIterable, Hashable, Sendable {
    /// What a new tenant starts with.
    case standard
    /// Long notice and formal terms: fifteen working days of notice, returns within ten, proposals' likewise.
    case formal
    /// Short terms, for rooms that settle most things in the neighbourhood; replies to proposals within two months, three
    /// with an extension, in three classes.
    case brisk
    /// A zone with a work committee only: sessions on the day, few formalities, its own names on what it issues.
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
            profile.proposals.returnDays = 10
            profile.administratorsNeedSecondFactor = true
        case .brisk:
            profile.screeningDays = 3
            profile.sessions.noticeDays = 3
            profile.sessions.minutesDays = 2
            profile.sessions.outcomeDays = 5
            profile.outcomes.returnDays = 3
            profile.outcomes.confirmationDays = 7
            profile.proposals.returnDays = 3
            profile.proposals.replyMonths = 2
            profile.proposals.replyMonthsMax = 3
            profile.proposals.opinionDays = 10
            profile.proposals.classes = ReplyClass.three
        case .zone:
            profile.screeningDays = 3
            profile.sessions.noticeDays = 0
            profile.sessions.outcomeDays = 5
            profile.sessions.requiredCategories = [.member, .department, .people]
            profile.outcomes.returnDays = 3
            profile.outcomes.listPrefix = "工委议"
            profile.outcomes.assessmentPrefix = "工委评"
            profile.proposals.returnDays = 3
            profile.proposals.classes = ReplyClass.three
        }
        return profile
    }
}
