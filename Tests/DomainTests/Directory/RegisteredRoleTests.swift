// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Roles that the registers say")
struct RegisteredRoleTests {
    private static let today = Day(year: 2026, month: 3, day: 5)
    private static let (room, unit) = (Room.ID(50), HandlingUnit.ID(60))
    private static let (person, other) = (Person.ID(7), Person.ID(8))

    private func code(_ text: String) throws -> AreaCode { try #require(AreaCode(text)) }

    private func secretary(_ person: Person.ID = RegisteredRoleTests.person) throws -> RegisteredRole {
        RegisteredRole(
            kind: .secretaries, person: person, appointment: Appointment(.roomSecretary, .room(Self.room)),
            area: try code("990101001001"))
    }

    private func grant(
        _ role: Role, _ domain: Appointment.Domain, basis: Grant.Basis? = nil, actingFor: Person.ID? = nil
    ) -> Grant {
        Grant(id: .init(1), appointment: Appointment(role, domain), actingFor: actingFor, basis: basis)
    }

    @Test("a role is held by a grant of the same place or of a wider one, never by a substitute's")
    func held() throws {
        let role = try secretary()
        let wider: [Appointment.Domain] = [
            .room(Self.room), .area(try code("990101001000")), .area(try code("990101000000")), .tenant,
        ]
        for domain in wider { #expect(role.isHeld(by: [grant(.roomSecretary, domain)]), "\(domain)") }
        let elsewhere: [Appointment.Domain] = [.room(.init(51)), .area(try code("990101100000"))]
        for domain in elsewhere { #expect(!role.isHeld(by: [grant(.roomSecretary, domain)]), "\(domain)") }
        #expect(!role.isHeld(by: [grant(.convener, .room(Self.room))]))
        #expect(!role.isHeld(by: [grant(.roomSecretary, .tenant, actingFor: Self.other)]))
        let officer = RegisteredRole(
            kind: .officers, person: Self.person, appointment: Appointment(.unitOfficer, .unit(Self.unit)))
        #expect(officer.isHeld(by: [grant(.unitOfficer, .unit(Self.unit))]))
        #expect(!officer.isHeld(by: [grant(.unitOfficer, .unit(.init(61)))]))
        let town = RegisteredRole(
            kind: .workCommittees, person: Self.person,
            appointment: Appointment(.convener, .area(try code("990101001000"))))
        #expect(town.isHeld(by: [grant(.convener, .area(try code("990101000000")))]))
        #expect(!town.isHeld(by: [grant(.convener, .area(try code("990101001001")))]))
    }

    @Test("what is given begins today or with the post, ends with the term, and says on what it rests")
    func period() throws {
        let day = Self.today
        func given(_ from: Day?, _ until: Day?) -> Grant {
            RegisteredRole(
                kind: .members, person: Self.person, appointment: Appointment(.member, .tenant), from: from,
                until: until
            ).grant(as: .init(3), today: day)
        }
        #expect(given(day.advanced(by: -900), nil).from == day)
        let later = given(day.advanced(by: 20), day.advanced(by: 90))
        #expect(later.from == day.advanced(by: 20) && later.until == day.advanced(by: 90))
        #expect(later.basis == .register && later.id == .init(3))
    }

    @Test("what the registers no longer say is found; what they are silent about stays")
    func contradicted() throws {
        let registered = RegisteredRoles([try secretary(Self.other)], knownMembers: [Self.person])
        let replaced = grant(.roomSecretary, .room(Self.room))
        #expect(registered.contradict(replaced, of: Self.person), "they name somebody else")
        #expect(!registered.contradict(replaced, of: Self.other))
        let silent = RegisteredRoles([], knownMembers: [])
        #expect(!silent.contradict(replaced, of: Self.person), "given by hand, nobody is named")
        #expect(silent.contradict(grant(.roomSecretary, .room(Self.room), basis: .register), of: Self.person))
        #expect(registered.contradict(grant(.member, .tenant), of: Self.person), "a former member")
        #expect(!registered.contradict(grant(.member, .tenant), of: Self.other), "whom they do not know")
        #expect(!registered.contradict(grant(.roomSecretary, .tenant), of: Self.person))
        #expect(!registered.contradict(grant(.auditAdministrator, .tenant, basis: .register), of: Self.person))
        #expect(
            !registered.contradict(grant(.roomSecretary, .room(Self.room), actingFor: Self.other), of: Self.person))
    }

    @Test("a post in a body opens what the table says, and being a member of one opens nothing")
    func posts() throws {
        let town = try code("990101001000")
        func role(_ post: Organ.Post, _ kind: Organ.Kind, keepsProposals: Bool = false) -> Appointment? {
            Organ.role(of: post, in: kind, area: town, keepsProposals: keepsProposals)?.appointment
        }
        #expect(role(.head, .chairpersonsCouncil) == Appointment(.leader, .tenant))
        #expect(role(.head, .workCommittee) == Appointment(.convener, .area(town)))
        #expect(role(.officer, .workCommittee) == Appointment(.roomSecretary, .area(town)))
        #expect(Organ.role(of: .head, in: .workCommittee, area: nil, keepsProposals: false) == nil)
        #expect(role(.officer, .specialCommittee, keepsProposals: true) == Appointment(.proposalOfficer, .tenant))
        #expect(role(.officer, .specialCommittee) == nil && role(.head, .office) == nil)
        for kind in Organ.Kind.allCases {
            for post in [Organ.Post.member, .adviser] {
                #expect(role(post, kind, keepsProposals: true) == nil, "\(post) of \(kind)")
            }
        }
        let all = Organ.Kind.allCases.flatMap { kind in Organ.Post.allCases.compactMap { role($0, kind) } }
        #expect(all.allSatisfy(\.isPlaced) && all.allSatisfy { !$0.role.isAdministrator }, "BR-39")
    }
}
