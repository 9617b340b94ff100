// SPDX-License-Identifier: Apache-2.0

import Domain

/// Reception days and visits as the desk's API shows them.
enum ReceptionAPI {
    static let state = Schema.string(values: ReceptionDay.State.Name.allCases.map(\.rawValue))
    static let visitState = Schema.string(values: ReceptionVisit.State.Name.allCases.map(\.rawValue))
    private static let count = Schema.integer(minimum: 0)

    static let figures = Schema.object([
        ("booked", count), ("came", count), ("missed", count), ("walkIns", count), ("topics", count),
    ])

    static let reception = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("room", .id), ("roomName", .text),
        ("day", .day), ("from", .text), ("until", .text), ("slotMinutes", .integer(minimum: 1)),
        ("place", .nullable(.text)), ("members", .array(.id)), ("reason", .nullable(.text)),
        ("slots", .array(.object([("time", .text), ("places", count), ("taken", count)]))),
        (
            "visits",
            .array(
                .object([
                    ("id", .id), ("time", .nullable(.text)), ("state", visitState), ("name", .nullable(.text)),
                    ("topic", .nullable(.id)),
                ]))
        ), ("figures", figures),
        ("permittedCommands", .array(.string(values: ReceptionDay.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ content: ReceptionDesk.Content, for actor: Actor) -> JSON {
        let (reception, plan) = (content.reception, content.reception.plan)
        let reason: String? = if case .cancelled(let reason) = reception.state { reason.words } else { nil }
        let names = reception.namesVisitors(to: actor)
        return [
            "id": .string(reception.id.text), "version": .integer(Int64(reception.version)),
            "state": .string(reception.state.name.rawValue), "room": .string(plan.room.text),
            "roomName": .string(content.listed.roomName), "day": .string(plan.day.description),
            "from": .string(SessionWording.time(plan.hours.from)),
            "until": .string(SessionWording.time(plan.hours.until)),
            "slotMinutes": .integer(Int64(plan.hours.slotMinutes)), "place": .optional(plan.place.words),
            "members": .array(plan.members.map { .string($0.text) }), "reason": .optional(reason),
            "slots": .array(
                content.slots.map { slot in
                    [
                        "time": .string(SessionWording.time(slot.minute)), "places": .integer(Int64(slot.places)),
                        "taken": .integer(Int64(slot.taken)),
                    ]
                }),
            "visits": .array(
                content.visits.map { visit in
                    [
                        "id": .string(visit.id.text), "time": .optional(visit.slot.map { SessionWording.time($0) }),
                        "state": .string(visit.state.rawValue), "name": .optional(names ? visit.name?.words : nil),
                        "topic": .optional(visit.topic?.text),
                    ]
                }), "figures": json(content.listed.figures),
            "permittedCommands": .array(
                reception.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static func json(_ figures: ReceptionListStore.Figures) -> JSON {
        [
            "booked": .integer(Int64(figures.booked)), "came": .integer(Int64(figures.came)),
            "missed": .integer(Int64(figures.missed)), "walkIns": .integer(Int64(figures.walkIns)),
            "topics": .integer(Int64(figures.topics)),
        ]
    }

    static let plan = Operation(
        id: "planReception", summary: "Announces a day on which members receive people in one's own room.",
        body: ReceptionRoutes.sentFields, isIdempotent: true,
        success: .init(status: 201, meaning: "Announced; everybody may book.", schema: reception))

    static let one = Operation(
        id: "readReception", summary: "Reads a reception day on one's desk, with who has booked and what came of it.",
        parameters: [.record], success: .init(status: 200, meaning: "The day.", schema: reception))

    static let list = Operation(
        id: "listReceptions", summary: "Lists the reception days on one's desk.",
        parameters: [
            .init(
                name: "part", place: .query, schema: .string(values: ReceptionListStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; `coming` if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of days.",
            schema: .page(
                of: .object([
                    ("id", .id), ("state", state), ("roomName", .text), ("day", .day), ("from", .text),
                    ("until", .text), ("free", count), ("figures", figures),
                ]))))

    static func json(_ listed: ReceptionListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "state": .string(listed.state.rawValue),
            "roomName": .string(listed.roomName), "day": .string(listed.day.description),
            "from": .string(SessionWording.time(listed.hours.from)),
            "until": .string(SessionWording.time(listed.hours.until)), "free": .integer(Int64(listed.free)),
            "figures": json(listed.figures),
        ]
    }

    // MARK: - One visit

    static let visit = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("reception", .id), ("day", .day), ("time", .nullable(.text)),
        ("state", visitState), ("name", .nullable(.text)), ("matter", .nullable(.text)), ("said", .nullable(.text)),
        ("place", .nullable(.text)), ("answer", .nullable(.text)), ("topic", .nullable(.id)),
        ("permittedCommands", .array(.string(values: ReceptionVisit.Command.allCases.map(\.rawValue)))),
    ])

    static let oneVisit = Operation(
        id: "readVisit", summary: "Reads somebody's visit on a reception day, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The visit.", schema: visit))

    static func json(_ visit: ReceptionVisit, for actor: Actor) -> JSON {
        [
            "id": .string(visit.id.text), "version": .integer(Int64(visit.version)),
            "reception": .string(visit.reception.id.text), "day": .string(visit.reception.plan.day.description),
            "time": .optional(visit.wish.slot.map { SessionWording.time($0) }),
            "state": .string(visit.state.name.rawValue),
            "name": .optional(visit.reception.namesVisitors(to: actor) ? visit.wish.name?.words : nil),
            "matter": .optional(visit.wish.matter?.words), "said": .optional(visit.record?.said.words),
            "place": .optional(visit.record?.place?.words), "answer": .optional(visit.record?.answer?.words),
            "topic": .optional(visit.topic?.text),
            "permittedCommands": .array(
                visit.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let code = Operation(
        id: "readVisitCode",
        summary: "Reads the tracking code for the visitor of a topic that was raised, as long as the day lasts.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The code, to be handed to the visitor.",
            schema: .object([("trackingCode", .text), ("page", .text)])))
}
