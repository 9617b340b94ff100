// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// A media consultation for everybody: the page on the phone, the room's screen, comments and likes of those who have signed in
/// by phone.
struct LiveRoutes: RouteGroup {
    let services: Services
    /// How many comments a page shows.
    private static let commentsShown = 30
    private static let ownShown = 50
    /// After how many seconds the room's screen is read anew where no script runs.
    private static let wallSeconds = 5

    /// What somebody says who comments.
    static func fields(_ profile: PracticeProfile) -> [InputField] {
        [
            InputField("words", "您想说的话", .paragraph(limit: profile.live.commentLimit)),
            InputField("name", "怎么称呼您", .line(limit: 20), isRequired: false),
        ]
    }

    var routes: [Route] {
        [
            Route.page(.get, "/live/{live}") { try await page($0, nil) }.knowingResident(),
            .page(.get, "/live/{live}/wall", wall),
            Self.form("/live/{live}/comments", send),
            Self.form("/live/{live}/comments/{comment}/like", like),
            Self.form("/live/{live}/comments/{comment}/withdrawal", withdraw),
            .api(.get, "/live/{live}", LiveAPI.read, json),
            .api(.get, "/live/{live}/comments", LiveAPI.comments, commentsJSON),
            .ownAPI(.get, "/comments", LiveAPI.ownEverywhere, ownEverywhereJSON),
            .ownAPI(.get, "/live/{live}/comments", LiveAPI.own, ownJSON),
            .ownAPI(.post, "/live/{live}/comments", LiveAPI.send, sendJSON),
            .ownAPI(.post, "/live/{live}/comments/{comment}/like", LiveAPI.like, likeJSON),
            .ownAPI(.post, "/live/{live}/comments/{comment}/withdrawal", LiveAPI.withdraw, withdrawJSON),
        ]
    }

    /// A form of the page. Everybody may read that, so its forms are tied to the browser; whoever has not signed in by phone does
    /// that first.
    private static func form(
        _ path: String, _ handle: @escaping @Sendable (WebRequest, ResidentSignIn) async throws -> WebResponse
    ) -> Route {
        Route.page(.post, path) { request in
            let live: MediaConsultation.ID = try request.id("live")
            guard let resident = request.resident else { return .seeOther("/mine/sign-in?next=/live/\(live)") }
            return try await handle(request, resident)
        }.knowingResident()
    }

    // MARK: - The page

    private func published(
        _ id: MediaConsultation.ID, _ request: WebRequest, limit: Int, in transaction: Transaction
    ) throws -> ListPage<CommentListStore.Listed> {
        let cursor = ListCursor(keys: services.keys, filter: "live-comments/\(request.site.tenant.id)/\(id)")
        let after: LiveComment.ID? = try request.after(cursor)
        let found = try CommentDesk(request, services).lists.published(
            of: id, after: after, limit: limit + 1, in: transaction)
        return ListPage(found, limit: limit, cursor: cursor) { $0.id.text }
    }

