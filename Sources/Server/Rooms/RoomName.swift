// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A room as people and programs name it: by the token of its code or by its id.
enum RoomName: Sendable {
    case token(Room.Token)
    case id(Room.ID)

    init(_ text: String) throws {
        if let id = Identifier<Room>(text) {
            self = .id(id)
        } else if let token = Room.Token(text) {
            self = .token(token)
        } else {
            throw Self.unknown
        }
    }

    /// The room, as long as it is in use. `isRaising`: whether somebody raises a topic there, which a pause stops.
    func room(_ store: RoomStore, isRaising: Bool = false, in transaction: Transaction) throws -> Room {
        let listed =
            switch self {
            case .token(let token): try store.room(answeringTo: token, in: transaction)
            case .id(let id): try store.room(id, in: transaction)
            }
        guard let listed else { throw Self.unknown }
        guard listed.isOpen else { throw WebFailure.roomClosed }
        if isRaising { try listed.requireIntake() }
        return listed.room
    }

    private static let unknown = InputProblems([.init(field: "room", sentence: "没有这间议事室。")])
}

extension RoomStore.Listed {
    /// Throws ``WebFailure/roomPaused(_:)`` while the room takes in no topics.
    func requireIntake() throws {
        if let pause { throw WebFailure.roomPaused(pause) }
    }
}
