// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("How far somebody has come with a quota")
struct QuotaStandingTests {
    private func standing(_ number: Int, _ done: Int, _ period: DutyQuota.Period = .year) -> QuotaStanding {
        QuotaStanding(
            DutyQuota(.contacts, number, period), done: done, span: period.span(around: Village.day("2026-03-05")))
    }

    @Test(
        "a period is the month, the quarter or the year in which a day lies",
        arguments: [
            (DutyQuota.Period.month, "2026-02-28", "2026-02-01", "2026-02-28"),
            (.month, "2024-02-01", "2024-02-01", "2024-02-29"), (.quarter, "2026-03-31", "2026-01-01", "2026-03-31"),
            (.quarter, "2026-12-01", "2026-10-01", "2026-12-31"), (.year, "2026-07-03", "2026-01-01", "2026-12-31"),
        ])
    func spans(_ period: DutyQuota.Period, _ day: String, _ first: String, _ last: String) {
        let span = period.span(around: Village.day(day))
        #expect(span.first == Village.day(first) && span.last == Village.day(last))
    }

    @Test(
        "half and four fifths are over when so many days have passed",
        arguments: [
            (DutyQuota.Period.year, "2026-07-03", "2026-10-20"), (.quarter, "2026-02-15", "2026-03-14"),
            (.month, "2026-03-17", "2026-03-26"),
        ])
    func marks(_ period: DutyQuota.Period, _ half: String, _ fourFifths: String) {
        let span = period.span(around: Village.day("2026-03-05"))
        #expect(span.day(of: .half) == Village.day(half))
        #expect(span.day(of: .fourFifths) == Village.day(fourFifths))
    }

    @Test(
        "who is behind is warned at half and at four fifths, and nobody else",
        arguments: [
            (10, 4, "2026-07-02", QuotaStanding.State.open), (10, 4, "2026-07-03", .behindAtHalf),
            (10, 5, "2026-07-03", .open), (10, 5, "2026-10-19", .open), (10, 7, "2026-10-20", .behindAtFourFifths),
            (10, 8, "2026-10-20", .open), (10, 8, "2026-12-31", .open), (10, 8, "2027-01-01", .missed),
            (10, 10, "2026-01-01", .fulfilled), (10, 11, "2027-01-01", .fulfilled), (1, 0, "2026-07-02", .open),
            (1, 0, "2026-07-03", .behindAtHalf), (2, 1, "2026-07-03", .open), (2, 1, "2026-10-20", .behindAtFourFifths),
        ])
    func states(_ number: Int, _ done: Int, _ today: String, _ state: QuotaStanding.State) {
        #expect(standing(number, done).state(on: Village.day(today)) == state)
    }

    @Test("it is said once for each mark, also when nobody looked on the day itself")
    func once() {
        func told(_ done: Int, after earlier: String, on today: String) -> Bool {
            standing(10, done).fellBehind(after: Village.day(earlier), on: Village.day(today))
        }
        #expect(told(4, after: "2026-07-02", on: "2026-07-03"))
        #expect(told(4, after: "2026-07-01", on: "2026-07-06"))
        #expect(!told(4, after: "2026-07-03", on: "2026-07-04"))
        #expect(!told(5, after: "2026-07-02", on: "2026-07-03"))
        #expect(told(5, after: "2026-10-19", on: "2026-10-20"))
        #expect(!told(5, after: "2026-10-20", on: "2026-10-21"))
    }

    @Test("members read the own figures, whoever looks after an area those of its members, the office all")
    func scopes() {
        let (town, beside) = (Village.town, Village.otherTown)
        let member = QuotaScope(of: Village.person(7, .member, .tenant))
        #expect(member.includes(Person.ID(7), of: nil) && !member.includes(Person.ID(8), of: town) && !member.isWhole)
        let ofTown = QuotaScope(of: Village.person(9, .convener, .area(town)))
        #expect(ofTown.includes(Person.ID(8), of: Village.village) && ofTown.includes(Person.ID(8), of: town))
        #expect(!ofTown.includes(Person.ID(8), of: beside) && !ofTown.includes(Person.ID(8), of: nil))
        #expect(!ofTown.isWhole)
        let ofRoom = QuotaScope(of: Village.person(9, .roomSecretary, .room(Village.room)))
        #expect(!ofRoom.includes(Person.ID(8), of: Village.village) && ofRoom.includes(Person.ID(9), of: nil))
        let leader = QuotaScope(of: Village.person(9, .leader, .tenant))
        #expect(leader.isWhole && leader.includes(Person.ID(8), of: nil))
        // Who is no member and opens no room, reads nobody's.
        let officer = QuotaScope(of: Village.person(9, .unitOfficer, .unit(Village.unit)))
        #expect(!officer.isWhole && !officer.includes(Person.ID(8), of: town))
        #expect(!QuotaScope(of: .visitor).includes(Person.ID(8), of: town))
    }

    @Test("each duty is asked of members, of committees or of the whole")
    func bearers() {
        let of = Dictionary(grouping: DutyQuota.Duty.allCases, by: \.bearer)
        #expect(of[.member] == [.contacts, .sessions, .villageVisits])
        #expect(of[.committee] == [.serviceActivities] && of[.whole] == [.symposia])
    }
}
