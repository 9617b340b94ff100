// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The trainings of a time, gathered from the lines of the register (A4-11).
struct TrainingStore: Sendable {
    let tenant: Tenant.ID

    /// One training, with those who took part.
    struct Training: Sendable {
        let kind: TrainingKind
        let name: String
        let day: Day
        let attendants: [QuotaStore.Bearer]
    }

    /// What makes lines those of one training.
    private struct Key: Hashable {
        let kind: String
        let name: String
        let day: String
    }

    /// The latest first, each with those of its attendants whose figures the scope reads; one of which it reads nobody is not
    /// there.
    func trainings(
        _ scope: QuotaScope, from first: Day, to last: Day, in transaction: Transaction
    ) throws -> [Training] {
        let lines = try transaction.rows(
            """
            SELECT t.kind, t.name, t.held_on, t.person, p.name FROM training t
            JOIN person p ON p.tenant = t.tenant AND p.id = t.person
            WHERE t.tenant = \(tenant.number) AND t.ended_on IS NULL
                AND t.held_on >= \(first.description) AND t.held_on <= \(last.description) AND (\(Self.visible(scope)))
            ORDER BY t.held_on DESC, t.kind, t.name, t.id
            """
        ) { row in
            (
                key: Key(kind: try row.next(), name: try row.next(), day: try row.next()),
                attendant: QuotaStore.Bearer(id: try row.next(), name: try row.next())
            )
        }
        var order: [Key] = []
        var attendants: [Key: [QuotaStore.Bearer]] = [:]
        for line in lines {
            if attendants[line.key] == nil { order.append(line.key) }
            attendants[line.key, default: []].append(line.attendant)
        }
        return try order.map { key in
            guard let kind = TrainingKind(rawValue: key.kind), let day = Day(key.day) else {
                throw DatabaseError.malformed("training")
            }
            return Training(
                kind: kind, name: key.name, day: day,
                attendants: StrokeOrder.sorted(attendants[key] ?? []) { $0.name })
        }
    }

    /// Whoever looks after the whole county reads of everybody who came, members or not.
    private static func visible(_ scope: QuotaScope) -> SQL {
        guard !scope.isWhole else { return "1 = 1" }
        return """
            EXISTS (SELECT 1 FROM membership m WHERE m.tenant = t.tenant AND m.person = t.person AND m.ended_on IS NULL
                AND (\(QuotaStore.visible(scope))))
            """
    }
}
