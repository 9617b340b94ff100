// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Answering statements, one at a time: by phone, by the device alone, and on any screen by a paper slip.
struct OpinionRoutes: RouteGroup {
    let services: Services

    /// By which way somebody came: the addresses of the pages, and whose voice it is.
    struct Entrance: Sendable {
        let call: Deliberation.ID
        let base: String
        /// Nil for a browser on its first page.
        let voice: OpinionVoice?
    }

    private typealias Way = @Sendable (WebRequest) async throws -> Entrance

    var routes: [Route] {
        ways("/deliberations/{deliberation}", open).map { $0.knowingResident() }
            + ways("/s/{slip}/deliberations/{deliberation}", bySlip)
            + [.page(.get, "/s/{slip}/opinions", choose)]
    }

    private func ways(_ path: String, _ way: @escaping Way) -> [Route] {
        [
            .page(.get, path) { try await page($0, try await way($0)) },
            .page(.post, "\(path)/votes") { try await vote($0, try await way($0)) },
            .page(.get, "\(path)/answers") { try await answers($0, try await way($0)) },
            .page(.get, "\(path)/statement") { try await form($0, try await way($0), nil) },
            .page(.post, "\(path)/statement") { try await offer($0, try await way($0)) },
            .page(.post, "\(path)/statements/{statement}/erasure") { try await erase($0, try await way($0)) },
        ]
    }

    private func open(_ request: WebRequest) async throws -> Entrance {
        let call: Deliberation.ID = try request.id("deliberation")
        return Entrance(call: call, base: "/deliberations/\(call)", voice: .of(request))
    }

    private func bySlip(_ request: WebRequest) async throws -> Entrance {
        let call: Deliberation.ID = try request.id("deliberation")
        let code = try await SlipDesk.named(in: request, services).code
        return Entrance(call: call, base: "/s/\(code.text)/deliberations/\(call)", voice: .slip(code))
    }

    // MARK: - Answering

    /// A call as whoever answers sees it.
    private func reading(_ request: WebRequest, _ entrance: Entrance) async throws -> OpinionReading {
        let desk = DeliberationDesk(request, services)
        let key = entrance.voice?.key(in: entrance.call, of: request.site.tenant.id, services.keys)
        let kept = services.opinions.map(of: entrance.call)
        return try await services.engine.read { transaction in
            try OpinionReading(entrance.call, by: key, kept, desk, on: request.now.day, in: transaction)
        }
    }

    private func page(_ request: WebRequest, _ entrance: Entrance) async throws -> WebResponse {
        let reading = try await reading(request, entrance)
        let pages = Pages(request, services)
        let action = "\(entrance.base)/votes"
        return pages.resident(
            reading.question, home: "/r/\(reading.room.token.text)",
            content: OpinionPages.Answering(
                reading: reading, base: entrance.base, means: entrance.voice?.means ?? .device,
                token: request.token(for: action), today: pages.today, hasOffered: request.query["offered"] != nil
            ).html)
    }

    private func vote(_ request: WebRequest, _ entrance: Entrance) async throws -> WebResponse {
        guard let voice = entrance.voice else { throw WebFailure.formExpired }
        let sent = request.form
        try await OpinionVoteDesk(services: services, site: request.site).vote(
            try .init(sent), in: entrance.call, by: voice, from: request.client, at: request.now)
        return .seeOther(Self.back(sent["back"], entrance))
    }

    /// To one's answers, to the live page that asked, or on to the next statement.
    private static func back(_ sent: String?, _ entrance: Entrance) -> String {
        if sent == "answers" { return "\(entrance.base)/answers" }
        guard let sent, sent.hasPrefix("live/"), let live = MediaConsultation.ID(sent.dropFirst(5)) else {
            return entrance.base
        }
        return "/live/\(live)"
    }

    private func answers(_ request: WebRequest, _ entrance: Entrance) async throws -> WebResponse {
        let reading = try await reading(request, entrance)
        let desk = OpinionStatementDesk(request, services)
        let offered = try await services.engine.read { transaction in
            try entrance.voice.map { try desk.offered(by: $0, in: entrance.call, in: transaction) } ?? []
        }
        return Pages(request, services).resident(
            "我表过的态", home: entrance.base,
            content: OpinionPages.Answers(
                reading: reading, offered: offered, base: entrance.base,
                hasErased: request.query["done"] == "erased", token: { request.token(for: $0) }
            ).html)
    }

    /// Whoever offered a sentence that was not used takes its words away.
    private func erase(_ request: WebRequest, _ entrance: Entrance) async throws -> WebResponse {
        guard let voice = entrance.voice else { throw WebFailure.formExpired }
        let statement: OpinionStatement.ID = try request.id("statement")
        let desk = OpinionStatementDesk(request, services)
        return try await services.answered.once(request) { transaction in
            try desk.eraseOwn(statement, in: entrance.call, by: voice, at: request.now, in: transaction)
            return .seeOther("\(entrance.base)/answers?done=erased")
        }
    }

    // MARK: - Offering a statement

    private func form(
        _ request: WebRequest, _ entrance: Entrance, _ problems: InputProblems?
    ) async throws -> WebResponse {
        let reading = try await reading(request, entrance)
        guard reading.isOpen else { throw OpinionStatementRefusal.callClosed }
        let desk = OpinionStatementDesk(request, services)
        let alike = try await services.engine.read { transaction in
            try problems?.sent["text"].flatMap { try desk.alike($0, in: entrance.call, in: transaction) }
        }
        let action = "\(entrance.base)/statement"
        return Pages(request, services).resident(
            "添一句", home: entrance.base, isFormStep: true, status: problems == nil ? 200 : 422,
            content: OpinionPages.Offering(
                question: reading.question, field: OpinionStatementRoutes.textField(request.site.practice.profile),
                alike: alike?.state == .adopted ? alike?.text : nil, base: entrance.base, action: action,
                token: request.token(for: action), problems: problems
            ).html)
    }

    private func offer(_ request: WebRequest, _ entrance: Entrance) async throws -> WebResponse {
        guard let voice = entrance.voice else { throw WebFailure.formExpired }
        let sent = request.form
        let desk = OpinionStatementDesk(request, services)
        let field = OpinionStatementRoutes.textField(request.site.practice.profile)
        do {
            let text = try Input(sent, fields: [field]).text("text")
            try desk.admitOffer(in: entrance.call, from: request.client, at: request.now)
            return try await services.answered.once(request) { transaction in
                let call = try desk.calls.published(entrance.call, in: transaction)
                _ = try desk.offer(text, in: call, by: voice, at: request.now, in: transaction)
                return .seeOther("\(entrance.base)?offered=1")
            }
        } catch let problems as InputProblems {
            return try await form(request, entrance, InputProblems(problems.problems, sent: sent))
        } catch let refusal as OpinionStatementRefusal where refusal == .alike || refusal == .enoughOffered {
            return try await form(
                request, entrance, InputProblems([.init(field: "text", sentence: refusal.sentence)], sent: sent))
        }
    }

    // MARK: - By slip

    /// The calls of the slip's room in which people answer now.
    private func choose(_ request: WebRequest) async throws -> WebResponse {
        let (code, held, room) = try await SlipDesk.named(in: request, services)
        let pages = Pages(request, services)
        let desk = DeliberationDesk(request, services)
        let calls = try await services.engine.read {
            try desk.open(in: held.batch.room, on: pages.today, in: $0)
        }
        return pages.resident(
            "用纸条表态", home: "/r/\(room.room.token.text)",
            content: OpinionPages.bySlip(calls, code: code, roomName: room.room.name, today: pages.today))
    }
}
