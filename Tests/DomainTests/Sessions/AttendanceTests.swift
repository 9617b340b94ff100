// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("How often a member was there")
struct AttendanceTests {
    @Test(
        "less than two thirds is absent; approved leave counts neither way (BR-36)",
        arguments: [
            (0, 0, 0, false), (3, 2, 0, false), (3, 1, 0, true), (6, 4, 0, false), (6, 3, 0, true), (6, 3, 2, false),
            (2, 0, 2, false), (1, 0, 0, true), (4, 1, 2, true),
        ])
    func absent(invited: Int, present: Int, onLeave: Int, isAbsent: Bool) {
        let attendance = Attendance(invited: invited, present: present, onLeave: onLeave)
        #expect(attendance.isAbsent == isAbsent)
        #expect(attendance.counted == invited - onLeave)
    }

    @Test("leave is a member's, who then does not come; for another day it is asked anew")
    func leave() throws {
        let session = try Village.session(.announced)
        #expect(throws: SessionRefusal.unknownParticipant) {
            try session.approvingLeave(of: Participant.ID(84), reason: "住院", by: Village.secretary)
        }
        let away = try session.approvingLeave(of: Participant.ID(81), reason: "市里开会", by: Village.convener).after
        #expect(away.onLeave == [Participant.ID(81)])
        #expect(away.participants.first { $0.id == Participant.ID(81) }?.answer == .declined)
        let postponed = try away.postponing(reason: "下大雪", by: Village.convener).after
        #expect(try postponed.carryingOut(.reschedule, by: Village.convener).after.onLeave == [])
    }
}
