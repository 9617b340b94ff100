// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The life of an account")
struct AccountTests {
    private static let today = Day(year: 2026, month: 3, day: 5)
    private static let person = Person(id: .init(7), name: "林小禾")
    private static let security = Actor.staff(
        Staff(id: .init(1), name: "穆清如", appointments: [Appointment(.securityAdministrator, .tenant)]))
    private static let secretary = Grant(
        id: .init(70), appointment: Appointment(.roomSecretary, .room(Village.room)))

    private static func account(_ state: Account.State, isLocked: Bool = false) -> Account {
        Account(
            person: person, signInName: "linxiaohe", state: state, isLocked: isLocked, grants: [secretary], version: 3)
    }

    /// command | invited | active | closed
    private static let table: [(Account.Command, String)] = [
        (.grant, "+ | + | is_closed"), (.substitute, "+ | + | is_closed"), (.endAppointment, "+ | + | +"),
        (.invite, "+ | + | is_closed"), (.unlock, "not_locked | not_locked | not_locked"),
        (.endSignIns, "no_sign_ins | + | no_sign_ins"), (.close, "+ | + | is_closed"),
        (.reopen, "not_closed | not_closed | +"),
    ]

    @Test("the security administrator may do what the table says; nobody else anything")
    func rights() {
        #expect(Self.table.map(\.0) == Account.Command.allCases)
        for (command, row) in Self.table {
            let cells = row.split(separator: "|").map { $0.filter { $0 != " " } }
            for (state, cell) in zip(Account.State.allCases, cells) {
                let account = Self.account(state)
                let refusal = account.refusal(of: command, by: Self.security)
                #expect(refusal?.code ?? "+" == cell, "\(command) of \(state)")
                #expect(account.refusal(of: command, by: .console) == refusal)
                for kind in ActorKind.allCases where kind != .console {
                    #expect(account.refusal(of: command, by: kind.actor) == .notYours, "\(command) by \(kind)")
                }
            }
        }
        #expect(Self.account(.active, isLocked: true).refusal(of: .unlock, by: Self.security) == nil)
    }

    @Test("nobody does anything to the own account (BR-39)")
    func own() {
        let own = Account(
            person: Person(id: .init(1), name: "穆清如"), signInName: "anquan", state: .active, isLocked: true, grants: [],
            version: 0)
        for command in Account.Command.allCases {
            #expect(own.refusal(of: command, by: Self.security) == .ownAccount, "\(command)")
        }
    }

