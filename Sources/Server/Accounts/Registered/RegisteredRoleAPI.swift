// SPDX-License-Identifier: Apache-2.0

import Domain

/// Roles that the registers say, as the API shows them.
enum RegisteredRoleAPI {
    private static let kind = Schema.string(values: RegisteredRole.Kind.allCases.map(\.rawValue))

    private static let counts = Schema.object([
        ("kind", kind), ("said", .integer(minimum: 0)), ("held", .integer(minimum: 0)),
        ("ready", .integer(minimum: 0)), ("withoutAccount", .integer(minimum: 0)), ("refused", .integer(minimum: 0)),
    ])

    private static let line = Schema.object([
        ("person", .id), ("name", .text), ("role", .string(values: Role.allCases.map(\.rawValue))),
        ("area", .nullable(.text)), ("room", .nullable(.id)), ("unit", .nullable(.id)), ("from", .nullable(.day)),
        ("until", .nullable(.day)), ("standing", .text), ("detail", .nullable(.text)),
    ])

    private static let contradicted = Schema.object([
        ("person", .id), ("name", .text), ("appointment", AccountAPI.grant), ("code", .nullable(.text)),
    ])

    private static let vacancies = Schema.array(.string(values: Room.Vacancy.allCases.map(\.rawValue)))

    static let list = Operation(
        id: "readRegisteredRoles",
        summary:
            "Counts by kind what roles the registers say and who holds them; lists the lines of a kind with what would become of each, roles that the registers no longer say, and rooms and units in which nobody with an account can act.",
        parameters: [
            .init(name: "kind", place: .query, schema: kind, meaning: "The kind whose lines are listed."),
            .init(
                name: "area", place: .query, schema: .string(pattern: "^[0-9]{12}$"),
                meaning: "Of those, the lines that lie in this area."),
        ],
        success: .init(
            status: 200, meaning: "What they say.",
            schema: .object([
                ("kinds", .array(counts)), ("items", .array(line)), ("seen", .nullable(.text)),
                ("contradicted", .array(contradicted)),
                ("vacantRooms", .array(.object([("id", .id), ("vacancies", vacancies)]))),
                ("vacantUnits", .array(.id)),
            ])))

    static let giving = Operation(
        id: "giveRegisteredRoles",
        summary:
            "Gives the roles of a kind that the registers say: all, those in an area, or those of some people. `seen` is what the list says under this name of the same choice; without it only the roles of people who are named are given, and where something else would be given by now, none is.",
        body: RegisteredRoleRoutes.giveFields, isIdempotent: true,
        success: .init(status: 200, meaning: "What was given, and what was not and why.", schema: outcome))

    static let ending = Operation(
        id: "endContradictedRoles", summary: "Ends roles that the registers no longer say.",
        body: RegisteredRoleRoutes.endFields, isIdempotent: true,
        success: .init(status: 200, meaning: "What was ended, and what was not and why.", schema: outcome))

    private static let outcome = Schema.object([
        ("done", .array(.object([("person", .id), ("appointment", AccountAPI.grant)]))),
        ("left", .array(.object([("person", .nullable(.id)), ("code", .text), ("detail", .text)]))),
    ])

    static func json(_ outcome: RegisteredRoleDesk.Outcome) -> JSON {
        [
            "done": .array(
                outcome.done.map {
                    ["person": .string($0.person.text), "appointment": AccountAPI.json($0.grant)]
                }),
            "left": .array(
                outcome.left.map {
                    [
                        "person": .optional($0.person?.text), "code": .string($0.code), "detail": .string($0.reason),
                    ]
                }),
        ]
    }

    static func json(
        _ book: RegisteredRoleDesk.Book, _ choice: RegisteredRoleDesk.Choice?, _ staffing: Staffing
    ) -> JSON {
        [
            "kinds": .array(
                RegisteredRole.Kind.allCases.map { kind in
                    let tally = RegisteredRoleTally(book.lines(.init(kind: kind)))
                    return [
                        "kind": .string(kind.rawValue), "said": .integer(Int64(tally.said)),
                        "held": .integer(Int64(tally.held)), "ready": .integer(Int64(tally.ready)),
                        "withoutAccount": .integer(Int64(tally.withoutAccount)),
                        "refused": .integer(Int64(tally.refused)),
                    ]
                }),
            "items": .array(choice.map { book.lines($0).map(json) } ?? []),
            "seen": .optional(choice.map(book.mark)),
            "contradicted": .array(
                book.contradicted.map {
                    [
                        "person": .string($0.holder.id.text), "name": .string($0.holder.name),
                        "appointment": AccountAPI.json($0.grant), "code": .optional($0.refusal?.code),
                    ]
                }),
            "vacantRooms": RegisterAPI.vacantRooms(staffing),
            "vacantUnits": .array(staffing.vacantUnits.map { .string($0.id.text) }),
        ]
    }

    private static func json(_ line: RegisteredRoleDesk.Line) -> JSON {
        let (area, room, unit): (String?, String?, String?) =
            switch line.grant.appointment.domain {
            case .tenant: (nil, nil, nil)
            case .area(let code): (code.text, nil, nil)
            case .room(let id): (nil, id.text, nil)
            case .unit(let id): (nil, nil, id.text)
            }
        return [
            "person": .string(line.role.person.text), "name": .string(line.name),
            "role": .string(line.grant.appointment.role.rawValue), "area": .optional(area), "room": .optional(room),
            "unit": .optional(unit), "from": .optional(line.grant.from?.description),
            "until": .optional(line.grant.until?.description),
            "standing": .string(RegisteredRoleWording.code(line.standing)),
            "detail": .optional(RegisteredRoleWording.reason(line.standing)),
        ]
    }
}

/// How many lines of the registers stand how.
struct RegisteredRoleTally: Sendable {
    private(set) var said = 0
    private(set) var held = 0
    private(set) var ready = 0
    private(set) var withoutAccount = 0
    private(set) var refused = 0

    init(_ lines: [RegisteredRoleDesk.Line]) {
        said = lines.count
        for line in lines {
            switch line.standing {
            case .held: held += 1
            case .ready: ready += 1
            case .noAccount: withoutAccount += 1
            case .refused: refused += 1
            }
        }
    }
}
