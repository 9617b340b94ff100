// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The scope of consultation sessions")
struct SessionScopeTests {
    @Test(
        "who sees the village's session: its room's people, leaders, members who take part, and the machine",
        arguments: ActorKind.allCases)
    func everybody(_ who: ActorKind) throws {
        let scope = SessionScope(of: who.actor)
        let sees: Set<ActorKind> = [
            .roomSecretary, .areaSecretary, .convener, .leader, .participant, .console, .system,
        ]
        for state in ConsultationSession.State.Name.allCases {
            #expect(try scope.includes(Village.session(state)) == sees.contains(who), "\(state)")
        }
    }

    @Test("a member sees a session from the invitation on")
    func invited() throws {
        let scope = SessionScope(of: ActorKind.participant.actor)
        let empty = try Village.plannedSession(inviting: [])
        #expect(!scope.includes(empty))
        #expect(try scope.includes(empty.inviting(Village.circle, by: Village.secretary).after))
    }

    @Test("whoever is signed in without an appointment sees nothing")
    func nobody() throws {
        let none = Actor.staff(Staff(id: Person.ID(2), name: "村民", appointments: []))
        #expect(try !SessionScope(of: none).includes(Village.session(.announced)))
    }
}
