// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("The practice profile's versions")
struct PracticeHistoryTests {
    private let today = Day(year: 2026, month: 3, day: 5)
    private let keeper = Village.person(40, .systemAdministrator, .tenant)

    private let history = PracticeHistory(id: .init(1), version: 3)

    @Test("only the system administrator writes one", arguments: Role.allCases)
    func roles(_ role: Role) {
        let actor = Village.person(41, role, role == .unitOfficer ? .unit(Village.unit) : .tenant)
        let told = history.refusal(of: .revise, by: actor)
        #expect(told == (role == .systemAdministrator ? nil : .notYours))
    }

    @Test("a version counts from today or later, and not before the one that was changed")
    func days() throws {
        let revised = try history.revising(to: "{}", from: today, over: today, today: today, by: keeper)
        #expect(revised.after.version == 4)
        #expect(throws: PracticeRefusal.dayPassed) {
            _ = try history.revising(to: "{}", from: today.advanced(by: -1), over: nil, today: today, by: keeper)
        }
        #expect(throws: PracticeRefusal.beforeBase) {
            _ = try history.revising(to: "{}", from: today, over: today.advanced(by: 9), today: today, by: keeper)
        }
    }

    @Test("presets differ in the windows, classes and names of what was seen, each class once")
    func presets() {
        let profiles = PracticePreset.allCases.map(\.profile)
        #expect(Set(profiles.map(\.proposals.returnDays)) == [3, 5, 10])
        #expect(Set(profiles.map(\.proposals.classes.count)) == [3, 4])
        #expect(Set(profiles.map(\.outcomes.listPrefix)) == ["政协议", "政协商", "工委议"])
        #expect(Set(profiles.map(\.rooms.levels.count)) == [3, 4])
        #expect(Set(profiles.map(\.rooms)).count == 3, "the brisk one is like the standard in its rooms")
        #expect(Set(profiles.map(\.quotas)).count == profiles.count)
        #expect(PracticePreset.zone.profile.quotas == [.init(.contacts, 10, .quarter), .init(.sessions, 4, .quarter)])
        for practice in profiles.map(\.proposals) {
            #expect(Set(practice.classes.map(\.code)).count == practice.classes.count)
            #expect(practice.classes.contains(where: \.isSolved) && practice.replyMonths <= practice.replyMonthsMax)
        }
    }

    @Test("each parameter is its own number, and every preset keeps to the ranges")
    func parameters() {
        for parameter in PracticeParameter.allCases {
            var profile = PracticeProfile.standard
            profile[parameter] = parameter.range.upperBound
            for other in PracticeParameter.allCases where other != parameter {
                #expect(profile[other] == PracticeProfile.standard[other], "\(parameter) moves \(other)")
            }
            #expect(profile[parameter] == parameter.range.upperBound)
            for preset in PracticePreset.allCases {
                #expect(parameter.range.contains(preset.profile[parameter]), "\(preset) \(parameter)")
            }
        }
        #expect(Set(PracticePreset.allCases.map(\.profile)).count == PracticePreset.allCases.count)
    }
}
