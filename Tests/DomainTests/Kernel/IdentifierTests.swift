// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("An identifier")
struct IdentifierTests {
    @Test("ten thousand ids are read back as they were written, in 13 characters")
    func roundTrip() {
        var random = SeededRandom(seed: 2)
        for _ in 0..<10_000 {
            let id = Topic.ID(Int64.random(in: 1...Int64.max, using: &random))
            #expect(id.text.utf8.count == 13)
            #expect(Topic.ID(id.text) == id)
            #expect(Topic.ID(id.text.lowercased()) == id)
        }
    }

    @Test("the smallest and the greatest id")
    func edges() {
        #expect(Topic.ID(1).text == "0000000000001")
        #expect(Topic.ID(Int64.max).text == "7ZZZZZZZZZZZZ")
        #expect(Topic.ID("7ZZZZZZZZZZZZ") == Topic.ID(Int64.max))
        #expect(Topic.ID(1).description == "0000000000001")
    }

    @Test(
        "zero, more than 63 bits, another length and other characters are no id",
        arguments: [
            "0000000000000", "8000000000000", "ZZZZZZZZZZZZZ", "1", "00000000000001", "", "000000000000U", "1e3",
        ])
    func refused(_ text: String) {
        #expect(Topic.ID(text) == nil)
    }

    @Test("the text sorts as the number does")
    func order() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<1_000 {
            let a = Room.ID(Int64.random(in: 1...Int64.max, using: &random))
            let b = Room.ID(Int64.random(in: 1...Int64.max, using: &random))
            #expect((a < b) == (a.text < b.text))
        }
    }

    @Test("in JSON it is a string; a number and a wrong string are refused")
    func json() throws {
        let id = Topic.ID(Int64.max)
        #expect(String(decoding: try JSONEncoder().encode([id]), as: UTF8.self) == #"["7ZZZZZZZZZZZZ"]"#)
        #expect(try JSONDecoder().decode([Topic.ID].self, from: Data(#"["7ZZZZZZZZZZZZ"]"#.utf8)) == [id])
        for wrong in ["[1]", #"["1"]"#, #"["0000000000000"]"#, "[null]"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([Topic.ID].self, from: Data(wrong.utf8)) }
        }
    }
}
