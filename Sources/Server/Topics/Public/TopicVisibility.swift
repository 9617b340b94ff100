// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The one place where a scope becomes a condition: every list, search, count and record goes through it.
enum TopicVisibility {
    /// The condition on `topic t` for what the scope may see in this tenant.
    static func sql(_ scope: TopicScope, tenant: Tenant.ID) -> SQL {
        either(own(tenant), conditions(scope))
    }

    /// The same in parts, of which one has to hold: each is looked up by an index of its own.
    static func parts(_ scope: TopicScope, tenant: Tenant.ID) -> [SQL] {
        conditions(scope).map { "\(own(tenant)) AND \($0)" }
    }

    /// The conditions on `topic t` for what was brought before a room that the scope sees, of which one has to hold.
    static func broughtParts(_ scope: TopicScope, tenant: Tenant.ID) -> [SQL] {
        broughtConditions(scope).map { "\(brought(tenant)) AND \($0)" }
    }

    private static func own(_ tenant: Tenant.ID) -> SQL { "t.tenant = \(tenant.number)" }

    private static func brought(_ tenant: Tenant.ID) -> SQL { "\(own(tenant)) AND t.escalation_room IS NOT NULL" }

    private static func conditions(_ scope: TopicScope) -> [SQL] {
        if scope.isPublicOnly { return ["t.publication = 'published'"] }
        let researched: [SQL] = scope.researcher.map { ["t.researcher = \($0.number)"] } ?? []
        let held = scope.domains.map { domain -> SQL in
            if case .area(let area) = domain { return AreaCondition.lookedUp("t.area", area) }
            return RoomDomainCondition.sql(domain, of: "t")
        }
        return held + researched
    }

    private static func broughtConditions(_ scope: TopicScope) -> [SQL] {
        scope.domains.map { domain -> SQL in
            switch domain {
            case .tenant: "1 = 1"
            case .area(let area): "(\(AreaCondition.sql("t.escalation_area", area)))"
            case .room(let room): "t.escalation_room = \(room.number)"
            case .unit: "1 = 0"
            }
        }
    }

    private static func either(_ own: SQL, _ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "\(own) AND 1 = 0" : "\(own) AND (\(SQL(joining: conditions, with: " OR ")))"
    }
}
