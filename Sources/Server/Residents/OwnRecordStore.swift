// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// What was left with a phone, found by its keyed hash: topics, supports, and what somebody is asked to confirm.
struct OwnRecordStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// A topic in the list of its submitter.
    struct OwnTopic: Sendable {
        let id: Topic.ID
        let title: String
        let state: Topic.State.Name
        let roomName: String
        let receivedAt: Instant
        let dueOn: Day?
        /// How it ended in a former system, if it did.
        let former: Topic.Former.Ending?
    }

    /// Newest first, after the one with id `after`.
    func topics(
        of phoneHash: [UInt8], after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [OwnTopic] {
        let older: SQL = after.map { "AND k.topic < \($0.number)" } ?? ""
        return try transaction.rows(
            """
            SELECT t.id, t.state, r.name, t.received_at, t.due_on, t.former_ending, t.public_title, t.text, c.words
            FROM topic_contact k JOIN topic t ON t.tenant = k.tenant AND t.id = k.topic
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            LEFT JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE k.tenant = \(tenant.number) AND k.phone_hash = \(phoneHash) \(older)
            ORDER BY k.topic DESC LIMIT \(limit)
            """
        ) { row in
            let id = Topic.ID(try row.next())
            let state = try Self.state(&row)
            let roomName = try row.next(String.self)
            let (receivedAt, dueOn) = (try row.next(Int64.self), try row.next(String?.self))
            let former = try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) }
            let publicTitle = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return OwnTopic(
                id: id, title: publicTitle ?? Excerpt.of(words), state: state, roomName: roomName,
                receivedAt: Instant(milliseconds: receivedAt), dueOn: dueOn.flatMap { Day($0) }, former: former)
        }
    }

    /// A published topic that somebody supports; what is not published any more is not listed.
    struct OwnSupport: Sendable {
        let id: Support.ID
        let topic: Topic.ID
        let title: String
        let state: Topic.State.Name
        let dueOn: Day?
        let roomName: String
        let isVerified: Bool
        /// How it ended in a former system, if it did.
        let former: Topic.Former.Ending?
    }

    /// Newest first, after the one with id `after`.
    func supports(
        of phoneHash: [UInt8], after: Support.ID?, limit: Int, in transaction: Transaction
    ) throws -> [OwnSupport] {
        let older: SQL = after.map { "AND s.id < \($0.number)" } ?? ""
        return try transaction.rows(
            """
            SELECT s.id, t.id, t.state, t.public_title, t.due_on, r.name, s.means, t.former_ending
            FROM topic_support s JOIN topic t ON t.tenant = s.tenant AND t.id = s.topic
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            WHERE s.tenant = \(tenant.number) AND s.phone_hash = \(phoneHash) AND t.publication = 'published' \(older)
            ORDER BY s.id DESC LIMIT \(limit)
            """
        ) { row in
            let (id, topic) = (Support.ID(try row.next()), Topic.ID(try row.next()))
            let state = try Self.state(&row)
            let title = try row.next(String?.self) ?? ""
            let dueOn = try row.next(String?.self).flatMap { Day($0) }
            return OwnSupport(
                id: id, topic: topic, title: title, state: state, dueOn: dueOn, roomName: try row.next(),
                isVerified: try row.next(String.self) == Support.Means.phone.rawValue,
                former: try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) })
        }
    }

    /// Whether somebody supports a topic with this phone.
    func isOwn(_ support: Support.ID, of phoneHash: [UInt8], in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM topic_support
            WHERE tenant = \(tenant.number) AND id = \(support.number) AND phone_hash = \(phoneHash)
            """
        ) { try $0.next(Int64.self) } != nil
    }

    /// Something that waits for somebody's word.
    struct Asked: Sendable {
        let id: Confirmation.ID
        let item: SuggestionItem.ID
        /// The topic, where its submitter is asked; nil for a supporter and for somebody who was at the session.
        let ownTopic: Topic.ID?
        let task: String?
        let dueOn: Day?
    }

    /// What the holder of a phone has not answered yet, as submitter, as supporter or as somebody who was there;
    /// oldest first.
    func asked(_ phoneHash: [UInt8], in transaction: Transaction) throws -> [Asked] {
        func part(_ voice: String, _ own: SQL) -> SQL {
            """
            SELECT f.id, f.item, f.voice, f.voice_id, i.due_on, i.task, c.words FROM confirmation f
            JOIN suggestion_item i ON i.tenant = f.tenant AND i.id = f.item AND \(ConfirmationStore.isAsked("f"))
            LEFT JOIN content c ON c.tenant = i.tenant AND c.id = i.task
            WHERE f.tenant = \(tenant.number) AND f.voice = \(voice) AND f.answered_at IS NULL AND f.voice_id IN (
                \(own) WHERE tenant = \(tenant.number) AND phone_hash = \(phoneHash))
            """
        }
        return try transaction.rows(
            """
            \(part("submitter", "SELECT topic FROM topic_contact"))
            UNION ALL \(part("supporter", "SELECT id FROM topic_support"))
            UNION ALL \(part("participant", "SELECT id FROM session_participant")) ORDER BY 1 LIMIT 100
            """
        ) { row in
            let (id, item) = (Confirmation.ID(try row.next()), SuggestionItem.ID(try row.next()))
            let isSubmitter = try row.next(String.self) == "submitter"
            let voice = try row.next(Int64.self)
            let dueOn = try row.next(String?.self).flatMap { Day($0) }
            return Asked(
                id: id, item: item, ownTopic: isSubmitter ? Topic.ID(voice) : nil,
                task: try contents.next(&row, tenant: tenant)?.words, dueOn: dueOn)
        }
    }

    /// A topic of which its submitter is asked whether what the room has settled is really solved.
    struct Settled: Sendable {
        let id: Topic.ID
        let title: String
        let until: Day
    }

    /// What the holder of a phone has raised, has not said this of yet, and may still: settled by itself, or with what it is
    /// handled as part of. What ends first comes first.
    func settled(_ phoneHash: [UInt8], today: Day, in transaction: Transaction) throws -> [Settled] {
        try transaction.rows(
            """
            SELECT t.id, COALESCE(t.asked_until, h.asked_until) AS asked_until, t.public_title, t.text, c.words
            FROM topic_contact k JOIN topic t ON t.tenant = k.tenant AND t.id = k.topic AND t.word IS NULL
            LEFT JOIN topic h ON h.tenant = t.tenant AND h.id = t.merged_into
            LEFT JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE k.tenant = \(tenant.number) AND k.phone_hash = \(phoneHash)
                AND COALESCE(t.asked_until, h.asked_until) >= \(today.description)
            ORDER BY 2, 1 LIMIT 100
            """
        ) { row -> Settled? in
            let id = Topic.ID(try row.next())
            let until = Day(try row.next(String.self))
            let publicTitle = try row.next(String?.self)
            let words = try contents.next(&row, tenant: tenant)?.words
            return until.map { Settled(id: id, title: publicTitle ?? Excerpt.of(words), until: $0) }
        }.compactMap { $0 }
    }

    private static func state(_ row: inout Row) throws -> Topic.State.Name {
        guard let state = Topic.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("topic.state")
        }
        return state
    }
}
