// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup
import Spreadsheets

/// The board and the records behind its numbers, as pages, as tables and for programs.
struct BoardRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.board.roles

    /// Rows of a table that are read at a time.
    private static let batch = 500

    var routes: [Route] {
        [
            .desk(.get, "/desk/board", for: Self.readers, board),
            .api(.get, "/desk/board", BoardAPI.board, for: Self.readers, boardJSON),
        ]
            + BoardSubject.allCases.flatMap { subject -> [Route] in
                let path = "/desk/board/\(subject.rawValue)"
                return [
                    .desk(.get, path, for: Self.readers) { try await records(subject, $0, $1) },
                    .desk(.get, "\(path)/table", for: Self.readers) { request, _ in try await table(subject, request) },
                    .api(.get, path, BoardAPI.records(subject), for: Self.readers) { request, _ in
                        try await recordsJSON(subject, request)
                    },
                ]
            }
    }

    private func store(_ request: WebRequest) -> BoardStore {
        BoardStore(request.site, services.contents, actor: request.actor, today: request.now.day)
    }

    // MARK: - The board

    private func reader(_ request: WebRequest) -> BoardReader {
        BoardReader(services: services, store: store(request), lookBacks: LookBackDesk(request, services))
    }

    private func board(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        var problems: [FieldProblem] = []
        let period: BoardPeriod
        do {
            period = try BoardPeriod(request)
        } catch let wrong as InputProblems {
            // Days that cannot be are said at their fields, over the year that is usual.
            problems = wrong.problems
            period = BoardPeriod.usual(pages.today)[0].period
        }
        let page = BoardPage(
            board: try await reader(request).board(period), today: pages.today,
            hasLookBacks: request.site.has(.lookBacks),
            problems: problems)
        return pages.desk(
            "看板", signedIn, place: .board, status: problems.isEmpty ? 200 : 422, content: page.html)
    }

    private func boardJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(BoardAPI.json(try await reader(request).board(try BoardPeriod(request))))
    }

    // MARK: - The records behind a number

    private struct Found: Sendable {
        let count: Int
        let page: ListPage<BoardStore.Record>
        let names: BoardNames
        /// Of sessions: how often somebody of each category was there.
        let attendance: [ParticipantCategory: Int]
    }

    private func find(
        _ subject: BoardSubject, _ period: BoardPeriod, _ filter: BoardFilter, _ request: WebRequest
    ) async throws -> Found {
        let store = store(request)
        let limit = try request.limit()
        let cursor = ListCursor(
            keys: services.keys,
            filter: "board/\(request.site.tenant.id)/\(subject.rawValue)/\(period.query)\(filter.query)")
        let after = try request.query["cursor"].map { try cursor.read($0) }.flatMap { Identifier<Never>($0) }?.number
        let practice = request.site.practice.profile.sessions
        let (count, records, names, attendance) = try await services.engine.read { transaction in
            (
                try store.count(subject, period, filter, in: transaction),
                try store.records(subject, period, filter, after: after, limit: limit + 1, in: transaction),
                try store.names(practice, in: transaction),
                subject == .sessions ? try store.attendance(period, filter, in: transaction) : [:]
            )
        }
        return Found(
            count: count, page: ListPage(records, limit: limit, cursor: cursor) { $0.id }, names: names,
            attendance: attendance)
    }

    private func records(
        _ subject: BoardSubject, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        let (period, filter) = (try BoardPeriod(request), try BoardFilter(request, subject))
        let found = try await find(subject, period, filter, request)
        let pages = Pages(request, services)
        let page = BoardRecordsPage(
            subject: subject, period: period, filter: filter, names: found.names, count: found.count,
            attendance: found.attendance,
            records: found.page.items,
            next: found.page.next.map {
                "/desk/board/\(subject.rawValue)?\(period.query)\(filter.query)&cursor=\(FormEncoding.encode($0))"
            }, today: pages.today)
        return pages.desk(BoardWording.name(subject), signedIn, place: .board, content: page.html)
    }

    private func recordsJSON(_ subject: BoardSubject, _ request: WebRequest) async throws -> WebResponse {
        let found = try await find(subject, try BoardPeriod(request), try BoardFilter(request, subject), request)
        return .json(
            .object(
                [
                    ("count", .integer(Int64(found.count))),
                    ("items", .array(found.page.items.map(BoardAPI.json))), ("next", .optional(found.page.next)),
                ] + (subject == .sessions ? [("attendance", BoardAPI.json(found.attendance))] : [])))
    }

    private func table(_ subject: BoardSubject, _ request: WebRequest) async throws -> WebResponse {
        let format = try request.tableFormat()
        let (period, filter) = (try BoardPeriod(request), try BoardFilter(request, subject))
        let store = store(request)
        let practice = request.site.practice.profile.sessions
        let names = try await services.engine.read { try store.names(practice, in: $0) }
        let beside = (subject == .items ? ["责任人", "到期"] : []) + subject.columns.map { BoardWording.name($0) }
        let place = subject == .items ? "承办单位" : "议事室"
        let day = subject == .topics ? "收到" : "开会"
        return try await TableFile(
            name: "\(BoardWording.name(subject))\(period.first)至\(period.last)",
            columns: ["编号", BoardWording.name(subject), place, day, "状态"].map { SpreadsheetColumn($0) }
                + beside.map { SpreadsheetColumn($0) }
        ).response(
            TableRows(engine: services.engine) { after, transaction in
                let records = try store.records(
                    subject, period, filter, after: after, limit: Self.batch, in: transaction)
                return .init(
                    rows: records.map { record in
                        let own = subject == .items ? [record.officer ?? "", record.dueOn ?? ""] : []
                        return [
                            record.id, record.title ?? TopicWording.erased, record.place, record.day.description,
                            BoardWording.state(record.state, subject),
                        ] + own
                            + subject.columns.map { facet in
                                BoardWording.name(record.values[facet] ?? "", of: facet, subject, names)
                            }
                    }, last: records.last.flatMap { Identifier<Never>($0.id) }?.number)
            }, format: format, services)
    }
}
