// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Lists of topics: what strangers read, and what waits on the desk. Both through the one visibility rule.
struct TopicListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore
    /// So few topics that may hold a word are read at once; so few hold what needs no other gram to narrow it.
    var few = 200
    /// Up to so many are looked up by their numbers. Of more, some are soon met from the newest on.
    var lookedUpMax = 4_000
    /// So many of the newest texts are read as long as the index is being made: among a million a question would take as long
    /// as all others wait.
    var readMax = 20_000
    /// So many are gone through first; who has not met enough by then looks up those that hold the words, where they are no more
    /// than ``lookedUpThenMax``: what stands in many texts may stand in old ones alone.
    var walkedFirst = 16_384
    var lookedUpThenMax = 32_768

    /// What a list of public topics is narrowed to.
    struct Search: Sendable, Hashable {
        var words: String?
        /// Those of somebody's desk alone; nil for all.
        var scope: TopicScope?
        var area: AreaCode?
        /// What lies here is left out.
        var elsewhereThan: AreaCode?
        var room: Room.ID?
        /// What they are about.
        var category: String?
        /// Where they stand; nil for anywhere.
        var states: [Topic.State.Name]?

        /// Whether it is narrowed to what the index of grams says nothing of.
        var isNarrowerThanMarks: Bool { scope != nil || room != nil || states != nil }
        /// Whether it is narrowed to anything but words.
        var isNarrow: Bool { isNarrowerThanMarks || area != nil || elsewhereThan != nil || category != nil }
        /// What everything in it is marked with.
        var marks: [Gram] {
            [area.map(TopicMark.lies(in:)), category.map(TopicMark.isAbout)].compactMap(\.self)
        }
    }

    /// A published topic as lists show it.
    struct PublicTopic: Sendable {
        let id: Topic.ID
        let title: String
        let body: String
        /// What came of it, where somebody has written it down for strangers.
        let answer: String?
        let state: Topic.State.Name
        let dueOn: Day?
        let receivedAt: Instant
        let room: Room.ID
        let roomName: String
        let area: AreaCode
        /// What it is about, by the county's list.
        let category: String?
        /// How often what was agreed on it was taken up again, because it was not solved after all.
        let reopened: Int
        /// How it ended in a former system, if it did.
        let former: Topic.Former.Ending?

        /// What it is found by.
        var texts: [String] { [title, body] + (answer.map { [$0] } ?? []) }
    }

    /// Published topics, newest first, after the one with id `after`.
    func published(
        _ search: Search, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [PublicTopic] {
        guard let words = search.words else {
            return try published(narrowed(search), after: after, limit: limit, in: transaction)
        }
        guard let query = WordQuery(words) else { return [] }
        return try published(query, search, after: after, limit: limit, in: transaction)
    }

    /// Published topics that hold the words of a query.
    func published(
        _ query: WordQuery, _ search: Search, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [PublicTopic] {
        if try TopicIndexStore(tenant: tenant).isComplete(in: transaction) {
            return try indexed(query, search, after: after, limit: limit, in: transaction)
        }
        // Of those that are older than what is read, the oldest have their numbers first.
        let (newest, place) = try read(query, narrowed(search), after: after, limit: limit, in: transaction)
        guard let place else { return newest }
        return try newest + indexed(query, search, after: place, limit: limit - newest.count, in: transaction)
    }

    /// Those that the index says may hold the words, and do.
    private func indexed(
        _ query: WordQuery, _ search: Search, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [PublicTopic] {
        let index = index(in: transaction)
        let counts = zip(query.grams, try index.counts(of: query.grams)).sorted { $0.1 < $1.1 }
        guard let rarest = counts.first?.1, rarest > 0 else { return [] }
        let holders =
            rarest <= few
            ? try index.holders(of: counts.prefix(1).map(\.0))
            : try index.holders(
                of: counts.prefix(4).map(\.0) + search.marks, without: search.elsewhereThan.map(TopicMark.lies(in:)))
        guard holders.count > few else {
            let topics = try published(
                "\(narrowed(search)) AND \(index.condition(numbers: holders.numbers))", after: after, limit: few,
                in: transaction)
            return Array(topics.filter { holds($0, query) }.prefix(limit))
        }
        guard holders.count > lookedUpMax else {
            let ids = try index.records(numbers: holders.numbers, before: after)
            return try first(limit, of: ids, holding: query, narrowed(search), in: transaction)
        }
        return try walk(holders, query, search, after: after, limit: limit, in: transaction)
    }

    /// Published topics with these ids, in no order.
    func published(_ ids: [Topic.ID], in transaction: Transaction) throws -> [PublicTopic] {
        guard !ids.isEmpty else { return [] }
        return try published(
            "AND t.id IN (\(SQL(numbers: ids.map(\.number))))", after: nil, limit: ids.count, in: transaction)
    }

    /// Which of these published topics lie in an area.
    func topics(_ ids: [Topic.ID], in area: AreaCode, in transaction: Transaction) throws -> [Topic.ID] {
        guard !ids.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT t.id FROM topic t WHERE t.tenant = \(tenant.number) AND t.id IN (\(SQL(numbers: ids.map(\.number))))
                AND \(AreaCondition.sql("t.area", area))
            """
        ) { Identifier(try $0.next()) }
    }

    /// The numbers of the newest published topics of an area, by which the index knows them.
    func numbers(in area: AreaCode, limit: Int, in transaction: Transaction) throws -> [Int] {
        try index(in: transaction).newest(narrowed(.init(area: area)), before: nil, limit: limit).map(\.number)
    }

    private func index(in transaction: Transaction) -> PublishedTextStore<Topic> {
        PublishedTextStore(tenant: tenant, transaction: transaction)
    }

    /// What merged topics are handled as part of, as far as everybody may read it: the last of those that lead on from there.
    func hosts(of merged: [Topic.ID], in transaction: Transaction) throws -> [Topic.ID: PublicTopic] {
        guard !merged.isEmpty else { return [:] }
        let pairs = try transaction.rows(
            """
            WITH RECURSIVE host (origin, id, into_topic, steps) AS (
                SELECT t.id, t.id, t.merged_into, 0 FROM topic t
                WHERE t.tenant = \(tenant.number) AND t.id IN (\(SQL(numbers: merged.map(\.number))))
                UNION ALL
                SELECT h.origin, t.id, t.merged_into, h.steps + 1 FROM host h
                JOIN topic t ON t.tenant = \(tenant.number) AND t.id = h.into_topic
            )
            SELECT origin, id FROM host WHERE steps > 0 AND into_topic IS NULL
            """
        ) { (Topic.ID(try $0.next()), Topic.ID(try $0.next())) }
        let topics = Dictionary(
            uniqueKeysWithValues: try published(Array(Set(pairs.map(\.1))).sorted(), in: transaction).map {
                ($0.id, $0)
            })
        return Dictionary(uniqueKeysWithValues: pairs.compactMap { pair in topics[pair.1].map { (pair.0, $0) } })
    }

    private func published(
        _ condition: SQL, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> [PublicTopic] {
        try transaction.rows(
            """
            SELECT \(Self.publicColumns)
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) \(condition)
                AND t.id < \(after?.number ?? .max)
            ORDER BY t.id DESC LIMIT \(limit)
            """, Self.publicTopic)
    }

    /// Topics whose numbers are read at once at most.
    private static let walkedMax = 16_384

    // The index says where to look, the text says whether it is so: the answer is the same on both engines, and as if
    // each text had been read.

    /// From the newest topic on, those that the index says may hold the words. What it knows of what the list is narrowed to is
    /// among its bits; so the numbers of all are gone through first, which are read by themselves. Where that is long, what was
    /// found lies in old topics, and the list's own index is the shorter way.
    private func walk(
        _ holders: Holders, _ query: WordQuery, _ search: Search, after: Topic.ID?, limit: Int,
        in transaction: Transaction
    ) throws -> [PublicTopic] {
        let index = index(in: transaction)
        let condition = narrowed(search)
        var (found, place, step, all): ([PublicTopic], Topic.ID?, Int, Int) = ([], after, 4 * limit, 0)
        while found.count < limit {
            let isLong = all >= walkedFirst
            if isLong, holders.count <= lookedUpThenMax {
                let ids = try index.records(numbers: holders.numbers, before: place)
                return try found + first(limit - found.count, of: ids, holding: query, condition, in: transaction)
            }
            let isByList = search.isNarrowerThanMarks || isLong && search.isNarrow
            let walked = try index.newest(isByList ? condition : nil, before: place, limit: step)
            let ids = walked.filter { holders.contains($0.number) }.map(\.record)
            found += try first(limit - found.count, of: ids, holding: query, condition, in: transaction)
            guard walked.count == step else { break }
            (place, all) = (walked.last?.record, all + walked.count)
            step = min(2 * step, Self.walkedMax)
        }
        return found
    }

    /// Of these topics, which are in order, the first that hold the words.
    private func first(
        _ limit: Int, of ids: [Topic.ID], holding query: WordQuery, _ condition: SQL, in transaction: Transaction
    ) throws -> [PublicTopic] {
        var (found, rest, step): ([PublicTopic], ArraySlice<Topic.ID>, Int) = ([], ids[...], max(limit, 50))
        while found.count < limit, !rest.isEmpty {
            let part = rest.prefix(step)
            found += try published(
                "\(condition) AND t.id IN (\(SQL(numbers: part.map(\.number))))", after: nil, limit: part.count,
                in: transaction
            ).filter { holds($0, query) }
            rest = rest.dropFirst(step)
            step = min(2 * step, 1_024)
        }
        return Array(found.prefix(limit))
    }

    /// Each text is read, from the newest on. `place`: where that ended, if neither the page was full nor all were read.
    private func read(
        _ query: WordQuery, _ condition: SQL, after: Topic.ID?, limit: Int, in transaction: Transaction
    ) throws -> (found: [PublicTopic], place: Topic.ID?) {
        var (found, place, step, read): ([PublicTopic], Topic.ID?, Int, Int) = ([], after, max(limit, 200), 0)
        while read < readMax {
            step = min(step, readMax - read)
            let topics = try published(condition, after: place, limit: step, in: transaction)
            found += topics.filter { holds($0, query) }
            guard topics.count == step, found.count < limit else { return (Array(found.prefix(limit)), nil) }
            place = topics.last?.id
            read += step
            step = min(2 * step, 2_000)
        }
        return (found, place)
    }

    private func holds(_ topic: PublicTopic, _ query: WordQuery) -> Bool {
        query.matches(topic.texts.map { FoldedText($0) })
    }

    /// One published topic.
    func published(_ id: Topic.ID, in transaction: Transaction) throws -> PublicTopic? {
        try transaction.first(
            """
            SELECT \(Self.publicColumns)
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND t.id = \(id.number)
            """, Self.publicTopic)
    }

    private static let publicColumns: SQL = """
        t.id, t.public_title, t.public_body, t.public_answer, t.state, t.due_on, t.received_at, t.room, r.name, t.area,
        t.category, (SELECT COUNT(*) FROM suggestion_item i
            JOIN stay y ON y.tenant = i.tenant AND y.subject_kind = 'item' AND y.subject = i.id
            WHERE i.tenant = t.tenant AND i.topic = t.id AND y.state = 'reopened'), t.former_ending
        FROM topic t JOIN room r ON r.tenant = t.tenant AND r.id = t.room
        """

    private static func publicTopic(_ row: inout Row) throws -> PublicTopic {
        let id = Identifier<Topic>(try row.next())
        let (title, body) = (try row.next(String.self), try row.next(String.self))
        let answer = try row.next(String?.self)
        guard let state = Topic.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("topic.state")
        }
        let due = try row.next(String?.self).flatMap { Day($0) }
        let receivedAt = Instant(milliseconds: try row.next())
        let room = Identifier<Room>(try row.next())
        let roomName = try row.next(String.self)
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic.area") }
        return PublicTopic(
            id: id, title: title, body: body, answer: answer, state: state, dueOn: due, receivedAt: receivedAt,
            room: room,
            roomName: roomName, area: area, category: try row.next(), reopened: try row.next(),
            former: try row.next(String?.self).flatMap { Topic.Former.Ending(rawValue: $0) })
    }

    /// Which of these categories strangers find a topic of: each is looked for, none is counted, so that a list of a
    /// million is as quick as a short one.
    func filled(_ categories: [TopicCategory], in transaction: Transaction) throws -> [TopicCategory] {
        guard !categories.isEmpty else { return [] }
        let found = categories.map { category -> SQL in
            """
            EXISTS (SELECT 1 FROM topic t WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant))
                AND t.category = \(category.code))
            """
        }
        let flags = try transaction.first("SELECT \(SQL(joining: found, with: ", "))") { row in
            try categories.map { _ in try row.next(Bool.self) }
        }
        return zip(categories, flags ?? []).compactMap { $1 ? $0 : nil }
    }

    private func narrowed(_ search: Search) -> SQL {
        var conditions: [SQL] = []
        if let scope = search.scope { conditions.append("AND \(TopicVisibility.sql(scope, tenant: tenant))") }
        if let area = search.elsewhereThan { conditions.append("AND NOT (\(AreaCondition.sql("t.area", area)))") }
        if let room = search.room { conditions.append("AND t.room = \(room.number)") }
        if let area = search.area { conditions.append("AND \(AreaCondition.lookedUp("t.area", area))") }
        if let states = search.states {
            conditions.append("AND t.state IN (\(SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")))")
        }
        if let category = search.category { conditions.append("AND t.category = \(category)") }
        return SQL(joining: conditions, with: " ")
    }
}
