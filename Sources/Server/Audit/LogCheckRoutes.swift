// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Where the audit administrator has the log checked, sees how far that is, and reads what was found before.
struct LogCheckRoutes: RouteGroup {
    let services: Services
    static let order = "/desk/audit/verification"
    static let path = "/desk/audit/verifications"
    private static let readers = DeskPlace.audit.roles

    var routes: [Route] {
        [
            .desk(.post, Self.order, for: Self.readers, begin),
            .desk(.get, Self.path, for: Self.readers, page),
            .api(.post, Self.order, AuditAPI.order, for: Self.readers, beginJSON),
            .api(.get, Self.path, AuditAPI.checks, for: Self.readers, listJSON),
        ]
    }

    /// What the chain is compared with; nil where nothing was filled in.
    private static func head(_ sent: [String: String]) throws -> ChainHead? {
        guard let line = try Input(sent, fields: AuditAPI.orderFields).optional("head") else { return nil }
        guard let head = ChainHead(line) else {
            throw InputProblems([.init(field: "head", sentence: AuditWording.noHead)], sent: sent)
        }
        return head
    }

    private func desk(_ request: WebRequest) -> LogCheckDesk {
        LogCheckDesk(services: services, tenant: request.site.tenant.id)
    }

    private func begin(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let desk = desk(request)
        do {
            let head = try Self.head(request.form)
            return try await services.answered.once(request) { transaction in
                _ = try desk.order(head, by: signedIn.staff, at: request.now, in: transaction)
                return .seeOther(Self.path)
            }
        } catch let problems as InputProblems {
            return try await AuditRoutes(services: services).page(request, signedIn, checkProblems: problems)
        }
    }

    private func beginJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = desk(request)
        // Who sends nothing compares nothing.
        let head = try request.body.isEmpty ? nil : Self.head(try request.fields(AuditAPI.orderFields))
        return try await services.answered.once(request) { transaction in
            let check = try desk.order(head, by: signedIn.staff, at: request.now, in: transaction)
            return .json(AuditAPI.json(check), status: .accepted)
        }
    }

    private func checks(_ request: WebRequest) async throws -> ListPage<LogCheck> {
        let store = desk(request).store
        let cursor = ListCursor(keys: services.keys, filter: "verifications/\(store.tenant)")
        let before: LogCheck.ID? = try request.after(cursor)
        let limit = try request.limit()
        let found = try await services.engine.read { try store.list(before: before, limit: limit + 1, in: $0) }
        return ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let checks = try await checks(request)
        let pages = Pages(request, services)
        let isUnderWay = checks.items.contains { $0.endedAt == nil }
        let isFirst = request.query["cursor"] == nil
        let content = LogCheckPage(
            checks: checks.items, next: checks.next.map { "\(Self.path)?cursor=\(FormEncoding.encode($0))" },
            today: pages.today, token: isFirst && !isUnderWay ? request.token(for: Self.order) : nil)
        let page = pages.desk("核对日志", signedIn, place: .audit, content: content.html)
        // While it goes on the page asks again by itself, with or without scripts.
        return isFirst && isUnderWay ? page.adding(.refresh, "2; url=\(Self.path)") : page
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await checks(request)
        return .json(["items": .array(page.items.map(AuditAPI.json)), "next": .optional(page.next)])
    }
}

/// Why a check of the log is not begun.
enum AuditRefusal: String, WordedRefusal {
    case underWay = "check_under_way"

    var code: String { rawValue }
    var sentence: String { "正在核对日志，请等它结束再来。" }
    var status: HTTPResponse.Status { .conflict }
}
