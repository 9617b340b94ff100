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

    /// Goes on with a run that was cut short, or begins the day's, if something is due. A record that cannot be cleared keeps
    /// none of the others: it is told in the server's log and tried again on the next day.
    func run() async throws {
        var (size, stuck) = (batch, Set<RetentionStore.Due>())
        while true {
            do {
                guard try await step(of: size, without: stuck) else { return }
                size = batch
            } catch let failure as Stuck {
                guard let due = failure.due else {
                    // One of them: each by itself, until it is found.
                    size = 1
                    continue
                }
                stuck.insert(due)
                services.log.error(
                    "a record cannot be cleared",
                    metadata: [
                        "category": "\(failure.category.rawValue)", "record": "\(due.kind)/\(due.number)",
                        "error": "\(failure.reason)",
                    ])
            }
        }
    }

    /// One batch, or the end of the run; false when nothing is left to do today.
    func step() async throws -> Bool { try await step(of: batch, without: []) }

    /// A record that could not be cleared, and why; nil where it is one of several.
    private struct Stuck: Error {
        let due: RetentionStore.Due?
        let category: RetentionPractice.Category
        let reason: any Error
    }

    private func step(of size: Int, without stuck: Set<RetentionStore.Due>) async throws -> Bool {
        let now = services.clock.now()
        return try await services.engine.write { try step(of: size, without: stuck, at: now, in: $0) }
    }

    private func step(
        of size: Int, without stuck: Set<RetentionStore.Due>, at now: Instant, in transaction: Transaction
    ) throws -> Bool {
        let standing = try store.standing(on: now.day, in: transaction)
        guard standing.running != nil || !standing.isDone else { return false }
        for category in RetentionPractice.Category.allCases {
            guard let limit = limit(of: category, on: now.day) else { continue }
            let found = try store.due(category, endedBefore: limit, most: size + stuck.count, in: transaction)
            let due = Array(found.filter { !stuck.contains($0) }.prefix(size))
            guard !due.isEmpty else { continue }
            let run =
                try standing.running.flatMap { try self.run($0, in: transaction) } ?? begin(at: now, in: transaction)
            var parts = 0
            for record in due {
                parts += try clearing(record, category) { try clear(record, category, at: now, in: transaction) }
            }
            let rows = try clearing(due.count == 1 ? due[0] : nil, category) {
                if category.goesAsRows { return try store.forget(due, in: transaction) }
                try store.note(due, category, run: run.id, at: now, in: transaction)
                return 0
            }
            let amount = RetentionRun.Amount(records: due.count, parts: parts + rows)
            try save(try run.sweeping(category, amount), at: now, in: transaction)
            return true
        }
        let begun = try standing.running.flatMap { try run($0, in: transaction) }
        // Where nothing of what is due can go, that is a day's run as well: it is not tried every hour.
        guard let run = try begun ?? (stuck.isEmpty ? nil : begin(at: now, in: transaction)) else { return false }
        try save(try run.finishing(), at: now, in: transaction)
        return false
    }

    /// Says of which record something failed; not where the database is away, or another writer was first.
    private func clearing<Result>(
        _ due: RetentionStore.Due?, _ category: RetentionPractice.Category, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError where error.isPassing {
            throw error
        } catch {
            throw Stuck(due: due, category: category, reason: error)
        }
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
            let visits = VisitStore(tenant: tenant, keys: services.keys)
            contents = try visits.takeContact(of: .init(due.number), in: transaction)
            // Of a day that nobody has finished.
            try visits.forgetSender(of: .init(due.number), in: transaction)
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
        case .caseFiles:
            let attachments = AttachmentStore(tenant: tenant, keys: services.keys)
            return try attachments.holders(
                with: .init(kind: due.kind, number: due.number), in: transaction
            ).reduce(0) { count, record in
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
            .commenterContacts, .clueWords, .attachments, .caseFiles, .decidedRequests:
            false
        }
    }
}
