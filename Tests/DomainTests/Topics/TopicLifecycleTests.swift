// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The lifecycle of a topic")
struct TopicLifecycleTests {
    private let table = RuleTable(
        topicTable,
        columns: [
            .init(name: "command", values: Topic.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: Topic.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ActorKind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state and kind of actor")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 39 * 17 * 19)
    }

    @Test("the code does what the rule book says", arguments: Topic.Command.allCases)
    func obeyed(_ command: Topic.Command) throws {
        for name in Topic.State.Name.allCases {
            let topic = try Village.topic(name)
            for who in ActorKind.allCases {
                let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]]
                #expect(outcome(of: command, on: topic, by: who.actor) == said, "\(command) \(name) \(who.rawValue)")
            }
        }
    }

    @Test("the buttons are those commands that the rule book permits", arguments: Topic.State.Name.allCases)
    func buttons(_ name: Topic.State.Name) throws {
        let topic = try Village.topic(name)
        for who in ActorKind.allCases {
            let permitted = Topic.Command.allCases.filter { command in
                let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue]] ?? ""
                return said == "stays" || said.hasPrefix("→")
            }
            #expect(topic.permittedCommands(for: who.actor) == Set(permitted), "\(name) \(who.rawValue)")
        }
    }

    @Test("what its session and its items bring about follows the rule book too", arguments: TopicMove.allCases)
    func moves(_ move: TopicMove) throws {
        let table = RuleTable(
            topicMoveTable,
            columns: [
                .init(name: "move", values: TopicMove.allCases.map(\.rawValue)),
                .init(name: "state", values: Topic.State.Name.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [])
        for name in Topic.State.Name.allCases {
            let topic = try Village.topic(name)
            #expect(topic.state.name == name)
            let told: String
            do {
                let next = try topic.undergoing(move).after.state.name
                told = next == name ? "stays" : "→ \(next.rawValue)"
            } catch {
                told = error.code
            }
            #expect(told == table.outcomes[[move.rawValue, name.rawValue]], "\(move) \(name)")
        }
    }

    @Test("a secretary of another area, and one whose role is elsewhere, have no part in it")
    func elsewhere() throws {
        let topic = try Village.topic(.screening)
        for domain in [Appointment.Domain.area(Village.otherTown), .room(Village.otherRoom)] {
            #expect(topic.permittedCommands(for: Village.person(21, .roomSecretary, domain)) == [])
        }
        let countyWide = Village.person(22, .roomSecretary, .tenant)
        #expect(
            topic.permittedCommands(for: countyWide) == [
                .pool, .categorise, .reject, .redirect, .passOn, .ask, .solveDirectly, .merge, .attach, .review,
                .relate,
                .mediate,
            ])
    }

    @Test("the log records the role in which somebody acted here, and none for those without one")
    func recordedRole() throws {
        let topic = try Village.topic(.screening)
        let several = Actor.staff(
            Staff(
                id: Person.ID(23), name: "村民",
                appointments: [
                    Appointment(.leader, .tenant), Appointment(.roomSecretary, .room(Village.otherRoom)),
                    Appointment(.roomSecretary, .room(Village.room)),
                ]))
        #expect(topic.role(of: several, for: .pool) == .roomSecretary)
        #expect(topic.role(of: several, for: .answer) == nil)
        #expect(topic.role(of: ActorKind.otherRoomSecretary.actor, for: .pool) == nil)
        #expect(topic.role(of: .codeHolder(topic.id), for: .answer) == nil)
        #expect(topic.role(of: .console, for: .pool) == nil)
    }

    @Test("a secretary who is a member too loses nothing by it, in whatever order the appointments stand")
    func secretaryAndMember() throws {
        let member = Appointment(.member, .tenant)
        let secretary = Appointment(.roomSecretary, .room(Village.room))
        for appointments in [[member, secretary], [secretary, member]] {
            let both = Actor.staff(Staff(id: Person.ID(24), name: "村民", appointments: appointments))
            let topic = try Village.topic(.pooled)
            #expect(topic.refusal(of: .attach, by: both) == nil)
            #expect(topic.role(of: both, for: .attach) == .roomSecretary)
            #expect(try Village.topic(.ready).refusal(of: .research, by: both) == .notYours)
            #expect(try Village.topic(.ready).role(of: both, for: .research) == nil)
        }
    }

    private func outcome(of command: Topic.Command, on topic: Topic, by actor: Actor) -> String {
        do {
            let next = try topic.carryingOut(command, by: actor).after.state.name
            return next == topic.state.name ? "stays" : "→ \(next.rawValue)"
        } catch {
            return error.code
        }
    }
}
