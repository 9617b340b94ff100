// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The three administrators are apart (BR-39)")
struct SeparationTests {
    /// What may join what: the rows hold, the columns are added.
    private static let table = """
        held                   | rs | cv | ld | mb | uo | po | pp | sys | sec | aud
        room_secretary         | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        convener               | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        leader                 | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        member                 | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        unit_officer           | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        privacy_officer        | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        proposal_officer       | +  | +  | +  | +  | +  | +  | +  | -   | -   | -
        system_administrator   | -  | -  | -  | -  | -  | -  | -  | +   | -   | -
        security_administrator | -  | -  | -  | -  | -  | -  | -  | -   | +   | -
        audit_administrator    | -  | -  | -  | -  | -  | -  | -  | -   | -   | +
        """

    @Test("an administrator holds that one role alone; the roles of business go together")
    func conflicts() throws {
        let rows = Self.table.split(separator: "\n").map { line in
            line.split(separator: "|").map { $0.filter { $0 != " " } }
        }
        #expect(rows.dropFirst().map { $0[0] } == Role.allCases.map(\.rawValue))
        for row in rows.dropFirst() {
            let held = try #require(Role(rawValue: row[0]))
            for (role, cell) in zip(Role.allCases, row.dropFirst()) {
                let conflict = Appointment.conflict(adding: role, to: [held])
                #expect(conflict == (cell == "+" ? nil : .separateDuties), "\(held) and \(role)")
            }
        }
    }

    @Test("one role that excludes it is enough, and nobody's first role excludes anything")
    func several() {
        #expect(Appointment.conflict(adding: .member, to: [.leader, .auditAdministrator]) == .separateDuties)
        #expect(Appointment.conflict(adding: .auditAdministrator, to: [.member, .leader]) == .separateDuties)
        for role in Role.allCases { #expect(Appointment.conflict(adding: role, to: []) == nil) }
    }

    @Test("only the security administrator and the machine itself give roles, and nobody gives himself one")
    func whoAppoints() {
        let person = Person.ID(2)
        for role in Role.allCases {
            let actor = Actor.staff(Staff(id: .init(1), name: "某人", appointments: [Appointment(role, .tenant)]))
            let expected: AppointmentRefusal? = role == .securityAdministrator ? nil : .notYours
            #expect(Appointment.refusal(ofChanging: person, by: actor) == expected, "\(role)")
            let own: AppointmentRefusal = role == .securityAdministrator ? .ownAppointment : .notYours
            #expect(Appointment.refusal(ofChanging: .init(1), by: actor) == own, "\(role)")
        }
        #expect(Appointment.refusal(ofChanging: person, by: .console) == nil)
        for actor in [Actor.visitor, .system, .codeHolder(.init(1)), .linkHolder(.init(1))] {
            #expect(Appointment.refusal(ofChanging: person, by: actor) == .notYours)
        }
    }

    @Test("an administrator's role counts in the whole tenant, an officer's in the unit, and no role without a place")
    func places() {
        let places: [Appointment.Domain] = [
            .tenant, .area(Village.town), .room(Village.room), .unit(Village.unit),
        ]
        for role in Role.allCases {
            let fitting = places.filter { Appointment(role, $0).isPlaced }
            #expect(!fitting.isEmpty)
            #expect(fitting.contains(.unit(Village.unit)) == (role == .unitOfficer))
            if role.isAdministrator { #expect(fitting == [.tenant]) }
        }
    }

    @Test("no act of any kind of case is an administrator's")
    func noBusiness() {
        var holders = Topic.Command.allCases.flatMap(\.holders)
        holders += ConsultationSession.Command.allCases.flatMap(\.holders)
        holders += SuggestionItem.Command.allCases.flatMap(\.holders)
        holders += PersonalDataRequest.Command.allCases.flatMap(\.holders)
        holders += Proposal.Command.allCases.flatMap(\.holders)
        holders += ProposalAssignment.Command.allCases.flatMap(\.holders)
        #expect(Set(holders).isDisjoint(with: Role.administrators))
        #expect(Role.allCases.filter(\.opensRooms).allSatisfy { !$0.isAdministrator })
    }
}
