// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Topics, each as one row; its words lie in content rows.
struct TopicStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// A topic, in the area in which its room lies now.
    func topic(_ id: Topic.ID, in transaction: Transaction) throws -> Topic? {
        try one("t.id = \(id.number)", in: transaction)
    }

    /// The topic behind the hash of a tracking code.
    func topic(trackingHash: [UInt8], in transaction: Transaction) throws -> Topic? {
        try one("t.tracking_hash = \(trackingHash)", in: transaction)
    }

    /// Several topics, by their ids; those that there are not are left out.
    func topics(_ ids: [Topic.ID], in transaction: Transaction) throws -> [Topic] {
        guard !ids.isEmpty else { return [] }
        return try all("t.id IN (\(SQL(numbers: ids.map(\.number)))) ORDER BY t.id", in: transaction)
    }

    private func one(_ condition: SQL, in transaction: Transaction) throws -> Topic? {
        try all(condition, in: transaction).first
    }

    private func all(_ condition: SQL, in transaction: Transaction) throws -> [Topic] {
        try transaction.rows(
            """
            SELECT t.id, t.room, r1.area, t.source, t.received_at, t.round, t.previous_round, t.next_round, t.category, t.state,
                t.rejection_ground, t.merged_into, t.researcher, t.research_records, t.session, t.closure, t.claimed,
                t.due_on, t.due_from, t.due_term, t.due_is_provisional, t.publication, t.reviewers, t.public_title,
                t.public_body, t.public_answer, t.version, t.text, c1.words, t.place, c2.words, t.question, c3.words, t.answer, c4.words,
                t.rejection_reason, c5.words, t.closure_reason, c6.words, t.redirect_channel, t.redirect_reason, c7.words,
                t.redirect_result, c8.words, t.plan, t.plan_reference, c9.words, t.plan_day, t.withdrawal_at, t.additions,
                t.escalation_room, r2.area, t.escalated_into, t.escalation_reason, c10.words, t.escalation_declined, c12.words, d1.system, d1.number,
                d1.is_returned, d1.result, c11.words, d2.system, d2.number, t.redirect_answer_by,
                t.asked_until, t.word, t.denials, t.former_ending
            FROM topic t
            JOIN room r1 ON r1.tenant = t.tenant AND r1.id = t.room
            LEFT JOIN room r2 ON r2.tenant = t.tenant AND r2.id = t.escalation_room
            LEFT JOIN content c1 ON c1.tenant = t.tenant AND c1.id = t.text
            LEFT JOIN content c2 ON c2.tenant = t.tenant AND c2.id = t.place
            LEFT JOIN content c3 ON c3.tenant = t.tenant AND c3.id = t.question
            LEFT JOIN content c4 ON c4.tenant = t.tenant AND c4.id = t.answer
            LEFT JOIN content c5 ON c5.tenant = t.tenant AND c5.id = t.rejection_reason
            LEFT JOIN content c6 ON c6.tenant = t.tenant AND c6.id = t.closure_reason
            LEFT JOIN content c7 ON c7.tenant = t.tenant AND c7.id = t.redirect_reason
            LEFT JOIN content c8 ON c8.tenant = t.tenant AND c8.id = t.redirect_result
            LEFT JOIN content c9 ON c9.tenant = t.tenant AND c9.id = t.plan_reference
            LEFT JOIN content c10 ON c10.tenant = t.tenant AND c10.id = t.escalation_reason
            LEFT JOIN content c12 ON c12.tenant = t.tenant AND c12.id = t.escalation_declined
            LEFT JOIN topic_dispatch d1 ON d1.tenant = t.tenant AND d1.topic = t.id AND d1.direction = 'in'
            LEFT JOIN content c11 ON c11.tenant = d1.tenant AND c11.id = d1.result
            LEFT JOIN topic_dispatch d2 ON d2.tenant = t.tenant AND d2.topic = t.id AND d2.direction = 'out'
            WHERE t.tenant = \(tenant.number) AND \(condition)
            """
        ) { try TopicRow(&$0, tenant: tenant, contents: contents).topic() }
    }

    /// Adds a topic that has just come in. Throws a conflict if its tracking code exists already, or its number in a
    /// former system.
    func insert(
        _ topic: Topic, trackingHash: [UInt8], formerNumber: String? = nil, _ recorded: EventStore.Recorded,
        in transaction: Transaction
    ) throws {
        var answer: Int64?
        if case .solvedDirectly(let text) = topic.state { answer = recorded.content(of: text) }
        try transaction.execute(
            """
            INSERT INTO topic (id, tenant, room, area, source, received_at, tracking_hash, text, place, round,
                previous_round, category, state, research_records, \(DeadlineColumns.names), publication, reviewers, public_title,
                public_body, public_answer, version, answer, former_number, former_ending)
            VALUES (\(topic.id.number), \(tenant.number), \(topic.room.number), \(topic.area.text),
                \(topic.source.rawValue), \(topic.receivedAt.milliseconds), \(trackingHash),
                \(recorded.content(of: topic.text)), \(recorded.content(of: topic.place)), \(topic.round),
                \(topic.previousRound?.number), \(topic.category), \(topic.state.name.rawValue), 0, \(DeadlineColumns.values(topic.deadline)),
                \(topic.publication.name), '', \(topic.publicText?.title.words), \(topic.publicText?.body.words),
                \(topic.publicText?.answer?.words), \(topic.version), \(answer), \(formerNumber), \(topic.formerEnding?.rawValue))
            """)
        // How long it stayed anywhere in a former system, nobody knows.
        guard formerNumber == nil else { return }
        try StayStore(tenant: tenant).begin(
            TopicEvent.subject, topic.id.number, in: topic.state.name.rawValue, version: topic.version,
            at: topic.receivedAt, in: transaction)
    }

    /// In which rooms these topics lie.
    func rooms(of topics: [Topic.ID], in transaction: Transaction) throws -> Set<Room.ID> {
        guard !topics.isEmpty else { return [] }
        let ids = SQL(joining: topics.map { "\($0.number)" }, with: ", ")
        return Set(
            try transaction.rows(
                "SELECT DISTINCT room FROM topic WHERE tenant = \(tenant.number) AND id IN (\(ids))"
            ) { Identifier(try $0.next()) })
    }

    /// Saves what a transition changed. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<Topic>, _ recorded: EventStore.Recorded, at now: Instant, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        let state = Self.stateColumns(from: before.state, to: after.state, recorded)
        let plan = Self.planColumns(from: before.plan, to: after.plan, recorded)
        let escalation = Self.escalationColumns(from: before.escalation, to: after.escalation, recorded)
        let place: SQL = before.place == after.place ? "" : "place = \(recorded.content(of: after.place)),"
        // Where a room was moved its topics' rows follow in lots, each with its marks in the index.
        let area: SQL = before.room == after.room ? "" : "area = \(after.area.text),"
        let reviewers = after.publication.reviewers.map(\.text).joined(separator: " ")
        let answered: SQL =
            transition.event.answersSubmitter
            ? "first_answered_at = COALESCE(first_answered_at, \(now.milliseconds))," : ""
        // Written where it changed alone: what a part was said of may be taken back meanwhile with what it is part of.
        let word: SQL = before.word == after.word ? "" : "word = \(after.word?.rawValue),"
        let stays = StayStore(tenant: tenant)
        let (left, entered) = (before.state.name.rawValue, after.state.name.rawValue)
        let ending = stays.ending(TopicEvent.subject, after.id.number, from: left, to: entered, at: now)
        // The row of a room that was moved may name its former area still: by this the index has its marks.
        let mayBeMarkedElsewhere = before.room != after.room && before.publication.isPublic
        let lay = mayBeMarkedElsewhere ? try areaInRow(of: before, in: transaction) : nil
        let changed = try transaction.execute(
            """
            UPDATE topic SET \(ending) \(state) \(place) \(plan) \(escalation) \(answered) \(DeadlineColumns.assignments(after.deadline)),
                room = \(after.room.number), \(area) category = \(after.category), researcher = \(after.researcher?.number), research_records = \(after.researchRecords),
                session = \(after.session?.number), next_round = \(after.nextRound?.number),
                publication = \(after.publication.name), reviewers = \(reviewers),
                public_title = \(after.publicText?.title.words), public_body = \(after.publicText?.body.words),
                public_answer = \(after.publicText?.answer?.words),
                withdrawal_at = \(after.withdrawalAt?.milliseconds), additions = \(after.additions),
                asked_until = \(after.askedUntil?.description), \(word) denials = \(after.denials), former_ending = \(after.formerEnding?.rawValue),
                version = \(after.version)
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
        if left == Self.settled, entered != Self.settled { try forgetWords(onPartsOf: after.id, in: transaction) }
        try stays.move(
            TopicEvent.subject, after.id.number, from: left, to: entered, version: after.version, at: now,
            in: transaction)
        try TopicIndexStore(tenant: tenant).replace(
            before.indexedText(lying: lay ?? before.area), by: after.indexedText, of: after.id, in: transaction)
    }

    /// The area that the row of a topic names; nobody changes it before this transaction has ended.
    private func areaInRow(of topic: Topic, in transaction: Transaction) throws -> AreaCode? {
        try transaction.first(
            """
            SELECT area FROM topic WHERE tenant = \(tenant.number) AND id = \(topic.id.number)
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { row in
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic.area") }
            return area
        }
    }

    private static let settled = Topic.State.Name.solvedDirectly.rawValue

    /// What was said of a settlement goes with it: settled once more, those whose topics are part of it are asked anew (BR-07).
    private func forgetWords(onPartsOf topic: Topic.ID, in transaction: Transaction) throws {
        try transaction.execute(
            "UPDATE topic SET word = NULL WHERE tenant = \(tenant.number) AND merged_into = \(topic.number) AND word IS NOT NULL"
        )
    }

    /// The numbers in a former system of all topics that were taken over.
    func formerNumbers(in transaction: Transaction) throws -> Set<String> {
        Set(
            try transaction.rows(
                "SELECT former_number FROM topic WHERE tenant = \(tenant.number) AND former_number IS NOT NULL"
            ) { try $0.next(String.self) })
    }

    /// Whether the topic of this number in a former system is here already.
    func isTakenOver(_ number: String, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 FROM topic WHERE tenant = \(tenant.number) AND former_number = \(number)"
        ) { try $0.next(Int.self) } != nil
    }

    /// Topics whose withdrawal takes effect by now, those that wait longest first.
    func withdrawals(dueAt now: Instant, limit: Int, in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            """
            SELECT id FROM topic
            WHERE withdrawal_at IS NOT NULL AND withdrawal_at <= \(now.milliseconds) AND tenant = \(tenant.number)
            ORDER BY withdrawal_at, id LIMIT \(limit)
            """
        ) { Identifier(try $0.next()) }
    }

    /// The topics that were merged into this one.
    func merged(into topic: Topic.ID, in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            "SELECT id FROM topic WHERE tenant = \(tenant.number) AND merged_into = \(topic.number) ORDER BY id"
        ) { Identifier(try $0.next()) }
    }

    /// The topics of rooms below that are dealt with as part of this one, as everybody may know them.
    func children(of topic: Topic.ID, in transaction: Transaction) throws -> [Child] {
        try transaction.rows(
            """
            SELECT t.id, t.room, r.name, t.state, CASE WHEN t.publication = 'published' THEN t.public_title END
            FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            WHERE t.tenant = \(tenant.number) AND t.escalated_into = \(topic.number) ORDER BY t.id
            """
        ) { row in
            let (id, room) = (Topic.ID(try row.next()), Room.ID(try row.next()))
            let roomName = try row.next(String.self)
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic \(id)")
            }
            return Child(id: id, room: room, roomName: roomName, state: state, publicTitle: try row.next())
        }
    }

    /// A topic of a room below.
    struct Child: Sendable {
        let id: Topic.ID
        let room: Room.ID
        let roomName: String
        let state: Topic.State.Name
        /// Its title, where it is public.
        let publicTitle: String?
    }

    /// The topics that are handled as part of this one, merged into it or brought before it from below, and as part of
    /// those; without what was taken back by its submitter.
    func parts(of topic: Topic.ID, in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            """
            \(Self.parts(of: topic, tenant))
            SELECT p.id FROM part p JOIN topic t ON t.tenant = \(tenant.number) AND t.id = p.id
            WHERE t.state <> 'withdrawn' ORDER BY p.id
            """
        ) { Identifier(try $0.next()) }
    }

    /// Whose matter a topic is beside its own submitter's: the rounds before it, and what was handled as part of each of them;
    /// without what was taken back by its submitter.
    func concerned(by topic: Topic.ID, in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            """
            WITH RECURSIVE matter (id, earlier) AS (
                SELECT id, previous_round FROM topic WHERE tenant = \(tenant.number) AND id = \(topic.number)
                UNION
                SELECT t.id, t.previous_round FROM matter m JOIN topic t ON t.tenant = \(tenant.number)
                    AND (t.merged_into = m.id OR t.escalated_into = m.id OR t.id = m.earlier)
            )
            SELECT m.id FROM matter m JOIN topic t ON t.tenant = \(tenant.number) AND t.id = m.id
            WHERE t.state <> 'withdrawn' AND m.id <> \(topic.number) ORDER BY m.id
            """
        ) { Identifier(try $0.next()) }
    }

    /// Those of the topics that are handled as part of this one which owe their result to the system that pushed them.
    func owing(amongPartsOf topic: Topic.ID, in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            """
            \(Self.parts(of: topic, tenant))
            SELECT p.id FROM part p
            JOIN topic t ON t.tenant = \(tenant.number) AND t.id = p.id AND t.state <> 'withdrawn'
            JOIN topic_dispatch d ON d.tenant = t.tenant AND d.topic = t.id AND d.direction = 'in' AND d.is_returned = 0
            ORDER BY p.id
            """
        ) { Identifier(try $0.next()) }
    }

    private static func parts(of topic: Topic.ID, _ tenant: Tenant.ID) -> SQL {
        """
        WITH RECURSIVE part (id) AS (
            SELECT id FROM topic WHERE tenant = \(tenant.number) AND merged_into = \(topic.number)
            UNION
            SELECT id FROM topic WHERE tenant = \(tenant.number) AND escalated_into = \(topic.number)
            UNION
            SELECT t.id FROM part p JOIN topic t ON t.tenant = \(tenant.number)
                AND (t.merged_into = p.id OR t.escalated_into = p.id)
        )
        """
    }

    /// Whether the topic is others' matter too: some were merged into it, or some said that it is theirs, by a phone that was
    /// confirmed or by a slip. What a device alone or a number that was only typed has said decides nothing.
    func isJoined(_ topic: Topic.ID, in transaction: Transaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 FROM topic WHERE tenant = \(tenant.number) AND merged_into = \(topic.number)
            UNION ALL
            SELECT 1 FROM topic_support
            WHERE tenant = \(tenant.number) AND topic = \(topic.number) AND means <> \(Support.Means.device.rawValue)
            LIMIT 1
            """
        ) { try $0.next(Int.self) } != nil
    }

    /// Makes others who decide on these topics wait until this transaction has ended. SQLite has one writer anyway.
    func lock(_ topics: [Topic.ID], in transaction: Transaction) throws {
        guard transaction.dialect == .postgres, !topics.isEmpty else { return }
        let ids = SQL(joining: topics.map { "\($0.number)" }, with: ", ")
        try transaction.forEach(
            "SELECT id FROM topic WHERE tenant = \(tenant.number) AND id IN (\(ids)) ORDER BY id FOR UPDATE"
        ) { _ in }
    }

    /// Topics whose words are erased while a public wording of them still stands.
    func erasedButPublic(in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            """
            SELECT t.id FROM topic t JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE t.tenant = \(tenant.number) AND t.public_title IS NOT NULL AND c.words IS NULL ORDER BY t.id
            """
        ) { Identifier(try $0.next()) }
    }
}
