// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("A table on its way into a register")
struct RegisterImportTests {
    private let keeper = Village.person(40, .systemAdministrator, .tenant)
    private let tally = RegisterImport.Tally(new: 2, changed: 1, same: 3)

    private func run(_ state: RegisterImport.State.Name) -> RegisterImport? {
        let sent = RegisterImportEvent.sent(.register(.areas), by: .init(40), fileName: .kept("区域.xlsx"))
        let log: [RegisterImportEvent] =
            switch state {
            case .checking: [sent]
            case .unplaced: [sent, .columnsAsked]
            case .checked: [sent, .checked(tally)]
            case .refused: [sent, .refused(problems: 2)]
            case .applying: [sent, .checked(tally), .confirmed]
            case .applied: [sent, .checked(tally), .confirmed, .applied]
            case .stopped: [sent, .checked(tally), .confirmed, .stopped(row: 7)]
            case .discarded: [sent, .checked(tally), .discarded]
            }
        return RegisterImport.replaying(log, as: .init(1))
    }

    @Test("only what was looked at and is right is taken, by the system administrator alone")
    func commands() throws {
        let table = RuleTable(
            """
            confirm, discard | checked | permitted
            place, discard | unplaced | permitted
            discard | checking | permitted
            place, confirm | checking | not_checked
            confirm | unplaced | not_checked
            confirm | refused | not_right
            place | checked | already_decided
            place, discard | refused | already_decided
            any | applying, applied, stopped, discarded | already_decided
            """,
            columns: [
                .init(name: "command", values: RegisterImport.Command.allCases.map(\.rawValue)),
                .init(name: "state", values: RegisterImport.State.Name.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [])
        for cell in table.combinations {
            let command = try #require(RegisterImport.Command(rawValue: cell[0]))
            let run = try #require(RegisterImport.State.Name(rawValue: cell[1]).flatMap { self.run($0) })
            #expect((run.refusal(of: command, by: keeper)?.code ?? "permitted") == table.outcomes[cell], "\(cell)")
            for role in Role.allCases where role != .systemAdministrator {
                let other = Village.person(41, role, role == .unitOfficer ? .unit(Village.unit) : .tenant)
                #expect(run.refusal(of: command, by: other) == .notYours)
            }
        }
    }

    @Test("the program looks once and finishes once; what it found stays with the import")
    func program() throws {
        let checking = try #require(run(.checking))
        #expect(checking.checked(tally, problems: 0)?.after.state == .checked(tally))
        #expect(checking.checked(tally, problems: 3)?.after.state == .refused(problems: 3))
        #expect(checking.finished(stoppedAt: nil)?.after == nil && checking.forgotten()?.after == nil)
        let applying = try #require(run(.applying))
        #expect(applying.tally == tally && applying.checked(tally, problems: 0)?.after == nil)
        #expect(applying.finished(stoppedAt: nil)?.after.state == .applied(tally))
        #expect(applying.finished(stoppedAt: 9)?.after.state == .stopped(row: 9))
        #expect(try #require(run(.checked)).forgotten()?.after.state == .discarded)
    }

    @Test("papers of earlier years have titles of their own: somebody says which column is which, once")
    func placing() throws {
        let sent = RegisterImportEvent.sent(.formerProposals, by: .init(40), fileName: .kept("往年.xlsx"))
        let checking = try #require(RegisterImport.replaying([sent], as: .init(1)))
        let unplaced = try #require(checking.unplaced()?.after)
        #expect(unplaced.state == .unplaced && unplaced.forgotten()?.after.state == .discarded)
        #expect(throws: RegisterImportRefusal.columnTwice) {
            try unplaced.placing(["number": 1, "subject": 1], by: keeper)
        }
        let placed = try unplaced.placing(["number": 2, "subject": 1], by: keeper).after
        #expect(placed.state == .checking && placed.columns == ["number": 2, "subject": 1])
        #expect(placed.unplaced()?.after == nil, "it is asked once")
        #expect(try #require(run(.checking)).unplaced()?.after == nil, "a register has a template")
    }
}
