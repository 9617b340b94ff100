// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of clues for proposals. A clue itself is what its log tells.
struct ClueStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<ProposalClue>, _ recorded: EventStore.Recorded, on today: Day,
        in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, recorded, on: today, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE proposal_clue SET state = \(after.state.rawValue), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    private func insert(
        _ clue: ProposalClue, _ recorded: EventStore.Recorded, on today: Day, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO proposal_clue (id, tenant, text, topic, walk, state, left_on, version)
            VALUES (\(clue.id.number), \(tenant.number), \(recorded.content(of: clue.text)), \(clue.topic?.number),
                \(clue.walk?.number), \(clue.state.rawValue), \(today.description), \(clue.version))
            """)
    }

    /// A clue in a list.
    struct Listed: Sendable {
        let id: ProposalClue.ID
        let text: String?
        let state: ProposalClue.State
        let leftOn: String
        /// Where it came from.
        let origin: ProposalClue.Origin
        /// How many proposals grew from it.
        let proposals: Int
    }

    /// Newest first. `state`: nil for all; `seesAll`: whether what was not released is seen.
    func list(
        _ state: ProposalClue.State?, seesAll: Bool, after: ProposalClue.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND u.id < \($0.number)" } ?? ""
        let narrower: SQL = state.map { "AND u.state = \($0.rawValue)" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE \(visible(seesAll)) \(narrower) \(beyond) ORDER BY u.id DESC LIMIT \(limit)
            """
        ) { row in try read(&row) }
    }

    /// Clues in these states whose words match, newest first: what was said is sealed, so each is opened to be looked at.
    func searched(
        _ states: [ProposalClue.State], matching matches: (String?) -> Bool, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        var found: [Listed] = []
        try transaction.scan(
            """
            SELECT \(Self.columns) FROM \(Self.tables)
            WHERE u.tenant = \(tenant.number) AND u.state IN (\(names)) ORDER BY u.id DESC
            """
        ) { row in
            let listed = try self.read(&row)
            if matches(listed.text) { found.append(listed) }
            return found.count < limit
        }
        return found
    }

    private static let columns: SQL = "u.id, u.state, u.left_on, u.topic, u.walk, (\(grown)), u.text, c.words"
    private static let tables: SQL = "proposal_clue u JOIN content c ON c.tenant = u.tenant AND c.id = u.text"

    private func read(_ row: inout Row) throws -> Listed {
        let id = Identifier<ProposalClue>(try row.next())
        guard let state = ProposalClue.State(rawValue: try row.next()) else {
            throw DatabaseError.malformed("proposal_clue \(id)")
        }
        let day = try row.next(String.self)
        let (topic, walk) = (try row.next(Int64?.self), try row.next(Int64?.self))
        let proposals = try row.next(Int.self)
        return Listed(
            id: id, text: try contents.next(&row, tenant: tenant)?.words, state: state, leftOn: day,
            origin: .init(topic: topic.map { Topic.ID($0) }, walk: walk.map { SentimentIssue.ID($0) }),
            proposals: proposals)
    }

    /// How many there are in each state.
    func counts(seesAll: Bool, in transaction: Transaction) throws -> [ProposalClue.State: Int] {
        let counted = try transaction.rows(
            "SELECT u.state, COUNT(*) FROM proposal_clue u WHERE \(visible(seesAll)) GROUP BY u.state"
        ) { row in (ProposalClue.State(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            if let state = each.0 { counts[state] = each.1 }
        }
    }

    /// The clues that a topic became.
    func clues(of topic: Topic.ID, in transaction: Transaction) throws -> [ProposalClue.ID] {
        try transaction.rows(
            """
            SELECT id FROM proposal_clue WHERE tenant = \(tenant.number) AND topic = \(topic.number) ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// The proposals that grew from it and that everybody may read, first come first.
    func published(_ clue: ProposalClue.ID, in transaction: Transaction) throws -> [Proposal.ID] {
        try transaction.rows(
            """
            SELECT p.id FROM proposal p JOIN record_link l ON l.tenant = p.tenant AND l.to_id = p.id
                AND l.to_kind = 'proposal' AND l.relation = 'proposed_as' AND l.from_kind = 'clue'
            WHERE p.tenant = \(tenant.number) AND l.from_id = \(clue.number) AND p.publication = 'published' ORDER BY p.id
            """
        ) { Identifier(try $0.next()) }
    }

    /// What became of all that was left, for everybody: how many, how many were taken up, and the published proposals that grew from
    /// them, latest first.
    func harvest(
        limit: Int, in transaction: Transaction
    ) throws -> (left: Int, taken: Int, proposals: [(id: Proposal.ID, title: String)]) {
        let sums = try transaction.first(
            """
            SELECT COUNT(*), COUNT(CASE WHEN (\(Self.grown)) > 0 THEN 1 END) FROM proposal_clue u
            WHERE u.tenant = \(tenant.number) AND u.state <> 'withdrawn'
            """
        ) { (left: try $0.next(Int.self), taken: try $0.next(Int.self)) }
        let proposals = try transaction.rows(
            """
            SELECT p.id, p.public_title FROM proposal p JOIN record_link l ON l.tenant = p.tenant AND l.to_id = p.id
                AND l.to_kind = 'proposal' AND l.relation = 'proposed_as' AND l.from_kind = 'clue'
            WHERE p.tenant = \(tenant.number) AND p.publication = 'published' ORDER BY p.id DESC LIMIT \(limit)
            """
        ) { row -> (id: Proposal.ID, title: String) in (Identifier(try row.next()), try row.next()) }
        return (sums?.left ?? 0, sums?.taken ?? 0, proposals)
    }

    /// How many proposals grew from `proposal_clue u`.
    static let grown: SQL = """
        SELECT COUNT(*) FROM record_link l WHERE l.tenant = u.tenant AND l.from_kind = 'clue' AND l.from_id = u.id
            AND l.relation = 'proposed_as'
        """

    private func visible(_ seesAll: Bool) -> SQL { Self.visible(seesAll, tenant) }

    /// The one place where it becomes a condition on `proposal_clue u` who reads which clues.
    static func visible(_ seesAll: Bool, _ tenant: Tenant.ID) -> SQL {
        seesAll ? "u.tenant = \(tenant.number)" : "u.tenant = \(tenant.number) AND u.state = 'released'"
    }
}
