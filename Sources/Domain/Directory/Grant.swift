// SPDX-License-Identifier: Apache-2.0

/// An appointment as it was given: the role, where it counts, from when to when, and for whom a substitute acts.
package struct Grant: Hashable, Sendable {
    package typealias ID = Identifier<Grant>

    package let id: ID
    package let appointment: Appointment
    /// First and last day in force; open where nothing is said.
    package let from: Day?
    package let until: Day?
    /// Whose substitute it is; such a grant always has both days.
    package let actingFor: Person.ID?
    /// On what it rests; nil where somebody gave it by hand.
    package let basis: Basis?

    /// What a role was given by.
    package enum Basis: String, Codable, CaseIterable, Hashable, Sendable {
        /// The registers said that the person holds the post.
        case register
    }

    package init(
        id: ID, appointment: Appointment, from: Day? = nil, until: Day? = nil, actingFor: Person.ID? = nil,
        basis: Basis? = nil
    ) {
        self.id = id
        self.appointment = appointment
        self.from = from
        self.until = until
        self.actingFor = actingFor
        self.basis = basis
    }

    /// Whether the role counts on this day.
    package func isInForce(on day: Day) -> Bool {
        from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
    }

    /// Whether both give the same role at the same place, for the same holder, and share a day: ending one would leave the
    /// other in force.
    package func isSame(as other: Grant) -> Bool {
        guard appointment == other.appointment, actingFor == other.actingFor else { return false }
        if let until, let from = other.from, until < from { return false }
        if let from, let until = other.until, until < from { return false }
        return true
    }

    /// Why somebody who holds these cannot act for the holder of this appointment; nil where it can be.
    ///
    /// A substitute holds the same role, or one that may stand in for it, in the same unit, room or other place. A unit's only
    /// officer has nobody there: an officer of another unit stands in. Nobody stands in for an administrator: there the security
    /// administrator appoints another one. `isSole`: whether nobody else holds the appointment.
    package static func refusal(
        substitutingIn appointment: Appointment, holding held: [Grant], isSole: Bool = false
    ) -> AccountRefusal? {
        guard !appointment.role.isAdministrator else { return .noSubstitute }
        let own = held.filter { $0.actingFor == nil }.map(\.appointment)
        let isColleague = own.contains {
            $0.domain == appointment.domain && $0.role.mayStandIn(for: appointment.role)
        }
        let isNeighbour = isSole && appointment.role == .unitOfficer && own.contains { $0.role == .unitOfficer }
        return isColleague || isNeighbour ? nil : .otherPlace
    }
}

extension Grant: Codable {
    private enum Key: String, CodingKey { case id, role, area, room, unit, from, until, actingFor, basis }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let domain: Appointment.Domain
        if let unit = try fields.decodeIfPresent(HandlingUnit.ID.self, forKey: .unit) {
            domain = .unit(unit)
        } else if let room = try fields.decodeIfPresent(Room.ID.self, forKey: .room) {
            domain = .room(room)
        } else if let area = try fields.decodeIfPresent(AreaCode.self, forKey: .area) {
            domain = .area(area)
        } else {
            domain = .tenant
        }
        self.init(
            id: try fields.decode(ID.self, forKey: .id),
            appointment: Appointment(try fields.decode(Role.self, forKey: .role), domain),
            from: try fields.decodeIfPresent(Day.self, forKey: .from),
            until: try fields.decodeIfPresent(Day.self, forKey: .until),
            actingFor: try fields.decodeIfPresent(Person.ID.self, forKey: .actingFor),
            basis: try fields.decodeIfPresent(Basis.self, forKey: .basis))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(appointment.role, forKey: .role)
        switch appointment.domain {
        case .tenant: break
        case .area(let code): try fields.encode(code, forKey: .area)
        case .room(let room): try fields.encode(room, forKey: .room)
        case .unit(let unit): try fields.encode(unit, forKey: .unit)
        }
        try fields.encodeIfPresent(from, forKey: .from)
        try fields.encodeIfPresent(until, forKey: .until)
        try fields.encodeIfPresent(actingFor, forKey: .actingFor)
        try fields.encodeIfPresent(basis, forKey: .basis)
    }
}
