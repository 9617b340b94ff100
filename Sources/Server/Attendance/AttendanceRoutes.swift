// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Spreadsheets

/// How often members were there: for the office as a list with those who were absent, for each member the own figure.
struct AttendanceRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.sessions.roles

    var routes: [Route] {
        [
            .desk(.get, "/desk/attendance", for: Self.readers, list),
            .desk(.get, "/desk/attendance/table", for: Self.readers, table),
            .desk(.get, "/desk/attendance/{record}", for: Self.readers, one),
            .api(.get, "/desk/attendance", AttendanceAPI.list, for: Self.readers) { request, _ in
                AttendanceAPI.json(try await members(request))
            },
            .api(.get, "/desk/attendance/{record}", AttendanceAPI.one, for: Self.readers) { request, _ in
                AttendanceAPI.json(try await member(request))
            },
        ]
    }

    private func members(_ request: WebRequest) async throws -> [AttendanceStore.Member] {
        let store = AttendanceStore(request, try BoardPeriod(request))
        let part: Part = try request.part() ?? .all
        let members = try await services.engine.read { try store.members(in: $0) }
        return part == .absent ? members.filter(\.attendance.isAbsent) : members
    }

    /// Whose figures a list shows.
    enum Part: String, CaseIterable {
        case all, absent
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let store = AttendanceStore(request, try BoardPeriod(request))
        let pages = Pages(request, services)
        let part: Part = try request.part() ?? .all
        let page = AttendancePage(
            members: try await services.engine.read { try store.members(in: $0) }, period: store.period,
            isAbsent: part == .absent, today: pages.today)
        return pages.desk(AttendancePage.title, signedIn, place: .sessions, content: page.html)
    }

    private func table(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let format = try request.tableFormat()
        let period = try BoardPeriod(request)
        let members = try await members(request)
        let response = try await TableFile(
            name: "\(AttendancePage.title)\(period.first)至\(period.last)",
            columns: ["委员", "应到场次", "到会", "公假", "出席率（%）", "算不算缺席"].map { SpreadsheetColumn($0) }
        ).response(
            members.map { member in
                let figure = member.attendance
                return [
                    member.person.name, String(figure.invited), String(figure.present), String(figure.onLeave),
                    BoardWording.percent(figure.present, of: figure.counted) ?? "", figure.isAbsent ? "缺席" : "",
                ]
            }, format: format, services)
        try await DocumentEvent(.dutyTable, format: format.rawValue, marks: ["attendance"])
            .note(of: request.site.tenant.id.number, request, signedIn, services)
        return response
    }

    /// A member's figure with the sessions behind it.
    struct Own: Sendable {
        let member: AttendanceStore.Member
        let sessions: [AttendanceStore.Session]
    }

    /// Throws ``WebFailure/notFound`` for whoever is on no list that the reader sees.
    private func member(_ request: WebRequest) async throws -> Own {
        let id: Person.ID = try request.id("record")
        let store = AttendanceStore(request, try BoardPeriod(request))
        return try await services.engine.read { transaction in
            let sessions = try store.sessions(of: id, in: transaction)
            let figure = Attendance(
                invited: sessions.count, present: sessions.count(where: \.isPresent),
                onLeave: sessions.count { $0.isOnLeave && !$0.isPresent })
            let isOwn = store.scope.participant == id
            guard isOwn || !sessions.isEmpty,
                let name = try DirectoryStore().names(of: [id], tenant: store.tenant, in: transaction)[id]
            else { throw WebFailure.notFound }
            return Own(member: .init(person: Person(id: id, name: name), attendance: figure), sessions: sessions)
        }
    }

    private func one(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let own = try await member(request)
        return pages.desk(
            AttendancePage.title, signedIn, place: .sessions,
            content: AttendancePage.one(own, try BoardPeriod(request), today: pages.today))
    }
}
