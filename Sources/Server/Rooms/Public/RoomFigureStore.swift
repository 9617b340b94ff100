// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a room has done, in numbers and as the records behind them; all of it public.
struct RoomFigureStore: Sendable {
    let tenant: Tenant.ID

    /// Each number is the length of a list that everybody may open.
    struct Figures: Sendable, Hashable, Codable {
        let publicTopics: Int
        let sessionsComing: Int
        let sessionsHeld: Int
        let results: Int
        /// Of the results, those that count as solved.
        let solved: Int
        /// Of those, the ones on which people have answered, all of them that it is solved.
        let confirmed: Int
    }

    /// A public topic with a result.
    struct Result: Sendable {
        let id: Topic.ID
        let title: String
        let state: Topic.State.Name
        /// What the units claim; nil where the room settled it on the spot.
        let claimed: OutcomeClass?
        /// What the people say; nil where nobody was asked.
        var word: ConfirmationTally?
    }

    func figures(of room: Room.ID, today: Day, in transaction: Transaction) throws -> Figures {
        let sessions: SQL = """
            (SELECT COUNT(*) FROM consultation_session s
            WHERE s.tenant = \(tenant.number) AND \(SessionTogetherStore.isHeld(in: room))
            """
        let found = try transaction.first(
            """
            SELECT p.topics, \(sessions) AND \(SessionListStore.isComing(today: today))),
                \(sessions) AND \(SessionListStore.isHeld)), p.results, p.solved, p.confirmed
            FROM (
                SELECT COUNT(*) AS topics, COALESCE(SUM(CASE WHEN \(Self.hasResult) THEN 1 ELSE 0 END), 0) AS results,
                    COALESCE(SUM(CASE WHEN \(Self.isSolved(today)) THEN 1 ELSE 0 END), 0) AS solved,
                    COALESCE(SUM(CASE WHEN \(Self.isConfirmed) THEN 1 ELSE 0 END), 0) AS confirmed
                FROM topic t WHERE \(publicTopics(room))) p
            """
        ) {
            Figures(
                publicTopics: try $0.next(), sessionsComing: try $0.next(), sessionsHeld: try $0.next(),
                results: try $0.next(), solved: try $0.next(), confirmed: try $0.next())
        }
        return found
            ?? Figures(publicTopics: 0, sessionsComing: 0, sessionsHeld: 0, results: 0, solved: 0, confirmed: 0)
    }

    /// Topics with a result, newest first, after the one with id `after`.
    func results(
        of room: Room.ID, solvedOnly: Bool, today: Day, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Result] {
        try transaction.rows(
            """
            SELECT t.id, t.public_title, t.state, t.claimed FROM topic t
            WHERE \(publicTopics(room)) AND \(solvedOnly ? Self.isSolved(today) : Self.hasResult)
                AND t.id < \(after?.number ?? .max)
            ORDER BY t.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let title = try row.next(String.self)
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic.state")
            }
            return Result(
                id: id, title: title, state: state, claimed: try row.next(String?.self).flatMap(OutcomeClass.init))
        }
    }

    /// Where from topics of the desk came, by source.
    func sources(of room: Room.ID, in transaction: Transaction) throws -> [Topic.Source: Int] {
        let counted = try transaction.rows(
            """
            SELECT source, COUNT(*) FROM topic WHERE tenant = \(tenant.number) AND room = \(room.number) GROUP BY source
            """
        ) { row -> (Topic.Source?, Int) in (Topic.Source(rawValue: try row.next()), try row.next()) }
        return Dictionary(
            counted.compactMap { source, count in source.map { ($0, count) } }, uniquingKeysWith: { a, _ in a })
    }

    private func publicTopics(_ room: Room.ID) -> SQL {
        "\(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND t.room = \(room.number)"
    }

    /// What counts as a result: settled on the spot, or handled and closed. What ended in a former system is declared, and counts
    /// nowhere (BR-47).
    static let hasResult: SQL =
        "((t.state = 'solved_directly' AND t.former_ending IS NULL) OR t.closure = 'handled')"

    /// What counts as solved: closed as that by the units; settled on the spot where those who raised it say so, or had their
    /// days to say otherwise and did not.
    private static func isSolved(_ today: Day) -> SQL {
        """
        ((t.state = 'solved_directly' AND (t.word = 'solved' OR (t.word IS NULL AND t.asked_until < \(today.description)))
            AND \(noPartDenies))
            OR (t.closure = 'handled' AND t.claimed = 'solved'))
        """
    }

    /// Of what counts as solved, what people have answered to, all of them that it is.
    private static let isConfirmed: SQL = """
        ((t.state = 'solved_directly' AND t.word = 'solved' AND \(noPartDenies))
            OR (t.closure = 'handled' AND t.claimed = 'solved' AND \(BoardStore.isConfirmed)))
        """

    /// What is not solved for whoever raised a part of it stands by itself again; what is so in part, is not solved.
    private static let noPartDenies: SQL = """
        NOT EXISTS (SELECT 1 FROM topic m WHERE m.tenant = t.tenant AND m.merged_into = t.id AND m.word = 'partly')
        """
}
