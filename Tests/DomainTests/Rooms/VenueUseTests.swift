// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("What takes place in a venue at the same time")
struct VenueUseTests {
    private static let day = Day(year: 2026, month: 3, day: 12)

    private static func activity(_ from: Int, _ until: Int, _ record: Int64 = 2, on day: Day = day) -> VenueUse {
        VenueUse(kind: .activity, record: record, day: day, from: from, until: until)
    }

    @Test(
        "two overlap where one begins before the other has ended, and not where it begins as the other ends",
        arguments: [
            (activity(600, 660), true), (activity(500, 541), true), (activity(500, 540), false),
            (activity(659, 700), true), (activity(660, 700), false), (activity(550, 560), true),
            (activity(600, 660, on: day.advanced(by: 1)), false), (activity(540, 660, 1), false),
        ])
    func overlaps(_ other: VenueUse, _ isExpected: Bool) {
        let own = Self.activity(540, 660, 1)
        #expect(own.overlaps(other) == isExpected && other.overlaps(own) == isExpected)
    }

    @Test("a session says when it begins alone, and is thought to last two hours; a reception day lasts its hours")
    func spans() {
        let session = VenueUse.session(.init(1), on: Self.day, at: 14 * 60)
        #expect(session.from == 14 * 60 && session.until == 16 * 60)
        let hours = ReceptionHours(from: 15 * 60, until: 17 * 60, slotMinutes: 20, places: 1)
        // The same number of another kind is another thing.
        #expect(session.overlaps(.reception(.init(1), on: Self.day, in: hours)))
        #expect(!session.overlaps(session))
    }
}
