// SPDX-License-Identifier: Apache-2.0

import Domain

/// Media consultations as the API of the desk shows them.
enum MediaAPI {
    static let state = Schema.string(values: MediaConsultation.State.Name.allCases.map(\.rawValue))
    private static let count = Schema.integer(minimum: 0)

    static let figures = Schema.object([
        ("comments", count), ("undecided", count), ("published", count), ("suggestions", count), ("cutIn", count),
        ("answeredOnSpot", count), ("answeredLater", count), ("unanswered", count), ("itemised", count),
        ("leftOver", count), ("nest", .boolean),
    ])

    static let consultation = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("state", state), ("session", .id), ("room", .id),
        ("opensAt", .moment), ("closesAt", .moment), ("stream", .nullable(.text)), ("openedAt", .nullable(.moment)),
        ("closedAt", .nullable(.moment)), ("views", .nullable(count)), ("heads", .nullable(count)),
        (
            "feeds",
            .array(
                .object([
                    ("platform", .nullable(.text)),
                    ("source", .string(values: MediaConsultation.Source.allCases.map(\.rawValue))), ("total", count),
                    ("declaredBy", .id),
                    ("buckets", .array(.object([("from", .moment), ("to", .moment), ("views", count)]))),
                ]))
        ), ("figures", figures), ("report", .nullable(.text)),
        ("permittedCommands", .array(.string(values: MediaConsultation.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ record: MediaConsultation, figures: LiveFigures, for actor: Actor) -> JSON {
        let report: String? = if case .reported(let words) = record.state { words.words } else { nil }
        return [
            "id": .string(record.id.text), "version": .integer(Int64(record.version)),
            "state": .string(record.state.name.rawValue), "session": .string(record.origin.session.text),
            "room": .string(record.origin.room.text), "opensAt": moment(record.plan.opensAt),
            "closesAt": moment(record.plan.closesAt), "stream": .optional(record.plan.stream?.words),
            "openedAt": record.openedAt.map(moment) ?? .null, "closedAt": record.closedAt.map(moment) ?? .null,
            "views": number(record.views), "heads": number(record.headCount?.count),
            "feeds": .array(record.feeds.map(json)), "figures": json(figures), "report": .optional(report),
            "permittedCommands": .array(
                record.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    private static func json(_ feed: MediaConsultation.Feed) -> JSON {
        [
            "platform": .optional(feed.platform.words), "source": .string(feed.source.rawValue),
            "total": .integer(Int64(feed.total)), "declaredBy": .string(feed.declaredBy.text),
            "buckets": .array(
                feed.buckets.map {
                    ["from": moment($0.from), "to": moment($0.to), "views": .integer(Int64($0.views))]
                }),
        ]
    }

    static func json(_ figures: LiveFigures) -> JSON {
        let counts: [(String, Int)] = [
            ("comments", figures.comments), ("undecided", figures.undecided), ("published", figures.published),
            ("suggestions", figures.suggestions), ("cutIn", figures.cutIn), ("answeredOnSpot", figures.answeredOnSpot),
            ("answeredLater", figures.answeredLater), ("unanswered", figures.unanswered),
            ("itemised", figures.itemised), ("leftOver", figures.leftOver),
        ]
        return .object(counts.map { ($0.0, .integer(Int64($0.1))) } + [("nest", .boolean(figures.nest))])
    }

    static func moment(_ moment: Instant) -> JSON { .string(ChineseTime.rfc3339(moment)) }
    static func number(_ number: Int?) -> JSON { number.map { .integer(Int64($0)) } ?? .null }

    // MARK: - Operations

    static let plan = Operation(
        id: "planLive", summary: "Puts a media consultation beside an announced session.",
        body: [MediaFields.session] + MediaFields.plan, isIdempotent: true,
        success: .init(status: 201, meaning: "Planned.", schema: consultation))

    static let one = Operation(
        id: "readLive", summary: "Reads a media consultation, its figures, and what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The consultation.", schema: consultation))

    static let list = Operation(
        id: "listLives", summary: "Lists the media consultations of one's rooms, newest first.",
        parameters: [
            .init(name: "state", place: .query, schema: state, meaning: "In which state; all if not said."), .limit,
            .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of media consultations.",
            schema: .page(
                of: .object([
                    ("id", .id), ("state", state), ("title", .nullable(.text)), ("roomName", .text),
                    ("opensAt", .moment), ("closesAt", .moment),
                ]))))

    static func json(_ listed: MediaStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "state": .string(listed.state.rawValue), "title": .optional(listed.title),
            "roomName": .string(listed.roomName), "opensAt": moment(listed.opensAt),
            "closesAt": moment(listed.closesAt),
        ]
    }

    private static let timelineKinds = ["room", "speaking", "comment", "answer", "views"]

    static let timeline = Operation(
        id: "readLiveTimeline", summary: "Replays what happened in the room and from outside, in order.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The moments, oldest first.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("at", .moment), ("kind", .string(values: timelineKinds)), ("act", .text),
                            ("words", .nullable(.text)),
                        ]))
                )
            ])))
}
