// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Logging

/// Clears what has passed its period, a bounded batch in a transaction: words through ``Erasures``, so that the chain holds
/// and a restore does not bring them back; rows that count for nothing as rows. Nothing that is open or held is touched.
struct RetentionDesk: Sendable {
    let services: Services
    let site: Site
    /// Records in one transaction.
    var batch = 100

    private var tenant: Tenant.ID { site.tenant.id }
    private var store: RetentionStore { RetentionStore(tenant: tenant) }
    private var practice: RetentionPractice { site.practice.profile.privacy.retention }

    /// One day's run for every tenant; of one that fails the others know nothing.
    static func runAll(_ services: Services) async {
        for site in services.sites.all {
            do {
                try await RetentionDesk(services: services, site: site).run()
            } catch {
                services.log.error("retention waits, trying again", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Goes on with a run that was cut short, or begins the day's, if something is due.
    func run() async throws {
        while try await step() {}
    }

    /// One batch, or the end of the run; false when nothing is left to do today.
    func step() async throws -> Bool {
        let now = services.clock.now()
        return try await services.engine.write { try step(at: now, in: $0) }
    }

    private func step(at now: Instant, in transaction: Transaction) throws -> Bool {
        let standing = try store.standing(on: now.day, in: transaction)
        guard standing.running != nil || !standing.isDone else { return false }
        for category in RetentionPractice.Category.allCases {
            guard let limit = limit(of: category, on: now.day) else { continue }
            let due = try store.due(category, endedBefore: limit, most: batch, in: transaction)
            guard !due.isEmpty else { continue }
            let run =
                try standing.running.flatMap { try self.run($0, in: transaction) } ?? begin(at: now, in: transaction)
            let parts = try due.reduce(0) { $0 + (try clear($1, category, at: now, in: transaction)) }
            let rows = category.goesAsRows ? try store.forget(due, in: transaction) : 0
            if !category.goesAsRows { try store.note(due, category, run: run.id, at: now, in: transaction) }
            let amount = RetentionRun.Amount(records: due.count, parts: parts + rows)
            try save(try run.sweeping(category, amount), at: now, in: transaction)
            return true
        }
        guard let id = standing.running, let run = try run(id, in: transaction) else { return false }
        try save(try run.finishing(), at: now, in: transaction)
        return false
    }

    private func begin(at now: Instant, in transaction: Transaction) throws -> RetentionRun {
        let transition = RetentionRun.beginning(on: now.day, as: services.id(RetentionRun.self))
        try save(transition, at: now, in: transaction)
        return transition.after
    }

    /// Before which moment a matter must have ended for its data to go on this day.
    func limit(of category: RetentionPractice.Category, on day: Day) -> Instant? {
        practice.limit(of: category, on: day).map { Instant($0.advanced(by: 1)) }
    }

    /// Takes what is personal from one record; returns how many texts or files went.
    private func clear(
        _ due: RetentionStore.Due, _ category: RetentionPractice.Category, at now: Instant, in transaction: Transaction
    ) throws -> Int {
        let contents: [Int64]
        switch category {
        case .submitterContacts:
            contents =
                try TopicContactStore(tenant: tenant, keys: services.keys)
                .take(of: .init(due.number), in: transaction).map { [$0.content] } ?? []
        case .supporterPhones: contents = try store.takePhones(ofSupportersOf: due.number, in: transaction)
        case .participantNames:
            contents =
                try PersonalContents(services: services, tenant: tenant).ofResidents(in: .init(due.number), transaction)
                + EnrolmentDesk(services: services, site: site).takeAll(of: .init(due.number), in: transaction)
        case .visitorContacts:
            contents = try VisitStore(tenant: tenant, keys: services.keys)
                .takeContact(of: .init(due.number), in: transaction)
        case .liaisonContacts:
            contents = try SentimentStore(tenant: tenant, contents: services.contents)
                .takePerson(of: .init(due.number), in: transaction)
        case .commenterContacts:
            contents = try CommentStore(tenant: tenant, contents: services.contents)
                .takeContact(of: .init(due.number), in: transaction)
        case .clueWords:
            contents = try ClueDesk(services: services, site: site).contents(of: .init(due.number), in: transaction)
        case .decidedRequests:
            contents = try services.eventLog.contents(
                of: due.number, subject: due.kind, kinds: ["requested", "asked", "refused"], tenant: tenant,
                in: transaction)
        case .attachments:
            let items = try ItemStore(tenant: tenant).items(of: .init(due.number), in: transaction)
            let attachments = AttachmentStore(tenant: tenant, keys: services.keys)
            return try ([.topic(.init(due.number))] + items.map(RecordLink.Record.item)).reduce(0) { count, record in
                count + (try attachments.erase(of: record, at: now, in: transaction))
            }
        case .notices, .signIns: return 0
        }
        try services.erasures.erase(contents, tenant: tenant, at: now, in: transaction)
        return contents.count
    }

    func run(_ id: RetentionRun.ID, in transaction: Transaction) throws -> RetentionRun? {
        let log = try services.eventLog.log(
            of: id.number, tenant: tenant, as: RetentionEvent.self, in: transaction)
        return RetentionRun.replaying(log.map(\.event), as: id)
    }

    private func save(_ transition: Transition<RetentionRun>, at now: Instant, in transaction: Transaction) throws {
        _ = try services.eventLog.append(
            transition, subject: transition.after.id.number,
            .init(tenant: tenant, actor: .system, role: nil, recordedAt: now), in: transaction)
        try store.save(transition, in: transaction)
    }
}

extension RetentionPractice.Category {
    /// Whether whole rows go, of which nothing is left to be named.
    var goesAsRows: Bool {
        switch self {
        case .notices, .signIns: true
        case .submitterContacts, .supporterPhones, .participantNames, .visitorContacts, .liaisonContacts,
            .commenterContacts, .clueWords, .attachments, .decidedRequests:
            false
        }
    }
}
