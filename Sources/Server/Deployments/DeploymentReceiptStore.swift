// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

/// The rows of receipts: what lists, calendars and CHECKs need. What they say lies in their events.
struct DeploymentReceiptStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore

    // MARK: - Writing

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

    // MARK: - The receipts of a notice

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

    /// The receipts of a notice on which something is owed and of which nobody was reminded on a day, so many at most. Whoever wants
    /// to change one of them waits until this transaction has ended, and who was faster is seen by the next statement; SQLite has
    /// one writer anyway.
    func lockSilent(
        of id: Deployment.ID, on day: Day, limit: Int, in transaction: Transaction
    ) throws -> [DeploymentReceipt.ID] {
        try transaction.rows(
            """
            SELECT id FROM deployment_receipt WHERE \(silent(id, on: day)) ORDER BY id LIMIT \(limit)
            \(sqlite: "", postgres: "FOR UPDATE")
            """
        ) { Identifier(try $0.next()) }
    }

    /// How many these are.
    func silentCount(of id: Deployment.ID, on day: Day, in transaction: Transaction) throws -> Int {
        try transaction.first("SELECT COUNT(*) FROM deployment_receipt WHERE \(silent(id, on: day))") {
            try $0.next(Int.self)
        } ?? 0
    }

    private func silent(_ id: Deployment.ID, on day: Day) -> SQL {
        """
        tenant = \(tenant.number) AND deployment = \(id.number) AND due_on IS NOT NULL
            AND (reminded_on IS NULL OR reminded_on <> \(day.description))
        """
    }

    /// Makes others who change this receipt, or remind all of its notice, wait until this transaction has ended.
    func lock(_ id: DeploymentReceipt.ID, in transaction: Transaction) throws {
        guard transaction.dialect == .postgres else { return }
        try transaction.forEach(
            "SELECT id FROM deployment_receipt WHERE tenant = \(tenant.number) AND id = \(id.number) FOR UPDATE"
        ) { _ in }
    }

    // MARK: - The list

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
    struct Listed: Sendable {
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
    ) throws -> [(receipt: Listed, place: Place)] {
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
            let receipt = Listed(
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
