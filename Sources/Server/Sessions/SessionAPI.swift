// SPDX-License-Identifier: Apache-2.0

import Domain

/// Sessions as the API shows them.
enum SessionAPI {
    private static let state = Schema.string(values: ConsultationSession.State.Name.allCases.map(\.rawValue))

    private static let reached = Schema.string(values: ["consensus", "no_consensus"])

    static let session = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("room", .id), ("title", .nullable(.text)),
        ("form", .text), ("campaign", .nullable(.id)), ("link", .nullable(.text)), ("place", .nullable(.text)),
        ("day", .day), ("time", .text), ("seats", .nullable(.integer(minimum: 1))),
        ("topics", .array(.id)), ("proposals", .array(.id)), ("items", .array(.id)),
        (
            "participants",
            .array(
                .object([
                    ("id", .id), ("category", .string(values: ParticipantCategory.allCases.map(\.rawValue))),
                    ("name", .nullable(.text)), ("isPresent", .boolean), ("isOnLeave", .boolean),
                    ("answer", .nullable(.string(values: Participant.Answer.allCases.map(\.rawValue)))),
                    ("standsFor", .nullable(.id)), ("doubles", .integer(minimum: 0)),
                    ("arrival", .nullable(.string(values: Participant.Arrival.allCases.map(\.rawValue)))),
                ]))
        ), ("waiver", .nullable(.text)),
        ("doubles", .integer(minimum: 0)), ("visits", .integer(minimum: 0)), ("opinions", .integer(minimum: 0)),
        ("objections", .integer(minimum: 0)),
        ("conclusion", .nullable(reached)),
        ("topicConclusions", .array(.object([("topic", .id), ("conclusion", reached), ("text", .nullable(.text))]))),
        ("topicsWithoutItems", .array(.id)), ("minutes", .nullable(.text)),
        ("objectionsUntil", .nullable(.day)),
        ("coHosts", .array(.id)), ("bodies", .array(.id)), ("papers", SessionPaperAPI.deskSchema),
        ("papersDue", .nullable(.day)), ("speaking", SpeakingAPI.schema),
        (
            "leaders",
            .array(
                .object([
                    ("side", .string(values: ConsultationSession.Leader.Side.allCases.map(\.rawValue))),
                    ("who", .nullable(.text)),
                    ("presence", .string(values: ConsultationSession.Leader.Presence.allCases.map(\.rawValue))),
                    ("briefing", .nullable(.text)), ("response", .nullable(.text)),
                ]))
        ),
        ("pairs", .array(.object([("mentor", .id), ("member", .id)]))),
        ("dueOn", .nullable(.day)), ("list", SuggestionListAPI.named),
        ("permittedCommands", .array(.string(values: ConsultationSession.Command.allCases.map(\.rawValue)))),
    ])

    /// `list`: the numbered list of what was agreed, once it was issued.
    static func json(
        _ session: ConsultationSession, list: SuggestionListStore.Named?, for actor: Actor, at now: Instant,
        _ practice: Practice
    ) -> JSON {
        [
            "id": .string(session.id.text), "version": .integer(Int64(session.version)),
            "state": .string(session.state.name.rawValue), "room": .string(session.room.text),
            "title": .optional(session.plan.title.words),
            "form": .string(session.plan.form ?? ConsultationForm.roomCode),
            "campaign": .optional(session.plan.campaign?.text),
            "link": .optional(session.tellsLink(to: actor) ? session.plan.link?.words : nil),
            "place": .optional(session.plan.place.words),
            "day": .string(session.plan.day.description),
            "time": .string(SessionWording.time(session.plan.minuteOfDay)),
            "seats": session.plan.seats.map { .integer(Int64($0)) } ?? .null,
            "topics": .array(session.topics.map { .string($0.text) }),
            "proposals": .array(session.proposals.map { .string($0.text) }),
            "items": .array(session.items.map { .string($0.text) }),
            "participants": .array(
                session.participants.map { json($0, of: session, SessionNames(session, to: actor)) }),
            "waiver": .optional(session.waiver?.words),
            "doubles": .integer(Int64(session.doubles.count)), "visits": .integer(Int64(session.visits)),
            "opinions": .integer(Int64(session.opinions)),
            "objections": .integer(Int64(session.objections)),
            "conclusion": .optional(session.conclusion.map(reached)),
            "topicConclusions": .array(
                session.topics.compactMap { topic in
                    session.topicConclusions[topic].map { conclusion in
                        [
                            "topic": .string(topic.text), "conclusion": .string(reached(conclusion)),
                            "text": .optional(conclusion.text.words),
                        ]
                    }
                }),
            "topicsWithoutItems": .array(session.topicsWithoutItems.map { .string($0.text) }),
            "minutes": .optional(session.minutes?.words),
            "objectionsUntil": .optional(session.objectionsUntil?.description),
            "dueOn": .optional(session.deadline?.day.description),
            "coHosts": .array((session.plan.coHosts ?? []).map { .string($0.room.text) }),
            "bodies": .array((session.plan.bodies ?? []).map { .string($0.text) }),
            "papers": SessionPaperAPI.json(session, practice),
            "papersDue": .optional(session.papersDue(practice)?.description),
            "speaking": SpeakingAPI.json(session, at: now),
            "leaders": .array(
                session.leaders.map { leader in
                    [
                        "side": .string(leader.side.rawValue), "who": .optional(leader.who.words),
                        "presence": .string(leader.presence.rawValue),
                        "briefing": .optional(leader.briefing?.words), "response": .optional(leader.response?.words),
                    ]
                }),
            "pairs": .array(
                session.pairs.map { ["mentor": .string($0.mentor.text), "member": .string($0.member.text)] }),
            "list": SuggestionListAPI.json(list),
            "permittedCommands": .array(
                session.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    private static func reached(_ conclusion: ConsultationSession.Conclusion) -> String {
        conclusion.isConsensus ? "consensus" : "no_consensus"
    }

    private static func json(
        _ participant: Participant, of session: ConsultationSession, _ names: SessionNames
    ) -> JSON {
        [
            "id": .string(participant.id.text), "category": .string(participant.category.rawValue),
            "name": .optional(names.plain(participant)), "isPresent": .boolean(participant.isPresent),
            "isOnLeave": .boolean(session.onLeave.contains(participant.id)),
            "answer": .optional(participant.answer?.rawValue), "standsFor": .optional(participant.standsFor?.text),
            "doubles": .integer(Int64(session.doubles.count { $0 == participant.id })),
            "arrival": .optional(participant.arrival?.rawValue),
        ]
    }

    static let plan = Operation(
        id: "planSession",
        summary: "Plans a consultation session on topics of a room and of those that hold it together.",
        body: SessionRoutes.planFields(.standard),
        isIdempotent: true, success: .init(status: 201, meaning: "Planned.", schema: session))

    static let one = Operation(
        id: "readSession", summary: "Reads a session on one's desk, with what one may do now.", parameters: [.record],
        success: .init(status: 200, meaning: "The session.", schema: session))

    static let list = Operation(
        id: "listSessions", summary: "Lists the sessions on one's desk.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: SessionListStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; `upcoming` if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of sessions.",
            schema: .page(
                of: .object([
                    ("id", .id), ("title", .nullable(.text)), ("state", state), ("day", .day), ("time", .text),
                    ("roomName", .text), ("dueOn", .nullable(.day)),
                ]))))

    static func json(_ listed: SessionListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "title": .optional(listed.title), "state": .string(listed.state.rawValue),
            "day": .string(listed.day.description), "time": .string(SessionWording.time(listed.minuteOfDay)),
            "roomName": .string(listed.roomName), "dueOn": .optional(listed.dueOn?.description),
        ]
    }
}
