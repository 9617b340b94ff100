// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A tracking code")
struct TrackingCodeTests {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    @Test("ten thousand random codes are read back as they were written")
    func roundTrip() {
        var random = SeededRandom(seed: 4)
        var seen: Set<String> = []
        for _ in 0..<10_000 {
            let code = TrackingCode(random: random.next())
            #expect(TrackingCode(code.text) == code)
            seen.insert(code.text)
        }
        #expect(seen.count == 10_000)
    }

    @Test("it is three groups of four from the alphabet, and 55 of the random bits count")
    func form() {
        let code = TrackingCode(random: 0x1234_5678_9ABC_DEF0).text
        #expect(code.utf8.count == 14)
        #expect(code.split(separator: "-").map(\.count) == [4, 4, 4])
        #expect(code.allSatisfy { $0 == "-" || Self.alphabet.contains($0) })
        #expect(TrackingCode(random: 1 << 54) != TrackingCode(random: 0))
        #expect(TrackingCode(random: 1 << 55) == TrackingCode(random: 0))
    }

    @Test("small letters, spaces, missing and long hyphens are forgiven")
    func forgiven() {
        let code = TrackingCode(random: 0x0F1E_2D3C_4B5A_6978)
        let plain = code.text.filter { $0 != "-" }
        let groups = code.text.split(separator: "-")
        #expect(TrackingCode(plain) == code)
        #expect(TrackingCode(plain.lowercased()) == code)
        for separator in ["-", " ", "—", "－", "\u{3000}", " - ", "–", "\u{2011}", "\t", "\u{A0}"] {
            #expect(TrackingCode(" " + groups.joined(separator: separator)) == code, "“\(separator)”")
        }
    }

    @Test("what a Chinese keyboard writes in full width is the same code")
    func fullWidth() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<200 {
            let code = TrackingCode(random: random.next())
            let wide = String(
                String.UnicodeScalarView(
                    code.text.lowercased().unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
            #expect(TrackingCode(wide) == code && TrackingCode("　\(wide)　") == code, "\(wide)")
        }
        #expect(TrackingCode("！＂＃＄％＆＇（）＊＋，") == nil)
    }

    @Test("O is read as 0, I and L as 1, small or capital, wherever they stand")
    func misread() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<500 {
            let code = TrackingCode(random: random.next())
            for (digit, letters) in [("0", "Oo"), ("1", "IiLl")] {
                for letter in letters {
                    let typed = code.text.replacing(digit, with: String(letter))
                    #expect(TrackingCode(typed) == code, "\(typed)")
                }
            }
        }
    }

    @Test(
        "anything that is no code is refused",
        arguments: ["", "-", "7K4M", "7K4M-92QX-H3T", "UUUU-UUUU-UUUU", "七K4M-92QX-H3TB"])
    func refused(_ typed: String) {
        #expect(TrackingCode(typed) == nil)
    }

    @Test("a code with a character too many or too few is refused")
    func length() {
        let plain = TrackingCode(random: 0xFEDC_BA98_7654_3210).text.filter { $0 != "-" }
        #expect(TrackingCode(plain.dropLast()) == nil)
        #expect(TrackingCode("0" + plain) == nil)
        #expect(TrackingCode(plain + "0") == nil)
    }

    @Test("every single wrong character is noticed, the check's own too")
    func singleErrors() {
        var random = SeededRandom(seed: 6)
        for _ in 0..<60 {
            let plain = TrackingCode(random: random.next()).text.filter { $0 != "-" }
            for position in 0..<12 {
                for wrong in Self.alphabet where wrong != Array(plain)[position] {
                    var typed = Array(plain)
                    typed[position] = wrong
                    #expect(TrackingCode(String(typed)) == nil, "\(plain) typed as \(String(typed))")
                }
            }
        }
    }

    @Test("any two exchanged characters are noticed, neighbours or not, the check's own too")
    func exchanges() {
        var random = SeededRandom(seed: 10)
        for _ in 0..<3_000 {
            let plain = Array(TrackingCode(random: random.next()).text.filter { $0 != "-" })
            for left in 0..<11 {
                for right in (left + 1)..<12 where plain[left] != plain[right] {
                    var typed = plain
                    typed.swapAt(left, right)
                    #expect(TrackingCode(String(typed)) == nil, "\(String(plain)) typed as \(String(typed))")
                }
            }
        }
    }
}
