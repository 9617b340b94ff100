// SPDX-License-Identifier: Apache-2.0

import Domain

/// Invitations as programs of those see them who were invited, and checking in.
enum SessionInvitationAPI {
    private static let own = Operation.Parameter(
        name: "own", place: .path, schema: .id, meaning: "The id of an invitation to this phone.")
    private static let session = Operation.Parameter(
        name: "session", place: .path, schema: .id, meaning: "The session's id.")
    private static let answer = Schema.nullable(.string(values: Participant.Answer.allCases.map(\.rawValue)))
    private static let state = Schema.string(values: ConsultationSession.State.Name.allCases.map(\.rawValue))

    private static let invitation = Schema.object([
        ("id", .id), ("session", .id), ("state", state), ("title", .nullable(.text)), ("day", .day), ("time", .text),
        ("place", .nullable(.text)), ("link", .nullable(.text)), ("answer", answer), ("isPresent", .boolean),
        ("mayAnswer", .boolean), ("mayAskFloor", .boolean), ("mayEnter", .boolean),
        ("mayObject", .boolean), ("minutesDraft", .nullable(.text)), ("objectionsUntil", .nullable(.day)),
        ("papers", SessionPaperAPI.schema),
    ])

    static let list = Operation(
        id: "listOwnInvitations", summary: "Lists the sessions to which the phone is invited.",
        success: .init(
            status: 200, meaning: "The invitations, latest day first.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("session", .id), ("state", state), ("title", .nullable(.text)),
                            ("day", .day), ("time", .text), ("roomName", .text), ("answer", answer),
                        ]))
                )
            ])))

    static let read = Operation(
        id: "readOwnInvitation", summary: "Reads an invitation to this phone.", parameters: [own],
        success: .init(status: 200, meaning: "The invitation.", schema: invitation))

    static let reply = Operation(
        id: "answerOwnInvitation", summary: "Answers an invitation: comes, comes online, does not, or sends somebody.",
        parameters: [own], body: SessionInvitationReply.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Answered.", schema: invitation))

    static let askFloor = Operation(
        id: "askForOwnFloor", summary: "Asks for the floor, once one is there.", parameters: [own], body: [],
        isIdempotent: true, success: .init(status: 200, meaning: "On the list of speakers.", schema: invitation))

    static let enter = Operation(
        id: "enterOwnSession", summary: "Says that one has entered by the session's link: that is checking in.",
        parameters: [own], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "There.", schema: invitation))

    static let object = Operation(
        id: "objectToOwnMinutes", summary: "Objects to the draft of the minutes of a session that one was invited to.",
        parameters: [own], body: SessionInvitationAct.object.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Noted; secretary and convener are told.", schema: invitation))

    static let paper = Operation(
        id: "readOwnPaper", summary: "Reads a paper of a session to which this phone is invited.",
        parameters: [own, SessionPaperAPI.paper],
        success: .init(
            status: 200, meaning: "The file as it is.", schema: nil,
            fileTypes: Attachment.MediaType.allCases.map(\.rawValue)))

    private static let arrival = Schema.object([("isDouble", .boolean)])

    static let checkIn = Operation(
        id: "checkIn", summary: "Checks somebody in by a name on the list and the code on the room's screen.",
        parameters: [session], body: CheckInRoutes.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "There; a double is not counted.", schema: arrival))

    static let checkInOwn = Operation(
        id: "checkInOwn", summary: "Checks in by the own phone and the code on the room's screen.",
        parameters: [session], body: [CheckInRoutes.codeField], isIdempotent: true,
        success: .init(status: 200, meaning: "There; a double is not counted.", schema: arrival))

    static let screen = Operation(
        id: "readCheckInCode", summary: "Reads the code that the room's screen shows now.", parameters: [.record],
        success: .init(
            status: 200, meaning: "The code.",
            schema: .object([
                ("code", .text), ("address", .text), ("speaking", SpeakingAPI.schema),
                ("secondsLeft", .integer(minimum: 1)),
                ("present", .integer(minimum: 0)), ("expected", .integer(minimum: 0)),
            ])))

    static func json(_ person: Participant, of session: ConsultationSession) -> JSON {
        [
            "id": .string(person.id.text), "session": .string(session.id.text),
            "state": .string(session.state.name.rawValue), "title": .optional(session.plan.title.words),
            "day": .string(session.plan.day.description),
            "time": .string(SessionWording.time(session.plan.minuteOfDay)),
            "place": .optional(session.plan.place.words),
            "link": .optional(SessionInvitationWording.link(of: session, to: person)),
            "answer": .optional(person.answer?.rawValue), "isPresent": .boolean(person.isPresent),
            "mayAnswer": .boolean(session.refusal(of: .answer, by: .participant(person.id)) == nil),
            "mayAskFloor": .boolean(session.refusal(of: .askFloor, by: .participant(person.id)) == nil),
            "mayEnter": .boolean(session.mayEnter(.participant(person.id))),
            "mayObject": .boolean(session.refusal(of: .object, by: .participant(person.id)) == nil),
            "minutesDraft": .optional(session.state == .minutesDrafted ? session.minutes?.words : nil),
            "objectionsUntil": .optional(
                session.state == .minutesDrafted ? session.objectionsUntil?.description : nil),
            "papers": SessionPaperAPI.json(session.papers),
        ]
    }

    static func json(_ own: SessionInvitationStore.Own) -> JSON {
        [
            "id": .string(own.id.text), "session": .string(own.session.text), "state": .string(own.state.rawValue),
            "title": .optional(own.title), "day": .string(own.day.description),
            "time": .string(SessionWording.time(own.minuteOfDay)), "roomName": .string(own.roomName),
            "answer": .optional(own.answer?.rawValue),
        ]
    }
}
