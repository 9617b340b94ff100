// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Calls for opinions for programs: reading, and answering and offering by phone or by slip. A program has no device.
struct OpinionProgramRoutes: RouteGroup {
    let services: Services

    private typealias Handling = @Sendable (WebRequest, OpinionVoice) async throws -> WebResponse

    var routes: [Route] {
        let call = "/deliberations/{deliberation}"
        let offered = "\(call)/statements"
        let erased = "\(offered)/{statement}/erasure"
        return [
            .api(.get, call, DeliberationAPI.one, read),
            .api(.get, "\(call)/map", DeliberationAPI.map, map),
            .ownAPI(.get, "\(call)/votes", DeliberationAPI.ownAnswers, byPhone(answers)),
            .ownAPI(.post, "\(call)/votes", DeliberationAPI.vote, byPhone(vote)),
            .ownAPI(.get, offered, DeliberationAPI.ownStatements, byPhone(self.offered)),
            .ownAPI(.post, offered, DeliberationAPI.offer, byPhone(offer)),
            .ownAPI(.post, erased, DeliberationAPI.eraseOwnStatement, byPhone(eraseOwn)),
            .api(.get, "/slips/{slip}/deliberations", DeliberationAPI.openToSlip, openToSlip),
            .api(.get, "/slips/{slip}\(call)/votes", DeliberationAPI.answersBySlip, bySlip(answers)),
            .api(.post, "/slips/{slip}\(call)/votes", DeliberationAPI.voteBySlip, bySlip(vote)),
            .api(.get, "/slips/{slip}\(offered)", DeliberationAPI.statementsBySlip, bySlip(self.offered)),
            .api(.post, "/slips/{slip}\(offered)", DeliberationAPI.offerBySlip, once(bySlip(offer))),
            .api(.post, "/slips/{slip}\(erased)", DeliberationAPI.eraseStatementBySlip, once(bySlip(eraseOwn))),
        ]
    }

    private func byPhone(
        _ handle: @escaping Handling
    ) -> @Sendable (WebRequest, ResidentSignIn) async throws -> WebResponse {
        { request, resident in try await handle(request, .phone(resident)) }
    }

    private func bySlip(_ handle: @escaping Handling) -> @Sendable (WebRequest) async throws -> WebResponse {
        { request in try await handle(request, .slip(try await SlipDesk.named(in: request, services).code)) }
    }

    /// Without a key nothing is looked up: a program is told of its mistake, and no code is tried out.
    private func once(
        _ handle: @escaping @Sendable (WebRequest) async throws -> WebResponse
    ) -> @Sendable (WebRequest) async throws -> WebResponse {
        { request in
            _ = try request.idempotencyKey()
            return try await handle(request)
        }
    }

    private func reading(
        _ request: WebRequest, _ voice: OpinionVoice?
    ) async throws -> OpinionReading {
        let id: Deliberation.ID = try request.id("deliberation")
        let desk = DeliberationDesk(request, services)
        let key = voice?.key(in: id, of: request.site.tenant.id, services.keys)
        let kept = services.opinions.map(of: id)
        return try await services.engine.read {
            try OpinionReading(id, by: key, kept, desk, on: request.now.day, in: $0)
        }
    }

    private func read(_ request: WebRequest) async throws -> WebResponse {
        let reading = try await reading(request, nil)
        return .json(DeliberationAPI.json(reading.call, reading.statements))
    }

    private func map(_ request: WebRequest) async throws -> WebResponse {
        let reading = try await reading(request, nil)
        guard let findings = services.opinions.map(of: reading.call.id)?.findings else {
            services.opinions.want(reading.call.id, of: request.site.tenant.id)
            throw WebFailure.notFound
        }
        let texts = Dictionary(reading.statements.map { ($0.id, $0.text) }) { first, _ in first }
        return .json(DeliberationAPI.json(findings, texts))
    }

    private func answers(_ request: WebRequest, _ voice: OpinionVoice) async throws -> WebResponse {
        let reading = try await reading(request, voice)
        return .json(DeliberationAPI.json(reading.answers, next: reading.next?.id))
    }

    private func vote(_ request: WebRequest, _ voice: OpinionVoice) async throws -> WebResponse {
        let id: Deliberation.ID = try request.id("deliberation")
        try await OpinionVoteDesk(services: services, site: request.site).vote(
            try .init(try request.fields(OpinionVoteDesk.fields)), in: id, by: voice, from: request.client,
            at: request.now)
        return try await answers(request, voice)
    }

    /// The calls of the slip's room in which people answer now.
    private func openToSlip(_ request: WebRequest) async throws -> WebResponse {
        let room = try await SlipDesk.named(in: request, services).held.batch.room
        let desk = DeliberationDesk(request, services)
        let calls = try await services.engine.read {
            try desk.open(in: room, on: request.now.day, in: $0)
        }
        return .json(["items": .array(calls.map(DeliberationAPI.publicJSON))])
    }

    private func offered(_ request: WebRequest, _ voice: OpinionVoice) async throws -> WebResponse {
        let id: Deliberation.ID = try request.id("deliberation")
        let desk = OpinionStatementDesk(request, services)
        let own = try await services.engine.read { transaction in
            _ = try desk.calls.published(id, in: transaction)
            return try desk.offered(by: voice, in: id, in: transaction)
        }
        return .json(["items": .array(own.map { DeliberationAPI.json($0) })])
    }

    private func eraseOwn(_ request: WebRequest, _ voice: OpinionVoice) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        let id: Deliberation.ID = try request.id("deliberation")
        let statement: OpinionStatement.ID = try request.id("statement")
        let desk = OpinionStatementDesk(request, services)
        return try await services.answered.once(request) { transaction in
            try desk.eraseOwn(statement, in: id, by: voice, at: request.now, in: transaction)
            return .json([
                "items": .array(try desk.offered(by: voice, in: id, in: transaction).map { DeliberationAPI.json($0) })
            ])
        }
    }

    private func offer(_ request: WebRequest, _ voice: OpinionVoice) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let id: Deliberation.ID = try request.id("deliberation")
        let fields = [OpinionStatementRoutes.textField(request.site.practice.profile)]
        let text = try Input(try request.fields(fields), fields: fields).text("text")
        let desk = OpinionStatementDesk(request, services)
        try desk.admitOffer(in: id, from: request.client, at: request.now)
        return try await services.answered.once(request) { transaction in
            let call = try desk.calls.published(id, in: transaction)
            let statement = try desk.offer(text, in: call, by: voice, at: request.now, in: transaction)
            return .json(
                ["id": .string(statement.id.text), "state": .string(statement.state.name.rawValue)], status: .created)
        }
    }
}
