// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The rows of notices and of their receipts: what lists, calendars and CHECKs need. What they say lies in their events.
struct DeploymentStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    // MARK: - Writing

    func insert(_ deployment: Deployment, _ recorded: EventStore.Recorded, in transaction: Transaction) throws {
        let order = deployment.order
        try transaction.execute(
            """
            INSERT INTO deployment (id, tenant, kind, title, organ, issued_on, due_on)
            VALUES (\(deployment.id.number), \(tenant.number), \(order.kind.rawValue),
                \(recorded.content(of: order.title)), \(order.organ?.number), \(order.day.description),
                \(order.dueOn.description))
            """)
    }

    /// Writes a receipt's row after a transition. Throws ``WebFailure/changedMeanwhile`` when somebody else was first.
    func save(
        _ transition: Transition<DeploymentReceipt>, _ recorded: EventStore.Recorded, in transaction: Transaction
    ) throws {
        let (before, after) = (transition.before, transition.after)
        guard before.version > 0 else { return try insert(after, in: transaction) }
        let changed = try transaction.execute(
            """
            UPDATE deployment_receipt SET state = \(after.state.name.rawValue), due_on = \(after.dueOn?.description),
                reminded_on = \(after.remindedOn?.description), followers = \(after.followers.count),
                version = \(after.version)
                \(Self.report(transition.event, recorded))
            WHERE tenant = \(tenant.number) AND id = \(after.id.number) AND version = \(before.version)
            """)
        guard changed == 1 else { throw WebFailure.changedMeanwhile }
    }

    /// What was done is said once.
    private static func report(_ event: DeploymentReceiptEvent, _ recorded: EventStore.Recorded) -> SQL {
        guard case .reported(let report) = event else { return "" }
        return ", reported_on = \(report.day.description), report = \(recorded.content(of: report.words))"
    }

    private func insert(_ receipt: DeploymentReceipt, in transaction: Transaction) throws {
        let (room, area, unit): (Int64?, String?, Int64?) =
            switch receipt.sending.addressee {
            case .room(let room, let area): (room.number, area.text, nil)
            case .unit(let unit): (nil, nil, unit.number)
            }
        try transaction.execute(
            """
            INSERT INTO deployment_receipt (id, tenant, deployment, room, area, unit, state, due_on, followers, version)
            VALUES (\(receipt.id.number), \(tenant.number), \(receipt.sending.deployment.number), \(room), \(area),
                \(unit), \(receipt.state.name.rawValue), \(receipt.dueOn?.description), 0, \(receipt.version))
            """)
    }

    // MARK: - To whom

    /// The rooms in use: of one level, or within an area, or all.
    func rooms(
        level: Room.Level?, area: AreaCode?, in transaction: Transaction
    ) throws -> [Deployment.Addressee] {
        let narrower: SQL = level.map { "AND r.level = \($0.rawValue)" } ?? ""
        let within: SQL = area.map { "AND \(AreaCondition.sql("r.area", $0))" } ?? ""
        return try transaction.rows(
            """
            SELECT r.id, r.area FROM room r
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL \(narrower) \(within) ORDER BY r.id
            """, Self.room)
    }

    /// Of these rooms those in use.
    func rooms(_ ids: [Room.ID], in transaction: Transaction) throws -> [Deployment.Addressee] {
        guard !ids.isEmpty else { return [] }
        return try transaction.rows(
            """
            SELECT r.id, r.area FROM room r
            WHERE r.tenant = \(tenant.number) AND r.ended_on IS NULL AND r.id IN (\(SQL(numbers: ids.map(\.number))))
            ORDER BY r.id
            """, Self.room)
    }

    private static func room(_ row: inout Row) throws -> Deployment.Addressee {
        let id = Identifier<Room>(try row.next())
        guard let area = AreaCode(try row.next(String.self)) else { throw DatabaseError.malformed("room \(id)") }
        return .room(id, area)
    }

    /// Somebody with an appointment by which one signs for rooms or units.
    struct Answering: Sendable {
        let person: Person.ID
        let appointment: Appointment
    }

    /// Everybody who signs for a room or a unit on a day.
    func answering(on day: Day, in transaction: Transaction) throws -> [Answering] {
        let roles = SQL(joining: DeploymentReceipt.addressees.map { "\($0.rawValue)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT a.person, a.role, a.area, a.room, a.unit FROM appointment a
            WHERE a.tenant = \(tenant.number) AND a.role IN (\(roles)) AND \(AppointmentStore.inForce(on: day))
            ORDER BY a.id
            """
        ) { row -> Answering in
            let person = Identifier<Person>(try row.next())
            guard let role = Role(rawValue: try row.next()) else {
                throw DatabaseError.malformed("appointment of \(person)")
            }
            let area = try row.next(String?.self).flatMap { AreaCode($0) }
            let (room, unit) = (try row.next(Int64?.self), try row.next(Int64?.self))
            let domain: Appointment.Domain =
                unit.map { .unit(Identifier($0)) } ?? room.map { .room(Identifier($0)) } ?? area.map { .area($0) }
                ?? .tenant
            return Answering(person: person, appointment: Appointment(role, domain))
        }
    }

    // MARK: - Notices

    /// A notice in a list, with the receipts that the reader sees.
    struct Listed: Sendable {
        let id: Deployment.ID
        let kind: Deployment.Kind
        let issuedOn: Day
        let dueOn: Day
        let organName: String?
        let receipts: Int
        /// Of these, not signed for; and signed for or not, without a word of what was done.
        let unsigned: Int
        let owed: Int
        let title: String?
    }

    /// Newest first.
    func list(
        scope: DeploymentScope, after: Deployment.ID?, limit: Int, in transaction: Transaction
    ) throws -> [Listed] {
        let beyond: SQL = after.map { "AND d.id < \($0.number)" } ?? ""
        let own: SQL = """
            FROM deployment_receipt r WHERE \(Self.visible(scope, tenant)) AND r.deployment = d.id
            """
        return try transaction.rows(
            """
            SELECT d.id, d.kind, d.issued_on, d.due_on, o.name, (SELECT COUNT(*) \(own)),
                (SELECT COUNT(*) \(own) AND r.state = 'sent'), (SELECT COUNT(*) \(own) AND r.due_on IS NOT NULL),
                d.title, c.words
            FROM deployment d JOIN content c ON c.tenant = d.tenant AND c.id = d.title
            LEFT JOIN organ o ON o.tenant = d.tenant AND o.id = d.organ
            WHERE d.tenant = \(tenant.number) AND EXISTS (SELECT 1 \(own)) \(beyond) ORDER BY d.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<Deployment>(try row.next())
            guard let kind = Deployment.Kind(rawValue: try row.next()), let issued = Day(try row.next(String.self)),
                let due = Day(try row.next(String.self))
            else { throw DatabaseError.malformed("deployment \(id)") }
            let organ = try row.next(String?.self)
            let (receipts, unsigned, owed) = (
                try row.next(Int.self), try row.next(Int.self), try row.next(Int.self)
            )
            return Listed(
                id: id, kind: kind, issuedOn: issued, dueOn: due, organName: organ, receipts: receipts,
                unsigned: unsigned, owed: owed, title: try contents.next(&row, tenant: tenant)?.words)
        }
    }

    /// Of how many notices the scope sees a receipt.
    func count(scope: DeploymentScope, in transaction: Transaction) throws -> Int {
        try transaction.first(
            "SELECT COUNT(DISTINCT r.deployment) FROM deployment_receipt r WHERE \(Self.visible(scope, tenant))"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// What a body is called.
    func organName(_ id: DirectoryEntry.ID, in transaction: Transaction) throws -> String? {
        try transaction.first("SELECT name FROM organ WHERE tenant = \(tenant.number) AND id = \(id.number)") {
            try $0.next(String.self)
        }
    }

    /// One addressee of a notice, and how far it is.
    struct Line: Sendable {
        let id: DeploymentReceipt.ID
        let name: String
        let state: DeploymentReceipt.State.Name
        let remindedOn: Day?
        let reportedOn: Day?
        let followers: Int
        let report: FreeText?
    }

    /// The addressees of a notice that the scope sees: the silent ones first, each part in the order of strokes.
    func lines(of id: Deployment.ID, scope: DeploymentScope, in transaction: Transaction) throws -> [Line] {
        let lines = try transaction.rows(
            """
            SELECT r.id, \(Self.name), r.state, r.reminded_on, r.reported_on, r.followers, r.report, c.words
            FROM deployment_receipt r \(Self.names) LEFT JOIN content c ON c.tenant = r.tenant AND c.id = r.report
            WHERE \(Self.visible(scope, tenant)) AND r.deployment = \(id.number) ORDER BY r.id
            """
        ) { row -> Line in
            let id = Identifier<DeploymentReceipt>(try row.next())
            let name = try row.next(String.self)
            guard let state = DeploymentReceipt.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("deployment_receipt \(id)")
            }
            return Line(
                id: id, name: name, state: state, remindedOn: try row.next(String?.self).flatMap { Day($0) },
                reportedOn: try row.next(String?.self).flatMap { Day($0) }, followers: try row.next(),
                report: try contents.next(&row, tenant: tenant))
        }
        let ordered = StrokeOrder.sorted(lines) { $0.name }
        return DeploymentReceipt.State.Name.allCases.flatMap { state in ordered.filter { $0.state == state } }
    }

    /// The receipts of a notice on which something is owed. Whoever wants to change one of them waits until this transaction has
    /// ended, and who was faster is seen by the next statement; SQLite has one writer anyway.
    func lockOwed(of id: Deployment.ID, in transaction: Transaction) throws -> [DeploymentReceipt.ID] {
        try transaction.rows(
            """
            SELECT id FROM deployment_receipt
            WHERE tenant = \(tenant.number) AND deployment = \(id.number) AND due_on IS NOT NULL ORDER BY id
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { Identifier(try $0.next()) }
    }

    /// Makes others who change this receipt, or remind all of its notice, wait until this transaction has ended.
    func lock(_ id: DeploymentReceipt.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            "SELECT id FROM deployment_receipt WHERE tenant = \(tenant.number) AND id = \(id.number) FOR UPDATE"
        ) { _ in }
    }

    // MARK: - Receipts

    /// The parts of the list of receipts.
    enum Part: String, CaseIterable, Sendable {
        case toSign = "to_sign"
        case toReport = "to_report"
        case done

        var states: [DeploymentReceipt.State.Name] {
            switch self {
            case .toSign: [.sent]
            case .toReport: [.signed]
            case .done: [.reported, .excused]
            }
        }
    }

    /// A receipt in a list.
    struct ListedReceipt: Sendable {
        let id: DeploymentReceipt.ID
        let kind: Deployment.Kind
        let issuedOn: Day
        let state: DeploymentReceipt.State.Name
        let dueOn: Day?
        let name: String
        let title: String?
    }

    /// Where a page of the list ended.
    struct Place: Sendable, Hashable {
        let key: String
        let id: DeploymentReceipt.ID
    }

    /// By due date; of one day, and of those that owe nothing, the newest first.
    func receipts(
        _ part: Part, scope: DeploymentScope, after: Place?, limit: Int, in transaction: Transaction
    ) throws -> [(receipt: ListedReceipt, place: Place)] {
        let key: SQL = "COALESCE(r.due_on, '9999-12-31')"
        let beyond: SQL =
            after.map { "AND (\(key) > \($0.key) OR (\(key) = \($0.key) AND r.id < \($0.id.number)))" } ?? ""
        let states = SQL(joining: part.states.map { "\($0.rawValue)" }, with: ", ")
        return try transaction.rows(
            """
            SELECT r.id, d.kind, d.issued_on, r.state, r.due_on, \(Self.name), \(key), d.title, c.words
            FROM deployment_receipt r \(Self.names)
            JOIN deployment d ON d.tenant = r.tenant AND d.id = r.deployment
            JOIN content c ON c.tenant = d.tenant AND c.id = d.title
            WHERE \(Self.visible(scope, tenant)) AND r.state IN (\(states)) \(beyond)
            ORDER BY \(key), r.id DESC LIMIT \(limit)
            """
        ) { row in
            let id = Identifier<DeploymentReceipt>(try row.next())
            guard let kind = Deployment.Kind(rawValue: try row.next()), let issued = Day(try row.next(String.self)),
                let state = DeploymentReceipt.State.Name(rawValue: try row.next())
            else { throw DatabaseError.malformed("deployment_receipt \(id)") }
            let due = try row.next(String?.self).flatMap { Day($0) }
            let (name, place) = (try row.next(String.self), Place(key: try row.next(), id: id))
            let receipt = ListedReceipt(
                id: id, kind: kind, issuedOn: issued, state: state, dueOn: due, name: name,
                title: try contents.next(&row, tenant: tenant)?.words)
            return (receipt, place)
        }
    }

    /// How many there are in each part.
    func counts(scope: DeploymentScope, in transaction: Transaction) throws -> [Part: Int] {
        let counted = try transaction.rows(
            "SELECT r.state, COUNT(*) FROM deployment_receipt r WHERE \(Self.visible(scope, tenant)) GROUP BY r.state"
        ) { row in (DeploymentReceipt.State.Name(rawValue: try row.next()), try row.next(Int.self)) }
        return counted.reduce(into: [:]) { counts, each in
            guard let state = each.0, let part = Part.allCases.first(where: { $0.states.contains(state) }) else {
                return
            }
            counts[part, default: 0] += each.1
        }
    }

    /// On how many receipts somebody owes something.
    func owedCount(by staff: Staff, in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM deployment_receipt r WHERE \(Self.owed(by: staff, tenant))") {
            try $0.next(Int.self)
        } ?? 0
    }

    /// The receipt that an addressee of a notice gives.
    func receipt(
        of id: Deployment.ID, from addressee: Deployment.Addressee, in transaction: Transaction
    ) throws -> DeploymentReceipt.ID? {
        let own: SQL =
            switch addressee {
            case .room(let room, _): "room = \(room.number)"
            case .unit(let unit): "unit = \(unit.number)"
            }
        return try transaction.first(
            "SELECT id FROM deployment_receipt WHERE tenant = \(tenant.number) AND deployment = \(id.number) AND \(own)"
        ) { Identifier(try $0.next()) }
    }

    /// What the notices of these receipts are called, as far as the scope may see them.
    func titles(
        of ids: [DeploymentReceipt.ID], scope: DeploymentScope, in transaction: Transaction
    ) throws -> [DeploymentReceipt.ID: NoticeTitle] {
        guard !ids.isEmpty else { return [:] }
        let found = try transaction.rows(
            """
            SELECT r.id, d.title, c.words FROM deployment_receipt r
            JOIN deployment d ON d.tenant = r.tenant AND d.id = r.deployment
            JOIN content c ON c.tenant = d.tenant AND c.id = d.title
            WHERE \(Self.visible(scope, tenant)) AND r.id IN (\(SQL(numbers: ids.map(\.number))))
            """
        ) { row -> (DeploymentReceipt.ID, NoticeTitle) in
            let id = Identifier<DeploymentReceipt>(try row.next())
            let words = try contents.next(&row, tenant: tenant)?.words
            return (id, NoticeTitle(words: words ?? TopicWording.erased, isPublic: false))
        }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static let name: SQL = "COALESCE(m.name, u.name)"
    private static let names: SQL = """
        LEFT JOIN room m ON m.tenant = r.tenant AND m.id = r.room
        LEFT JOIN handling_unit u ON u.tenant = r.tenant AND u.id = r.unit
        """

    /// The one place where a scope becomes a condition on `deployment_receipt r`.
    static func visible(_ scope: DeploymentScope, _ tenant: Tenant.ID) -> SQL {
        var conditions = scope.domains.map { RoomDomainCondition.sql($0, of: "r") }
        if !scope.units.isEmpty { conditions.append("r.unit IN (\(SQL(numbers: scope.units.map(\.number))))") }
        return conditions.isEmpty
            ? "1 = 0" : "r.tenant = \(tenant.number) AND (\(SQL(joining: conditions, with: " OR ")))"
    }

    /// The condition that somebody owes something on `deployment_receipt r`: whoever is nearest to it, not
    /// whoever looks after the whole county.
    static func owed(by staff: Staff, _ tenant: Tenant.ID) -> SQL {
        let signing = staff.appointments.filter {
            DeploymentReceipt.addressees.contains($0.role) && $0.domain != .tenant
        }
        let own = Staff(id: staff.id, name: staff.name, appointments: signing)
        return "\(visible(DeploymentScope(of: .staff(own)), tenant)) AND r.due_on IS NOT NULL"
    }
}
