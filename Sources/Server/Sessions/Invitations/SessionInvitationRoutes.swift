// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The own invitation to a session, for whoever has signed in by the phone on its list: what it is about, and the answer.
struct SessionInvitationRoutes: RouteGroup {
    let services: Services

    var routes: [Route] {
        [
            .own(.get, "/mine/invitations/{own}") { try await page($0, $1, nil) },
            .own(.post, "/mine/invitations/{own}") { try await take(.answer, $0, $1) },
            .own(.post, "/mine/invitations/{own}/floor") { try await take(.askFloor, $0, $1) },
            .own(.post, "/mine/invitations/{own}/arrival") { try await take(.enter, $0, $1) },
            .own(.post, "/mine/invitations/{own}/objections") { try await take(.object, $0, $1) },
            .own(.get, "/mine/invitations/{own}/papers/{paper}", paper),
            .ownAPI(.post, "/invitations/{own}/floor", SessionInvitationAPI.askFloor) {
                try await takeJSON(.askFloor, $0, $1)
            },
            .ownAPI(.post, "/invitations/{own}/arrival", SessionInvitationAPI.enter) {
                try await takeJSON(.enter, $0, $1)
            },
            .ownAPI(.post, "/invitations/{own}/objections", SessionInvitationAPI.object) {
                try await takeJSON(.object, $0, $1)
            },
            .ownAPI(.get, "/invitations/{own}/papers/{paper}", SessionInvitationAPI.paper, paper),
            .ownAPI(.get, "/invitations", SessionInvitationAPI.list, listJSON),
            .ownAPI(.get, "/invitations/{own}", SessionInvitationAPI.read, readJSON),
            .ownAPI(.post, "/invitations/{own}/answer", SessionInvitationAPI.reply) {
                try await takeJSON(.answer, $0, $1)
            },
        ]
    }

    /// The session of an invitation to this phone, and who the phone is there.
    private func found(
        _ request: WebRequest, _ resident: ResidentSignIn, in transaction: Transaction
    ) throws -> (session: ConsultationSession, person: Participant) {
        let id: Participant.ID = try request.id("own")
        let desk = SessionDesk(request, services)
        guard
            let session = try SessionInvitationStore(tenant: request.site.tenant.id)
                .session(of: id, phoneHash: resident.phoneHash, in: transaction)
                .flatMap({ try desk.session($0, in: transaction) }), session.isAnnounced,
            let person = session.participants.first(where: { $0.id == id })
        else { throw WebFailure.notFound }
        return (session, person)
    }

    private func page(
        _ request: WebRequest, _ resident: ResidentSignIn, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let pages = Pages(request, services)
        let tenant = request.site.tenant.id
        let (found, topics) = try await services.engine.read { transaction in
            let found = try self.found(request, resident, in: transaction)
            return (
                found,
                try TopicListStore(tenant: tenant, contents: services.contents)
                    .published(found.session.topics, in: transaction)
            )
        }
        let action = "/mine/invitations/\(found.person.id)"
        let mayAnswer = found.session.refusal(of: .answer, by: .participant(found.person.id)) == nil
        let mayObject = found.session.refusal(of: .object, by: .participant(found.person.id)) == nil
        let mayAskFloor = found.session.refusal(of: .askFloor, by: .participant(found.person.id)) == nil
        let page = SessionInvitationPage(
            session: found.session, person: found.person, topics: topics,
            form: found.session.form(request.site.practice), today: pages.today,
            answerTo: mayAnswer ? (action, request.token(for: action)) : nil,
            enterTo: found.session.mayEnter(.participant(found.person.id))
                ? ("\(action)/arrival", request.token(for: "\(action)/arrival")) : nil,
            objectTo: mayObject ? ("\(action)/objections", request.token(for: "\(action)/objections")) : nil,
            floorTo: mayAskFloor ? ("\(action)/floor", request.token(for: "\(action)/floor")) : nil,
            done: request.query["done"],
            problems: problems)
        return pages.resident(
            "请您参加协商会", home: "/mine", isFormStep: true, status: problems == nil ? 200 : 422, content: page.html)
    }

    /// Does it from the page: what is wrong is said beside its field, and what was written stays.
    private func take(
        _ act: SessionInvitationAct, _ request: WebRequest, _ resident: ResidentSignIn
    ) async throws -> WebResponse {
        let sent = request.form
        do {
            return try await perform(act, try Input(sent, fields: act.fields), request, resident) { _, person in
                .seeOther("/mine/invitations/\(person.id)?done=\(act.done)")
            }
        } catch let problems as InputProblems {
            return try await page(request, resident, InputProblems(problems.problems, sent: sent))
        } catch let refusal as SessionRefusal {
            let fields = act.fields.map(\.name)
            guard let field = refusal.blamed.first(where: fields.contains) else { throw refusal }
            return try await page(
                request, resident, InputProblems([.init(field: field, sentence: refusal.sentence)], sent: sent))
        }
    }

    private func takeJSON(
        _ act: SessionInvitationAct, _ request: WebRequest, _ resident: ResidentSignIn
    ) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let input = try Input(try request.fields(act.fields), fields: act.fields)
        return try await perform(act, input, request, resident) { session, person in
            .json(SessionInvitationAPI.json(person, of: session))
        }
    }

    private func perform(
        _ act: SessionInvitationAct, _ input: Input, _ request: WebRequest, _ resident: ResidentSignIn,
        with response: @escaping @Sendable (ConsultationSession, Participant) -> WebResponse
    ) async throws -> WebResponse {
        let desk = SessionDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let (session, person) = try found(request, resident, in: transaction)
            let after = try desk.change(
                session.id, by: .participant(person.id), at: request.now, in: transaction
            ) { try act.decide($0, person, input, desk, request.now) }
            return response(after, after.participants.first { $0.id == person.id } ?? person)
        }
    }

    private func paper(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        try await SessionPaperReader(services: services).answer(request) {
            try found(request, resident, in: $0).session.papers
        }
    }

    private func listJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let store = SessionInvitationStore(tenant: request.site.tenant.id)
        let own = try await services.engine.read { try store.invitations(of: resident.phoneHash, limit: 50, in: $0) }
        return .json(["items": .array(own.map(SessionInvitationAPI.json))])
    }

    private func readJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let found = try await services.engine.read { try self.found(request, resident, in: $0) }
        return .json(SessionInvitationAPI.json(found.person, of: found.session))
    }
}
