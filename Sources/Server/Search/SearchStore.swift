// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// Looks for words in records whose words are sealed, or too few to be indexed: one by one, newest first, through the one
/// visibility rule of each kind.
struct SearchStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// What narrows a look.
    struct Narrowing: Sendable {
        let query: WordQuery
        var area: AreaCode?
        /// What lies here is left out: it came before.
        var elsewhereThan: AreaCode?
        /// What topics are about.
        var category: String?
        /// The number of the record before.
        var after: Int64?
        /// Public topics with this number or a higher one that hold the words by what is public of them are left out: the index
        /// of grams found them before.
        var indexedFrom: Int64?
        /// The last record that is looked at; nil for all.
        var until: Int64?
        let limit: Int
        /// How many sealed words are unsealed at most, and how many records looked through: a question has to have an answer soon.
        var wordsMax = 20_000
    }

    /// Records that hold the words.
    struct Found<Record: Sendable>: Sendable {
        var records: [Record] = []
        /// Whether there are records that were not looked at.
        var isCut = false
        /// The number of the last record that was looked at; nil where none was.
        var last: Int64?
    }

    /// A topic of somebody's desk.
    struct DeskTopic: Sendable {
        let id: Topic.ID
        let publicTitle: String?
        let publicBody: String?
        let publicAnswer: String?
        /// What was said.
        let words: String?
        let state: Topic.State.Name
        let receivedAt: Instant
        let roomName: String
    }

    /// Topics by what was said and by what is public of them.
    func topics(_ scope: TopicScope, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<DeskTopic> {
        let about: SQL = narrowing.category.map { "AND t.category = \($0)" } ?? ""
        return try look(
            """
            SELECT t.id, t.public_title, t.public_body, t.public_answer, t.publication, t.text, c.words, t.state, t.received_at, r.name,
                t.room, t.area, t.researcher
            FROM topic t
            JOIN room r ON r.tenant = t.tenant AND r.id = t.room
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE \(TopicVisibility.sql(scope, tenant: tenant)) AND \(Self.within("t", narrowing)) \(about)
            ORDER BY t.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = Identifier<Topic>(try row.next())
            let (title, body) = (try row.next(String?.self), try row.next(String?.self))
            let answer = try row.next(String?.self)
            let isPublic = try row.next(String.self) == Publication.published.name
            let words = try contents.next(&row, tenant: tenant)?.words
            guard let state = Topic.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("topic \(id)")
            }
            let (receivedAt, roomName) = (Instant(milliseconds: try row.next()), try row.next(String.self))
            let room = Identifier<Room>(try row.next())
            guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("topic \(id)") }
            let researcher = try row.next(Int64?.self).map { Identifier<Person>($0) }
            if isPublic, let from = narrowing.indexedFrom, id.number >= from, holds([title, body, answer], narrowing) {
                return nil
            }
            var shown = words
            if !scope.readsWords(room: room, area: area, researcher: researcher) {
                // Masking takes its time: only where there is something to find.
                guard holds([title, body, answer, words], narrowing) else { return nil }
                shown = words.map(TopicReading.masked)
            }
            let topic = DeskTopic(
                id: id, publicTitle: title, publicBody: body, publicAnswer: answer, words: shown, state: state,
                receivedAt: receivedAt, roomName: roomName)
            return (topic, [title, body, answer, shown])
        }
    }

    /// A session.
    struct Session: Sendable {
        let id: ConsultationSession.ID
        let title: String
        let place: String?
        let day: Day
        let state: ConsultationSession.State.Name
        let roomName: String
    }

    /// Sessions by title and place; nil as scope: those that everybody may know.
    func sessions(_ scope: SessionScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Session>
    {
        let visible =
            scope.map { SessionListStore.visible($0, tenant) } ?? SessionListStore.published(tenant)
        return try look(
            """
            SELECT s.id, s.title, s.place, s.starts_on, s.state, r.name FROM consultation_session s
            JOIN room r ON r.tenant = s.tenant AND r.id = s.room
            WHERE \(visible) AND s.title IS NOT NULL AND \(Self.within("s", narrowing)) ORDER BY s.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = Identifier<ConsultationSession>(try row.next())
            let (title, place) = (try row.next(String.self), try row.next(String?.self))
            guard let day = Day(try row.next(String.self)),
                let state = ConsultationSession.State.Name(rawValue: try row.next())
            else { throw DatabaseError.malformed("session \(id)") }
            let session = Session(
                id: id, title: title, place: place, day: day, state: state, roomName: try row.next())
            return (session, [title, place])
        }
    }

    /// An item.
    struct Item: Sendable {
        let id: SuggestionItem.ID
        let topic: Topic.ID
        let task: String
        let unitName: String
        let state: SuggestionItem.State.Name
        let dueOn: Day?
    }

    /// Items by what is to be done and by who does it; nil as scope: those that everybody may know.
    func items(_ scope: ItemScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Item> {
        let visible = scope.map { ItemListStore.visible($0, tenant) } ?? ItemListStore.published(tenant)
        return try look(
            """
            SELECT i.id, i.topic, i.task, c.words, u.name, i.state, i.due_on FROM suggestion_item i
            JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
            JOIN content c ON c.tenant = i.tenant AND c.id = i.task
            WHERE \(visible) AND \(Self.within("i", narrowing)) ORDER BY i.id DESC
            """, narrowing, in: transaction
        ) { row in
            let (id, topic) = (SuggestionItem.ID(try row.next()), Topic.ID(try row.next()))
            let task = try contents.next(&row, tenant: tenant)?.words
            let unit = try row.next(String.self)
            guard let state = SuggestionItem.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("item \(id)")
            }
            let due = try row.next(String?.self).flatMap { Day($0) }
            // What was erased is found by nothing.
            guard let task else { return nil }
            return (
                Item(id: id, topic: topic, task: task, unitName: unit, state: state, dueOn: due), [task, unit]
            )
        }
    }

    /// A proposal: for strangers what is public of it, on the desk its subject.
    struct FoundProposal: Sendable {
        let id: Proposal.ID
        let number: ProposalNumber?
        let title: String
        let body: String?
        /// The body, or who signs first.
        let proposer: String
        let state: Proposal.State.Name
    }

    /// Proposals by number, title and proposer; nil as scope: those that everybody may know. They lie in no area.
    func proposals(
        _ scope: ProposalScope?, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundProposal> {
        guard narrowing.area == nil else { return Found() }
        let visible =
            scope.map { ProposalListStore.visible($0, tenant) }
            ?? "p.tenant = \(tenant.number) AND p.publication = 'published'"
        return try look(
            """
            SELECT p.id, p.term, p.session, p.serial, p.state, s.name, p.public_title, p.public_body, p.subject, c.words,
                \(ProposerNameStore.columns)
            FROM proposal p JOIN person s ON s.tenant = p.tenant AND s.id = p.signer
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            \(ProposerNameStore.tables)
            WHERE \(visible) AND \(Self.between("p", narrowing)) ORDER BY p.id DESC
            """, narrowing, in: transaction
        ) { row in
            let id = Proposal.ID(try row.next())
            let (term, session) = (try row.next(Int?.self), try row.next(Int?.self))
            let serial = try row.next(Int?.self)
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal \(id)")
            }
            let signer = try row.next(String.self)
            let (title, body) = (try row.next(String?.self), try row.next(String?.self))
            let subject = try contents.next(&row, tenant: tenant)?.words
            let proposer = try ProposerNameStore(tenant: tenant, contents: contents).body(&row) ?? signer
            // What was erased is found by nothing.
            guard let shown = scope == nil ? title : subject else { return nil }
            var number: ProposalNumber?
            if let term, let session, let serial { number = .init(.init(term: term, session: session), serial) }
            let found = FoundProposal(
                id: id, number: number, title: shown, body: scope == nil ? body : nil, proposer: proposer, state: state)
            // Who signs for a body is known on the desk alone.
            let known = scope == nil ? proposer : "\(proposer) \(signer)"
            return (found, [shown, found.body, number?.text, number?.official, known])
        }
    }

    /// A call for opinions.
    struct Call: Sendable {
        let id: Deliberation.ID
        let question: String
        let state: Deliberation.State.Name
        let lastDay: Day?
        let roomName: String
        /// What is asked in it.
        let statements: [String]
    }

    /// Calls for opinions by their question and by what is asked; nil as scope: those that everybody may know.
    func calls(_ scope: RoomScope?, _ narrowing: Narrowing, in transaction: Transaction) throws -> Found<Call> {
        let visible =
            scope.map { DeliberationStore.visible($0, tenant) } ?? DeliberationStore.published(tenant)
        // What people are asked in them has half of the words at most, the questions what is left.
        let asked = try texts(
            """
            SELECT s.deliberation, s.words, c.words FROM opinion_statement s
            JOIN deliberation d ON d.tenant = s.tenant AND d.id = s.deliberation
            JOIN content c ON c.tenant = s.tenant AND c.id = s.words
            WHERE \(visible) AND \(Self.within("d", narrowing)) AND s.state = 'adopted'
            ORDER BY s.deliberation DESC, s.id
            """, most: narrowing.wordsMax / 2, in: transaction
        ) { try contents.next(&$0, tenant: tenant)?.words }
        return try asked.cutting(
            look(
                """
                SELECT d.id, d.state, d.until_on, r.name, d.question, c.words FROM deliberation d
                JOIN room r ON r.tenant = d.tenant AND r.id = d.room
                JOIN content c ON c.tenant = d.tenant AND c.id = d.question
                WHERE \(visible) AND \(Self.within("d", asked.left(of: narrowing))) ORDER BY d.id DESC
                """, asked.left(of: narrowing), in: transaction
            ) { row in
                let id = Deliberation.ID(try row.next())
                let state = try DeliberationStore.state(row.next(), of: id)
                let lastDay = try row.next(String?.self).flatMap { Day($0) }
                let roomName: String = try row.next()
                // What was erased is found by nothing.
                guard let question = try contents.next(&row, tenant: tenant)?.words else { return nil }
                let call = Call(
                    id: id, question: question, state: state, lastDay: lastDay, roomName: roomName,
                    statements: asked.texts[id.number] ?? [])
                return (call, [question] + call.statements)
            })
    }

    /// What stands beside records, by the number of its record.
    struct Beside: Sendable {
        fileprivate(set) var texts: [Int64: [String]] = [:]
        /// How many were read.
        fileprivate var count = 0
        /// The last record that was read to its end, or else the only one; nil where all were read.
        fileprivate var until: Int64?

        /// What a look at the records themselves has left: the words that are not unsealed yet, as far as what stands beside was
        /// read.
        func left(of narrowing: Narrowing) -> Narrowing {
            var left = narrowing
            left.wordsMax -= count
            left.until = until
            return left
        }

        /// What was found beside it, which is cut where this is.
        func cutting<Record: Sendable>(_ found: Found<Record>) -> Found<Record> {
            var cut = found
            cut.isCut = found.isCut || until != nil
            return cut
        }
    }

    /// What stands beside records, those of the newest first: at most so many. `sql`: a row names its record and then what `read`
    /// reads.
    func texts(
        _ sql: SQL, most: Int, in transaction: Transaction, read: (inout Row) throws -> String?
    ) throws -> Beside {
        var (beside, records) = (Beside(), [Int64]())
        try transaction.forEach("\(sql) LIMIT \(most)") { row in
            beside.count += 1
            let record = try row.next(Int64.self)
            if records.last != record { records.append(record) }
            if let text = try read(&row) { beside.texts[record, default: []].append(text) }
        }
        if beside.count == most { beside.until = records.dropLast().last ?? records.last ?? 0 }
        return beside
    }

    /// A proposal of an earlier session.
    struct FoundFormer: Sendable {
        let id: FormerProposal.ID
        let number: ProposalNumber
        let subject: String
        let proposer: String?
        let unit: String?
    }

    /// Proposals of earlier sessions by number, subject, proposer and unit. They lie in no area.
    func formerProposals(
        _ scope: ProposalScope, _ narrowing: Narrowing, in transaction: Transaction
    ) throws -> Found<FoundFormer> {
        guard narrowing.area == nil else { return Found() }
        return try look(
            """
            SELECT f.id, f.term, f.session, f.serial, f.subject, c.words, f.proposer, q.words, f.unit, u.words
            FROM former_proposal f JOIN content c ON c.tenant = f.tenant AND c.id = f.subject
            JOIN content q ON q.tenant = f.tenant AND q.id = f.proposer
            LEFT JOIN content u ON u.tenant = f.tenant AND u.id = f.unit
            WHERE \(FormerProposalStore.visible(scope, tenant)) AND \(Self.between("f", narrowing))
            ORDER BY f.id DESC
            """, narrowing, words: 3, in: transaction
        ) { row in
            let id = FormerProposal.ID(try row.next())
            let number = ProposalNumber(.init(term: try row.next(), session: try row.next()), try row.next())
            let subject = try contents.next(&row, tenant: tenant)?.words
            let proposer = try contents.next(&row, tenant: tenant)?.words
            let unit = try contents.next(&row, tenant: tenant)?.words
            // What was erased is found by nothing.
            guard let subject else { return nil }
            let found = FoundFormer(id: id, number: number, subject: subject, proposer: proposer, unit: unit)
            return (found, [subject, number.text, number.official, proposer, unit])
        }
    }

    static func within(_ alias: SQL, _ narrowing: Narrowing) -> SQL {
        let area = narrowing.area.map { AreaCondition.sql("\(alias).area", $0) } ?? "1 = 1"
        let others = narrowing.elsewhereThan.map { "AND NOT (\(AreaCondition.sql("\(alias).area", $0)))" as SQL } ?? ""
        return "\(area) \(others) AND \(between(alias, narrowing))"
    }

    /// The same for what lies in no area.
    static func between(_ alias: SQL, _ narrowing: Narrowing) -> SQL { "\(alias).id < \(narrowing.after ?? .max)" }

    private func holds(_ texts: [String?], _ narrowing: Narrowing) -> Bool {
        narrowing.query.matches(texts.compactMap(\.self).map { FoldedText($0) })
    }

    /// Reads record by record until so many were found, or so many words unsealed. `sql`: a row begins with the number of its
    /// record; `words`: how many are of each record; `read`: the record and its texts.
    func look<Record: Sendable>(
        _ sql: SQL, _ narrowing: Narrowing, words: Int = 1, in transaction: Transaction,
        read: (inout Row) throws -> (Record, [String?])?
    ) throws -> Found<Record> {
        var (found, unsealed) = (Found<Record>(), 0)
        try transaction.scan(sql) { row in
            var first = row
            let number = try first.next(Int64.self)
            guard unsealed + words <= narrowing.wordsMax, number >= narrowing.until ?? 0 else {
                found.isCut = true
                return false
            }
            unsealed += words
            found.last = number
            if let (record, texts) = try read(&row), holds(texts, narrowing) {
                found.records.append(record)
            }
            return found.records.count < narrowing.limit
        }
        return found
    }
}
