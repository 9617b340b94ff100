// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Posts of a room in which nobody can act")
struct RoomVacancyTests {
    private static let room = Room.ID(50)
    private static let (named, other) = (Person.ID(7), Person.ID(8))

    private func vacancies(
        _ holders: [Room.Holder], in area: String = "990101001001", named: [Room.Vacancy: Person.ID] = [:]
    ) throws -> [Room.Vacancy] {
        Room.vacancies(
            of: Self.room, in: try #require(AreaCode(area)), named: named, holders: holders,
            home: try #require(AreaCode("990101000000")))
    }

    private func secretary(_ domain: Appointment.Domain, _ person: Person.ID = RoomVacancyTests.other) -> Room.Holder {
        Room.Holder(person, Appointment(.roomSecretary, domain))
    }

    @Test("whoever holds the role in the room, its village or its town is near; who looks after all rooms is not")
    func near() throws {
        let (village, town, county) = (
            try #require(AreaCode("990101001001")), try #require(AreaCode("990101001000")),
            try #require(AreaCode("990101000000"))
        )
        for domain in [Appointment.Domain.room(Self.room), .area(village), .area(town)] {
            #expect(try vacancies([secretary(domain)]) == [.convener], "\(domain)")
        }
        for domain in [Appointment.Domain.room(.init(51)), .area(county), .tenant] {
            #expect(try vacancies([secretary(domain)]) == [.secretary, .convener], "\(domain)")
        }
        #expect(try vacancies([]) == Room.Vacancy.allCases)
        #expect(try vacancies([secretary(.tenant)], in: "990101000000") == [.convener], "a room of the county itself")
    }

    @Test("whom the register names counts with a role of the whole county")
    func named() throws {
        let named = [Room.Vacancy.secretary: Self.named]
        #expect(try vacancies([secretary(.tenant, Self.named)], named: named) == [.convener])
        #expect(try vacancies([secretary(.tenant)], named: named) == Room.Vacancy.allCases)
        #expect(try vacancies([secretary(.room(.init(51)), Self.named)], named: named) == Room.Vacancy.allCases)
    }
}
