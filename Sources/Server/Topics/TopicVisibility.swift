// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The one place where a scope becomes a condition: every list, search, count and record goes through it.
enum TopicVisibility {
    /// The condition on `topic t` for what the scope may see in this tenant.
    static func sql(_ scope: TopicScope, tenant: Tenant.ID) -> SQL {
        let own: SQL = "t.tenant = \(tenant.number)"
        if scope.isPublicOnly { return "\(own) AND t.publication = 'published'" }
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "t") }
        if let researcher = scope.researcher { conditions.append("t.researcher = \(researcher.number)") }
        return conditions.isEmpty ? "\(own) AND 1 = 0" : "\(own) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    /// The condition on `topic t` for what was brought before a room that the scope sees.
    static func broughtSQL(_ scope: TopicScope, tenant: Tenant.ID) -> SQL {
        let own: SQL = "t.tenant = \(tenant.number) AND t.escalation_room IS NOT NULL"
        let conditions = scope.domains.map { domain -> SQL in
            switch domain {
            case .tenant: "1 = 1"
            case .area(let area): "(\(AreaCondition.sql("t.escalation_area", area)))"
            case .room(let room): "t.escalation_room = \(room.number)"
            case .unit: "1 = 0"
            }
        }
        return conditions.isEmpty ? "\(own) AND 1 = 0" : "\(own) AND (\(SQL(joining: conditions, with: " OR ")))"
    }
}
