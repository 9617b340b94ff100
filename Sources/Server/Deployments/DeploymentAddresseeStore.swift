// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// To whom notices can go, and who signs for them there.
struct DeploymentAddresseeStore: Sendable {
    let tenant: Tenant.ID

    /// The rooms in use: of one level, or within an area, or all.
    func rooms(
        level: Room.Level?, area: AreaCode?, in transaction: Transaction
    ) throws -> [Deployment.Addressee] {
        let narrower: SQL = level.map { "AND r.level = \($0.rawValue)" } ?? ""
        let within: SQL = area.map { "AND \(AreaCondition.sql("r.area", $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT r.id, r.area FROM room r
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL \(narrower) \(within) ORDER BY r.id
            """, Self.room)
    }

    /// Of these rooms those in use.
    func rooms(_ ids: [Room.ID], in transaction: Transaction) throws -> [Deployment.Addressee] {
        guard !ids.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT r.id, r.area FROM room r
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL AND r.id IN (\(SQL(numbers: ids.map(\.number))))
            ORDER BY r.id
            """, Self.room)
    }

    private static func room(_ row: inout Row) throws -> Deployment.Addressee {
        let id = Identifier<Room>(try row.next())
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room \(id)") }
        return .room(id, area)
    }

    /// Everybody who signs for a room or a unit on a day.
    func answering(on day: Day, in transaction: Transaction) throws -> DeploymentAnswering {
        let roles = SQL(joining: DeploymentReceipt.addressees.map { "\($0.rawValue)" }, with: ", ")
        let signers = try transaction.rows(
            """
            SELECT a.person, a.role, a.area, a.room, a.unit FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.role IN (\(roles)) AND \(AppointmentStore.inForce(on: day))
            ORDER BY a.id
            """
        ) { row -> DeploymentAnswering.Signer in
            let person = Identifier<Person>(try row.next())
            guard let role = Role(rawValue: try row.next()) else {
                throw DatabaseError.malformed("appointment of \(person)")
            }
            let area = try row.next(String?.self).flatMap { AreaCode($0) }
            let (room, unit) = (try row.next(Int64?.self), try row.next(Int64?.self))
            let domain: Appointment.Domain =
                unit.map { .unit(Identifier($0)) } ?? room.map { .room(Identifier($0)) } ?? area.map { .area($0) }
                ?? .tenant
            return .init(person: person, appointment: Appointment(role, domain))
        }
        return DeploymentAnswering(signers)
    }
}
