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
        for actor in [Actor.visitor, .codeHolder(Village.topicID), .codeHolder(Topic.ID(2))] {
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

    @Test("whoever is signed in sees all topics where a role counts, whatever the role")
    func staff() {
        for role in Role.allCases {
            for domain in [Appointment.Domain.room(Village.room), .area(Village.village), .area(Village.town), .tenant]
            {
                let scope = TopicScope(of: Village.person(1, role, domain))
                #expect(scope.includes(hidden) && scope.includes(published), "\(role) \(domain)")
            }
            for domain in [Appointment.Domain.room(Village.otherRoom), .area(Village.otherTown)] {
                let scope = TopicScope(of: Village.person(1, role, domain))
                #expect(!scope.includes(hidden) && !scope.includes(published), "\(role) \(domain)")
            }
        }
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
