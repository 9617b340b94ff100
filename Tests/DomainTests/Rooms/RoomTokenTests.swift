// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A room's token")
struct RoomTokenTests {
    @Test("a thousand random tokens are read back, in eight characters; 40 bits count")
    func roundTrip() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<1_000 {
            let token = Room.Token(random: random.next())
            #expect(token.text.utf8.count == 8)
            #expect(Room.Token(token.text) == token)
            #expect(Room.Token(token.text.lowercased()) == token)
        }
        #expect(Room.Token(random: 1 << 40) == Room.Token(random: 0))
        #expect(Room.Token(random: 1 << 39) != Room.Token(random: 0))
    }

    @Test("misread letters are put right")
    func misread() {
        #expect(Room.Token("oOiIlLaB")?.text == "001111AB")
    }

    @Test(
        "another length or another character is refused",
        arguments: ["", "0000000", "000000000", "0000000U", "0000-000", "路灯"])
    func refused(_ text: String) {
        #expect(Room.Token(text) == nil)
    }
}
