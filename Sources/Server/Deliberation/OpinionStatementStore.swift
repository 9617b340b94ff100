// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Cryptography
import Database
import Domain

/// The rows of statements. The statement itself is what its log tells.
struct OpinionStatementStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``OpinionStatementRefusal/alike`` where another of the call has the same
    /// words, and ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<OpinionStatement>, _ recorded: EventStore.Recorded, author: [UInt8]?,
        in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, recorded, author, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE opinion_statement SET state = \(after.state.name.rawValue),
                ground = \(after.rejection?.ground.rawValue), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(
        _ statement: OpinionStatement, _ recorded: EventStore.Recorded, _ author: [UInt8]?,
        in transaction: Transaction
    ) throws {
        let content = statement.content
        let inserted = try transaction.execute(
            """
            INSERT INTO opinion_statement (id, tenant, deliberation, words, likeness, is_seed, author, state,
                version)
            VALUES (\(statement.id.number), \(tenant.number), \(content.deliberation.number),
                \(recorded.content(of: content.text)), \(likeness(of: content)), \(content.isSeed),
                \(author), \(statement.state.name.rawValue), \(statement.version))
            ON CONFLICT (tenant, deliberation, likeness) DO NOTHING
            """)
        guard inserted == 1 else { throw OpinionStatementRefusal.alike }
    }

    /// Under a key: a short sentence could be guessed from its hash, even after it was erased.
    private func likeness(of content: OpinionStatement.Content) -> [UInt8] {
        let letters = FoldedText(content.text.words ?? "").letters.flatMap { letter in
            withUnsafeBytes(of: letter.bigEndian) { Array($0) }
        }
        return keys.lookup.digest(Array("opinion_statement/\(tenant)/".utf8) + letters)
    }

    /// A statement as lists and maps need it.
    struct Listed: Sendable {
        let id: OpinionStatement.ID
        let text: String
        let isSeed: Bool
        let state: OpinionStatement.State.Name
        let ground: OpinionStatement.Ground?
    }

    /// The statements of a call in these states, oldest first.
    func list(
        of call: Deliberation.ID, _ states: Set<OpinionStatement.State.Name>, in transaction: Transaction
    ) throws -> [Listed] {
        guard !states.isEmpty else { return [] }
        let names = SQL(joining: states.map(\.rawValue).sorted().map { "\($0)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT s.id, s.is_seed, s.state, s.ground, s.words, c.words FROM opinion_statement s
            JOIN content c ON c.tenant = s.tenant AND c.id = s.words
            WHERE s.tenant = \(tenant.number) AND s.deliberation = \(call.number) AND s.state IN (\(names))
            ORDER BY s.id
            """
        ) { row in
            let id = Identifier<OpinionStatement>(try row.next())
            let isSeed: Bool = try row.next()
            guard let state = OpinionStatement.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("opinion_statement \(id)")
            }
            let ground = try row.next(String?.self).flatMap(OpinionStatement.Ground.init)
            let text = try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased
            return Listed(id: id, text: text, isSeed: isSeed, state: state, ground: ground)
        }
    }

    /// A statement as whoever offered it sees it.
    struct Own: Sendable {
        let id: OpinionStatement.ID
        /// Nil once they are erased.
        let text: String?
        let state: OpinionStatement.State.Name
        let ground: OpinionStatement.Ground?
    }

    /// What an author has offered in a call, oldest first.
    func own(by author: [UInt8], in call: Deliberation.ID, in transaction: Transaction) throws -> [Own] {
        try transaction.rows(
            """
            SELECT s.id, s.state, s.ground, s.words, c.words FROM opinion_statement s
            JOIN content c ON c.tenant = s.tenant AND c.id = s.words
            WHERE s.tenant = \(tenant.number) AND s.deliberation = \(call.number) AND s.author = \(author)
            ORDER BY s.id
            """
        ) { row in
            let id = Identifier<OpinionStatement>(try row.next())
            guard let state = OpinionStatement.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("opinion_statement \(id)")
            }
            let ground = try row.next(String?.self).flatMap(OpinionStatement.Ground.init)
            return Own(id: id, text: try contents.next(&row, tenant: tenant)?.words, state: state, ground: ground)
        }
    }

    /// Forgets who offered what in calls that ended before a day.
    func forgetAuthors(closedBefore day: Day, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE opinion_statement SET author = NULL
            WHERE tenant = \(tenant.number) AND author IS NOT NULL AND deliberation IN (
                SELECT id FROM deliberation
                WHERE tenant = \(tenant.number) AND state = 'closed' AND closed_on < \(day.description))
            """)
    }

    /// What the questions of calls are called in notices about their statements, as far as this scope sees them.
    func titles(
        of statements: [OpinionStatement.ID], scope: RoomScope, in transaction: Transaction
    ) throws -> [OpinionStatement.ID: NoticeTitle] {
        guard !statements.isEmpty, !scope.domains.isEmpty else { return [:] }
        let ids = SQL(joining: statements.map { "\($0.number)" }, with: ", ")
        let domains = SQL(joining: scope.domains.map { RoomDomainCondition.sql($0, of: "d") }, with: " OR ")
        let found = try transaction.rows(
            """
            SELECT s.id, d.question, c.words FROM opinion_statement s
            JOIN deliberation d ON d.tenant = s.tenant AND d.id = s.deliberation
            JOIN content c ON c.tenant = d.tenant AND c.id = d.question
            WHERE s.tenant = \(tenant.number) AND s.id IN (\(ids)) AND (\(domains))
            """
        ) { row in
            (
                Identifier<OpinionStatement>(try row.next()),
                NoticeTitle(
                    words: try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased, isPublic: true)
            )
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// How many of a call are in each state.
    func counts(
        of call: Deliberation.ID, in transaction: Transaction
    ) throws -> [OpinionStatement.State.Name: Int] {
        let counted = try transaction.rows(
            """
            SELECT state, COUNT(*) FROM opinion_statement
            WHERE tenant = \(tenant.number) AND deliberation = \(call.number) GROUP BY state
            """
        ) { row in (OpinionStatement.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }
}
