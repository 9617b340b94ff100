// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("How a phone ends")
struct PhoneEndingTests {
    @Test("four digits are read as people type them")
    func typed() {
        for typed in ["0123", " 0123 ", "01 23", "０１２３", "0１2３", "\u{3000}0123"] {
            #expect(PhoneEnding(typed)?.digits == [0, 1, 2, 3], "“\(typed)”")
        }
    }

    @Test("anything else is not taken for four digits")
    func refused() {
        for typed in ["", "123", "01234", "012a", "1-23", "13812340123", "٠١٢٣", "0123\u{0}", "+123"] {
            #expect(PhoneEnding(typed) == nil, "“\(typed)”")
        }
    }

    @Test("a phone ends with its last four")
    func ofPhone() {
        #expect(PhoneEnding(of: "13812345678")?.digits == [5, 6, 7, 8])
        #expect(PhoneEnding(of: "138 1234 5678")?.digits == PhoneEnding("5678")?.digits)
        #expect(PhoneEnding(of: "123") == nil && PhoneEnding(of: "不详") == nil)
    }
}
