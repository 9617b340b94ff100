// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// The votes of calls for opinions, and who gave them as far as anybody has to know.
struct OpinionVoteStore: Sendable {
    let tenant: Tenant.ID

    /// Somebody who answers in a call.
    struct Voter: Sendable, Hashable {
        let id: Int64
        let offered: Int
    }

    /// What a vote has to know before it is written, read at once: where the call and the statement stand, and whether this
    /// voice has answered here before.
    struct Standing: Sendable {
        let call: Deliberation.State.Name
        let lastDay: Day?
        let statement: OpinionStatement.State.Name
        let voter: Int64?
        /// Whether strangers may read what the call is about.
        let isPublic: Bool
    }

    /// Whether strangers may read what a call is about, of `topic t` and `consultation_session n`.
    static let isPublic: SQL = """
        CASE WHEN t.publication = 'published' OR n.is_announced = 1 THEN 1 ELSE 0 END
        """

    func standing(
        of statement: OpinionStatement.ID, in call: Deliberation.ID, for key: [UInt8], in transaction: Transaction
    ) throws -> Standing? {
        try transaction.first(
            """
            SELECT d.state, d.until_on, s.state, v.id, \(Self.isPublic)
            FROM opinion_statement s
            JOIN deliberation d ON d.tenant = s.tenant AND d.id = s.deliberation
            LEFT JOIN topic t ON t.tenant = d.tenant AND t.id = d.topic
            LEFT JOIN consultation_session n ON n.tenant = d.tenant AND n.id = d.session
            LEFT JOIN opinion_voter v ON v.tenant = d.tenant AND v.deliberation = d.id AND v.key_hash = \(key)
            WHERE s.tenant = \(tenant.number) AND s.id = \(statement.number) AND d.id = \(call.number)
            \(sqlite: "", postgres: "FOR SHARE OF d")
            """
        ) { row in
            let state = try DeliberationStore.state(row.next(), of: call)
            let lastDay = try row.next(String?.self).flatMap { Day($0) }
            guard let asked = OpinionStatement.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("opinion_statement \(statement)")
            }
            return Standing(
                call: state, lastDay: lastDay, statement: asked, voter: try row.next(), isPublic: try row.next())
        }
    }

    /// The voice behind a key; nil for one that has said nothing here.
    func voter(_ key: [UInt8], in call: Deliberation.ID, in transaction: Transaction) throws -> Voter? {
        try transaction.first(
            """
            SELECT id, offered FROM opinion_voter
            WHERE tenant = \(tenant.number) AND deliberation = \(call.number) AND key_hash = \(key)
            """
        ) { Voter(id: try $0.next(), offered: try $0.next()) }
    }

    /// Adds a voice, and returns it; where it is there already, through its double, it is that one.
    func insertVoter(
        _ id: Int64, _ key: [UInt8], _ means: Support.Means, in call: Deliberation.ID, in transaction: Transaction
    ) throws -> Int64 {
        try transaction.first(
            """
            INSERT INTO opinion_voter (id, tenant, deliberation, means, key_hash)
            VALUES (\(id), \(tenant.number), \(call.number), \(means.rawValue), \(key))
            ON CONFLICT (tenant, deliberation, key_hash) DO UPDATE SET means = opinion_voter.means
            RETURNING id
            """
        ) { try $0.next(Int64.self) } ?? id
    }

    /// Notes that somebody has offered one more statement.
    func countOffer(of voter: Int64, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE opinion_voter SET offered = offered + 1 WHERE tenant = \(tenant.number) AND id = \(voter)")
    }

    /// Writes an answer, in the stead of the one before.
    func cast(
        _ answer: OpinionVote.Answer, to statement: OpinionStatement.ID, in call: Deliberation.ID, by voter: Int64,
        at now: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO opinion_vote (tenant, deliberation, voter, statement, answer, changed_at)
            VALUES (\(tenant.number), \(call.number), \(voter), \(statement.number), \(answer.rawValue),
                \(now.milliseconds))
            ON CONFLICT (tenant, voter, statement)
                DO UPDATE SET answer = excluded.answer, changed_at = excluded.changed_at
            """)
    }

    /// What somebody has answered.
    func answers(of voter: Int64, in transaction: Transaction) throws -> [OpinionStatement.ID: OpinionVote.Answer] {
        let found = try transaction.rows(
            "SELECT statement, answer FROM opinion_vote WHERE tenant = \(tenant.number) AND voter = \(voter)"
        ) { row in (Identifier<OpinionStatement>(try row.next()), try Self.answer(row.next())) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// An answer with when it was given, for whoever gave it.
    struct Given: Sendable {
        let statement: OpinionStatement.ID
        let answer: OpinionVote.Answer
        let at: Instant
    }

    /// What somebody has answered and when, in that order.
    func given(by voter: Int64, in transaction: Transaction) throws -> [Given] {
        try transaction.rows(
            """
            SELECT statement, answer, changed_at FROM opinion_vote
            WHERE tenant = \(tenant.number) AND voter = \(voter) ORDER BY changed_at, statement
            """
        ) { row in
            Given(
                statement: Identifier(try row.next()), answer: try Self.answer(row.next()),
                at: Instant(milliseconds: try row.next()))
        }
    }

    // MARK: - Counting

    /// A vote as the map takes it.
    struct Vote: Sendable {
        let voter: Int64
        let statement: Int64
        let answer: OpinionVote.Answer
        let changedAt: Int64
        /// By what the voice is known.
        let means: Support.Means
    }

    /// How much was given or changed after a moment, and by how many, of whom no more than `most` are looked for.
    func news(
        of call: Deliberation.ID, after moment: Int64, most: Int, in transaction: Transaction
    ) throws -> (votes: Int, people: Int) {
        let new: SQL = """
            FROM opinion_vote
            WHERE tenant = \(tenant.number) AND deliberation = \(call.number) AND changed_at > \(moment)
            """
        return try transaction.first(
            """
            SELECT (SELECT COUNT(*) \(new)), (SELECT COUNT(*) FROM (SELECT DISTINCT voter \(new) LIMIT \(most)) AS found)
            """
        ) { (try $0.next(Int.self), try $0.next(Int.self)) } ?? (0, 0)
    }

    /// The votes that were given or changed after a moment, in that order.
    func votes(of call: Deliberation.ID, after moment: Int64, in transaction: Transaction) throws -> [Vote] {
        try transaction.rows(
            """
            SELECT o.voter, o.statement, o.answer, o.changed_at, v.means FROM opinion_vote o
            JOIN opinion_voter v ON v.tenant = o.tenant AND v.id = o.voter
            WHERE o.tenant = \(tenant.number) AND o.deliberation = \(call.number) AND o.changed_at > \(moment)
            ORDER BY o.changed_at
            """
        ) { row in
            Vote(
                voter: try row.next(), statement: try row.next(), answer: try Self.answer(row.next()),
                changedAt: try row.next(), means: try Self.means(row.next()))
        }
    }

    /// How many have answered, each kind apart.
    func people(of call: Deliberation.ID, in transaction: Transaction) throws -> SupportCount {
        var count = SupportCount()
        try transaction.forEach(
            """
            SELECT v.means, COUNT(*) FROM opinion_voter v
            WHERE v.tenant = \(tenant.number) AND v.deliberation = \(call.number)
                AND EXISTS (SELECT 1 FROM opinion_vote o WHERE o.tenant = v.tenant AND o.voter = v.id)
            GROUP BY v.means
            """
        ) { row in
            let means = try Self.means(row.next())
            count.add(try row.next(), by: means)
        }
        return count
    }

    /// The media consultation at whose walls the map of a call stands; nil for a call on a topic, and where there is none.
    func consultation(besideWhich call: Deliberation.ID, in transaction: Transaction) throws -> MediaConsultation.ID? {
        try transaction.first(
            """
            SELECT m.id FROM deliberation d
            JOIN media_consultation m ON m.tenant = d.tenant AND m.session = d.session AND m.state <> 'cancelled'
            WHERE d.tenant = \(tenant.number) AND d.id = \(call.number)
            """
        ) { Identifier(try $0.next()) }
    }

    /// The call whose map stands at the walls of a media consultation: the latest that is open, or else that has ended.
    func call(beside live: MediaConsultation.ID, in transaction: Transaction) throws -> Deliberation.ID? {
        try transaction.first(
            """
            SELECT d.id FROM media_consultation m
            JOIN deliberation d ON d.tenant = m.tenant AND d.session = m.session
            WHERE m.tenant = \(tenant.number) AND m.id = \(live.number) AND d.state IN ('open', 'closed')
            ORDER BY CASE d.state WHEN 'open' THEN 0 ELSE 1 END, d.id DESC LIMIT 1
            """
        ) { Identifier(try $0.next()) }
    }

    /// What is fixed when a call is closed: how many people, how many votes, and a hash over all of them in the order of their
    /// numbers.
    func result(of call: Deliberation.ID, in transaction: Transaction) throws -> Deliberation.Result {
        var (hash, people, votes) = (SHA256(), 0, 0)
        var last: Int64?
        try transaction.forEach(
            """
            SELECT voter, statement, answer FROM opinion_vote
            WHERE tenant = \(tenant.number) AND deliberation = \(call.number) ORDER BY voter, statement
            """
        ) { row in
            let (voter, statement) = (try row.next(Int64.self), try row.next(Int64.self))
            let answer = try Self.answer(row.next())
            if voter != last { people += 1 }
            last = voter
            votes += 1
            hash.update(Array("\(voter),\(statement),\(answer.rawValue)\n".utf8))
        }
        let digits = Array("0123456789abcdef")
        let digest = String(hash.digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        return Deliberation.Result(people: people, votes: votes, digest: digest)
    }

    /// Forgets by what the voices of calls that ended before a day could be found again; returns how many.
    @discardableResult
    func forgetKeys(closedBefore day: Day, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            UPDATE opinion_voter SET key_hash = NULL
            WHERE tenant = \(tenant.number) AND key_hash IS NOT NULL AND deliberation IN (
                SELECT id FROM deliberation
                WHERE tenant = \(tenant.number) AND state = 'closed' AND closed_on < \(day.description))
            """)
    }

    private static func means(_ text: String) throws -> Support.Means {
        guard let means = Support.Means(rawValue: text) else {
            throw DatabaseError.malformed("opinion_voter.means")
        }
        return means
    }

    private static func answer(_ number: Int) throws -> OpinionVote.Answer {
        guard let answer = OpinionVote.Answer(rawValue: number) else {
            throw DatabaseError.malformed("opinion_vote.answer")
        }
        return answer
    }
}

/// How many agree, pass and disagree.
struct OpinionCount: Sendable, Hashable {
    var agree = 0
    var pass = 0
    var disagree = 0

    var all: Int { agree + pass + disagree }

    mutating func add(_ count: Int, _ answer: OpinionVote.Answer) {
        switch answer {
        case .agree: agree += count
        case .pass: pass += count
        case .disagree: disagree += count
        }
    }

    static func + (one: OpinionCount, other: OpinionCount) -> OpinionCount {
        OpinionCount(
            agree: one.agree + other.agree, pass: one.pass + other.pass, disagree: one.disagree + other.disagree)
    }

    static func - (one: OpinionCount, other: OpinionCount) -> OpinionCount {
        OpinionCount(
            agree: one.agree - other.agree, pass: one.pass - other.pass, disagree: one.disagree - other.disagree)
    }
}
