// SPDX-License-Identifier: Apache-2.0

/// A profile to begin with or to compare with: variants that were seen in practice (rules.md C.2, C.5; mechanisms A2-04,
/// A2-15, A2-16, A3-03).
package enum PracticePreset: String, CaseIterable, Hashable, Sendable {
    /// What a new tenant starts with: county, towns and villages consult together.
    case standard
    /// Long notice and formal terms: fifteen working days of notice, returns within ten, proposals' likewise; sectors are a
    /// fourth level, the rooms are studies with an online channel.
    case formal
    /// Short terms, for rooms that settle most things in the neighbourhood; replies to proposals within two months, three
    /// with an extension, in three classes. Members go to the villages, and one symposium is held each month.
    case brisk
    /// A zone with a work committee only, which has no proposals of its own: sessions on the day, few formalities, its own names on what it issues; members meet
    /// ten people and four sessions in each quarter.
    case zone

    package var profile: PracticeProfile {
        switch self {
        case .standard: .standard
        case .formal: Self.formalProfile
        case .brisk: Self.briskProfile
        case .zone: Self.zoneProfile
        }
    }

    private static var formalProfile: PracticeProfile {
        var profile = PracticeProfile.standard
        profile.sessions.noticeDays = 15
        profile.sessions.minutesDays = 5
        profile.outcomes.returnDays = 10
        profile.outcomes.reportMonths = 3
        profile.outcomes.listPrefix = "政协商"
        profile.topicReviews = 2
        profile.proposals.returnDays = 10
        profile.administratorsNeedSecondFactor = true
        profile.passwordMonths = 3
        profile.rooms = RoomPractice(
            levels: [.district, .town, .village, .sector], channel: "商量快车", venue: "商量书房")
        profile.quotas = [
            DutyQuota(.sessions, 2, .year), DutyQuota(.contacts, 4, .year), DutyQuota(.serviceActivities, 1, .year),
        ]
        return profile
    }

    private static var briskProfile: PracticeProfile {
        var profile = PracticeProfile.standard
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
        profile.quotas = [DutyQuota(.villageVisits, 2, .year), DutyQuota(.symposia, 1, .month)]
        return profile
    }

    private static var zoneProfile: PracticeProfile {
        var profile = PracticeProfile.standard
        profile.screeningDays = 3
        profile.sessions.noticeDays = 0
        profile.sessions.outcomeDays = 5
        profile.sessions.requiredCategories = [.member, .department, .people]
        profile.outcomes.returnDays = 3
        profile.outcomes.listPrefix = "工委议"
        profile.outcomes.assessmentPrefix = "工委评"
        profile.proposals.returnDays = 3
        profile.proposals.classes = ReplyClass.three
        profile.rooms = RoomPractice(levels: [.park, .town, .village], channel: "园区扫码议事")
        profile.quotas = [DutyQuota(.contacts, 10, .quarter), DutyQuota(.sessions, 4, .quarter)]
        profile.switchedOff = [.proposals]
        return profile
    }
}
