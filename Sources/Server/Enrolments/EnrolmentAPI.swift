// SPDX-License-Identifier: Apache-2.0

import Domain

/// Announced sessions as everybody may know them, and enrolments as their owners and the desk see them.
enum EnrolmentAPI {
    private static let state = Schema.string(values: Enrolment.State.Name.allCases.map(\.rawValue))
    private static let count = Schema.integer(minimum: 0)
    private static let session = Operation.Parameter(
        name: "session", place: .path, schema: .id, meaning: "The session's id.")
    private static let enrolmentCode = Operation.Parameter(
        name: "enrolment", place: .path, schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
        meaning: "The code of the enrolment.")
    private static let ownID = Operation.Parameter(
        name: "own", place: .path, schema: .id, meaning: "The id of an enrolment that the phone was left with.")

    // MARK: - The session

    static let readSession = Operation(
        id: "readPublicSession",
        summary: "Reads an announced session: on which public topics, when and where, and whether one can enrol.",
        parameters: [session],
        success: .init(
            status: 200, meaning: "The session.",
            schema: .object([
                ("id", .id), ("room", .id), ("roomName", .text),
                ("state", .string(values: ConsultationSession.State.Name.allCases.map(\.rawValue))),
                ("title", .nullable(.text)), ("day", .day), ("time", .text), ("place", .nullable(.text)),
                ("topics", .array(.object([("id", .id), ("title", .text)]))),
                ("seats", .nullable(.integer(minimum: 1))), ("admitted", count), ("waiting", count),
                ("takesEnrolments", .boolean), ("coHosts", .array(.text)), ("papers", SessionPaperAPI.schema),
            ])))

    static func json(_ content: PublicSession, at now: Instant) -> JSON {
        let (session, plan) = (content.session, content.session.plan)
        return [
            "id": .string(session.id.text), "room": .string(session.room.text),
            "roomName": .string(content.room.name), "state": .string(session.state.name.rawValue),
            "title": .optional(plan.title.words), "day": .string(plan.day.description),
            "time": .string(SessionWording.time(plan.minuteOfDay)), "place": .optional(plan.place.words),
            "topics": .array(
                content.topics.map { ["id": .string($0.id.text), "title": .string($0.title)] }),
            "seats": plan.seats.map { .integer(Int64($0)) } ?? .null,
            "admitted": .integer(Int64(content.counts.admitted)),
            "waiting": .integer(Int64(content.counts.waiting)),
            "takesEnrolments": .boolean(session.enrolmentRefusal(at: now) == nil),
            "coHosts": .array((content.coHosts.rooms + content.coHosts.bodies).map(JSON.string)),
            "papers": SessionPaperAPI.json(session.publicPapers),
        ]
    }

    // MARK: - The own enrolment

    private static let own = Schema.object([
        ("id", .id), ("enrolmentCode", .text), ("state", state), ("session", .id), ("title", .nullable(.text)),
        ("day", .day), ("time", .text), ("place", .nullable(.text)), ("ahead", count), ("name", .nullable(.text)),
        ("phone", .nullable(.text)), ("words", .nullable(.text)), ("reason", .nullable(.text)),
    ])

    static func json(_ enrolment: Enrolment, code: BookingCode, ahead: Int) -> JSON {
        let plan = enrolment.session.plan
        let reason: String? = if case .declined(let reason) = enrolment.state { reason.words } else { nil }
        return [
            "id": .string(enrolment.id.text), "enrolmentCode": .string(code.text),
            "state": .string(enrolment.state.name.rawValue), "session": .string(enrolment.session.id.text),
            "title": .optional(plan.title.words), "day": .string(plan.day.description),
            "time": .string(SessionWording.time(plan.minuteOfDay)), "place": .optional(plan.place.words),
            "ahead": .integer(Int64(ahead)), "name": .optional(enrolment.name),
            "phone": .optional(enrolment.phone.flatMap { MobileNumber($0)?.masked }),
            "words": .optional(enrolment.wish.words?.words), "reason": .optional(reason),
        ]
    }

