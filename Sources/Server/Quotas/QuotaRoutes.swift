// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Spreadsheets

/// How often members and bodies did what the county asks of them: for the office as a list with those who are behind, for each
/// member the own figures with the records behind them.
struct QuotaRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.sessions.roles

    var routes: [Route] {
        [
            .desk(.get, "/desk/quotas", for: Self.readers, list),
            .desk(.get, "/desk/quotas/table", for: Self.readers, table),
            .desk(.get, TrainingPage.address, for: Self.readers, trainings),
            .desk(.get, "/desk/quotas/{record}", for: Self.readers, one),
            .api(.get, "/desk/quotas", QuotaAPI.list, for: Self.readers) { request, _ in
                QuotaAPI.json(try await look(request))
            },
            .api(.get, TrainingPage.address, QuotaAPI.trainings, for: Self.readers) { request, _ in
                QuotaAPI.json(try await year(request))
            },
            .api(.get, "/desk/quotas/{record}", QuotaAPI.one, for: Self.readers) { request, _ in
                QuotaAPI.json(try await found(request), today: request.now.day)
            },
        ]
    }

    /// What is looked at, and how all stand with it.
    struct Look: Sendable {
        let quotas: [DutyQuota]
        let quota: DutyQuota?
        let day: Day
        let part: QuotaPage.Part
        let today: Day
        /// All of them; the part is a choice among them.
        let lines: [QuotaReader.Line]

        var chosen: [QuotaReader.Line] { lines.filter { part.includes($0.standing, on: today) } }
    }

    private func look(_ request: WebRequest) async throws -> Look {
        let reader = QuotaReader(request.site, request.actor, today: request.now.day)
        let (day, quota) = (try Self.day(request), try Self.quota(request, among: reader.quotas))
        let part = try request.query["part"].map { text -> QuotaPage.Part in
            guard let part = QuotaPage.Part(rawValue: text) else {
                throw InputProblems([.init(field: "part", sentence: "只能看全部、落后或已完成。")])
            }
            return part
        }
        let lines = try await services.engine.read { transaction in
            try quota.map { try reader.lines(of: $0, around: day, in: transaction) } ?? []
        }
        return Look(
            quotas: reader.quotas, quota: quota, day: day, part: part ?? .all, today: request.now.day, lines: lines)
    }

    /// A day of the period that is looked at; today where none is named.
    private static func day(_ request: WebRequest) throws -> Day {
        guard let day = try request.day("on", "哪一天") else { return request.now.day }
        guard day <= request.now.day, day.year >= yearMin else {
            throw InputProblems([.init(field: "on", sentence: "“哪一天”不能在今天以后，也不能早于\(yearMin)年。")])
        }
        return day
    }

    private static let yearMin = 2000

    /// The quota that is looked at; the first one where none is named.
    private static func quota(_ request: WebRequest, among quotas: [DutyQuota]) throws -> DutyQuota? {
        guard let text = request.query["duty"] else { return quotas.first }
        guard let duty = DutyQuota.Duty(rawValue: text) else {
            throw InputProblems([.init(field: "duty", sentence: "没有这一项履职要求。")])
        }
        return quotas.first { $0.duty == duty }
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let look = try await look(request)
        let page = QuotaPage(
            quotas: look.quotas, quota: look.quota, lines: look.lines, day: look.day, part: look.part,
            today: look.today)
        return Pages(request, services).desk(QuotaWording.title, signedIn, place: .sessions, content: page.html)
    }

    private func table(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let format = try request.tableFormat()
        let look = try await look(request)
        guard let quota = look.quota else { throw WebFailure.notFound }
        let span = quota.period.span(around: look.day)
        let response = try await TableFile(
            name: "\(RoomPracticeText.name(quota.duty))\(QuotaWording.name(span, of: quota.period))",
            columns: ["谁", "要求", "完成", "还差", "怎么样"].map { SpreadsheetColumn($0) }
        ).response(
            look.chosen.map { line in
                [
                    line.bearer.name, String(line.standing.quota.number), String(line.standing.done),
                    String(line.standing.missing), QuotaWording.name(line.standing.state(on: look.today)),
                ]
            }, format: format, services)
        try await DocumentEvent(.dutyTable, format: format.rawValue, marks: ["quotas"])
            .note(of: request.site.tenant.id.number, request, signedIn, services)
        return response
    }

    private func trainings(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        Pages(request, services).desk(
            TrainingPage.title, signedIn, place: .sessions, content: try await year(request).html)
    }

    /// The trainings of the year in which the day lies that is looked at.
    private func year(_ request: WebRequest) async throws -> TrainingPage {
        let (day, today) = (try Self.day(request), request.now.day)
        let (scope, store) = (QuotaScope(of: request.actor), TrainingStore(tenant: request.site.tenant.id))
        let span = TrainingPage.span(of: day.year, today: today)
        let found = try await services.engine.read {
            try store.trainings(scope, from: span.first, to: span.last, in: $0)
        }
        return TrainingPage(trainings: found, year: day.year, today: today, isWhole: scope.isWhole)
    }

    /// A bearer with the figures and what lies behind them.
    struct Found: Sendable {
        let bearer: QuotaStore.Bearer
        let parts: [QuotaRecordPage.Part]
        /// What the registers say of it; nil of the whole.
        let file: DirectoryFile?
    }

    /// Throws ``WebFailure/notFound`` for whoever is not read here.
    private func found(_ request: WebRequest) async throws -> Found {
        let id: Person.ID = try request.id("record")
        let day = try Self.day(request)
        let reader = QuotaReader(request.site, request.actor, today: request.now.day)
        let actor = request.actor
        return try await services.engine.read { transaction in
            let (bearer, kind) = try reader.bearer(id.number, in: transaction)
            let quotas = reader.quotas.filter { $0.duty.bearer == kind }
            let standings = try reader.standings(of: bearer.id, quotas, around: day, in: transaction)
            return Found(
                bearer: bearer,
                parts: try standings.map { standing in
                    .init(
                        standing: standing,
                        records: try reader.records(of: standing, by: bearer.id, seenBy: actor, in: transaction))
                }, file: try reader.file(of: bearer, kind, in: transaction))
        }
    }

    private func one(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let found = try await found(request)
        let page = QuotaRecordPage(
            bearer: found.bearer, parts: found.parts, file: found.file, today: pages.today,
            opens: { [site = request.site] in site.opens($0) })
        return pages.desk(QuotaWording.title, signedIn, place: .sessions, content: page.html)
    }
}
