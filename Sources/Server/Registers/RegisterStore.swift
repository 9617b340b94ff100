// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The rows of one register.
struct RegisterStore: Sendable {
    let tenant: Tenant.ID
    let form: RegisterForm
    /// Whose lines these are; nil for all of them.
    var scope: RegisterScope?

    /// The condition on a line `e` for what the scope covers.
    private var covered: SQL {
        scope.map { RegisterPlaceStore(tenant: tenant).covered(form, by: $0) } ?? "1 = 1"
    }

    private var columns: SQL { SQL(joining: form.columns.map { "e.\($0.sql)" }, with: ", ") }

    func entry(_ id: DirectoryEntry.ID, in transaction: Transaction) throws -> DirectoryEntry? {
        try transaction.first(
            """
            SELECT e.id, e.ended_on, e.version, \(columns) FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND e.id = \(id.number) AND \(covered)
            """, read)
    }

    /// Which entries a list shows.
    struct Query: Sendable, Hashable {
        var isEnded = false
        /// Part of a name, a number or a code; empty for all.
        var words = ""
    }

    /// Entries by id, after the one with id `after`.
    func entries(
        _ query: Query, after: DirectoryEntry.ID?, limit: Int, in transaction: Transaction
    ) throws -> [DirectoryEntry] {
        try transaction.rows(
            """
            SELECT e.id, e.ended_on, e.version, \(columns) FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND e.id > \(after?.number ?? 0) AND \(condition(query))
            ORDER BY e.id LIMIT \(limit)
            """, read)
    }

    /// The entries that name a person, whichever column does, ended or not, by id; of a post that sat in, those where this person did.
    func entries(naming person: Person.ID, in transaction: Transaction) throws -> [DirectoryEntry] {
        var places = form.columns.filter { $0.content == .entry(.people) }.map { "e.\($0.sql)" as SQL }
        if form.register == .people { places = ["e.id"] }
        if form.register == .observations { places = [Self.observer] }
        guard !places.isEmpty else { return [] }
        let named = SQL(joining: places.map { "\($0) = \(person.number)" }, with: " OR ")
        return try transaction.rows(
            """
            SELECT e.id, e.ended_on, e.version, \(columns) FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND (\(named)) ORDER BY e.id
            """, read)
    }

