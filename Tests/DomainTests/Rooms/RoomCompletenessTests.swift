// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Domain

@Suite("When a room is complete")
struct RoomCompletenessTests {
    private static let whole = Room.Equipment(
        level: .village, hasConvener: true, hasSecretary: true, hasHost: false, haves: Set(Room.Have.allCases))

    @Test("a room with everybody and all six is complete; each thing missing is a gap of its own")
    func gaps() {
        #expect(Self.whole.gaps == [])
        for have in Room.Have.allCases {
            var room = Self.whole
            room.haves.remove(have)
            #expect(room.gaps.map(\.rawValue) == [have.rawValue])
        }
        var room = Self.whole
        room.hasConvener = false
        room.hasSecretary = false
        #expect(room.gaps == [.convener, .secretary])
        room.haves = []
        #expect(room.gaps.count == 8)
    }

    @Test("rooms of enterprises and sectors say whose they are, the others need not", arguments: Room.Level.allCases)
    func host(_ level: Room.Level) {
        var room = Self.whole
        room.level = level
        #expect(room.gaps == ([.enterprise, .sector].contains(level) ? [.host] : []))
        room.hasHost = true
        #expect(room.gaps == [])
    }
}
