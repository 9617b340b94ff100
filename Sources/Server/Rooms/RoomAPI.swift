// SPDX-License-Identifier: Apache-2.0

import Domain

/// Rooms as the API shows them.
enum RoomAPI {
    static let schema = Schema.object([
        ("id", .id), ("name", .text), ("token", .string(pattern: "^[0-9A-Z]{8}$")),
        ("area", .string(pattern: "^[0-9]{12}$")),
        ("areaName", .text), ("level", .string(values: Room.Level.allCases.map(\.rawValue))), ("address", .text),
        ("convener", .nullable(.text)), ("secretary", .nullable(.text)), ("page", .text),
    ])

    static let list = Operation(
        id: "listRooms", summary: "Lists the consultation rooms, oldest first.",
        parameters: [.area, .limit, .cursor],
        success: .init(status: 200, meaning: "A page of rooms.", schema: .page(of: schema)))

    static let one = Operation(
        id: "readRoom", summary: "Reads one consultation room.",
        parameters: [.init(name: "room", place: .path, schema: .id, meaning: "The room's id.")],
        success: .init(status: 200, meaning: "The room.", schema: schema))

    static func json(_ listed: RoomStore.Listed, _ baseURL: String) -> JSON {
        let room = listed.room
        return [
            "id": .string(room.id.text), "name": .string(room.name), "token": .string(room.token.text),
            "area": .string(room.area.text), "areaName": .string(listed.areaName),
            "level": .string(room.level.rawValue),
            "address": .string(room.address), "convener": .optional(room.convener),
            "secretary": .optional(room.secretary), "page": .string("\(baseURL)/r/\(room.token.text)"),
        ]
    }
}
