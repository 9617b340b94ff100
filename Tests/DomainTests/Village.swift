// SPDX-License-Identifier: Apache-2.0

import Domain

/// A small believable village: two rooms of one town, a town beside it, and the people who act in the tests.
enum Village {
    static let room = Room.ID(1_001)
    static let otherRoom = Room.ID(1_002)

    static let county = area("329901000000")
    static let town = area("329901100000")
    static let village = area("329901100201")
    static let otherTown = area("329901101000")

    static let morning = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
    static let practice = practice(reviews: 1)

    static func practice(reviews: Int) -> Practice {
        var profile = PracticeProfile.standard
        profile.topicReviews = reviews
        return Practice(profile: profile, calendar: .national)
    }

    /// Somebody signed in, with one appointment.
    static func person(_ number: Int64, _ role: Role, _ domain: Appointment.Domain) -> Actor {
        .staff(Staff(id: Person.ID(number), name: "村民\(number)", appointments: [Appointment(role, domain)]))
    }

    /// Nine in the morning of `day`.
    static func morning(of day: String) -> Instant {
        Instant(self.day(day), hour: 9)
    }

    static func area(_ text: String) -> AreaCode {
        guard let code = AreaCode(text) else { preconditionFailure("\(text) is not 12 digits") }
        return code
    }

    static func day(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("\(text) is not a day") }
        return day
    }
}
