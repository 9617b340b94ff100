// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The notices of whoever is signed in.
struct NoticeRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    var routes: [Route] {
        [
            .desk(.get, "/desk/notices", for: Self.everyRole, list),
            .desk(.post, "/desk/notices/read", for: Self.everyRole, read),
            .api(.get, "/desk/notices", Self.operation, for: Self.everyRole, listJSON),
        ]
    }

    private static let operation = Operation(
        id: "listNotices", summary: "Lists one's notices, latest first.", parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of notices.",
            schema: .page(
                of: .object([
                    ("id", .id), ("record", .text), ("recordId", .id), ("kind", .text), ("at", .moment),
                    ("title", .nullable(.text)), ("address", .text), ("isRead", .boolean),
                ]))))

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await notices(request, signedIn)
        let pages = Pages(request, services)
        let titles = try await titles(of: page.items, request)
        let rows = page.items.map { notice -> LinkList.Row in
            let subject = notice.subject
            let title = subject.flatMap { titles[$0] }
            let link = TextLink(
                text: title?.words ?? NoticeWording.untitled(subject), address: Self.address(subject, title))
            let moment = ChineseTime.moment(notice.at, today: pages.today)
            return LinkList.Row(
                relation: notice.isRead ? moment : "\(moment) · 新",
                content: "<p>\(NoticeWording.sentence(subject, notice.eventKind))</p><p>\(link.html)</p>")
        }
        let action = "/desk/notices/read"
        let mark = PostForm(
            action: action, token: request.token(for: action),
            content: Button(label: "全部标为已读", role: .submit(busy: "请稍等"), size: .small).html)
        let pager = Pager(
            extent: "这一页\(rows.count)条", previous: nil,
            next: page.next.map { "/desk/notices?cursor=\(FormEncoding.encode($0))" })
        let content: HTML =
            rows.isEmpty
            ? "\(RecordHead(title: "通知").html)\(EmptyState(sentence: "没有通知。有新议题或有人补充时，会出现在这里。").html)"
            : "\(RecordHead(title: "通知").html)\(mark.html)\(LinkList(rows: rows).html)\(pager.html)"
        return pages.desk("通知", signedIn, place: .notices, content: content)
    }

    private func read(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let store = NoticeStore(tenant: request.site.tenant.id)
        try await services.engine.write { try store.markRead(of: signedIn.staff.id, at: request.now, in: $0) }
        return .seeOther("/desk/notices")
    }

    /// Where the record lies that a notice is about, as whoever is told may open it.
    private static func address(_ subject: NoticeSubject?, _ title: NoticeTitle?) -> String {
        title?.address ?? subject?.address ?? "/desk"
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = try await notices(request, signedIn)
        let titles = try await titles(of: page.items, request)
        let baseURL = services.baseURL(of: request.site.tenant.id)
        return .json([
            "items": .array(
                page.items.map { notice in
                    let title = notice.subject.flatMap { titles[$0] }
                    return [
                        "id": .string(notice.id.text), "record": .string(notice.subjectKind),
                        "recordId": .string(Identifier<Never>(notice.subjectNumber).text),
                        "kind": .string(notice.eventKind), "at": .string(ChineseTime.rfc3339(notice.at)),
                        "title": .optional(title?.words),
                        "address": .string(baseURL + Self.address(notice.subject, title)),
                        "isRead": .boolean(notice.isRead),
                    ]
                }), "next": .optional(page.next),
        ])
    }

    private func titles(
        of notices: [NoticeStore.Notice], _ request: WebRequest
    ) async throws -> [NoticeSubject: NoticeTitle] {
        guard !notices.isEmpty else { return [:] }
        let titles = NoticeTitles(services: services, tenant: request.site.tenant.id)
        return try await services.engine.read {
            try titles.titles(of: notices.compactMap(\.subject), seenBy: request.actor, in: $0)
        }
    }

    private func notices(_ request: WebRequest, _ signedIn: SignedIn) async throws -> ListPage<NoticeStore.Notice> {
        let store = NoticeStore(tenant: request.site.tenant.id)
        let cursor = ListCursor(
            keys: services.keys, filter: "notices/\(request.site.tenant.id)/\(signedIn.staff.id)")
        let before: Identifier<NoticeStore>? = try request.after(cursor)
        let limit = try request.limit()
        let found = try await services.engine.read {
            try store.notices(of: signedIn.staff.id, before: before, limit: limit + 1, in: $0)
        }
        return ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
    }
}
