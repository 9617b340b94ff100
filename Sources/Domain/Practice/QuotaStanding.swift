// SPDX-License-Identifier: Apache-2.0

/// How far somebody has come with what is asked in a period (BR-30). It is a figure and a warning; nothing is refused for it.
package struct QuotaStanding: Hashable, Sendable {
    package let quota: DutyQuota
    /// How often it was done in the period, by the records.
    package let done: Int
    package let span: DutyQuota.Span

    package init(_ quota: DutyQuota, done: Int, span: DutyQuota.Span) {
        self.quota = quota
        self.done = done
        self.span = span
    }

    /// How it stands on a day.
    package enum State: String, CaseIterable, Hashable, Sendable {
        /// As often as is asked.
        case fulfilled
        /// Not yet, and nothing to warn of.
        case open
        /// Half of the period is over, and less than half is done.
        case behindAtHalf = "behind_at_half"
        /// Four fifths of the period are over, and less than four fifths are done.
        case behindAtFourFifths = "behind_at_four_fifths"
        /// The period is over.
        case missed

        /// Whether somebody is to be told.
        package var isBehind: Bool {
            switch self {
            case .behindAtHalf, .behindAtFourFifths, .missed: true
            case .fulfilled, .open: false
            }
        }
    }

    /// How it stands on a day: done, missed with the period, or behind at half and at four fifths of it.
    package func state(on today: Day) -> State {
        if done >= quota.number { return .fulfilled }
        if today > span.last { return .missed }
        if today >= span.day(of: .fourFifths), done * 5 < quota.number * 4 { return .behindAtFourFifths }
        if today >= span.day(of: .half), done * 2 < quota.number { return .behindAtHalf }
        return .open
    }

    /// How much is left to do.
    package var missing: Int { max(0, quota.number - done) }

    /// Whether it began to be behind after `earlier`, up to and with `today`: what a daily word tells once, not each day.
    package func fellBehind(after earlier: Day, on today: Day) -> Bool {
        guard state(on: today).isBehind else { return false }
        return DutyQuota.Mark.allCases.contains { mark in
            let day = span.day(of: mark)
            return day > earlier && day <= today
        }
    }
}

extension DutyQuota {
    /// The days of one period, both ends among them.
    package struct Span: Hashable, Sendable {
        package let first: Day
        package let last: Day

        /// How many days it has.
        package var length: Int { last.number - first.number + 1 }

        /// The first day on which so much of the period is over.
        package func day(of mark: Mark) -> Day {
            switch mark {
            case .half: first.advanced(by: (length + 1) / 2)
            case .fourFifths: first.advanced(by: (length * 4 + 4) / 5)
            }
        }
    }

    /// When it is looked whether somebody is behind (BR-30).
    package enum Mark: CaseIterable, Hashable, Sendable {
        case half, fourFifths
    }
}

extension DutyQuota.Period {
    /// The period of the calendar in which a day lies.
    package func span(around day: Day) -> DutyQuota.Span {
        let (month, months) =
            switch self {
            case .month: (day.month, 1)
            case .quarter: ((day.month - 1) / 3 * 3 + 1, 3)
            case .year: (1, 12)
            }
        let first = Day(year: day.year, month: month, day: 1)
        return DutyQuota.Span(first: first, last: first.advanced(byMonths: months).advanced(by: -1))
    }
}

extension DutyQuota.Duty {
    /// Of whom it is asked.
    package enum Bearer: String, CaseIterable, Hashable, Sendable {
        /// Each member.
        case member
        /// Each special committee.
        case committee
        /// The committee as a whole.
        case whole
    }

    package var bearer: Bearer {
        switch self {
        case .contacts, .sessions, .villageVisits: .member
        case .serviceActivities: .committee
        case .symposia: .whole
        }
    }
}

/// What the register of activities (履职活动) keeps: what counts for a duty and leaves no other record.
package enum DutyActivityKind: String, CaseIterable, Hashable, Sendable {
    /// A member went to see people; how many is said.
    case contact
    /// A member was in a village or community.
    case villageVisit = "village_visit"
    /// A special committee did something for people.
    case serviceActivity = "service_activity"

    /// How many people one line may speak of.
    package static let peopleRange = 1...999
}

/// Whose figures somebody reads (design: visibility): the own, those of members in the areas that this person looks after, and
/// all where that is the whole county.
package struct QuotaScope: Hashable, Sendable {
    /// The own figures; nil for nobody's.
    package let person: Person.ID?
    package let domains: [Appointment.Domain]

    package init(of actor: Actor) {
        switch actor {
        case .staff(let staff):
            person = staff.id
            domains = staff.roomDomains
        case .visitor, .holder:
            person = nil
            domains = []
        case .console, .system:
            person = nil
            domains = [.tenant]
        }
    }

    /// Whether the figures of committees and of the whole are read, too.
    package var isWhole: Bool { domains.contains(.tenant) }

    /// The plain meaning of the scope for a member of an area; the database's fragment is tested against it.
    package func includes(_ member: Person.ID, of area: AreaCode?) -> Bool {
        if member == person || isWhole { return true }
        return domains.contains { domain in
            guard case .area(let own) = domain, let area else { return false }
            return own.contains(area)
        }
    }
}
