// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup
import Synchronization

/// The audit administrator's desk: the log to read, to take away, and to check. Each of these leaves an event itself.
struct AuditRoutes: Sendable {
    let services: Services
    private static let readers = DeskPlace.audit.roles
    private let checking = OneAtATime()
    /// A log longer than this is checked on the machine itself.
    private static let eventsMax = 500_000

    init(services: Services) {
        self.services = services
    }

    var routes: [Route] {
        [
            .desk(.get, "/desk/audit", for: Self.readers) { try await page($0, $1) },
            .desk(.get, "/desk/audit/export", for: Self.readers, export),
            .desk(.post, "/desk/audit/verification", for: Self.readers, verify),
            .api(.get, "/desk/audit", AuditAPI.list, for: Self.readers, listJSON),
            .api(.get, "/desk/audit/export", AuditAPI.export, for: Self.readers, export),
            .api(.post, "/desk/audit/verification", AuditAPI.verify, for: Self.readers, verifyJSON),
        ] + RefusedAttemptRoutes(services: services).routes
    }

    /// What the address narrows the log to: people by their number in the register, or by that of the record.
    private func filter(_ request: WebRequest) async throws -> AuditFilter {
        guard let number = AuditFilter.personNumber(request.query) else { return try AuditFilter(request.query) }
        let tenant = request.site.tenant.id
        let person = try await services.engine.read {
            try DirectoryStore().person(numbered: number, tenant: tenant, in: $0)
        }
        return try AuditFilter(request.query, person: person?.id)
    }

    /// A page of lines; that it was read is in the log before it is shown.
    private func lines(
        _ filter: AuditFilter, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> ListPage<AuditStore.Line> {
        let tenant = request.site.tenant.id
        let cursor = ListCursor(keys: services.keys, filter: "audit/\(tenant)/\(filter.query)")
        let before = try request.query["cursor"].map { text -> AuditStore.Place in
            let halves = try cursor.read(text).split(separator: "/")
            guard halves.count == 2, let at = Int64(halves[0]), let id = Int64(halves[1]) else {
                throw WebFailure.malformedCursor
            }
            return .init(at: at, id: id)
        }
        let limit = try request.limit()
        let found = try await services.engine.read {
            try AuditStore(tenant: tenant).lines(filter, before: before, limit: limit + 1, in: $0)
        }
        try await note(.read(filter: filter.names), request, signedIn)
        return ListPage(found, limit: limit, cursor: cursor) { "\($0.at.milliseconds)/\($0.id)" }
    }

    private func note(_ event: AuditEvent, _ request: WebRequest, _ signedIn: SignedIn) async throws {
        let (log, id) = (services.eventLog, services.ids.next())
        try await services.engine.write { transaction in
            try log.append(
                event, subject: id, subjectVersion: 1,
                .init(
                    tenant: request.site.tenant.id, actor: .staff(signedIn.staff), role: .auditAdministrator,
                    recordedAt: request.now), in: transaction)
        }
    }

    private func page(
        _ request: WebRequest, _ signedIn: SignedIn, report: Verification.Report? = nil,
        checkProblems: InputProblems? = nil
    ) async throws -> WebResponse {
        let pages = Pages(request, services)
        var problems: InputProblems?
        var filter = try AuditFilter([:])
        do {
            filter = try await self.filter(request)
        } catch let wrong as InputProblems {
            problems = wrong
        }
        let page = problems == nil ? try await lines(filter, request, signedIn) : nil
        let content = AuditPage(
            lines: page?.items ?? [], next: page?.next.map { "/desk/audit?\(filter.query)&cursor=\($0)" },
            filter: filter, typed: request.query, problems: problems, report: report,
            checkProblems: checkProblems, today: pages.today,
            token: request.token(for: "/desk/audit/verification"))
        return pages.desk(
            "审计", signedIn, place: .audit, status: problems == nil && checkProblems == nil ? 200 : 422,
            content: content.html)
    }

    private func export(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let filter = try await filter(request)
        let tenant = request.site.tenant.id
        let lines = try await services.engine.read {
            try AuditStore(tenant: tenant).lines(filter, before: nil, limit: AuditCSV.linesMax, in: $0)
        }
        try await note(.exported(filter: filter.names, lines: lines.count), request, signedIn)
        var response = WebResponse(status: .ok, body: AuditCSV.bytes(lines))
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.cacheControl] = "no-store"
        response.headers[.contentDisposition] = "attachment; filename=\"audit-\(request.now.day).csv\""
        return response
    }

    private func verify(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        do {
            let head = try Self.head(request.form)
            return try await page(request, signedIn, report: try await check(head, request, signedIn))
        } catch let problems as InputProblems {
            return try await page(request, signedIn, checkProblems: problems)
        }
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await lines(try await filter(request), request, signedIn)
        return .json(["items": .array(page.items.map(AuditAPI.json)), "next": .optional(page.next)])
    }

    private func verifyJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        // Who sends nothing compares nothing.
        let head = try request.body.isEmpty ? nil : Self.head(try request.fields(AuditAPI.verifyFields))
        return .json(AuditAPI.json(try await check(head, request, signedIn)))
    }

    /// What the chain is compared with; nil where nothing was filled in.
    private static func head(_ sent: [String: String]) throws -> ChainHead? {
        guard let line = try Input(sent, fields: AuditAPI.verifyFields).optional("head") else { return nil }
        guard let head = ChainHead(line) else {
            throw InputProblems([.init(field: "head", sentence: AuditWording.noHead)], sent: sent)
        }
        return head
    }

    /// Reads the whole log and checks it; one at a time, and none that is so long that others would wait for it.
    private func check(
        _ head: ChainHead?, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> Verification.Report {
        guard checking.enter() else { throw WebFailure.busy }
        defer { checking.leave() }
        let (verification, site) = (Verification(keys: services.keys), request.site)
        let report = try await services.engine.read { transaction in
            guard try AuditStore(tenant: site.tenant.id).count(in: transaction) <= Self.eventsMax else {
                throw AuditRefusal.tooLong
            }
            try transaction.allow(.seconds(60))
            return try verification.report(on: site, comparing: head, in: transaction)
        }
        // A line that was copied wrong says nothing of the log.
        try await note(.verified(events: report.events, isClean: report.firstBad == nil), request, signedIn)
        return report
    }
}

/// Lets one in, and nobody else before it has left.
private final class OneAtATime: Sendable {
    private let isTaken = Mutex(false)

    func enter() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    func leave() { isTaken.withLock { $0 = false } }
}

/// Why the log is not checked from a page.
enum AuditRefusal: String, WordedRefusal {
    case tooLong = "log_too_long"

    var code: String { rawValue }
    var sentence: String { "日志太长，不能在这里核对；请系统管理员在机器上运行 shangliang verify。" }
    var status: HTTPResponse.Status { .conflict }
}
