// SPDX-License-Identifier: Apache-2.0

import Domain

/// How often members were there, as programs see it.
enum AttendanceAPI {
    private static let period: [Operation.Parameter] = [
        .init(name: "from", place: .query, schema: .day, meaning: "The first day; the first of the year if not said."),
        .init(name: "to", place: .query, schema: .day, meaning: "The last day; today if not said."),
    ]

    private static let figures: [(String, Schema)] = [
        ("person", .id), ("name", .text), ("invited", .integer(minimum: 0)), ("present", .integer(minimum: 0)),
        ("onLeave", .integer(minimum: 0)), ("isAbsent", .boolean),
    ]

    static let list = Operation(
        id: "listAttendance",
        summary:
            "Counts, for each member, at how many sessions the member was; whoever keeps no room reads the own figure.",
        parameters: period + [
            .init(
                name: "part", place: .query, schema: .string(values: AttendanceRoutes.Part.allCases.map(\.rawValue)),
                meaning: "Those alone who were absent; all if not said.")
        ],
        success: .init(
            status: 200, meaning: "A row for each member.",
            schema: .object([("items", .array(.object(figures)))])))

    static let one = Operation(
        id: "readAttendance", summary: "Reads at which sessions a member was.", parameters: [.record] + period,
        success: .init(
            status: 200, meaning: "The figure and the sessions behind it.",
            schema: .object(
                figures + [
                    (
                        "sessions",
                        .array(
                            .object([
                                ("id", .id), ("title", .nullable(.text)), ("day", .day), ("isPresent", .boolean),
                                ("isOnLeave", .boolean),
                            ]))
                    )
                ])))

    static func json(_ members: [AttendanceStore.Member]) -> WebResponse {
        .json(["items": .array(members.map { .object(fields($0)) })])
    }

    static func json(_ own: AttendanceRoutes.Own) -> WebResponse {
        let sessions = own.sessions.map { session -> JSON in
            [
                "id": .string(session.id.text), "title": .optional(session.title),
                "day": .string(session.day.description), "isPresent": .boolean(session.isPresent),
                "isOnLeave": .boolean(session.isOnLeave),
            ]
        }
        return .json(.object(fields(own.member) + [("sessions", .array(sessions))]))
    }

    private static func fields(_ member: AttendanceStore.Member) -> [(String, JSON)] {
        let figure = member.attendance
        return [
            ("person", .string(member.person.id.text)), ("name", .string(member.person.name)),
            ("invited", .integer(Int64(figure.invited))), ("present", .integer(Int64(figure.present))),
            ("onLeave", .integer(Int64(figure.onLeave))), ("isAbsent", .boolean(figure.isAbsent)),
        ]
    }
}
