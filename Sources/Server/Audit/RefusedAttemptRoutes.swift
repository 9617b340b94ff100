// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Who was turned away how often, for the audit administrator; that it was read is in the log.
struct RefusedAttemptRoutes: RouteGroup {
    let services: Services
    static let path = "/desk/audit/refusals"
    private static let readers = DeskPlace.audit.roles

    var routes: [Route] {
        [
            .desk(.get, Self.path, for: Self.readers, page),
            .api(.get, Self.path, Self.operation, for: Self.readers, json),
        ]
    }

    private static let line = Schema.object([
        ("day", .day), ("person", .nullable(.id)), ("name", .nullable(.text)),
        ("kind", .string(values: RefusedAttempts.Kind.allCases.map(\.rawValue))), ("times", .integer(minimum: 1)),
        ("lastAt", .moment),
    ])

    private static let operation = Operation(
        id: "listRefusedAttempts",
        summary: """
            Counts, by day and account, wrong passwords and what somebody asked for without the role, latest day first; names that \
            no account has are one number a day.
            """,
        parameters: [.limit, .cursor],
        success: .init(status: 200, meaning: "A page of numbers.", schema: .page(of: line)))

    /// A page of numbers, with what this server has counted until now.
    private func lines(_ request: WebRequest, _ signedIn: SignedIn) async throws -> ListPage<RefusedAttemptStore.Line> {
        await RefusedAttemptKeeper(services: services).keep()
        let tenant = request.site.tenant.id
        let cursor = ListCursor(keys: services.keys, filter: "refusals/\(tenant)")
        let place = try request.query["cursor"].map { text -> RefusedAttemptStore.Place in
            let parts = try cursor.read(text).split(separator: "/")
            guard parts.count == 3, let day = Day(String(parts[0])), let person = Int64(parts[1]),
                let kind = RefusedAttempts.Kind(rawValue: String(parts[2]))
            else { throw WebFailure.malformedCursor }
            return .init(day: day, person: person, kind: kind)
        }
        let (limit, log, id) = (try request.limit(), services.eventLog, services.ids.next())
        let found = try await services.engine.read {
            try RefusedAttemptStore(tenant: tenant).lines(after: place, limit: limit + 1, in: $0)
        }
        try await services.engine.write { transaction in
            try log.append(
                AuditEvent.read(filter: ["refusals"]), subject: id, subjectVersion: 1,
                .init(
                    tenant: tenant, actor: .staff(signedIn.staff), role: .auditAdministrator,
                    recordedAt: request.now), in: transaction)
        }
        return ListPage(found, limit: limit, cursor: cursor) {
            "\($0.day)/\($0.person?.number ?? 0)/\($0.kind.rawValue)"
        }
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await lines(request, signedIn)
        let pages = Pages(request, services)
        let rows = page.items.map { line in
            LinkList.Row(
                relation: ChineseTime.date(line.day, today: pages.today),
                content: """
                    <p>\(line.name ?? AuditWording.nobody)：\(AuditWording.name(line.kind))，\(line.times)次</p>\
                    <p class="small mute">最近一次 \(ChineseTime.moment(line.lastAt, today: pages.today))</p>
                    """)
        }
        let list: HTML =
            rows.isEmpty
            ? EmptyState(sentence: "还没有人被拒绝过。").html
            : """
            \(LinkList(rows: rows).html)\
            \(Pager(
                extent: "这一页\(rows.count)条", previous: nil,
                next: page.next.map { "\(Self.path)?cursor=\(FormEncoding.encode($0))" }).html)
            """
        return pages.desk(
            "被拒绝的尝试", signedIn, place: .audit,
            content: """
                \(RecordHead(title: "被拒绝的尝试", parent: TextLink(text: "审计记录", address: "/desk/audit")).html)
                <div class="stack"><p class="mute">密码、验证码不对，或者去看、去办不归自己的事：一个账号一天一类只记一个次数，\
                留一年。连错5次锁账号的，审计记录里另有一条。</p>\(list)</div>
                """)
    }

    private func json(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await lines(request, signedIn)
        return .json([
            "items": .array(
                page.items.map { line in
                    [
                        "day": .string(line.day.description), "person": .optional(line.person?.text),
                        "name": .optional(line.name), "kind": .string(line.kind.rawValue),
                        "times": .integer(Int64(line.times)), "lastAt": .string(ChineseTime.rfc3339(line.lastAt)),
                    ]
                }), "next": .optional(page.next),
        ])
    }
}
