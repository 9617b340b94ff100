// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The parts of the desk in the order in which they should be worked, and how much lies in each.
///
/// A part is looked up state by state and place by place, each by an index that has its order, and a few of each are enough:
/// so it makes no difference how many topics wait. Counting stops at a thousand.
struct TopicQueueStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    typealias Part = TopicDeskStore.Part
    typealias Place = TopicDeskStore.Place

    /// What is more is not counted.
    static let countMax = 1_000

    /// Topics without a day come last; an index has the same words.
    private static let key: SQL = "COALESCE(t.due_on, '9999-12-31')"

    /// The queue of a part, in the order in which it should be worked, with the place of each row.
    func queue(
        _ part: Part, about category: String? = nil, scope: TopicScope, today: Day, after: Place?, limit: Int,
        in transaction: Transaction
    ) throws -> [(topic: TopicDeskStore.Waiting, place: Place)] {
        let about: SQL = category.map { "AND t.category = \($0)" } ?? ""
        let beyond: SQL =
            after.map {
                "AND \(Self.key) >= \($0.key) AND (\(Self.key) > \($0.key) OR t.id > \($0.id.number))"
            } ?? ""
        let order: SQL = "ORDER BY \(Self.key), t.id"
        guard let picked = picked(part, scope, today, "\(about) \(beyond) \(order) LIMIT \(limit)") else { return [] }
        let desk = TopicDeskStore(tenant: tenant, contents: contents)
        return try transaction.rows(
            """
            SELECT \(TopicDeskStore.waitingColumns), q.due FROM (\(picked)) q
            JOIN topic t ON t.tenant = \(tenant.number) AND t.id = q.id
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            LEFT JOIN content d ON d.tenant = t.tenant AND d.id = t.place
            ORDER BY q.due, t.id LIMIT \(limit)
            """
        ) { row in
            let waiting = try desk.waiting(&row, scope).topic.masked
            return (waiting, Place(key: try row.next(), id: waiting.id))
        }
    }

    /// How many lie in each part, in one statement; one more than ``countMax`` where there are more.
    func counts(scope: TopicScope, today: Day, in transaction: Transaction) throws -> [Part: Int] {
        let most = Self.countMax + 1
        let counts = Part.allCases.map { part -> SQL in
            guard let picked = picked(part, scope, today, "LIMIT \(most)") else { return "0" }
            return "(SELECT COUNT(*) FROM (\(picked)) p)"
        }
        let numbers =
            try transaction.first("SELECT \(SQL(joining: counts, with: ", "))") { row in
                try Part.allCases.map { _ in min(try row.next(Int.self), most) }
            } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// How many of a part are about what; nil where there are more than are counted.
    func categories(
        _ part: Part, scope: TopicScope, today: Day, in transaction: Transaction
    ) throws -> [String: Int]? {
        let most = Self.countMax + 1
        guard let picked = picked(part, scope, today, "LIMIT \(most)") else { return [:] }
        let counted = try transaction.rows(
            """
            SELECT t.category, COUNT(*) FROM (\(picked)) q JOIN topic t ON t.tenant = \(tenant.number) AND t.id = q.id
            GROUP BY t.category
            """
        ) { (try $0.next(String?.self), try $0.next(Int.self)) }
        guard counted.reduce(0, { $0 + $1.1 }) < most else { return nil }
        return Dictionary(uniqueKeysWithValues: counted.compactMap { name, count in name.map { ($0, count) } })
    }

    /// The ids and days of a part's topics, each once, as far as `rest` takes of each piece; nil for who sees none.
    private func picked(_ part: Part, _ scope: TopicScope, _ today: Day, _ rest: SQL) -> SQL? {
        let places =
            part == .brought
            ? TopicVisibility.broughtParts(scope, tenant: tenant) : TopicVisibility.parts(scope, tenant: tenant)
        let pieces = places.flatMap { place in
            Self.pieces(part, today).map { piece -> SQL in
                """
                SELECT id, due FROM (SELECT t.id AS id, \(Self.key) AS due FROM topic t
                    WHERE \(place) AND \(piece) \(rest)) piece
                """
            }
        }
        return pieces.isEmpty ? nil : SQL(joining: pieces, with: " UNION ")
    }

    /// What the room above deals with has ended there.
    private static let hasEndedAbove: SQL = """
        EXISTS (SELECT 1 FROM topic p WHERE p.tenant = t.tenant AND p.id = t.escalated_into AND p.state IN (
            'rejected', 'redirected', 'solved_directly', 'merged', 'closed', 'withdrawn'))
        """

    /// What a part is made of, state by state.
    private static func pieces(_ part: Part, _ today: Day) -> [SQL] {
        func of(_ states: [Topic.State.Name]) -> [SQL] { states.map { "t.state = \($0.rawValue)" } }
        // Few are dealt with above: they are found by that, not among all of the pool, whose indexes know no such words.
        let above: SQL = "t.escalated_into IS NOT NULL AND t.state || '' = 'pooled'"
        let sentOn: SQL = "t.state = 'redirected'"
        return switch part {
        case .waiting: of([.held, .screening])
        case .overdue:
            of([.held, .screening, .researching, .redirected]).map { "\($0) AND \(key) < \(today.description)" }
        case .asked: of([.asked])
        case .held: of([.held])
        case .brought: [TopicDeskStore.isBrought]
        case .pool: of([.pooled, .selected]).map { "\($0) AND t.escalated_into IS NULL" }
        case .research: of([.researching, .ready])
        case .session: of([.scheduled, .consulted])
        case .handling: of([.inHandling, .reopened]) + ["\(above) AND NOT \(hasEndedAbove)"]
        case .elsewhere: ["\(sentOn) AND t.redirect_result IS NULL"]
        case .ended:
            of([.rejected, .solvedDirectly, .merged, .closed, .withdrawn])
                + ["\(sentOn) AND t.redirect_result IS NOT NULL", "\(above) AND \(hasEndedAbove)"]
        }
    }
}
