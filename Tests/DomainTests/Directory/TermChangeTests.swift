// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("The change of term")
struct TermChangeTests {
    private let begins = Day(year: 2027, month: 1, day: 10)
    private let keeper = Village.person(40, .systemAdministrator, .tenant)
    private let members: Set<DirectoryEntry.ID> = [.init(1), .init(2), .init(3)]

    private func change(_ state: TermChange.State = .open) -> TermChange {
        TermChange(id: .init(9), startsOn: begins, state: state, version: state == .open ? 0 : 1)
    }

    private func circumstances(isOver: Bool = false) -> TermChange.Circumstances {
        .init(members: members, isOver: isOver)
    }

    @Test("only the system administrator says it or takes it back", arguments: Role.allCases)
    func roles(_ role: Role) {
        let actor = Village.person(41, role, role == .unitOfficer ? .unit(Village.unit) : .tenant)
        let isKeeper = role == .systemAdministrator
        #expect(change().refusal(of: .plan, by: actor) == (isKeeper ? nil : .notYours))
        #expect(change(.planned).refusal(of: .undo, by: actor) == (isKeeper ? nil : .notYours))
    }

    @Test("it is said once, taken back until the term begins, said again, and carried out on its day")
    func life() throws {
        let planned = try change().planning([.init(2)], in: circumstances(), by: keeper)
        #expect(planned.event == .planned(carried: [.init(2)], ending: 2) && planned.after.state == .planned)
        #expect(throws: TermChangeRefusal.alreadyPlanned) {
            _ = try planned.after.planning([], in: circumstances(), by: keeper)
        }
        let undone = try planned.after.undoing(on: begins.advanced(by: -1), by: keeper)
        #expect(undone.after.state == .open && undone.after.version == 2)
        #expect(throws: TermChangeRefusal.notPlanned) { _ = try undone.after.undoing(on: begins, by: keeper) }
        let again = try undone.after.planning([], in: circumstances(), by: keeper)
        #expect(again.after.carryingOut(ending: 3, on: begins.advanced(by: -1)) == nil)
        #expect(throws: TermChangeRefusal.alreadyBegun) { _ = try again.after.undoing(on: begins, by: keeper) }
        let done = try #require(again.after.carryingOut(ending: 3, on: begins))
        #expect(done.after.state == .carriedOut && done.after.version == 4)
        #expect(done.after.carryingOut(ending: 0, on: begins) == nil)
        #expect(throws: TermChangeRefusal.alreadyBegun) { _ = try done.after.undoing(on: begins, by: keeper) }
    }

    @Test("a term that is over, nobody from before, and somebody else are refused")
    func refused() {
        #expect(throws: TermChangeRefusal.termIsOver) {
            _ = try change().planning([], in: circumstances(isOver: true), by: keeper)
        }
        #expect(throws: TermChangeRefusal.nobody) {
            _ = try change().planning([], in: .init(members: [], isOver: false), by: keeper)
        }
        #expect(throws: TermChangeRefusal.notOfOldTerm) {
            _ = try change().planning([.init(7)], in: circumstances(), by: keeper)
        }
    }
}
