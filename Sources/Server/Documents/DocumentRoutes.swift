// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Official documents of sessions, items and the board, for pages and for programs: whoever may see the record or the
/// board may save them.
struct DocumentRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        SessionDocument.allCases.flatMap { document -> [Route] in
            both(
                "/desk/sessions/{record}/documents/\(document.rawValue)", DocumentAPI.session(document),
                for: SessionRoutes.readers
            ) { try await session(document, $0) }
        }
            + [.desk(.get, "/desk/sessions/{record}/documents", for: SessionRoutes.readers, marked)]
            + both("/desk/items/{record}/documents/reply", DocumentAPI.reply, for: DeskPlace.items.roles, reply)
            + both("/desk/board/summary", DocumentAPI.summary, for: DeskPlace.board.roles, summary)
            + both("/desk/board/briefing", DocumentAPI.briefing, for: DeskPlace.board.roles, briefing)
    }

    /// A document for pages and for programs.
    func both(
        _ path: String, _ operation: Operation, for roles: Set<Role>,
        _ file: @escaping @Sendable (WebRequest) async throws -> DocumentFile
    ) -> [Route] {
        let handle: @Sendable (WebRequest, SignedIn) async throws -> WebResponse = { request, signedIn in
            try await file(request).answer(request, signedIn, services)
        }
        return [
            .desk(.get, path, for: roles, handle), .api(.get, path, operation, for: roles, handle),
        ]
    }

    /// The form for marks, or the file once it was filled in.
    private func marked(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("record")
        let desk = SessionDesk(request, services)
        let session = try await services.engine.read { try desk.visible(id, to: request.actor, in: $0) }
        let documents = DocumentMarksPage.documents(of: session)
        guard !documents.isEmpty else { throw WebFailure.documentNotYet }
        var problems: InputProblems?
        if let name = request.query[DocumentMarksPage.document] {
            do {
                guard let document = documents.first(where: { $0.rawValue == name }) else {
                    throw InputProblems([.init(field: DocumentMarksPage.document, sentence: "请从列表里选一份文件。")])
                }
                return try await self.session(document, request).answer(request, signedIn, services)
            } catch let wrong as InputProblems {
                problems = wrong
            }
        }
        let page = DocumentMarksPage(session: session, sent: request.query, problems: problems)
        return Pages(request, services).desk(
            "标份号、密级、签发人", signedIn, place: .sessions, status: problems == nil ? 200 : 422, content: page.html)
    }

    private func session(_ document: SessionDocument, _ request: WebRequest) async throws -> DocumentFile {
        let id: ConsultationSession.ID = try request.id("record")
        let desk = SessionDesk(request, services)
        let tenant = request.site.tenant
        let reader = LoopReader(services: services, site: request.site)
        let documents = try await services.engine.read { transaction in
            let session = try desk.visible(id, to: request.actor, in: transaction)
            guard document.isThere(for: session) else { throw WebFailure.documentNotYet }
            let items = try session.items.compactMap { try reader.item($0, in: transaction) }
            return SessionDocuments(
                session: session, log: try desk.log(of: id, in: transaction),
                topics: try TopicDeskStore(tenant: tenant.id, contents: services.contents)
                    .named(session.topics, in: transaction).map(\.plainTitle)
                    + desk.proposalNames(of: session, in: transaction),
                items: items, names: try reader.names([], items, in: transaction),
                roomName: try RoomStore(tenant: tenant.id).room(session.room, in: transaction)?.room.name ?? "",
                issued: try desk.lists.document(of: id, in: transaction), tenant: tenant,
                actor: request.actor, today: request.now.day)
        }
        return documents.file(document)
    }

    private func reply(_ request: WebRequest) async throws -> DocumentFile {
        let id: SuggestionItem.ID = try request.id("record")
        let desk = ItemDesk(request, services)
        let reader = LoopReader(services: services, site: request.site)
        let reply = try await services.engine.read { transaction in
            let visible = try desk.visible(id, to: request.actor, in: transaction)
            guard ItemReply.isThere(for: visible), let item = try reader.item(id, in: transaction) else {
                throw WebFailure.documentNotYet
            }
            return ItemReply(
                item: item, names: try reader.names([], [item], in: transaction), tenant: request.site.tenant)
        }
        guard let file = reply.file else { throw WebFailure.documentNotYet }
        return file
    }

    private func board(_ period: BoardPeriod, _ request: WebRequest) async throws -> Board {
        let store = BoardStore(request.site, services.contents, actor: request.actor, today: request.now.day)
        return try await BoardReader(
            services: services, store: store, lookBacks: LookBackDesk(request, services)
        ).board(period)
    }

    private func summary(_ request: WebRequest) async throws -> DocumentFile {
        let today = request.now.day
        guard let period = request.query["period"].map({ SummaryPeriod($0) }) ?? SummaryPeriod.usual(today).first else {
            throw InputProblems([.init(field: "period", sentence: "时段写成2026-03（月）或2026-H1（上半年）、2026-H2（下半年）。")])
        }
        guard let days = period.period(on: today) else {
            throw InputProblems([.init(field: "period", sentence: "\(period.name)还没有到。")])
        }
        return WorkSummary(
            period: period, board: try await board(days, request), tenant: request.site.tenant, today: today
        ).file
    }

    private func briefing(_ request: WebRequest) async throws -> DocumentFile {
        LeaderBriefing(
            board: try await board(try BoardPeriod(request), request), tenant: request.site.tenant
        ).file
    }
}
