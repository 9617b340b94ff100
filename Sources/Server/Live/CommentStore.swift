// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of comments: what lists, look-ups and CHECKs need. The comment itself is what its log tells.
struct CommentStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Writes one that begins. `phoneHash`: of the account that it came from.
    func insert(
        _ comment: LiveComment, phoneHash: [UInt8], _ recorded: EventStore.Recorded, at now: Instant,
        in transaction: Transaction
    ) throws {
        let said = comment.said
        try transaction.execute(
            """
            INSERT INTO live_comment (id, tenant, consultation, room, area, state, name, phone, words, phone_hash,
                is_suggestion, sent_at, version)
            VALUES (\(comment.id.number), \(tenant.number), \(said.consultation.number), \(said.room.number),
                \(said.area.text), \(comment.state.name.rawValue), \(recorded.content(of: said.name)),
                \(recorded.content(of: said.phone)), \(recorded.content(of: said.words)), \(phoneHash),
                \(comment.isSuggestion), \(now.milliseconds), \(comment.version))
            """)
    }

    /// Writes the row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func update(
        _ transition: Transition<LiveComment>, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let after = transition.after
        let isOnSpot: Bool? = if case .answered(let isOnSpot) = after.state { isOnSpot } else { nil }
        let item: SuggestionItem.ID? = if case .itemised(let item) = after.state { item } else { nil }
        let answered: SQL = recorded.content(of: after.answer?.words).map { "answer = \($0)," } ?? ""
        let ground: String? = if case .rejected(let ground) = after.state { ground } else { nil }
        let changed = try transaction.execute(
            """
            UPDATE live_comment SET state = \(after.state.name.rawValue), \(answered)
                ground = \(ground),                is_suggestion = \(after.isSuggestion), is_on_spot = \(isOnSpot), unit = \(after.cutIn?.unit.number),
                item = \(item?.number), cut_in_at = \(after.cutIn?.at.milliseconds),
                \(DeadlineColumns.assignments(after.deadline)), version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(transition.before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// Holds the comment until the transaction ends.
    func lock(_ id: LiveComment.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            "SELECT id FROM live_comment WHERE tenant = \(tenant.number) AND id = \(id.number) FOR UPDATE"
        ) { _ in }
    }

    // MARK: - The account

    /// How many came from this account since a moment, for the limits of one account.
    func recent(
        of phoneHash: [UInt8], to consultation: MediaConsultation.ID, since: Instant, in transaction: Transaction
    ) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM live_comment
            WHERE tenant = \(tenant.number) AND consultation = \(consultation.number) AND phone_hash = \(phoneHash)
                AND sent_at > \(since.milliseconds)
            """
        ) { try $0.next(Int.self) } ?? 0
    }

    func isOwn(_ comment: LiveComment.ID, of phoneHash: [UInt8], in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM live_comment
            WHERE tenant = \(tenant.number) AND id = \(comment.number) AND phone_hash = \(phoneHash)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    // MARK: - What is personal

    /// Forgets the account of a comment, and returns the contents that are to be erased: name and phone.
    func takeContact(of comment: LiveComment.ID, in transaction: Transaction) throws -> [Int64] {
        let contents = try transaction.first(
            "SELECT name, phone FROM live_comment WHERE tenant = \(tenant.number) AND id = \(comment.number)"
        ) { [try $0.next(Int64?.self), try $0.next(Int64?.self)].compactMap(\.self) }
        try transaction.execute(
            """
            UPDATE live_comment SET phone = NULL, phone_hash = NULL
            WHERE tenant = \(tenant.number) AND id = \(comment.number)
            """)
        return contents ?? []
    }

    /// The same, and what was said, for one that was taken back.
    func takeAll(of comment: LiveComment.ID, in transaction: Transaction) throws -> [Int64] {
        let words = try transaction.first(
            "SELECT words FROM live_comment WHERE tenant = \(tenant.number) AND id = \(comment.number)"
        ) { try $0.next(Int64.self) }
        return try takeContact(of: comment, in: transaction) + [words].compactMap(\.self)
    }

    // MARK: - Likes

    /// Notes that somebody finds a comment right; said again it counts once. `liker`: a mark made for this comment alone.
    func like(_ comment: LiveComment.ID, by liker: [UInt8], in transaction: Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO live_comment_like (tenant, comment, liker)
            VALUES (\(tenant.number), \(comment.number), \(liker)) ON CONFLICT (tenant, comment, liker) DO NOTHING
            """)
    }

    func likes(of comment: LiveComment.ID, in transaction: Transaction) throws -> Int {
        try transaction.first(
            """
            SELECT COUNT(*) FROM live_comment_like
            WHERE tenant = \(tenant.number) AND comment = \(comment.number)
            """
        ) { try $0.next(Int.self) } ?? 0
    }
}