    /// How many entries a list has.
    func count(_ query: Query, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(*) FROM \(form.table) e WHERE e.tenant = \(tenant.number) AND \(condition(query))"
        ) { try $0.next(Int.self) } ?? 0
    }

    private func condition(_ query: Query) -> SQL {
        let state: SQL = "\(query.isEnded ? "e.ended_on IS NOT NULL" : "e.ended_on IS NULL" as SQL) AND \(covered)"
        guard !query.words.isEmpty else { return state }
        let pattern = LikePattern.containing(query.words)
        let places = [form.label] + form.searched.map { "e.\($0)" }
        let found = SQL(joining: places.map { "lower(\($0)) LIKE \(pattern) ESCAPE '\\'" }, with: " OR ")
        return "\(state) AND (\(found))"
    }

    /// The entry with these values of the key, ended or not.
    func id(ofKey values: DirectoryEntry.Values, in transaction: Transaction) throws -> DirectoryEntry.ID? {
        let columns = form.columns.filter { form.key.contains($0.name) }
        let conditions = columns.map { column -> SQL in
            guard let value = value(column, values) else { return "e.\(column.sql) IS NULL" }
            return "e.\(column.sql) = \(value)"
        }
        return try transaction.first(
            """
            SELECT e.id FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND \(SQL(joining: conditions, with: " AND "))
            """
        ) { Identifier(try $0.next()) }
    }

    func insert(_ entry: DirectoryEntry, _ services: Services, at now: Instant, in transaction: Transaction) throws {
        let fixed = form.fixed(services, now)
        let names = SQL(joining: form.columns.map(\.sql) + fixed.map(\.column), with: ", ")
        let values = form.columns.map { value($0, entry.values) ?? "NULL" } + fixed.map(\.value)
        try transaction.execute(
            """
            INSERT INTO \(form.table) (id, tenant, version, \(names))
            VALUES (\(entry.id.number), \(tenant.number), \(entry.version), \(SQL(joining: values, with: ", ")))
            """)
    }

    /// Writes what a command changed. Throws when somebody else changed the entry meanwhile.
    func update(_ entry: DirectoryEntry, from version: Int, in transaction: Transaction) throws {
        let assignments = form.columns.map { column -> SQL in
            "\(column.sql) = \(value(column, entry.values) ?? "NULL")"
        }
        let endedOn: String? =
            switch entry.state {
            case .current: nil
            case .ended(let day): day.description
            }
        let changed = try transaction.execute(
            """
            UPDATE \(form.table) SET \(SQL(joining: assignments, with: ", ")), ended_on = \(endedOn),
                version = \(entry.version)
            WHERE tenant = \(tenant.number) AND id = \(entry.id.number) AND version = \(version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// What entries are called, by id.
    func labels(of ids: Set<DirectoryEntry.ID>, in transaction: Transaction) throws -> [DirectoryEntry.ID: String] {
        guard !ids.isEmpty else { return [:] }
        let list = SQL(joining: ids.sorted().map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            "SELECT e.id, \(form.label) FROM \(form.table) e WHERE e.tenant = \(tenant.number) AND e.id IN (\(list))"
        ) { row -> (DirectoryEntry.ID, String) in (Identifier(try row.next()), try row.next()) }
        return Dictionary(found, uniquingKeysWith: { a, _ in a })
    }

    /// What entries that are in use are called, by name; of bodies, those of these kinds; those alone that lie in the domains,
    /// where there are some.
    func options(
        kinds: [Organ.Kind] = [], lyingIn domains: [Appointment.Domain]? = nil, limit: Int, in transaction: Transaction
    ) throws -> [(id: DirectoryEntry.ID, label: String)] {
        let lying = domains.map { lies(in: $0) } ?? ""
        let ofKinds: SQL =
            kinds.isEmpty ? "" : "AND e.kind IN (\(SQL(joining: kinds.map { "\($0.rawValue)" }, with: ", ")))"
        return try transaction.rows(
            """
            SELECT e.id, \(form.label) AS label FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL \(ofKinds) \(lying) ORDER BY label, e.id LIMIT \(limit)
            """
        ) { (id: Identifier(try $0.next()), label: try $0.next()) }
    }

    /// Whether all of these are bodies of these kinds that are in use.
    func haveKinds(
        _ kinds: [Organ.Kind], _ ids: Set<DirectoryEntry.ID>, in transaction: Transaction
    ) throws -> Bool {
        let found = try transaction.first(
            """
            SELECT COUNT(*) FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND e.ended_on IS NULL
                AND e.kind IN (\(SQL(joining: kinds.map { "\($0.rawValue)" }, with: ", ")))
                AND e.id IN (\(SQL(joining: ids.sorted().map { "\($0.number)" }, with: ", ")))
            """
        ) { try $0.next(Int.self) }
        return found == ids.count
    }

    /// The ids of all entries that lie in the domains, for tables of many lines.
    func ids(
        lyingIn domains: [Appointment.Domain], in transaction: Transaction
    ) throws -> Set<DirectoryEntry.ID> {
        Set(
            try transaction.rows(
                "SELECT e.id FROM \(form.table) e WHERE e.tenant = \(tenant.number) \(lies(in: domains))"
            ) { Identifier(try $0.next()) })
    }

    private func lies(in domains: [Appointment.Domain]) -> SQL {
        "AND \(RegisterPlaceStore(tenant: tenant).lies("e.id", of: form.register, in: domains))"
    }

    private func value(_ column: RegisterColumn, _ values: DirectoryEntry.Values) -> SQL? {
        guard let text = values[column.name] else { return nil }
        switch column.content {
        case .words, .code: return "\(text)"
        case .entry: return Identifier<DirectoryEntry>(text).map { "\($0.number)" }
        }
    }

    private func read(_ row: inout Row) throws -> DirectoryEntry {
        let id = Identifier<DirectoryEntry>(try row.next())
        let endedOn = try row.next(String?.self)
        let version = try row.next(Int.self)
        var values = DirectoryEntry.Values()
        for column in form.columns {
            switch column.content {
            case .words: values.words[column.name] = try row.next(String?.self).map { .kept($0) }
            case .code: values.codes[column.name] = try row.next(String?.self)
            case .entry:
                values.codes[column.name] = try row.next(Int64?.self).map { Identifier<DirectoryEntry>($0).text }
            }
        }
        let state: DirectoryEntry.State =
            try endedOn.map { text in
                guard let day = Day(text) else { throw DatabaseError.malformed("\(form.register.rawValue).ended_on") }
                return .ended(on: day)
            } ?? .current
        return DirectoryEntry(id: id, register: form.register, values: values, state: state, version: version)
    }
}

/// What entries without a name of their own are called: by those that they join.
extension RegisterStore {
    static let personName: SQL = "(SELECT p.name FROM person p WHERE p.tenant = e.tenant AND p.id = e.person)"

    static let organName: SQL = "(SELECT o.name FROM organ o WHERE o.tenant = e.tenant AND o.id = e.organ)"

    static let roomName: SQL = "(SELECT r.name FROM room r WHERE r.tenant = e.tenant AND r.id = e.room)"

    static let personOrOrganName: SQL = """
        COALESCE((SELECT p.name FROM person p WHERE p.tenant = e.tenant AND p.id = e.person),
            (SELECT o.name FROM organ o WHERE o.tenant = e.tenant AND o.id = e.organ))
        """

    /// The id of whoever sat in as `observation e`: the person that is named, or else the one who held the post on that day.
    /// Of several who held it nobody is taken; whoever's first day is not known came after those who held it then.
    static let observer: SQL = """
        COALESCE(e.person, (SELECT CASE WHEN COUNT(*) = 1 THEN MIN(h.person) END FROM organ_post h
            WHERE h.tenant = e.tenant AND h.organ = e.organ AND h.post = e.post
                AND (h.starts_on <= e.held_on OR (h.starts_on IS NULL AND NOT EXISTS (SELECT 1 FROM organ_post g
                    WHERE g.tenant = h.tenant AND g.organ = h.organ AND g.post = h.post AND g.person <> h.person
                        AND g.ended_on > e.held_on)))
                AND (h.ended_on IS NULL OR h.ended_on > e.held_on)))
        """

    /// The body whose post sits in, and the person; of lines from before the person alone.
    static let observerName: SQL = """
        COALESCE(\(organName) || ' · ' || \(observingPerson), \(organName), \(observingPerson))
        """

    private static let observingPerson: SQL = """
        (SELECT p.name FROM person p WHERE p.tenant = e.tenant AND p.id = \(observer))
        """

    static let personAndOrganName: SQL = """
        (SELECT p.name || ' · ' || o.name FROM person p, organ o
            WHERE p.tenant = e.tenant AND p.id = e.person AND o.tenant = e.tenant AND o.id = e.organ)
        """
}

/// Lists of people as offices have them: in the order of strokes, found by a part of a name or by its initials.
extension RegisterStore {
    /// An entry and whose name it bears.
    private struct Named: Sendable {
        let id: DirectoryEntry.ID
        let name: String
    }

    /// The entries of a list, after the one with id `after`: those of people in the order of strokes, others by id.
    func list(
        _ query: Query, after: DirectoryEntry.ID?, limit: Int, in transaction: Transaction
    ) throws -> [DirectoryEntry] {
        guard let name = form.personName else {
            return try entries(query, after: after, limit: limit, in: transaction)
        }
        let named = StrokeOrder.sorted(try self.named(query, name, in: transaction)) { $0.name }
        // The cursor's entry may have left the list meanwhile; its name still says where to go on.
        let last = try after.flatMap { id in
            try self.name(of: id, name, in: transaction).map { Named(id: id, name: $0) }
        }
        let rest = last.map { last in named.filter { Self.isBefore(last, $0) } } ?? named
        return try entries(rest.prefix(limit).map(\.id), in: transaction)
    }

    /// How many entries ``list(_:after:limit:in:)`` has.
    func countOfList(_ query: Query, in transaction: Transaction) throws -> Int {
        guard let name = form.personName, NameInitials(query.words) != nil else {
            return try count(query, in: transaction)
        }
        return try named(query, name, in: transaction).count
    }

    private static func isBefore(_ a: Named, _ b: Named) -> Bool {
        let (first, second) = (StrokeOrder.key(a.name), StrokeOrder.key(b.name))
        return first == second ? a.id < b.id : first.lexicographicallyPrecedes(second)
    }

    /// What a query finds, by id: by words, or by the initials of the name.
    private func named(_ query: Query, _ name: SQL, in transaction: Transaction) throws -> [Named] {
        let initials = NameInitials(query.words)
        let shown = initials == nil ? condition(query) : condition(Query(isEnded: query.isEnded))
        return try transaction.rows(
            """
            SELECT e.id, \(name), CASE WHEN \(condition(query)) THEN 1 ELSE 0 END FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND \(shown) ORDER BY e.id
            """
        ) { row -> Named? in
            let named = Named(id: Identifier(try row.next()), name: try row.next())
            let isFound = try row.next(Int.self) == 1 || initials?.matches(named.name) ?? false
            return isFound ? named : nil
        }.compactMap { $0 }
    }

    private func name(of id: DirectoryEntry.ID, _ name: SQL, in transaction: Transaction) throws -> String? {
        try transaction.first(
            "SELECT \(name) FROM \(form.table) e WHERE e.tenant = \(tenant.number) AND e.id = \(id.number)"
        ) { try $0.next(String.self) }
    }

    /// These entries, in this order.
    private func entries(_ ids: [DirectoryEntry.ID], in transaction: Transaction) throws -> [DirectoryEntry] {
        guard !ids.isEmpty else { return [] }
        let list = SQL(joining: ids.map { "\($0.number)" }, with: ", ")
        let found = try transaction.rows(
            """
            SELECT e.id, e.ended_on, e.version, \(columns) FROM \(form.table) e
            WHERE e.tenant = \(tenant.number) AND e.id IN (\(list))
            """, read)
        let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        return ids.compactMap { byID[$0] }
    }
}
