// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("An appraisal, as the member has it who is asked")
struct AppraisalTests {
    private static let today = Village.day("2026-03-05")
    private let member = Village.person(7, .member, .tenant)
    private let keeper = Village.person(41, .proposalOfficer, .tenant)

    private func values(
        of person: Int64 = 7, on day: String, matter: String = "老桥改造", opinion: String? = nil
    ) -> DirectoryEntry.Values {
        .init(
            codes: ["person": Person.ID(person).text, "heldOn": day],
            words: ["matter": .kept(matter)].merging(opinion.map { ["opinion": .kept($0)] } ?? [:]) { $1 })
    }

    private func entered(_ values: DirectoryEntry.Values) throws -> Transition<DirectoryEntry> {
        try DirectoryEntry.entering(values, into: .appraisals, as: .init(1), by: keeper)
    }

    @Test("the member alone says the own opinion, on the day or later, while the line is in use")
    func saying() throws {
        let line = try entered(values(on: "2026-03-05")).after
        let said = try line.sayingOpinion("先修便桥", by: member, on: Self.today).after
        #expect(said.values["opinion"] == "先修便桥" && said.values["matter"] == "老桥改造")
        #expect(throws: DirectoryRefusal.nothingChanged) {
            try said.sayingOpinion("先修便桥", by: member, on: Self.today)
        }
        for other in [keeper, Village.person(8, .member, .tenant), .visitor, .console] {
            #expect(throws: DirectoryRefusal.notYours) { try line.sayingOpinion("不修", by: other, on: Self.today) }
        }
        #expect(throws: DirectoryRefusal.dayIsToCome) {
            try line.sayingOpinion("先修便桥", by: member, on: Village.day("2026-03-04"))
        }
        let ended = try line.ending(on: Self.today, isUsed: false, by: keeper).after
        #expect(throws: DirectoryRefusal.alreadyEnded) {
            try ended.sayingOpinion("先修便桥", by: member, on: Self.today)
        }
        let other = try DirectoryEntry.entering(values(on: "2026-03-05"), into: .activities, as: .init(2), by: keeper)
        #expect(throws: DirectoryRefusal.notYours) {
            try other.after.sayingOpinion("先修便桥", by: member, on: Self.today)
        }
    }

    @Test("whoever is asked hears of it, of another day, and that it does not take place; not of what is a record")
    func telling() throws {
        func told(_ transition: Transition<DirectoryEntry>) -> Person.ID? { transition.appraiserToTell(on: Self.today) }
        let first = try entered(values(on: "2026-03-09"))
        #expect(told(first) == Person.ID(7))
        #expect(try told(entered(values(on: "2026-02-20"))) == Person.ID(7), "entered late, the opinion is missing")
        #expect(try told(entered(values(on: "2025-06-01"))) == nil)
        #expect(try told(entered(values(on: "2026-03-09", opinion: "同意"))) == nil)
        let line = first.after
        #expect(try told(line.changing(to: values(on: "2026-03-10"), by: keeper)) == Person.ID(7))
        #expect(try told(line.changing(to: values(of: 8, on: "2026-03-09"), by: keeper)) == Person.ID(8))
        var reported = line.values
        reported.words["report"] = .kept("改造")
        #expect(try told(line.changing(to: reported, by: keeper)) == nil)
        #expect(try told(line.ending(on: Self.today, isUsed: false, by: keeper)) == Person.ID(7))
        let past = try entered(values(on: "2026-03-01")).after
        #expect(try told(past.ending(on: Self.today, isUsed: false, by: keeper)) == nil)
    }
}
