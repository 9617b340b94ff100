// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// How far the rooms reach (A2-01, A2-03): figures, each with the records behind it.
struct RoomCoverageRoutes: RouteGroup {
    let services: Services
    static let path = "/desk/coverage"

    var routes: [Route] {
        [
            .desk(.get, Self.path, for: RoomCodeDesk.readers, page),
            .api(.get, Self.path, Self.operation, for: RoomCodeDesk.readers, json),
        ]
    }

    private static let subjects = RoomCoverageStore.Subject.allCases.map(\.rawValue)

    private static let operation = Operation(
        id: "readRoomCoverage",
        summary:
            "Counts which areas, sectors and members have a room, which rooms have members and plans, and lists those behind a number.",
        parameters: [
            .init(
                name: "subject", place: .query, schema: .string(values: subjects),
                meaning: "What is listed; villages if not said."),
            .init(
                name: "covered", place: .query, schema: .string(values: ["yes", "no"]),
                meaning: "Whether those are listed that have it; those that have not if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "The figures, and a page of those behind one of them.",
            schema: .object([
                (
                    "figures",
                    .array(
                        .object([
                            ("subject", .string(values: subjects)), ("covered", .integer(minimum: 0)),
                            ("all", .integer(minimum: 0)),
                        ]))
                ),
                ("items", .array(.object([("id", .id), ("name", .text), ("note", .nullable(.text))]))),
                ("next", .nullable(.string())),
            ])))

    /// What an address asks for.
    private struct Read: Sendable {
        let subject: RoomCoverageStore.Subject
        let covered: Bool
        let year: Int
        let figures: [RoomCoverageStore.Figure]
        let page: ListPage<RoomCoverageStore.Line>
    }

    private func read(_ request: WebRequest) async throws -> Read {
        let subject =
            try RoomSearch.choice("subject", "看什么", Self.subjects, request)
            .flatMap(RoomCoverageStore.Subject.init) ?? .villages
        let covered = try RoomSearch.choice("covered", "有没有", ["yes", "no"], request) == "yes"
        let limit = try request.limit()
        let tenant = request.site.tenant.id
        let year = request.now.day.year
        let cursor = ListCursor(
            keys: services.keys, filter: "coverage/\(tenant)/\(year)/\(subject.rawValue)/\(covered)")
        let after: DirectoryEntry.ID? = try request.after(cursor)
        let store = RoomCoverageStore(tenant: tenant, year: year)
        return try await services.engine.read { transaction in
            let lines = try store.lines(
                subject, covered: covered, after: after?.number, limit: limit + 1, in: transaction)
            return Read(
                subject: subject, covered: covered, year: year, figures: try store.figures(in: transaction),
                page: ListPage(lines, limit: limit, cursor: cursor) { DirectoryEntry.ID($0.id).text })
        }
    }

    private func page(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let read = try await read(request)
        let base = RoomCoveragePage.address(read.subject, covered: read.covered)
        let page = RoomCoveragePage(
            figures: read.figures, year: read.year, subject: read.subject, covered: read.covered,
            rows: read.page.items.map { line in
                let address = Self.address(line, read.subject, signedIn.staff, request.actor)
                let name: HTML = address.map { TextLink(text: line.name, address: $0).html } ?? "\(line.name)"
                return .init(relation: line.note, content: name)
            },
            next: read.page.next.map { "\(base)&cursor=\(FormEncoding.encode($0))" })
        let head = RecordHead(title: "议事室覆盖情况", parent: TextLink(text: "议事室", address: "/desk/rooms"))
        return Pages(request, services).desk(
            "议事室覆盖情况", signedIn, place: .rooms,
            content: "\(head.html)<div class=\"stack-l\">\(page.html)</div>")
    }

    /// Where one is read: a room by its page, an area by its rooms, anything else in the register by whoever keeps it.
    private static func address(
        _ line: RoomCoverageStore.Line, _ subject: RoomCoverageStore.Subject, _ staff: Staff, _ actor: Actor
    ) -> String? {
        if let room = line.room {
            return RoomCodeDesk.isOpen(room.id, room.area, to: actor) ? "/desk/rooms/\(room.id)" : "/r/\(room.token)"
        }
        guard staff.holds(.systemAdministrator) else { return nil }
        let register: Register? =
            switch subject {
            case .towns, .villages: .areas
            case .sectors: .organs
            case .members: .members
            case .rooms, .plans, .fulfilled: nil
            }
        return register.map { "/desk/directory/\($0.rawValue)/\(DirectoryEntry.ID(line.id))" }
    }

    private func json(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let read = try await read(request)
        return .json([
            "figures": .array(
                read.figures.map { figure in
                    [
                        "subject": .string(figure.subject.rawValue), "covered": .integer(Int64(figure.covered)),
                        "all": .integer(Int64(figure.all)),
                    ]
                }),
            "items": .array(
                read.page.items.map { line in
                    [
                        "id": .string(DirectoryEntry.ID(line.id).text), "name": .string(line.name),
                        "note": .optional(line.note),
                    ]
                }), "next": .optional(read.page.next),
        ])
    }
}
