// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("For which bodies somebody may convene")
struct ConveningBodyTests {
    /// level of the room | posts held | whether the office covers the tenant | bodies.
    private static let table: [(Room.Level, Set<Organ.Kind>, Bool, Set<ConveningBody>)] = [
        (.village, [], false, [.room]),
        (.town, [], false, [.room]),
        (.enterprise, [], false, [.room]),
        (.park, [.expertPool, .partyBranch, .leadingGroup, .office, .workCommittee], false, [.room]),
        (.village, [.standingCommittee, .chairpersonsCouncil], false, [.room]),
        (.village, [.specialCommittee], false, [.room, .specialCommittee]),
        (.town, [.sector], false, [.room, .sector]),
        (.town, [.dutyGroup], false, [.room, .sector]),
        (.sector, [], false, [.room, .sector]),
        (.sector, [.specialCommittee], false, [.room, .sector, .specialCommittee]),
        (.district, [], false, Set(ConveningBody.allCases)),
        (.village, [], true, Set(ConveningBody.allCases)),
    ]

    @Test("the room's level, the posts held and the reach of the office decide", arguments: 0..<12)
    func bodies(_ row: Int) {
        let (level, seats, isOffice, expected) = Self.table[row]
        let staff = Staff(
            id: Person.ID(3), name: "秘书",
            appointments: [Appointment(.roomSecretary, isOffice ? .tenant : .room(Village.room))])
        #expect(ConveningBody.those(of: staff, in: level, seats: seats) == expected)
    }

    @Test("a role over the tenant that plans no sessions convenes for nobody else")
    func otherRoles() {
        let leader = Staff(
            id: Person.ID(3), name: "领导",
            appointments: [Appointment(.leader, .tenant), Appointment(.convener, .room(Village.room))])
        #expect(ConveningBody.those(of: leader, in: .village, seats: []) == [.room])
    }
}
