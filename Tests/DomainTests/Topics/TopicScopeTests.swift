// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The scope of topics")
struct TopicScopeTests {
    private let hidden = Village.topic(publication: .hidden, publicText: nil)
    private let published = Village.topic(
        publication: .published, publicText: .init(title: .kept("路灯"), body: .kept("不亮")))
    private let withdrawn = Village.topic(
        publication: .withdrawn, publicText: .init(title: .kept("路灯"), body: .kept("不亮")))

    @Test("strangers and holders of a code meet published topics alone, even their own")
    func strangers() {
        let link = Actor.linkHolder(Village.confirmationID)
        for actor in [Actor.visitor, .codeHolder(Village.topicID), .codeHolder(Topic.ID(2)), link] {
            let scope = TopicScope(of: actor)
            #expect(scope.isPublicOnly)
            #expect(scope.includes(published))
            #expect(!scope.includes(hidden))
            #expect(!scope.includes(withdrawn))
            #expect(!scope.includes(Village.topic(publication: .reviewed(by: [Person.ID(1)]), publicText: nil)))
        }
    }

    @Test("console and system see all topics")
    func machines() {
        for actor in [Actor.console, .system] {
            #expect(TopicScope(of: actor).includes(hidden) && TopicScope(of: actor).includes(withdrawn))
            #expect(!TopicScope(of: actor).isPublicOnly)
        }
    }

    @Test("those whose role opens rooms see all topics where it counts, and no other ones")
    func staff() {
        for role in [Role.roomSecretary, .convener, .leader] {
            for domain in [Appointment.Domain.room(Village.room), .area(Village.village), .area(Village.town), .tenant]
            {
                let scope = TopicScope(of: Village.person(1, role, domain))
                #expect(scope.includes(hidden) && scope.includes(published), "\(role) \(domain)")
            }
            for domain in [Appointment.Domain.room(Village.otherRoom), .area(Village.otherTown), .unit(Village.unit)] {
                let scope = TopicScope(of: Village.person(1, role, domain))
                #expect(!scope.includes(hidden) && !scope.includes(published), "\(role) \(domain)")
            }
        }
    }

    @Test("a member, a unit's officer and the privacy officer see no desk of rooms, wherever their role counts")
    func noRooms() {
        for role in [Role.member, .unitOfficer, .privacyOfficer] {
            for domain in [Appointment.Domain.tenant, .room(Village.room), .area(Village.county), .unit(Village.unit)] {
                let scope = TopicScope(of: Village.person(1, role, domain))
                #expect(!scope.includes(hidden) && !scope.includes(published), "\(role) \(domain)")
            }
        }
    }

    @Test("a member sees what was given to this member to research, until another one takes over")
    func researcher() throws {
        let scope = TopicScope(of: Village.researcher)
        #expect(try !scope.includes(Village.topic(.selected)))
        let given = try Village.topic(.researching)
        #expect(scope.includes(given))
        #expect(!TopicScope(of: ActorKind.otherMember.actor).includes(given))
        for state in [Topic.State.Name.ready, .scheduled, .consulted, .inHandling, .closed, .reopened] {
            #expect(try scope.includes(Village.topic(state)), "\(state)")
        }
        let passedOn = try given.assigning(
            researcher: Person.ID(18), by: Village.day("2026-03-19"), actor: Village.convener, at: Village.morning,
            practice: Village.practice
        ).after
        #expect(!scope.includes(passedOn))
        #expect(TopicScope(of: ActorKind.otherMember.actor).includes(passedOn))
    }

    @Test("a leader sees topics, but reads what was said only without what points at one person (BR-38)")
    func words() throws {
        for domain in [Appointment.Domain.room(Village.room), .area(Village.village), .tenant] {
            for role in Role.allCases {
                let scope = TopicScope(of: Village.person(1, role, domain))
                #expect(
                    scope.readsWords(of: hidden) == [.roomSecretary, .convener].contains(role), "\(role) \(domain)")
            }
        }
        let elsewhere = TopicScope(of: Village.person(1, .roomSecretary, .room(Village.otherRoom)))
        #expect(!elsewhere.readsWords(of: hidden))
        let researching = try Village.topic(.researching)
        #expect(TopicScope(of: Village.researcher).readsWords(of: researching))
        #expect(!TopicScope(of: Village.researcher).readsWords(of: hidden))
        #expect(!TopicScope(of: .visitor).readsWords(of: published))
    }

    @Test("several appointments add up; none at all sees nothing")
    func several() {
        let both = Staff(
            id: Person.ID(1), name: "村民",
            appointments: [
                Appointment(.convener, .room(Village.otherRoom)), Appointment(.leader, .area(Village.county)),
            ])
        #expect(TopicScope(of: .staff(both)).includes(hidden))
        let none = Staff(id: Person.ID(2), name: "村民", appointments: [])
        #expect(!TopicScope(of: .staff(none)).includes(hidden))
        #expect(!TopicScope(of: .staff(none)).includes(published))
    }
}
