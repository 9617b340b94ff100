// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Spreadsheets

/// Proposals, assignments, opinions and their statistics, what was honoured and what people left, as tables (XLSX, CSV). Who saved one is in the log before it goes out.
struct ProposalTableRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        ProposalTable.allCases.flatMap { table -> [Route] in
            let handle: @Sendable (WebRequest, SignedIn) async throws -> WebResponse = { request, signedIn in
                try await save(table, request, signedIn)
            }
            return [
                .desk(.get, table.address, for: table.readers, handle),
                .api(.get, table.address, ProposalStatisticsAPI.table(table), for: table.readers, handle),
            ]
        }
    }

    private func save(
        _ table: ProposalTable, _ request: WebRequest, _ signedIn: SignedIn
    ) async throws -> WebResponse {
        guard table.isOpen(to: signedIn.staff) else { throw WebFailure.notFound }
        let format = try request.tableFormat()
        let columns = table.columns.map { SpreadsheetColumn($0) }
        let response: WebResponse
        if !table.isOfSession {
            response = try await self.response(table, TableFile(name: table.name, columns: columns), format, request)
        } else {
            let named = try ProposalStatistics.series(request)
            let sessions = ProposalDesk(request, services).series
            let latest = try await services.engine.read { try sessions.all(in: $0).first }
            guard let series = named ?? latest else { throw WebFailure.documentNotYet }
            let file = TableFile(name: "\(table.name)\(series.name)", columns: columns)
            response = try await self.response(table, file, series, format, request)
        }
        try await DocumentEvent(.proposalTable, format: format.rawValue, marks: [table.rawValue])
            .note(of: request.site.tenant.id.number, request, signedIn, services)
        return response
    }

    private func response(
        _ table: ProposalTable, _ file: TableFile, _ series: ProposalSeries, _ format: TableFile.Format,
        _ request: WebRequest
    ) async throws -> WebResponse {
        let scope = ProposalScope(of: request.actor)
        let store = ProposalTableStore(
            tenant: request.site.tenant.id, contents: services.contents, series: series,
            profile: request.site.practice.profile)
        let batch: @Sendable (Int64?, Transaction) throws -> TableRows.Batch
        switch table {
        case .proposals: batch = { try store.proposals(scope: scope, after: $0, in: $1) }
        case .assignments: batch = { try store.assignments(scope: scope, after: $0, in: $1) }
        case .contacts, .extensions, .supervisions:
            let tables = ProposalHandlingTables(
                assignments: AssignmentDesk(request, services), store: store, scope: scope,
                narrowing: try .init(request))
            batch = { after, transaction in
                switch table {
                case .contacts: try tables.contacts(after: after, in: transaction)
                case .extensions: try tables.extensions(after: after, in: transaction)
                case _: try tables.supervisions(after: after, in: transaction)
                }
            }
        case .opinions: batch = { try store.opinions(after: $0, in: $1) }
        case .statistics:
            guard let sheet = try await ProposalStatisticsRoutes(services: services).sheet(request) else {
                throw WebFailure.notFound
            }
            return try await file.response(ProposalTable.rows(sheet), format: format, services)
        case .nominees, .evaluations:
            let desk = CommendationDesk(request, services)
            let rows = try await services.engine.read { transaction in
                let all = try desk.all(of: series, in: transaction)
                return try table == .nominees
                    ? ProposalTable.nominees(all, desk, in: transaction)
                    : ProposalTable.evaluations(all, desk, in: transaction)
            }
            return try await file.response(rows, format: format, services)
        case .clues, .former: return try await self.response(table, file, format, request)
        }
        return try await file.response(TableRows(engine: services.engine, batch: batch), format: format, services)
    }

    /// Of all there is.
    private func response(
        _ table: ProposalTable, _ file: TableFile, _ format: TableFile.Format, _ request: WebRequest
    ) async throws -> WebResponse {
        guard table == .former else { return try await clues(file, format, request) }
        let store = FormerProposalStore(tenant: request.site.tenant.id, contents: services.contents)
        let scope = ProposalScope(of: request.actor)
        let rows = TableRows(engine: services.engine) { after, transaction in
            let found = try store.all(
                scope: scope, after: after, limit: ProposalTableStore.batch, in: transaction)
            return .init(rows: found.map { ProposalTable.row($0.proposal) }, last: found.last?.id.number)
        }
        return try await file.response(rows, format: format, services)
    }

    private func clues(
        _ file: TableFile, _ format: TableFile.Format, _ request: WebRequest
    ) async throws -> WebResponse {
        let store = ClueDesk(request, services).store
        let rows = TableRows(engine: services.engine) { after, transaction in
            let clues = try store.list(
                nil, seesAll: true, after: after.map { ProposalClue.ID($0) }, limit: ProposalTableStore.batch,
                in: transaction)
            return .init(
                rows: clues.map { clue in
                    [
                        clue.leftOn, clue.text ?? TopicWording.erased, ClueWording.origin(clue.origin),
                        ClueWording.name(clue.state),
                        String(clue.proposals),
                    ]
                }, last: clues.last?.id.number)
        }
        return try await file.response(rows, format: format, services)
    }
}
