// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The one place where a scope becomes a condition: every list, search, count and record goes through it.
enum TopicVisibility {
    /// The condition on `topic t` for what the scope may see in this tenant.
    static func sql(_ scope: TopicScope, tenant: Tenant.ID) -> SQL {
        let own: SQL = "t.tenant = \(tenant.number)"
        if scope.isPublicOnly { return "\(own) AND t.publication = 'published'" }
        let domains = scope.domains.map { domain -> SQL in
            switch domain {
            case .tenant: "1 = 1"
            case .area(let area): "(\(AreaCondition.sql("t.area", area)))"
            case .room(let room): "t.room = \(room.number)"
            }
        }
        return domains.isEmpty ? "\(own) AND 1 = 0" : "\(own) AND (\(SQL(joining: domains, with: " OR ")))"
    }
}
