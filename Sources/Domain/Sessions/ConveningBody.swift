// SPDX-License-Identifier: Apache-2.0

/// Which body convenes a form of consultation (A3-01). Bodies are no actors; whoever plans a session acts for those of which
/// this person is one, or whose room it is.
package enum ConveningBody: String, CaseIterable, Hashable, Sendable, Codable {
    /// 议事室: whoever plans sessions of any room.
    case room
    /// 政协机关: the whole committee, its Standing Committee, its Chairpersons' Council.
    case committee
    /// 专门委员会.
    case specialCommittee = "special_committee"
    /// 界别、履职小组.
    case sector

    /// For which bodies somebody may convene who plans a session of this room: always for the room; for the committee where
    /// the office reaches over the whole tenant or the room is the committee's own; for committees and sectors as one of
    /// them, in a sector's own room, and wherever it could be for the committee.
    package static func those(
        of staff: Staff, in level: Room.Level, seats: Set<Organ.Kind>
    ) -> Set<ConveningBody> {
        let isOffice =
            level == .district
            || staff.appointments.contains {
                ConsultationSession.planners.contains($0.role) && $0.domain == .tenant
            }
        if isOffice { return Set(allCases) }
        var bodies: Set<ConveningBody> = [.room]
        if seats.contains(.specialCommittee) { bodies.insert(.specialCommittee) }
        if level == .sector || !seats.isDisjoint(with: [.sector, .dutyGroup]) { bodies.insert(.sector) }
        return bodies
    }
}
