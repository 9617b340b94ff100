// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("Who is a member on a day (BR-11)")
struct TenureTests {
    private let term = CommitteeTerm(id: .init(2), startsOn: Day(year: 2027, month: 1, day: 10))
    private let old = CommitteeTerm(id: .init(1), startsOn: Day(year: 2022, month: 1, day: 10))

    private func day(_ text: String?) -> Day? { text.flatMap { Day($0) } }

    /// Begun, entered, last day, ended, taken along into the new term; then whether it stands on the last day of the old term, on
    /// the first of the new one, and a year later.
    private static let table: [(String?, String, String?, String?, Bool, Bool, Bool, Bool)] = [
        ("2022-01-10", "2022-01-10", nil, nil, false, true, false, false),
        ("2022-01-10", "2022-01-10", nil, nil, true, true, true, true),
        (nil, "2022-03-01", nil, nil, false, true, false, false),
        (nil, "2027-01-10", nil, nil, false, true, true, true),
        ("2027-01-10", "2026-12-20", nil, nil, false, false, true, true),
        ("2027-02-01", "2026-12-20", nil, nil, false, false, false, true),
        ("2022-01-10", "2022-01-10", "2027-01-09", nil, true, true, false, false),
        ("2022-01-10", "2022-01-10", "2027-01-10", nil, true, true, true, false),
        ("2022-01-10", "2022-01-10", nil, "2027-01-10", false, true, false, false),
        ("2022-01-10", "2022-01-10", nil, "2027-01-09", true, false, false, false),
        // Who goes on since 2017 and is entered during a term, or just before one, is of the term in which the line was entered.
        ("2017-01-05", "2022-01-10", nil, nil, true, true, true, true),
        ("2017-01-05", "2022-01-10", nil, nil, false, true, false, false),
        ("2017-01-05", "2027-01-10", nil, nil, false, true, true, true),
        ("2017-01-05", "2022-01-09", nil, nil, false, false, false, false),
    ]

    @Test("the table of the days around a change of term", arguments: table.indices)
    func days(_ index: Int) throws {
        let row = Self.table[index]
        let tenure = Tenure(
            startsOn: day(row.0), enteredOn: try #require(day(row.1)), lastDay: day(row.2), endedOn: day(row.3),
            isCarried: row.4)
        // The old term asks for its own line of who was taken along: nobody was.
        let before = Tenure(
            startsOn: tenure.startsOn, enteredOn: tenure.enteredOn, lastDay: tenure.lastDay, endedOn: tenure.endedOn,
            isCarried: false)
        #expect(before.stands(on: Day(year: 2027, month: 1, day: 9), in: old) == row.5, "\(row)")
        #expect(tenure.stands(on: Day(year: 2027, month: 1, day: 10), in: term) == row.6, "\(row)")
        #expect(tenure.stands(on: Day(year: 2028, month: 1, day: 10), in: term) == row.7, "\(row)")
    }

    @Test("a line that makes nobody a member says why")
    func gaps() {
        let day = Day(year: 2027, month: 1, day: 10)
        func gap(
            _ startsOn: String?, _ enteredOn: String, last: String? = nil, ended: String? = nil,
            isCarried: Bool = false,
            in term: CommitteeTerm?
        ) -> Tenure.Gap? {
            Tenure(
                startsOn: self.day(startsOn), enteredOn: self.day(enteredOn) ?? day, lastDay: self.day(last),
                endedOn: self.day(ended), isCarried: isCarried
            ).gap(on: day, in: term)
        }
        #expect(gap("2027-01-11", "2026-12-20", in: term) == .notBegun)
        #expect(gap("2022-01-10", "2022-01-10", last: "2027-01-09", isCarried: true, in: term) == .over)
        #expect(gap("2022-01-10", "2022-01-10", ended: "2027-01-10", isCarried: true, in: term) == .over)
        #expect(gap("2022-01-10", "2022-01-10", in: term) == .formerTerm)
        #expect(gap("2022-01-10", "2022-01-10", isCarried: true, in: term) == nil)
        #expect(gap("2022-01-10", "2022-01-10", in: nil) == nil)
    }

    @Test("where the register keeps no terms, only the days count")
    func withoutTerms() {
        let day = Day(year: 2027, month: 1, day: 10)
        let tenure = Tenure(startsOn: day, enteredOn: day, lastDay: day, endedOn: nil, isCarried: false)
        #expect(tenure.stands(on: day, in: nil))
        #expect(!tenure.stands(on: day.advanced(by: -1), in: nil) && !tenure.stands(on: day.advanced(by: 1), in: nil))
    }
}
