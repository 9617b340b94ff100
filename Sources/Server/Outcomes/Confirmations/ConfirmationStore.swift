// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of confirmations: one for each person asked.
struct ConfirmationStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Whether the people are asked this just now: in the item's handling, or in a look-back (BR-23).
    /// `confirmation`: how the statement names its row.
    static func isAsked(_ confirmation: SQL) -> SQL {
        """
        ((i.state = 'verified' AND i.inquiries = \(confirmation).inquiry)
            OR (i.state = 'closed' AND i.asking_again = \(confirmation).inquiry))
        """
    }

    func insert(_ confirmation: Confirmation, in transaction: Transaction) throws {
        let (voice, subject) = Self.columns(of: confirmation.inquiry.voice)
        try transaction.execute(
            """
            INSERT INTO confirmation (id, tenant, item, inquiry, voice, voice_id, version)
            VALUES (\(confirmation.id.number), \(tenant.number), \(confirmation.inquiry.item.number),
                \(confirmation.inquiry.number), \(voice), \(subject), \(confirmation.version))
            """)
    }

    /// Writes a word down, and spends the link. Throws ``WebFailure/changedMeanwhile`` when a double was first, or has
    /// spent the link in the meantime.
    func save(
        _ transition: Transition<Confirmation>, _ recorded: EventStore.Recorded, linkHash: [UInt8]?, at now: Instant,
        in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let unspent: SQL = linkHash.map { "AND token_hash = \($0)" } ?? ""
        let changed = try transaction.execute(
            """
            UPDATE confirmation SET outcome = \(after.answer?.outcome.rawValue), rating = \(after.answer?.rating.rawValue),
                remark = \(recorded.content(of: after.answer?.remark)), flag = \(after.answer?.flag?.rawValue),
                is_by_slip = \(after.answer?.isBySlip == true), answered_at = \(now.milliseconds), token_hash = NULL, expires_at = NULL, version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
                \(unspent)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
        try count(after, instead: before.answer, in: transaction)
    }

    /// Keeps what was said beside the item; a word in a look-back's inquiry says nothing of how it was handled.
    private func count(
        _ confirmation: Confirmation, instead before: Confirmation.Answer?, in transaction: Transaction
    ) throws {
        let (old, new) = (Self.tally(of: before), Self.tally(of: confirmation.answer))
        guard old != new else { return }
        try transaction.execute(
            """
            UPDATE suggestion_item SET answered = answered + \(new.answered - old.answered),
                answered_solved = answered_solved + \(new.solved - old.solved),
                unflagged = unflagged + \(new.unflagged - old.unflagged),
                unflagged_solved = unflagged_solved + \(new.unflaggedSolved - old.unflaggedSolved)
            WHERE tenant = \(tenant.number) AND id = \(confirmation.inquiry.item.number)
                AND inquiries = \(confirmation.inquiry.number)
            """)
    }

    private static func tally(
        of answer: Confirmation.Answer?
    ) -> (answered: Int, solved: Int, unflagged: Int, unflaggedSolved: Int) {
        guard let answer else { return (0, 0, 0, 0) }
        let solved = answer.outcome == .solved ? 1 : 0
        return answer.flag == nil ? (1, solved, 1, solved) : (1, solved, 0, 0)
    }

    /// Keeps a link that somebody made by hand, with the event that says so. Throws ``WebFailure/changedMeanwhile`` when a word or
    /// another link was first.
    func handOut(
        _ hash: [UInt8], _ transition: Transition<Confirmation>, until end: Instant, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let changed = try transaction.execute(
            """
            UPDATE confirmation SET token_hash = \(hash), expires_at = \(end.milliseconds), slips = \(after.slips),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
                AND voice <> 'submitter'
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Whether somebody holds a link that still works.
    func hasLink(_ id: Confirmation.ID, at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM confirmation
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND token_hash IS NOT NULL
                AND expires_at > \(now.milliseconds)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// For whom of those asked about an item a link was made by hand.
    func withSlips(about item: SuggestionItem.ID, in transaction: Transaction) throws -> [Confirmation.ID] {
        try transaction.rows(
            """
            SELECT id FROM confirmation
            WHERE tenant = \(tenant.number) AND item = \(item.number) AND slips > 0 ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// Keeps the link that goes out by SMS as somebody is asked.
    func setLink(
        _ hash: [UInt8], of id: Confirmation.ID, until end: Instant, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            UPDATE confirmation SET token_hash = \(hash), expires_at = \(end.milliseconds)
            WHERE tenant = \(tenant.number) AND id = \(id.number) AND voice <> 'submitter'
            """)
    }

    /// The confirmation whose link has this hash and still works: not spent, not expired, and still asked.
    func confirmation(
        linkHash: [UInt8], at now: Instant, in transaction: Transaction
    ) throws -> Confirmation.ID? {
        try transaction.first(
            """
            SELECT c.id FROM confirmation c
            JOIN suggestion_item i ON i.tenant = c.tenant AND i.id = c.item
            WHERE c.tenant = \(tenant.number) AND c.token_hash = \(linkHash) AND c.expires_at > \(now.milliseconds)
                AND \(Self.isAsked("c"))
            """
        ) { Identifier(try $0.next()) }
    }

    /// What somebody is asked about items that wait for the people's word.
    func open(voice: String, subject: Int64, in transaction: Transaction) throws -> [Confirmation.ID] {
        try transaction.rows(
            """
            SELECT c.id FROM confirmation c
            JOIN suggestion_item i ON i.tenant = c.tenant AND i.id = c.item
            WHERE c.tenant = \(tenant.number) AND c.voice = \(voice) AND c.voice_id = \(subject) AND \(Self.isAsked("c"))
            ORDER BY c.id
            """
        ) { Identifier(try $0.next()) }
    }

    /// What came of each time the people were asked about an item.
    func tallies(of item: SuggestionItem.ID, in transaction: Transaction) throws -> [Int: ConfirmationTally] {
        try tallies(of: [item], in: transaction)[item] ?? [:]
    }

    /// The same of several items, in one statement.
    func tallies(
        of items: [SuggestionItem.ID], in transaction: Transaction
    ) throws -> [SuggestionItem.ID: [Int: ConfirmationTally]] {
        guard !items.isEmpty else { return [:] }
        var tallies: [SuggestionItem.ID: [Int: ConfirmationTally]] = [:]
        try transaction.forEach(
            """
            SELECT item, inquiry, outcome, COUNT(*), COUNT(flag), COUNT(CASE WHEN is_by_slip = 1 THEN 1 END)
            FROM confirmation
            WHERE tenant = \(tenant.number) AND item IN (\(SQL(numbers: items.map(\.number))))
            GROUP BY item, inquiry, outcome
            """
        ) { row in
            let item = SuggestionItem.ID(try row.next())
            let inquiry = try row.next(Int.self)
            let outcome = try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) }
            let (count, flagged, bySlip) = (try row.next(Int.self), try row.next(Int.self), try row.next(Int.self))
            tallies[item, default: [:]][inquiry, default: ConfirmationTally()].add(
                count, flagged: flagged, bySlip: bySlip, of: outcome)
        }
        return tallies
    }

    /// Every confirmation that a submitter was asked for.
    func all(ofSubmitter topic: Topic.ID, in transaction: Transaction) throws -> [Confirmation.ID] {
        try transaction.rows(
            """
            SELECT id FROM confirmation
            WHERE tenant = \(tenant.number) AND voice = 'submitter' AND voice_id = \(topic.number) ORDER BY id
            """
        ) { Identifier(try $0.next()) }
    }

    /// Where the submitter of a topic was asked.
    func asked(submitterOf topic: Topic.ID, in transaction: Transaction) throws -> [Confirmation.ID] {
        try transaction.rows(
            """
            SELECT id FROM confirmation
            WHERE tenant = \(tenant.number) AND voice = 'submitter' AND voice_id = \(topic.number)
            """
        ) { Identifier(try $0.next()) }
    }

    /// Somebody who was asked.
    struct Asked: Sendable {
        let id: Confirmation.ID
        let voice: Confirmation.Voice
        let outcome: OutcomeClass?
        let rating: Confirmation.Rating?
        /// What the person added.
        let remark: FreeText?
        let flag: Confirmation.Flag?
        let isBySlip: Bool
    }

    func asked(
        about item: SuggestionItem.ID, inquiry: Int, in transaction: Transaction
    ) throws -> [Asked] {
        try transaction.rows(
            """
            SELECT f.id, f.voice, f.voice_id, f.outcome, f.rating, f.flag, f.is_by_slip, f.remark, c.words
            FROM confirmation f
            LEFT JOIN content c ON c.tenant = f.tenant AND c.id = f.remark
            WHERE f.tenant = \(tenant.number) AND f.item = \(item.number) AND f.inquiry = \(inquiry) ORDER BY f.id
            """
        ) { row in
            let id = Identifier<Confirmation>(try row.next())
            let voice = try Self.voice(try row.next(), try row.next())
            let outcome = try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) }
            let rating = try row.next(String?.self).flatMap { Confirmation.Rating(rawValue: $0) }
            let flag = try row.next(String?.self).flatMap { Confirmation.Flag(rawValue: $0) }
            let isBySlip = try row.next(Bool.self)
            return Asked(
                id: id, voice: voice, outcome: outcome, rating: rating,
                remark: try contents.next(&row, tenant: tenant), flag: flag, isBySlip: isBySlip)
        }
    }

    private static func columns(of voice: Confirmation.Voice) -> (String, Int64) {
        switch voice {
        case .submitter(let topic): ("submitter", topic.number)
        case .supporter(let support): ("supporter", support.number)
        case .participant(let participant): ("participant", participant.number)
        }
    }

    private static func voice(_ kind: String, _ subject: Int64) throws -> Confirmation.Voice {
        switch kind {
        case "submitter": .submitter(Identifier(subject))
        case "supporter": .supporter(Identifier(subject))
        case "participant": .participant(Identifier(subject))
        default: throw DatabaseError.malformed("confirmation.voice")
        }
    }
}
