// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The desk's list of items, by due date.
struct ItemListStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    /// Which part of the list is looked at.
    enum Part: String, CaseIterable, Sendable {
        /// All that the unit has to do something for now.
        case inbox
        /// Of these, what is overdue or due on the next working day: where a supervisor looks first.
        case pressing
        case toDispatch = "to_dispatch"
        case toSign = "to_sign"
        case returned
        /// The unit asks for more time.
        case askingLonger = "asking_longer"
        case working
        case overdue
        case joint
        /// Of these, what nobody has gone to see for as long as the profile says (A2-27).
        case toInspect = "to_inspect"
        case toVerify = "to_verify"
        case asking
        /// Supervised by two, of whom one has still to sign.
        case unsigned
        /// What the reader supervises together with somebody else, until it is closed.
        case supervised
        /// Of these, what the reader can sign now.
        case toCountersign = "to_countersign"
        case closed

        /// Whether reports may be in it, which the room looks at by a day of its own.
        var holdsReported: Bool {
            switch self {
            case .overdue, .joint, .toInspect, .toVerify, .supervised: true
            case .inbox, .pressing, .toDispatch, .toSign, .returned, .askingLonger, .working, .asking, .unsigned,
                .toCountersign, .closed:
                false
            }
        }

        /// Whether it holds what the reader supervises, wherever else it lies.
        var isSupervisors: Bool { self == .supervised || self == .toCountersign }
    }

    /// An item in a list.
    struct Listed: Sendable {
        let id: SuggestionItem.ID
        let task: String?
        let state: SuggestionItem.State.Name
        let dueOn: Day?
        let unitName: String
        let officerName: String
        let claimed: OutcomeClass?
        /// When its unit was last reminded.
        let remindedOn: Day?
        let isJointlySupervised: Bool
    }

    /// The days by which the parts are told apart.
    struct Days: Sendable {
        let today: Day
        /// The last day of which a lamp is no longer green.
        let soon: Day
        /// Whatever was looked at last on this day or before is to be looked at again.
        let inspectedSince: Day
    }

    /// Where a page of a list ended.
    struct Place: Sendable, Hashable {
        let key: String
        let id: SuggestionItem.ID
    }

    func list(
        _ part: Part, scope: ItemScope, on days: Days, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(item: Listed, place: Place)] {
        let key = Self.key(holdsReported: part.holdsReported)
        let beyond: SQL =
            after.map { "AND (\(key) > \($0.key) OR (\(key) = \($0.key) AND i.id > \($0.id.number)))" } ?? ""
        return try transaction.rows(
            """
            SELECT \(Self.listedColumns), \(key) FROM \(Self.listedTables)
            WHERE \(Self.visible(scope, tenant, withSupervised: part.isSupervisors))
                AND \(Self.condition(part, scope, days)) \(beyond)
            ORDER BY \(key), i.id LIMIT \(limit)
            """
        ) { row in
            let listed = try self.listed(&row)
            return (listed, Place(key: try row.next(), id: listed.id))
        }
    }

    /// Items in these states whose words match, by due date: the words are sealed, so they are looked at one by one.
    /// `officer`: only those for which this person answers.
    func searched(
        _ states: [SuggestionItem.State.Name], of officer: Person.ID?, scope: ItemScope,
        matching matches: (String?) -> Bool, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        guard !states.isEmpty else { return [] }
        let names = SQL(joining: states.map { "\($0.rawValue)" }, with: ", ")
        let own: SQL = officer.map { "AND i.officer = \($0.number)" } ?? ""
        var found: [Listed] = []
        try transaction.scan(
            """
            SELECT \(Self.listedColumns) FROM \(Self.listedTables)
            WHERE \(Self.visible(scope, tenant, withSupervised: false)) AND i.state IN (\(names)) \(own)
            ORDER BY \(Self.key(holdsReported: states.contains(.reported))), i.id
            """
        ) { row in
            let listed = try self.listed(&row)
            if matches(listed.task) { found.append(listed) }
            return found.count < limit
        }
        return found
    }

    /// People who answer for an item of the scope that has not been closed, in the order of strokes.
    func officers(scope: ItemScope, in transaction: Transaction) throws -> [Person] {
        let people = try transaction.rows(
            """
            SELECT DISTINCT p.id, p.name FROM suggestion_item i
            JOIN person p ON p.tenant = i.tenant AND p.id = i.officer
            WHERE \(Self.visible(scope, tenant, withSupervised: false)) AND i.state <> 'closed' ORDER BY p.id
            """
        ) { Person(id: Identifier(try $0.next()), name: try $0.next()) }
        return StrokeOrder.sorted(people) { $0.name }
    }

    private static let listedColumns: SQL = """
        i.id, i.task, c.words, i.state, \(due), u.name, p.name, i.claimed, i.reminded_on, i.is_jointly_supervised
        """
    private static let listedTables: SQL = """
        suggestion_item i
        JOIN handling_unit u ON u.tenant = i.tenant AND u.id = i.unit
        JOIN person p ON p.tenant = i.tenant AND p.id = i.officer
        JOIN content c ON c.tenant = i.tenant AND c.id = i.task
        """

    private func listed(_ row: inout Row) throws -> Listed {
        let id = Identifier<SuggestionItem>(try row.next())
        let task = try contents.next(&row, tenant: tenant)?.words
        guard let state = SuggestionItem.State.Name(rawValue: try row.next()) else {
            throw DatabaseError.malformed("item \(id)")
        }
        return Listed(
            id: id, task: task, state: state, dueOn: try row.next(String?.self).flatMap { Day($0) },
            unitName: try row.next(), officerName: try row.next(),
            claimed: try row.next(String?.self).flatMap { OutcomeClass(rawValue: $0) },
            remindedOn: try row.next(String?.self).flatMap { Day($0) }, isJointlySupervised: try row.next())
    }

    /// How many lie in each part, in one statement.
    func counts(scope: ItemScope, on days: Days, in transaction: Transaction) throws -> [Part: Int] {
        let isAll = scope.domains.contains(.tenant)
        let own: SQL = isAll ? "" : "AND \(Self.visible(scope, tenant, withSupervised: false))"
        let sums = Part.allCases.map { part -> SQL in
            let narrower = part.isSupervisors ? "" : own
            return "COALESCE(SUM(CASE WHEN \(Self.condition(part, scope, days)) \(narrower) THEN 1 ELSE 0 END), 0)"
        }
        let numbers =
            try transaction.first(
                """
                SELECT \(SQL(joining: sums, with: ", ")) FROM suggestion_item i WHERE \(Self.visible(scope, tenant))
                """
            ) { row in try Part.allCases.map { _ in try row.next(Int.self) } } ?? []
        return Dictionary(uniqueKeysWithValues: zip(Part.allCases, numbers))
    }

    /// What is due of the items of the own rooms and units; what one supervises elsewhere is theirs.
    func deadlines(
        scope: ItemScope, today: Day, since day: Day, in transaction: Transaction
    ) throws -> DeadlineCounts {
        try DeadlineCounts.read(
            "suggestion_item i WHERE \(Self.visible(scope, tenant, withSupervised: false))",
            owing: Self.owing(scope), due: Self.due, today: today, since: day, in: transaction)
    }

    /// What these items are called, as far as the scope may see them. What everybody may know is public.
    func titles(
        of items: [SuggestionItem.ID], scope: ItemScope, in transaction: Transaction
    ) throws -> [SuggestionItem.ID: NoticeTitle] {
        guard !items.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT i.id, i.task, c.words, (\(Self.published(tenant))) FROM suggestion_item i
            JOIN content c ON c.tenant = i.tenant AND c.id = i.task
            WHERE \(Self.visible(scope, tenant))
                AND i.id IN (\(SQL(joining: items.map { "\($0.number)" }, with: ", ")))
            """
        ) { row -> (SuggestionItem.ID, NoticeTitle) in
            let id = Identifier<SuggestionItem>(try row.next())
            let words = try contents.next(&row, tenant: tenant)?.words
            let isPublished = try row.next(Bool.self)
            return (id, NoticeTitle(words: Excerpt.of(words), isPublic: isPublished && words != nil))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The one place where a scope becomes a condition on `suggestion_item i`; a draft that was thrown away is in no list.
    /// `withSupervised`: whether what the reader supervises belongs to it, which lies on no desk of the reader's.
    static func visible(_ scope: ItemScope, _ tenant: Tenant.ID, withSupervised: Bool = true) -> SQL {
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "i") }
        if !scope.units.isEmpty {
            let units = SQL(joining: scope.units.map { "\($0.number)" }, with: ", ")
            conditions.append("(i.state NOT IN ('drafted', 'approved') AND i.unit IN (\(units)))")
        }
        if withSupervised, scope.supervisor != nil { conditions.append(supervised(scope)) }
        return conditions.isEmpty
            ? "1 = 0"
            : "i.tenant = \(tenant.number) AND i.is_discarded = 0 AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    /// What everybody may know: what has reached its unit, of a topic that is public and shows it.
    static func published(_ tenant: Tenant.ID) -> SQL {
        """
        i.tenant = \(tenant.number) AND i.state NOT IN ('drafted', 'approved') AND EXISTS (SELECT 1 FROM topic t
            WHERE \(TopicVisibility.sql(TopicScope(of: .visitor), tenant: tenant)) AND t.id = i.topic)
        """
    }

    /// By when the present stage of an item is due, whoever owes it.
    static let due: SQL = "COALESCE(i.due_on, i.verify_due_on)"

    /// What a list is sorted by; without reports it is the one day that all others have.
    private static func key(holdsReported: Bool) -> SQL {
        holdsReported ? "COALESCE(\(due), '9999-12-31')" : "COALESCE(i.due_on, '9999-12-31')"
    }

    /// What is owed by units, and of the own rooms what waits for the room: an answer to whoever gives an item back, a look at a
    /// report. Those days are no unit's.
    static func owing(_ scope: ItemScope) -> SQL {
        guard !scope.domains.isEmpty else { return owed }
        let rooms = SQL(joining: scope.domains.map { RoomDomainCondition.sql($0, of: "i") }, with: " OR ")
        return "(\(owed) OR i.state IN ('return_requested', 'reported') AND (\(rooms)))"
    }

    /// What a unit owes something for.
    private static let owed: SQL = "i.state IN ('dispatched', 'accepted', 'in_progress', 'sent_back', 'reopened')"

    /// What the reader supervises together with somebody else.
    private static func supervised(_ scope: ItemScope) -> SQL {
        guard let supervisor = scope.supervisor?.number else { return "1 = 0" }
        return "(i.party_supervisor = \(supervisor) OR i.committee_supervisor = \(supervisor))"
    }

    /// What waits for the reader's signature, once the people have answered or had their days: not the own unit's.
    static func awaitsSignature(_ scope: ItemScope) -> SQL {
        guard let supervisor = scope.supervisor?.number else { return "1 = 0" }
        let units = SQL(joining: scope.units.map { "\($0.number)" }, with: ", ")
        let ownWork: SQL = scope.units.isEmpty ? "" : "AND i.unit NOT IN (\(units))"
        return """
            (i.state = 'verified' \(ownWork) AND (i.party_supervisor = \(supervisor) AND i.party_signed = 0
                OR i.committee_supervisor = \(supervisor) AND i.committee_signed = 0))
            """
    }

    /// What the reader can sign now.
    private static func toSign(_ scope: ItemScope, _ days: Days) -> SQL {
        guard scope.supervisor != nil else { return "1 = 0" }
        return """
            (\(awaitsSignature(scope)) AND (i.due_on < \(days.today.description) OR NOT EXISTS (
                    SELECT 1 FROM confirmation c
                    WHERE c.tenant = i.tenant AND c.item = i.id AND c.inquiry = i.inquiries AND c.outcome IS NULL)))
            """
    }

    private static func condition(_ part: Part, _ scope: ItemScope, _ days: Days) -> SQL {
        switch part {
        case .inbox: owed
        case .pressing: "(\(owed) AND i.due_on <= \(days.soon.description))"
        case .joint: "(i.is_jointly_supervised = 1 AND i.state <> 'closed')"
        case .toInspect:
            """
            (i.is_jointly_supervised = 1 AND i.state NOT IN ('verified', 'closed') AND NOT EXISTS (
                SELECT 1 FROM event e
                WHERE e.tenant = i.tenant AND e.subject_kind = \(ItemEvent.subject) AND e.subject = i.id
                    AND e.kind IN ('supervision_agreed', 'inspected')
                    AND e.occurred_on > \(days.inspectedSince.description)))
            """
        case .toDispatch: "i.state IN ('drafted', 'approved')"
        case .toSign: "i.state = 'dispatched'"
        case .returned: "i.state = 'return_requested'"
        case .askingLonger: "i.asks_longer = 1"
        case .working: "i.state IN ('accepted', 'in_progress', 'sent_back', 'reopened')"
        case .overdue: "(\(owing(scope)) AND \(due) < \(days.today.description))"
        case .unsigned: "(i.is_jointly_supervised = 1 AND i.state = 'verified')"
        case .supervised: "(\(supervised(scope)) AND i.state <> 'closed')"
        case .toCountersign: toSign(scope, days)
        case .toVerify: "i.state = 'reported'"
        case .asking: "i.state = 'verified'"
        case .closed: "i.state = 'closed'"
        }
    }
}
