// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("Whose a register is")
struct RegisterScopeTests {
    private static let places: [(name: String, domain: Appointment.Domain)] = [
        ("tenant", .tenant), ("area", .area(Village.town)), ("room", .room(Village.room)),
    ]

    private let table = RuleTable(
        """
        master = areas, organs, people, units, rooms, members, posts, counterparts, terms, plenaries, experts
        of rooms = parties, venue_activities, room_plans
        of people = appraisals, trainings, activities
        of bodies = observations
        of the county = campaigns, leaders, contributions
        rooms' roles = room_secretary, convener
        office = rooms' roles, proposal_officer
        others = leader, member, unit_officer, privacy_officer, security_administrator, audit_administrator
        master | system_administrator | tenant | all
        master | system_administrator | area, room | none
        master | office, others | any | none
        of rooms | rooms' roles | tenant | all
        of rooms | rooms' roles | area, room | part
        of rooms | proposal_officer, system_administrator, others | any | none
        of people | office | tenant | all
        of people | office | area, room | part
        of people | system_administrator, others | any | none
        of bodies | office | tenant | all
        of bodies | office | area | part
        of bodies | office | room | none
        of bodies | system_administrator, others | any | none
        of the county | office | tenant | all
        of the county | office | area, room | none
        of the county | system_administrator, others | any | none
        """,
        columns: [
            .init(name: "register", values: Register.allCases.map(\.rawValue)),
            .init(name: "role", values: Role.allCases.map(\.rawValue)),
            .init(name: "where the role counts", values: places.map(\.name)),
        ])

    // BR-39
    @Test("of each register each role keeps all, a part or nothing, wherever it counts, as the table says")
    func registers() throws {
        #expect(table.problems == [])
        for cell in table.combinations {
            let register = try #require(Register(rawValue: cell[0]))
            let role = try #require(Role(rawValue: cell[1]))
            let domain = try #require(Self.places.first { $0.name == cell[2] }).domain
            let actor = Village.person(41, role, domain)
            let scope = RegisterScope(of: actor, over: register)
            let told = scope.isWhole ? "all" : scope.isEmpty ? "none" : "part"
            #expect(told == table.outcomes[cell], "\(cell)")
            #expect(scope.role == (scope.isEmpty ? nil : role), "\(cell)")
            let target = RegisterImport.Target.register(register)
            #expect((target.role(of: actor) != nil) == !scope.isEmpty, "\(cell)")
            let entered = try? DirectoryEntry.entering(.init(), into: register, as: .init(1), by: actor)
            #expect((entered != nil) == !scope.isEmpty, "\(cell)")
        }
    }

    @Test("a part is what lies in the area or the room for which the role is held")
    func parts() {
        let own = RegisterScope.Place(room: Village.room, area: Village.village)
        let other = RegisterScope.Place(room: Village.otherRoom, area: Village.village)
        let away = RegisterScope.Place(room: nil, area: Village.otherTown)
        let room = RegisterScope(of: Village.person(41, .roomSecretary, .room(Village.room)), over: .trainings)
        #expect(room.covers([own]) && room.covers([away, own]) && !room.covers([other]) && !room.covers([]))
        let town = RegisterScope(of: Village.person(41, .convener, .area(Village.town)), over: .trainings)
        #expect(town.covers([own]) && town.covers([other]) && !town.covers([away]) && !town.covers([]))
        #expect(!town.covers([.init(room: Village.room, area: nil)]), "a room without its area lies in none")
        let all = RegisterScope(of: Village.person(41, .proposalOfficer, .tenant), over: .trainings)
        #expect(all.covers([away]) && all.covers([]))
    }

    @Test("whoever has several roles acts in the one that counts where the line lies")
    func severalRoles() {
        let staff = Staff(
            id: .init(41), name: "村民",
            appointments: [
                .init(.roomSecretary, .room(Village.room)), .init(.convener, .room(Village.otherRoom)),
                .init(.member, .tenant),
            ])
        let scope = RegisterScope(of: .staff(staff), over: .roomPlans)
        #expect(scope.role(in: [.init(room: Village.room, area: Village.village)]) == .roomSecretary)
        #expect(scope.role(in: [.init(room: Village.otherRoom, area: Village.village)]) == .convener)
        #expect(scope.role(in: [.init(room: .init(9), area: Village.village)]) == nil && !scope.isWhole)
    }

    @Test("the machine keeps every register; visitors and holders of keys keep none")
    func strangers() {
        for register in Register.allCases {
            for actor in [Actor.console, .system] {
                let scope = RegisterScope(of: actor, over: register)
                #expect(scope.isWhole && !scope.isEmpty && scope.covers([]) && scope.role == nil)
            }
            for actor in [Actor.visitor, .codeHolder(Village.topicID)] {
                let scope = RegisterScope(of: actor, over: register)
                #expect(scope.isEmpty && !scope.isWhole && !scope.covers([.init(room: Village.room, area: nil)]))
            }
        }
    }

    @Test("a file is open to whoever keeps all of the register, and to whoever sent it")
    func files() throws {
        let secretary = Village.person(41, .roomSecretary, .room(Village.room))
        let sent = try RegisterImport.sending(
            fileName: "签到.csv", for: .register(.trainings), as: .init(1), by: secretary
        ).after
        #expect(sent.isOpen(to: secretary) && sent.role(of: secretary, for: .discard) == .roomSecretary)
        #expect(sent.isOpen(to: Village.person(42, .proposalOfficer, .tenant)))
        let colleague = Village.person(43, .roomSecretary, .room(Village.room))
        #expect(!sent.isOpen(to: colleague) && sent.refusal(of: .discard, by: colleague) == .notYours)
        #expect(!sent.isOpen(to: Village.person(44, .systemAdministrator, .tenant)))
        #expect(throws: RegisterImportRefusal.notYours) {
            try RegisterImport.sending(fileName: "往年.xlsx", for: .formerProposals, as: .init(2), by: secretary)
        }
    }
}
