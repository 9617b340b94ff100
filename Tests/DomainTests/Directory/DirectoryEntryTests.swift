// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("An entry of a register")
struct DirectoryEntryTests {
    private let keeper = Village.person(40, .systemAdministrator, .tenant)
    private let day = Day(year: 2026, month: 3, day: 5)
    private let values = DirectoryEntry.Values(codes: ["kind": "sector"], words: ["name": .kept("教育界")])

    private func entry(_ state: DirectoryEntry.State) -> DirectoryEntry {
        DirectoryEntry(id: .init(1), register: .organs, values: values, state: state, version: 1)
    }

    private let table = RuleTable(
        """
        nobody = room_secretary, convener, leader, member, unit_officer, privacy_officer, proposal_officer
        nobody else = nobody, security_administrator, audit_administrator
        change, end | current | system_administrator | permitted
        resume | ended | system_administrator | permitted
        resume | current | system_administrator | not_ended
        change, end | ended | system_administrator | already_ended
        any | any | nobody else | not_yours
        """,
        columns: [
            .init(name: "command", values: DirectoryEntry.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: ["current", "ended"]),
            .init(name: "role", values: Role.allCases.map(\.rawValue)),
        ])

    @Test("each command in each state by each role is as the table says")
    func commands() {
        #expect(table.problems == [])
        for cell in table.combinations {
            guard let command = DirectoryEntry.Command(rawValue: cell[0]), let role = Role(rawValue: cell[2]) else {
                Issue.record("no cell: \(cell)")
                continue
            }
            let entry = entry(cell[1] == "ended" ? .ended(on: day) : .current)
            let actor = Village.person(41, role, role == .unitOfficer ? .unit(Village.unit) : .tenant)
            let told = entry.refusal(of: command, by: actor)?.code ?? "permitted"
            #expect(told == table.outcomes[cell], "\(cell)")
            #expect((entry.role(of: actor, for: command) != nil) == (role == .systemAdministrator))
        }
    }

    @Test("visitors and holders of codes and links keep no register; the machine's own console does")
    func strangers() {
        for actor in [Actor.visitor, .codeHolder(Village.topicID), .linkHolder(Village.confirmationID)] {
            #expect(throws: DirectoryRefusal.notYours) {
                _ = try DirectoryEntry.entering(values, into: .organs, as: .init(1), by: actor)
            }
        }
        #expect(throws: Never.self) {
            _ = try DirectoryEntry.entering(values, into: .organs, as: .init(1), by: .console)
        }
    }

    @Test("what is in use by something else does not end, and the same values are no change")
    func refusals() throws {
        #expect(throws: DirectoryRefusal.stillUsed) {
            _ = try entry(.current).ending(on: day, isUsed: true, by: keeper)
        }
        #expect(throws: DirectoryRefusal.nothingChanged) { _ = try entry(.current).changing(to: values, by: keeper) }
        var other = values
        other.words["name"] = .kept("医卫界")
        let changed = try entry(.current).changing(to: other, by: keeper)
        #expect(changed.after.values["name"] == "医卫界" && changed.after.version == 2)
        #expect(values.differences(from: other) == ["name"])
    }
}
