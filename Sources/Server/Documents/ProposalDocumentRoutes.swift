// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Official documents of proposals, for pages and for programs: of one proposal for whoever may see it, of a session for the office,
/// leaders and units, each as far as they see.
struct ProposalDocumentRoutes: RouteGroup {
    let services: Services
    static let assignmentList = "/desk/assigning/list/document"
    static let compilation = "/desk/proposal-compilation"

    var routes: [Route] {
        let documents = DocumentRoutes(services: services)
        return ProposalDocument.allCases.flatMap { document in
            documents.both(
                "/desk/proposals/{record}/documents/\(document.rawValue)", DocumentAPI.proposal(document),
                for: ProposalRoutes.readers
            ) { try await proposal(document, $0) }
        }
            + documents.both(
                Self.assignmentList, DocumentAPI.assignmentList, for: AssignmentRoutes.readers, assignmentList)
            + documents.both(
                Self.compilation, DocumentAPI.compilation, for: ProposalStatisticsRoutes.readers, compilation)
    }

    private func proposal(_ document: ProposalDocument, _ request: WebRequest) async throws -> DocumentFile {
        let id: Proposal.ID = try request.id("record")
        let desk = ProposalDesk(request, services)
        let (documents, reply) = try await services.engine.read { transaction in
            _ = try desk.visible(id, to: request.actor, in: transaction)
            let documents = try read(id, desk, request, in: transaction)
            return (documents, try self.reply(documents, request, in: transaction))
        }
        guard let file = document == .reply && request.query["assignment"] != nil ? reply : documents.file(document)
        else { throw WebFailure.documentNotYet }
        return file
    }

    private func read(
        _ id: Proposal.ID, _ desk: ProposalDesk, _ request: WebRequest, in transaction: Transaction
    ) throws -> ProposalDocuments {
        let units = try ProposalDocuments.UnitNames(
            of: request.site.tenant.id, on: request.now.day, in: transaction)
        guard let documents = try ProposalDocuments.read(id, desk, units, on: request.now.day, in: transaction) else {
            throw WebFailure.notFound
        }
        return documents
    }

    /// The reply that an address names: of which unit, and which one. A draft is for the unit and the office alone.
    private func reply(
        _ documents: ProposalDocuments, _ request: WebRequest, in transaction: Transaction
    ) throws -> DocumentFile? {
        guard let named = request.query["assignment"] else { return nil }
        guard let assignment = documents.assignments.first(where: { $0.id.text == named }) else {
            throw WebFailure.notFound
        }
        guard request.query["round"] == "draft" else {
            return documents.reply(of: assignment, round: request.query["round"].flatMap { Int($0) })
        }
        _ = try AssignmentDesk(request, services).visible(assignment.id, to: request.actor, in: transaction)
        return documents.draft(of: assignment)
    }

    // MARK: - Of a session

    private func assignmentList(_ request: WebRequest) async throws -> DocumentFile {
        let named = try ProposalStatistics.series(request)
        let desk = ProposalDesk(request, services)
        let store = AssignmentListStore(tenant: request.site.tenant.id, contents: services.contents)
        let found = try await services.engine.read { transaction -> (ProposalSeries, [AssignmentListStore.Listed])? in
            guard let series = try named ?? desk.series.all(in: transaction).first else { return nil }
            return (
                series, try store.given(of: series, scope: ProposalScope(of: request.actor), in: transaction)
            )
        }
        guard let (series, rows) = found, !rows.isEmpty else { throw WebFailure.documentNotYet }
        return AssignmentListDocument(
            series: series, rows: rows, tenant: request.site.tenant, today: request.now.day
        ).file
    }

    private func compilation(_ request: WebRequest) async throws -> DocumentFile {
        guard case .staff(let staff) = request.actor,
            ProposalStatisticsRoutes.readers.contains(where: { staff.holdsEverywhere($0) })
        else { throw WebFailure.notFound }
        let isWhole = try Self.isWhole(request)
        let named = try ProposalStatistics.series(request)
        let (desk, today) = (ProposalDesk(request, services), request.now.day)
        let found = try await services.engine.read { transaction -> (ProposalSeries, [ProposalDocuments])? in
            guard let series = try named ?? desk.series.all(in: transaction).first else { return nil }
            let units = try ProposalDocuments.UnitNames(of: request.site.tenant.id, on: today, in: transaction)
            let documents = try desk.series.numbered(series, in: transaction)
                .compactMap { try ProposalDocuments.read($0, desk, units, on: today, in: transaction) }
            return (series, documents)
        }
        guard let (series, proposals) = found, !proposals.isEmpty else { throw WebFailure.documentNotYet }
        return ProposalCompilation(
            series: series, proposals: proposals, isWhole: isWhole, tenant: request.site.tenant,
            practice: request.site.practice, today: today
        ).file
    }

    private static func isWhole(_ request: WebRequest) throws -> Bool {
        switch request.query["part"] {
        case nil, "open": return false
        case "all": return true
        case _: throw InputProblems([.init(field: "part", sentence: "只有open（可以公开的）和all（全部）。")])
        }
    }
}
