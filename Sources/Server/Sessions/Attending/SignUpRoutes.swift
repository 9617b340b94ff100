// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Members sign up for sessions whose form takes sign-ups (委员报名).
struct SignUpRoutes: RouteGroup {
    let services: Services
    private static let members: Set<Role> = [.member]

    var routes: [Route] {
        [
            .desk(.get, "/desk/joining", for: Self.members, list),
            .desk(.post, "/desk/joining/{session}", for: Self.members) { request, _ in
                try await join(request) { session, _ in .seeOther("/desk/sessions/\(session.id)") }
            },
            .api(.get, "/desk/joining", SignUpAPI.list, for: Self.members) { request, signedIn in
                SignUpAPI.json(try await open(request, signedIn))
            },
            .api(.post, "/desk/joining/{session}", SignUpAPI.join, for: Self.members) { request, _ in
                _ = try request.idempotencyKey()
                return try await join(request) { session, transaction in
                    .json(try SessionDesk(request, services).json(session, for: request.actor, in: transaction))
                }
            },
        ]
    }

    private func open(_ request: WebRequest, _ signedIn: SignedIn) async throws -> [SignUpStore.Open] {
        let store = SignUpStore(tenant: request.site.tenant.id)
        let forms = request.site.practice.profile.sessions.allForms.filter(\.takesSignUps).map(\.code)
        return try await services.engine.read {
            try store.open(to: signedIn.staff.id, forms: forms, since: request.now.day, in: $0)
        }
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let rows = try await open(request, signedIn).map { session -> LinkList.Row in
            let action = "/desk/joining/\(session.id)"
            let form = PostForm(
                action: action, token: request.token(for: action),
                content: Button(label: "报名参加", size: .small).html)
            return LinkList.Row(
                relation: SessionWording.moment(session.day, session.minuteOfDay, today: pages.today),
                content: """
                    \(TextLink(text: session.title ?? TopicWording.erased, address: "/sessions/\(session.id)").html) \
                    <span class="small mute">\(session.roomName)</span>\(form.html)
                    """)
        }
        return pages.desk(
            "报名参加", signedIn, place: .sessions,
            content: """
                \(RecordHead(title: "报名参加", parent: TextLink(text: "会议", address: "/desk/sessions")).html)\
                <div class="stack"><p class="mute">这些会请委员自己报名。报了名就在名单上，来不了的请在会议页面上答复。</p>\
                \(rows.isEmpty ? EmptyState(sentence: "现在没有可以报名的会。").html : LinkList(rows: rows).html)</div>
                """)
    }

    /// Two who sign up at the same moment wait for each other.
    private func join(
        _ request: WebRequest,
        answer: @escaping @Sendable (ConsultationSession, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let id: ConsultationSession.ID = try request.id("session")
        let desk = SessionDesk(request, services)
        return try await services.answered.once(request) { transaction in
            guard try desk.session(id, in: transaction)?.isAnnounced == true else { throw WebFailure.notFound }
            let session = try desk.change(id, by: request.actor, at: request.now, as: .member, in: transaction) {
                try $0.joining(
                    as: services.id(Participant.self), by: request.actor, practice: request.site.practice)
            }
            return try answer(session, transaction)
        }
    }
}

/// Signing up as programs see it.
enum SignUpAPI {
    static let list = Operation(
        id: "listSignUps", summary: "Lists the announced sessions for which one may sign up, as a member.",
        success: .init(
            status: 200, meaning: "The next ones.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("title", .nullable(.text)), ("day", .day), ("time", .text),
                            ("roomName", .text),
                        ]))
                )
            ])))

    static let join = Operation(
        id: "signUpForSession", summary: "Puts oneself, as a member, on the list of a session that takes sign-ups.",
        parameters: [.init(name: "session", place: .path, schema: .id, meaning: "The session's id.")],
        isIdempotent: true, success: .init(status: 200, meaning: "On the list.", schema: SessionAPI.session))

    static func json(_ sessions: [SignUpStore.Open]) -> WebResponse {
        .json([
            "items": .array(
                sessions.map { session in
                    [
                        "id": .string(session.id.text), "title": .optional(session.title),
                        "day": .string(session.day.description),
                        "time": .string(SessionWording.time(session.minuteOfDay)),
                        "roomName": .string(session.roomName),
                    ]
                })
        ])
    }
}
