// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The condition for records of a room that lie in a domain; every visibility rule is made of it.
enum RoomDomainCondition {
    /// `table`: the alias of a table with columns `area` and `room`.
    static func sql(_ domain: Appointment.Domain, of table: SQL) -> SQL {
        switch domain {
        case .tenant: "1 = 1"
        case .area(let area): "(\(AreaCondition.sql("\(table).area", area)))"
        case .room(let room): "\(table).room = \(room.number)"
        case .unit: "1 = 0"
        }
    }
}
