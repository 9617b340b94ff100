// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The audit administrator's desk: the log to read, to take away, and to check. Each of these leaves an event itself.
struct AuditRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.audit.roles

    init(services: Services) {
        self.services = services
    }

    var routes: [Route] {
        [
            .desk(.get, "/desk/audit", for: Self.readers) { try await page($0, $1) },
            .desk(.get, "/desk/audit/export", for: Self.readers, export),
            .api(.get, "/desk/audit", AuditAPI.list, for: Self.readers, listJSON),
            .api(.get, "/desk/audit/export", AuditAPI.export, for: Self.readers, export),
        ] + LogCheckRoutes(services: services).routes + RefusedAttemptRoutes(services: services).routes
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

    /// `checkProblems`: what is wrong with what a check was to be compared with.
    func page(
        _ request: WebRequest, _ signedIn: SignedIn, checkProblems: InputProblems? = nil
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
        let tenant = request.site.tenant.id
        let standing = try await services.engine.read { try LogCheckStore(tenant: tenant).standing(in: $0) }
        let content = AuditPage(
            lines: page?.items ?? [], next: page?.next.map { "/desk/audit?\(filter.query)&cursor=\($0)" },
            filter: filter, typed: request.query, problems: problems, check: standing.latest,
            lastChecked: standing.lastEnded, checkProblems: checkProblems, today: pages.today,
            token: request.token(for: LogCheckRoutes.order))
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

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await lines(try await filter(request), request, signedIn)
        return .json(["items": .array(page.items.map(AuditAPI.json)), "next": .optional(page.next)])
    }
}
