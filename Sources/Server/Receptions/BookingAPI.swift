// SPDX-License-Identifier: Apache-2.0

import Domain

/// Reception days as everybody may know them, and bookings as their owners see them.
enum BookingAPI {
    private static let reception = Operation.Parameter(
        name: "reception", place: .path, schema: .id, meaning: "The reception day's id.")
    private static let booking = Operation.Parameter(
        name: "booking", place: .path, schema: .string(pattern: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$"),
        meaning: "The code of the booking.")
    private static let visit = Operation.Parameter(
        name: "visit", place: .path, schema: .id, meaning: "The id of a booking that the phone was left with.")
    private static let count = Schema.integer(minimum: 0)

    // MARK: - Days

    private static let day = Schema.object([
        ("id", .id), ("room", .id), ("roomName", .text), ("state", ReceptionAPI.state), ("day", .day), ("from", .text),
        ("until", .text), ("place", .nullable(.text)), ("free", count),
    ])

    static let list = Operation(
        id: "listRoomReceptions", summary: "Lists the days to come on which members receive people in a room.",
        parameters: [RoomAPI.room],
        success: .init(status: 200, meaning: "The days, nearest first.", schema: .object([("items", .array(day))])))

    static func json(_ listed: ReceptionListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "room": .string(listed.room.text), "roomName": .string(listed.roomName),
            "state": .string(listed.state.rawValue), "day": .string(listed.day.description),
            "from": .string(SessionWording.time(listed.hours.from)),
            "until": .string(SessionWording.time(listed.hours.until)), "place": .optional(listed.place),
            "free": .integer(Int64(listed.free)),
        ]
    }

    static let one = Operation(
        id: "readRoomReception", summary: "Reads a reception day: who receives, and which slots have places left.",
        parameters: [reception],
        success: .init(
            status: 200, meaning: "The day.",
            schema: .object([
                ("id", .id), ("room", .id), ("roomName", .text), ("state", ReceptionAPI.state), ("day", .day),
                ("place", .nullable(.text)), ("members", .array(.text)), ("reason", .nullable(.text)),
                ("slots", .array(.object([("time", .text), ("free", count)]))),
            ])))

    static func json(_ content: ReceptionDesk.Content) -> JSON {
        let (reception, plan) = (content.reception, content.reception.plan)
        let reason: String? = if case .cancelled(let reason) = reception.state { reason.words } else { nil }
        return [
            "id": .string(reception.id.text), "room": .string(plan.room.text),
            "roomName": .string(content.listed.roomName), "state": .string(reception.state.name.rawValue),
            "day": .string(plan.day.description), "place": .optional(plan.place.words),
            "members": .array(content.members.map(JSON.string)), "reason": .optional(reason),
            "slots": .array(
                content.slots.map {
                    ["time": .string(SessionWording.time($0.minute)), "free": .integer(Int64($0.free))]
                }),
        ]
    }

    // MARK: - Bookings

    private static let own = Schema.object([
        ("id", .id), ("bookingCode", .text), ("state", ReceptionAPI.visitState), ("reception", .id), ("day", .day),
        ("time", .nullable(.text)), ("place", .nullable(.text)), ("name", .nullable(.text)),
        ("phone", .nullable(.text)), ("matter", .nullable(.text)), ("said", .nullable(.text)),
        ("answer", .nullable(.text)), ("reason", .nullable(.text)), ("trackingCode", .nullable(.text)),
    ])

    static func json(_ visit: ReceptionVisit, _ desk: VisitDesk) -> JSON {
        let plan = visit.reception.plan
        let reason: String? = if case .cancelled(let reason) = visit.state { reason?.words } else { nil }
        return [
            "id": .string(visit.id.text), "bookingCode": .string(desk.bookingCode(of: visit.id).text),
            "state": .string(visit.state.name.rawValue), "reception": .string(visit.reception.id.text),
            "day": .string(plan.day.description), "time": .optional(visit.wish.slot.map { SessionWording.time($0) }),
            "place": .optional(plan.place.words), "name": .optional(visit.wish.name?.words),
            "phone": .optional(visit.wish.phone?.words.flatMap { MobileNumber($0)?.masked }),
            "matter": .optional(visit.wish.matter?.words),
            "said": .optional(visit.record?.said.words), "answer": .optional(visit.record?.answer?.words),
            "reason": .optional(reason),
            "trackingCode": .optional(visit.topic.map { _ in desk.trackingCode(of: visit.id).text }),
        ]
    }

    static let book = Operation(
        id: "bookReception", summary: "Books a place on a reception day; no account is needed. Keep the code.",
        parameters: [reception], body: BookingRoutes.fields, isIdempotent: true,
        success: .init(status: 201, meaning: "Booked.", schema: own))

    static let read = Operation(
        id: "readBooking",
        summary: "Reads a booking by its code: all that is kept of it, the phone masked, and what came of it.",
        parameters: [booking], success: .init(status: 200, meaning: "The booking.", schema: own))

    static let cancel = Operation(
        id: "cancelBooking", summary: "Gives the place of a booking back, before its slot begins.",
        parameters: [booking], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "Cancelled.", schema: own))

    static let forget = Operation(
        id: "takeBookingContactBack", summary: "Erases the name and the phone of a booking at once.",
        parameters: [booking], body: [], isIdempotent: true,
        success: .init(status: 200, meaning: "Erased.", schema: own))

    // MARK: - For whoever has signed in by phone

    static let bookOwn = Operation(
        id: "bookOwnReception", summary: "As `bookReception`, with the phone by which one has signed in.",
        parameters: [reception], body: BookingRoutes.fields.filter { $0.name != "phone" }, isIdempotent: true,
        success: .init(status: 201, meaning: "Booked.", schema: own))

    static let listOwn = Operation(
        id: "listOwnBookings", summary: "Lists what was booked with the phone, latest first.",
        success: .init(
            status: 200, meaning: "The bookings.",
            schema: .object([
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("state", ReceptionAPI.visitState), ("day", .day), ("time", .text),
                            ("roomName", .text), ("place", .nullable(.text)),
                        ]))
                )
            ])))

    static func json(_ own: VisitStore.Own) -> JSON {
        [
            "id": .string(own.id.text), "state": .string(own.state.rawValue), "day": .string(own.day.description),
            "time": .string(SessionWording.time(own.slot)), "roomName": .string(own.roomName),
            "place": .optional(own.place),
        ]
    }

    static let readOwn = byPhone(read, "readOwnBooking")
    static let cancelOwn = byPhone(cancel, "cancelOwnBooking")
    static let forgetOwn = byPhone(forget, "takeOwnBookingContactBack")

    private static func byPhone(_ byCode: Operation, _ id: String) -> Operation {
        Operation(
            id: id, summary: "As `\(byCode.id)`, signed in by the phone that was left with the booking.",
            parameters: [visit], body: byCode.body, isIdempotent: byCode.isIdempotent, success: byCode.success)
    }
}