    private func page(_ request: WebRequest, _ problems: InputProblems?) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let desk = CommentDesk(request, services)
        let (content, opinions, comments, cutIn, own) = try await services.engine.read { transaction in
            let content = try LiveContent.read(id, services, request.site, in: transaction)
            return (
                content, try OpinionAside.beside(content.session.id, request, services, in: transaction),
                try published(id, request, limit: Self.commentsShown, in: transaction),
                // On later pages each stands where it was said.
                content.record.state.name.isOver && request.query["cursor"] == nil
                    ? try desk.lists.cutIn(of: id, in: transaction) : [],
                try request.resident.map { resident in
                    try desk.lists.own(resident.phoneHash, of: id, limit: Self.ownShown, in: transaction).map {
                        LivePage.Own(
                            comment: $0, ahead: $0.state == .waiting ? try desk.lists.ahead(of: $0, in: transaction) : 0
                        )
                    }
                }
            )
        }
        let hosts = services.settings.streamHosts
        let page = LivePage(
            content: content, comments: comments, cutIn: cutIn, own: own, now: request.now,
            practice: request.site.practice,
            hosts: hosts, done: request.query["done"], typed: problems?.sent ?? [:],
            problems: problems?.problems ?? [], stream: stream(content, request), opinions: opinions,
            token: { request.token(for: $0) })
        let answer = Pages(request, services).resident(
            content.title, home: "/live/\(id)", status: problems == nil ? 200 : 422, content: page.html)
        guard let stream = content.stream(embeddedFrom: hosts), stream.isEmbedded else { return answer }
        return answer.adding(.contentSecurityPolicy, SecurityHeaders.pages(framing: stream.address.host))
    }

    /// The room's screen, read from the last row; it is read anew by itself.
    private func wall(_ request: WebRequest) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let (content, opinions) = try await services.engine.read { transaction in
            let content = try LiveContent.read(id, services, request.site, in: transaction)
            return (
                content,
                try WallOpinions.read(
                    beside: content.session.id, services, request.site, on: request.now.day, in: transaction)
            )
        }
        var head = Pages(request, services).head(content.title)
        head.refreshWithoutScript = Self.wallSeconds
        let wall = LiveWall(
            content: content, opinions: opinions, qr: PrintedAddress(page: "/live/\(id)", services, request.site).qr,
            now: request.now,
            head: head, stream: stream(content, request))
        return .page(wall.html)
    }

    private func stream(_ content: LiveContent, _ request: WebRequest) -> String {
        let channel = LiveFace.channel(content.record.id, of: request.site.tenant.id)
        return StreamRoutes.address(of: channel, after: content.told, for: request, services)
    }

    // MARK: - Comments and likes

    private func send(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let sent = request.form
        do {
            let input = try Input(sent, fields: Self.fields(request.site.practice.profile))
            return try await send(input, request, resident) { comment, _, _ in
                .seeOther("/live/\(id)?done=\(comment.state == .held ? "held" : "sent")")
            }
        } catch let problems as InputProblems {
            return try await page(request, InputProblems(problems.problems, sent: sent))
        } catch let refusal as CommentRefusal {
            return try await page(
                request, InputProblems([.init(field: "words", sentence: refusal.sentence)], sent: sent))
        } catch WebFailure.tooManyRequests(let seconds) {
            let sentence = WebFailure.tooManyRequests(seconds: seconds).sentence
            return try await page(request, InputProblems([.init(field: "words", sentence: sentence)], sent: sent))
                .adding(.retryAfter, String(seconds))
        }
    }

    private func sendJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let fields = Self.fields(request.site.practice.profile)
        let input = try Input(try request.fields(fields), fields: fields)
        return try await send(input, request, resident) { comment, desk, transaction in
            .json(try desk.json(comment, for: .commentHolder(comment.id), in: transaction), status: .created)
        }
    }

    /// A flood of one device is held, and only one that nobody types refused; a hall behind one address is neither.
    private func send(
        _ input: Input, _ request: WebRequest, _ resident: ResidentSignIn,
        answer: @escaping @Sendable (LiveComment, CommentDesk, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let isFlooded: Bool
        switch services.intake.admit(
            tenant: request.site.tenant.id, room: "live/\(id)", client: request.client, at: request.now)
        {
        case .accept: isFlooded = false
        case .hold: isFlooded = true
        case .refuse(let seconds): throw WebFailure.tooManyRequests(seconds: seconds)
        }
        let desk = CommentDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let comment = try desk.send(
                input.text("words"), name: input.optional("name"), by: resident, to: id, isFlooded: isFlooded,
                at: request.now, in: transaction)
            return try answer(comment, desk, transaction)
        }
    }

    private func like(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        return try await like(request, resident) { _ in .seeOther("/live/\(id)?done=liked#comments") }
    }

    private func likeJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await like(request, resident) { .json(["likes": .integer(Int64($0))]) }
    }

    private func like(
        _ request: WebRequest, _ resident: ResidentSignIn, answer: @escaping @Sendable (Int) -> WebResponse
    ) async throws -> WebResponse {
        let (live, comment): (MediaConsultation.ID, LiveComment.ID) = (
            try request.id("live"), try request.id("comment")
        )
        let desk = CommentDesk(request, services)
        return try await services.answered.once(request) { transaction in
            answer(try desk.like(comment, of: live, by: resident, at: request.now, in: transaction))
        }
    }

    private func withdraw(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        return try await withdraw(request, resident) { _, _, _ in .seeOther("/live/\(id)?done=withdrawn") }
    }

    private func withdrawJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        _ = try request.fields([])
        return try await withdraw(request, resident) { comment, desk, transaction in
            .json(try desk.json(comment, for: .commentHolder(comment.id), in: transaction))
        }
    }

    private func withdraw(
        _ request: WebRequest, _ resident: ResidentSignIn,
        answer: @escaping @Sendable (LiveComment, CommentDesk, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let (live, id): (MediaConsultation.ID, LiveComment.ID) = (try request.id("live"), try request.id("comment"))
        let desk = CommentDesk(request, services)
        return try await services.answered.once(request) { transaction in
            let comment = try desk.own(id, of: resident, in: transaction)
            guard comment.said.consultation == live else { throw WebFailure.notFound }
            try desk.withdraw(comment, at: request.now, in: transaction)
            // What was erased just now is not told once more.
            return try answer(try desk.comment(id, in: transaction) ?? comment, desk, transaction)
        }
    }

    // MARK: - API

    private func json(_ request: WebRequest) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let content = try await services.engine.read { try LiveContent.read(id, services, request.site, in: $0) }
        return .json(LiveAPI.json(content, at: request.now))
    }

    private func commentsJSON(_ request: WebRequest) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let limit = try request.limit()
        let page = try await services.engine.read { transaction in
            _ = try LiveContent.read(id, services, request.site, in: transaction)
            return try published(id, request, limit: limit, in: transaction)
        }
        return .json(["items": .array(page.items.map(LiveAPI.json)), "next": .optional(page.next)])
    }

    private func ownJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let id: MediaConsultation.ID = try request.id("live")
        let lists = CommentDesk(request, services).lists
        let own = try await services.engine.read {
            try lists.own(resident.phoneHash, of: id, limit: Self.ownShown, in: $0)
        }
        return .json(["items": .array(own.map { CommentAPI.json($0) })])
    }

    private func ownEverywhereJSON(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> WebResponse {
        let lists = CommentDesk(request, services).lists
        let own = try await services.engine.read {
            try lists.own(resident.phoneHash, of: nil, limit: Self.ownShown, in: $0)
        }
        return .json(["items": .array(own.map { CommentAPI.json($0) })])
    }
}
