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

    @Test(
        "the link is told to whose room leads and to who comes by it; to nobody who declined, nor to a co-host's people"
    )
    func link() throws {
        let host = ConsultationSession.CoHost(room: Room.ID(99), area: Village.town)
        let plan = ConsultationSession.Plan(
            title: Village.plan.title, day: Village.plan.day, minuteOfDay: 570, place: Village.plan.place,
            link: .kept("会议号"), coHosts: [host])
        let session = try Village.plannedSession(plan: plan)
            .announcing(
                topics: [Village.topic(.ready)], by: Village.convener, at: Village.morning, practice: Village.practice
            )
            .after
        let member = ActorKind.participant.actor
        #expect(session.tellsLink(to: Village.secretary) && session.tellsLink(to: Village.convener))
        #expect(!session.tellsLink(to: member), "nothing was answered")
        let replies: [(ConsultationSession.Reply, Bool)] = [(.online, true), (.declined, false), (.coming, false)]
        for (reply, isTold) in replies {
            let answered = try session.answering(reply, of: nil, by: member).after
            #expect(answered.tellsLink(to: member) == isTold, "\(reply)")
        }
        let beside = Actor.staff(
            Staff(id: Person.ID(77), name: "邻村秘书", appointments: [Appointment(.roomSecretary, .room(host.room))]))
        #expect(SessionScope(of: beside).includes(session) && !session.tellsLink(to: beside))
        #expect(!session.tellsLink(to: .visitor))
    }

    @Test("whoever is signed in without an appointment sees nothing")
    func nobody() throws {
        let none = Actor.staff(Staff(id: Person.ID(2), name: "村民", appointments: []))
        #expect(try !SessionScope(of: none).includes(Village.session(.announced)))
    }
}
