// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of reception days, with who receives and which places are taken. The day itself is what its log tells.
struct ReceptionStore: Sendable {
    let tenant: Tenant.ID

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(_ transition: Transition<ReceptionDay>, in transaction: Transaction) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE reception_day SET place = \(after.plan.place.words), state = \(after.state.name.rawValue),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
        if before.plan.members != after.plan.members { try setMembers(of: after, in: transaction) }
    }

    private func insert(_ day: ReceptionDay, in transaction: Transaction) throws {
        let (plan, hours) = (day.plan, day.plan.hours)
        try transaction.execute(
            """
            INSERT INTO reception_day (id, tenant, room, area, held_on, from_minute, until_minute, slot_minutes, places,
                place, state, version)
            VALUES (\(day.id.number), \(tenant.number), \(plan.room.number), \(plan.area.text),
                \(plan.day.description), \(hours.from), \(hours.until), \(hours.slotMinutes), \(hours.places),
                \(plan.place.words), \(day.state.name.rawValue), \(day.version))
            """)
        let slots = hours.slots.map { slot -> SQL in
            "(\(tenant.number), \(day.id.number), \(slot), \(hours.places), 0)"
        }
        try transaction.execute(
            """
            INSERT INTO reception_slot (tenant, reception, minute, places, taken)
            VALUES \(SQL(joining: slots, with: ", "))
            """)
        try setMembers(of: day, in: transaction)
    }

    private func setMembers(of day: ReceptionDay, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM reception_member WHERE tenant = \(tenant.number) AND reception = \(day.id.number)")
        let members = Set(day.plan.members).sorted().map { person -> SQL in
            "(\(tenant.number), \(day.id.number), \(person.number))"
        }
        try transaction.execute(
            "INSERT INTO reception_member (tenant, reception, person) VALUES \(SQL(joining: members, with: ", "))")
    }

    /// When the room is taken on a date by days that were not cancelled. Whoever plans in the same room meanwhile waits.
    func hours(of room: Room.ID, on day: Day, in transaction: Transaction) throws -> [ReceptionHours] {
        if transaction.dialect == .postgres {
            try transaction.forEach(
                "SELECT id FROM room WHERE tenant = \(tenant.number) AND id = \(room.number) FOR NO KEY UPDATE"
            ) { _ in }
        }
        return try transaction.rows(
            """
            SELECT from_minute, until_minute, slot_minutes, places FROM reception_day
            WHERE tenant = \(tenant.number) AND room = \(room.number) AND held_on = \(day.description)
                AND state <> 'cancelled'
            """
        ) { row in
            ReceptionHours(
                from: try row.next(), until: try row.next(), slotMinutes: try row.next(), places: try row.next())
        }
    }

    // MARK: - Places

    /// A slot with how many of its places are taken.
    struct Slot: Sendable, Hashable {
        let minute: Int
        let places: Int
        let taken: Int

        var free: Int { places - taken }
    }

    func slots(of day: ReceptionDay.ID, in transaction: Transaction) throws -> [Slot] {
        try transaction.rows(
            """
            SELECT minute, places, taken FROM reception_slot
            WHERE tenant = \(tenant.number) AND reception = \(day.number) ORDER BY minute
            """
        ) { Slot(minute: try $0.next(), places: try $0.next(), taken: try $0.next()) }
    }

    /// Lets those who book on a day wait for each other, where more than one writes at a time.
    func lock(_ day: ReceptionDay.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            "SELECT id FROM reception_day WHERE tenant = \(tenant.number) AND id = \(day.number) FOR NO KEY UPDATE"
        ) { _ in }
    }

    /// Takes a place of a slot; false when none is left. Whoever comes at the same moment waits for this row.
    func takePlace(at minute: Int, of day: ReceptionDay.ID, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE reception_slot SET taken = taken + 1
            WHERE tenant = \(tenant.number) AND reception = \(day.number) AND minute = \(minute) AND taken < places
            """) == 1
    }

    /// Gives a place back.
    func freePlace(at minute: Int, of day: ReceptionDay.ID, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE reception_slot SET taken = taken - 1
            WHERE tenant = \(tenant.number) AND reception = \(day.number) AND minute = \(minute) AND taken > 0
            """)
    }
}