    static let enrol = Operation(
        id: "enrolForSession", summary: "Enrols for an announced session; no account is needed. Keep the code.",
        parameters: [session], body: EnrolmentRoutes.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Enrolled; the room's secretary answers.", schema: own))

    static let read = Operation(
        id: "readEnrolment",
        summary: "Reads an enrolment by its code: all that is kept of it, the phone masked, and what was decided.",
        parameters: [enrolmentCode], success: .init(status: 200, meaning: "The enrolment.", schema: own))

    static let withdraw = Operation(
        id: "withdrawEnrolment", summary: "Takes an enrolment back, and erases what was left with it.",
        parameters: [enrolmentCode], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "Taken back.", schema: own))

    static let forget = Operation(
        id: "takeEnrolmentContactBack", summary: "Erases name and phone of somebody who was admitted at once.",
        parameters: [enrolmentCode], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "Erased.", schema: own))

    // MARK: - For whoever has signed in by phone

    static let enrolOwn = Operation(
        id: "enrolOwnForSession", summary: "As `enrolForSession`, with the phone by which one has signed in.",
        parameters: [session], body: EnrolmentRoutes.fields.filter { $0.name != "phone" }, isIdempotent: true,
        success: .init(status: 201, meaning: "Enrolled.", schema: own))

    static let listOwn = Operation(
        id: "listOwnEnrolments", summary: "Lists the enrolments that the phone was left with, latest first.",
        success: .init(
            status: 200, meaning: "The enrolments.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("state", state), ("session", .id), ("title", .nullable(.text)),
                            ("day", .day), ("time", .text), ("roomName", .text),
                        ]))
                )
            ])))

    static func json(_ own: EnrolmentStore.Own) -> JSON {
        [
            "id": .string(own.id.text), "state": .string(own.state.rawValue), "session": .string(own.session.text),
            "title": .optional(own.title), "day": .string(own.day.description),
            "time": .string(SessionWording.time(own.minuteOfDay)), "roomName": .string(own.roomName),
        ]
    }

    static let readOwn = byPhone(read, "readOwnEnrolment")
    static let withdrawOwn = byPhone(withdraw, "withdrawOwnEnrolment")
    static let forgetOwn = byPhone(forget, "takeOwnEnrolmentContactBack")

    private static func byPhone(_ byCode: Operation, _ id: String) -> Operation {
        Operation(
            id: id, summary: "As `\(byCode.id)`, signed in by the phone that was left with the enrolment.",
            parameters: [ownID], body: byCode.body, isIdempotent: byCode.isIdempotent, success: byCode.success)
    }

    // MARK: - On the desk

    static let enrolment = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("session", .id), ("state", state),
        ("name", .nullable(.text)), ("words", .nullable(.text)), ("participant", .nullable(.id)),
        ("reason", .nullable(.text)),
        ("permittedCommands", .array(.string(values: Enrolment.Command.allCases.map(\.rawValue)))),
    ])

    static func json(_ enrolment: Enrolment, for actor: Actor) -> JSON {
        let reason: String? = if case .declined(let reason) = enrolment.state { reason.words } else { nil }
        return [
            "id": .string(enrolment.id.text), "version": .integer(Int64(enrolment.version)),
            "session": .string(enrolment.session.id.text), "state": .string(enrolment.state.name.rawValue),
            "name": .optional(enrolment.session.namesResidents(to: actor) ? enrolment.name : nil),
            "words": .optional(enrolment.wish.words?.words), "participant": .optional(enrolment.participant?.id.text),
            "reason": .optional(reason),
            "permittedCommands": .array(
                enrolment.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    static let one = Operation(
        id: "readDeskEnrolment", summary: "Reads an enrolment on one's desk, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The enrolment.", schema: enrolment))

    static let list = Operation(
        id: "listSessionEnrolments", summary: "Lists who wants to take part in a session, in the order of coming.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The enrolments that were not taken back.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("version", .integer(minimum: 1)), ("state", state),
                            ("name", .nullable(.text)), ("words", .nullable(.text)), ("participant", .nullable(.id)),
                        ]))
                )
            ])))

    static func json(
        _ listed: EnrolmentStore.Listed, of session: ConsultationSession, for actor: Actor
    ) -> JSON {
        let participant = session.participants.first { $0.id == listed.participant }
        let name = participant?.name.words ?? listed.name?.words
        return [
            "id": .string(listed.id.text), "version": .integer(Int64(listed.version)),
            "state": .string(listed.state.rawValue),
            "name": .optional(session.namesResidents(to: actor) ? name : nil),
            "words": .optional(listed.words?.words), "participant": .optional(listed.participant?.text),
        ]
    }
}
