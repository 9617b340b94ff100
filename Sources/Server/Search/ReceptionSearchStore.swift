// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Looks for words in reception days.
extension SearchStore {
    /// A reception day.
    struct Reception: Sendable {
        let id: ReceptionDay.ID
        let day: Day
        let hours: ReceptionHours
        let place: String?
        let state: ReceptionDay.State.Name
        let roomName: String
        let roomToken: String
        /// Who receives.
        let members: [String]
    }

    /// Reception days by room, place and the members who receive; nil as scope: those that rooms announce.
    func receptions(
        _ scope: ReceptionScope?, today: Day, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<Reception> {
        let visible =
            scope.map { ReceptionListStore.visible($0, tenant) } ?? ReceptionListStore.announced(today: today, tenant)
        let members = try texts(
            """
            SELECT m.reception, p.name FROM reception_member m
            JOIN reception_day d ON d.tenant = m.tenant AND d.id = m.reception
            JOIN room r ON r.tenant = d.tenant AND r.id = d.room
            JOIN person p ON p.tenant = m.tenant AND p.id = m.person
            WHERE \(visible) AND \(Self.within("d", narrowing)) ORDER BY m.reception DESC, m.person
            """, most: narrowing.wordsMax / 2, in: transaction
        ) { try $0.next(String.self) }
        return try members.cutting(
            look(
                """
                SELECT d.id, d.held_on, d.from_minute, d.until_minute, d.slot_minutes, d.places, d.place, d.state, r.name, r.token
                FROM reception_day d JOIN room r ON r.tenant = d.tenant AND r.id = d.room
                WHERE \(visible) AND \(Self.within("d", members.left(of: narrowing))) ORDER BY d.id DESC
                """, members.left(of: narrowing), in: transaction
            ) { row in
                let id = ReceptionDay.ID(try row.next())
                let day = Day(try row.next(String.self))
                let hours = ReceptionHours(
                    from: try row.next(), until: try row.next(), slotMinutes: try row.next(), places: try row.next())
                let place = try row.next(String?.self)
                guard let day, let state = ReceptionDay.State.Name(rawValue: try row.next()) else {
                    throw DatabaseError.malformed("reception_day \(id)")
                }
                let reception = Reception(
                    id: id, day: day, hours: hours, place: place, state: state, roomName: try row.next(),
                    roomToken: try row.next(), members: members.texts[id.number] ?? [])
                return (
                    reception,
                    [ReceptionWording.title(day, reception.roomName, today: today), place] + reception.members
                )
            })
    }
}