    @Test("a role that excludes another one is not given, whenever it would begin (BR-39)")
    func separation() throws {
        let account = Self.account(.active)
        for role in Role.administrators {
            let grant = Grant(
                id: .init(80), appointment: Appointment(role, .tenant), from: Self.today.advanced(by: 400))
            #expect(throws: AccountRefusal.separateDuties) {
                try account.granting(grant, by: Self.security, today: Self.today)
            }
        }
        let after = try account.endingAppointment(.init(70), by: Self.security).after
        let grant = Grant(id: .init(80), appointment: Appointment(.auditAdministrator, .tenant))
        let auditor = try after.granting(grant, by: Self.security, today: Self.today).after
        #expect(auditor.grants == [grant] && auditor.version == 5)
        #expect(throws: AccountRefusal.separateDuties) {
            try auditor.granting(Self.secretary, by: Self.security, today: Self.today)
        }
    }

    @Test("a role needs its place, and a period that is not over")
    func periods() {
        let account = Self.account(.active)
        func refused(_ grant: Grant) -> AccountRefusal? {
            do {
                _ = try account.granting(grant, by: Self.security, today: Self.today)
                return nil
            } catch { return error }
        }
        let member = Appointment(.member, .tenant)
        #expect(refused(Grant(id: .init(1), appointment: Appointment(.unitOfficer, .tenant))) == .wrongPlace)
        #expect(refused(Grant(id: .init(1), appointment: member, until: Self.today.advanced(by: -1))) == .wrongPeriod)
        #expect(
            refused(
                Grant(
                    id: .init(1), appointment: member, from: Self.today.advanced(by: 2),
                    until: Self.today.advanced(by: 1))) == .wrongPeriod)
        #expect(refused(Grant(id: .init(1), appointment: member, until: Self.today)) == nil)
    }

    @Test("a substitute is of the same place, for days that are named; nobody stands in for an administrator")
    func substitutes() throws {
        let account = Self.account(.active)
        let convener = Appointment(.convener, .room(Village.room))
        let transition = try account.substituting(
            in: convener, of: .init(9), as: .init(90), from: Self.today, until: Self.today.advanced(by: 3),
            by: Self.security, today: Self.today)
        #expect(transition.after.grants.last?.actingFor == Person.ID(9))
        let refusals: [(Appointment, Person.ID, AccountRefusal)] = [
            (Appointment(.convener, .room(Village.otherRoom)), .init(9), .otherPlace),
            (Appointment(.leader, .tenant), .init(9), .otherPlace), (convener, Self.person.id, .otherPlace),
            (Appointment(.auditAdministrator, .tenant), .init(9), .noSubstitute),
        ]
        for (appointment, holder, expected) in refusals {
            #expect(throws: expected) {
                try account.substituting(
                    in: appointment, of: holder, as: .init(90), from: Self.today, until: Self.today,
                    by: Self.security, today: Self.today)
            }
        }
    }

    @Test("who stands in holds the same role, or is secretary or convener of the same room for each other")
    func standIns() {
        for held in Role.allCases {
            for wanted in Role.allCases where !wanted.isAdministrator {
                let refusal = Grant.refusal(
                    substitutingIn: Appointment(wanted, .tenant),
                    holding: [Grant(id: .init(1), appointment: Appointment(held, .tenant))])
                let pair: Set<Role> = [.roomSecretary, .convener]
                let may = held == wanted || pair == [held, wanted]
                #expect(refusal == (may ? nil : .otherPlace), "\(held) for \(wanted)")
            }
        }
    }

    @Test("a unit's only officer is stood in for by an officer of another unit, for no longer than that one is there")
    func neighbours() throws {
        let (own, theirs) = (Appointment(.unitOfficer, .unit(.init(1))), Appointment(.unitOfficer, .unit(.init(2))))
        let last = Self.today.advanced(by: 3)
        let held = [Grant(id: .init(1), appointment: own, until: last)]
        #expect(Grant.refusal(substitutingIn: theirs, holding: held) == .otherPlace, "a colleague is there")
        #expect(Grant.refusal(substitutingIn: theirs, holding: held, isSole: true) == nil)
        let secretary = [Grant(id: .init(1), appointment: Appointment(.roomSecretary, .tenant))]
        #expect(Grant.refusal(substitutingIn: theirs, holding: secretary, isSole: true) == .otherPlace)
        let acting = [Grant(id: .init(1), appointment: own, from: Self.today, until: last, actingFor: .init(8))]
        #expect(Grant.refusal(substitutingIn: theirs, holding: acting, isSole: true) == .otherPlace, "in no own right")
        let room = Appointment(.roomSecretary, .room(Village.otherRoom))
        #expect(Grant.refusal(substitutingIn: room, holding: held, isSole: true) == .otherPlace, "units alone")

        let account = Account(
            person: Self.person, signInName: "weiyuan", state: .active, isLocked: false, grants: held, version: 1)
        let given = try account.substituting(
            in: theirs, of: .init(9), isSole: true, as: .init(90), from: Self.today, until: last, by: Self.security,
            today: Self.today)
        #expect(given.after.grants.last?.actingFor == Person.ID(9))
        #expect(throws: AccountRefusal.wrongPeriod) {
            try account.substituting(
                in: theirs, of: .init(9), isSole: true, as: .init(90), from: Self.today, until: last.advanced(by: 1),
                by: Self.security, today: Self.today)
        }
    }

    @Test("a grant is in force from its first to its last day")
    func inForce() {
        let grant = Grant(
            id: .init(1), appointment: Appointment(.member, .tenant), from: Self.today,
            until: Self.today.advanced(by: 2))
        #expect((-1...3).map { grant.isInForce(on: Self.today.advanced(by: $0)) } == [false, true, true, true, false])
        #expect(Self.secretary.isInForce(on: Self.today))
    }

    @Test("a password is set by link in any state but closed, and changed by whoever has one")
    func passwords() throws {
        #expect(try Self.account(.invited).settingPassword().after.state == .active)
        #expect(throws: AccountRefusal.isClosed) { try Self.account(.closed).settingPassword() }
        #expect(try Self.account(.active).changingPassword().after.state == .active)
        for state in [Account.State.invited, .closed] {
            #expect(throws: AccountRefusal.isClosed) { try Self.account(state).changingPassword() }
        }
        #expect(try Self.account(.closed).reopening(by: Self.security).after.state == .invited)
    }
}
