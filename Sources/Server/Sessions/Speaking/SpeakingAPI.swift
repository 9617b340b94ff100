// SPDX-License-Identifier: Apache-2.0

import Domain

/// The order of speaking as programs read it: ids, minutes and seconds, no names.
enum SpeakingAPI {
    static let schema = Schema.object([
        (
            "floor",
            .nullable(.object([("participant", .id), ("minutes", .integer(minimum: 1)), ("secondsLeft", .integer())]))
        ),
        (
            "waiting",
            .array(.object([("participant", .id), ("minutes", .integer(minimum: 1)), ("hasAsked", .boolean)]))
        ),
        ("turns", .array(.object([("participant", .id), ("seconds", .integer(minimum: 0))]))),
    ])

    static func json(_ session: ConsultationSession, at now: Instant) -> JSON {
        [
            "floor": session.floor.map { floor in
                [
                    "participant": .string(floor.participant.text), "minutes": .integer(Int64(floor.minutes)),
                    "secondsLeft": .integer((floor.until.milliseconds - now.milliseconds) / 1000),
                ]
            } ?? .null,
            "waiting": .array(
                session.waiting.map { speaker in
                    [
                        "participant": .string(speaker.participant.text), "minutes": .integer(Int64(speaker.minutes)),
                        "hasAsked": .boolean(speaker.hasAsked),
                    ]
                }),
            "turns": .array(
                session.turns.map { turn in
                    ["participant": .string(turn.participant.text), "seconds": .integer(Int64(turn.seconds))]
                }),
        ]
    }
}
