// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ChineseText

@Suite("Texts that chance writes")
struct GeneratedTextTests {
    @Test("indexing and querying agree on every part of them, in either width")
    func agreement() {
        var chance = Chance(state: Chance.seed)
        for number in 0..<3_000 {
            let text = Self.text(&chance)
            let place = [
                UInt8.random(in: .min ... .max, using: &chance), UInt8.random(in: .min ... .max, using: &chance),
            ]
            let broken = TokenizerProperty.broken(by: place + Array(text.utf8))
            #expect(broken == nil, "SHANGLIANG_SEED=\(Chance.seed), text \(number)")
            #expect(
                FoldedText(Self.wide(text)).scalars == FoldedText(text).scalars,
                "SHANGLIANG_SEED=\(Chance.seed), text \(number): \(text.debugDescription)")
        }
    }

    /// What texts are made of: words in either script, numbers and Latin in either width, accents written in one and in two
    /// characters, signs that spell out as several, what cannot be seen, and what stands between words.
    private static let pieces = [
        "路灯", "路燈", "南路", "坏了", "壞了", "电梯", "電梯", "小区", "臺", "台", "了", "一", "13号", "１３號", "3", "Wifi", "ＷＩＦＩ",
        "A栋", "Ａ棟", "café", "cafe\u{301}", "Ångström", "ﬁ", "㎡", "①", "㍿", "ｶﾞ", "ガ", "½", "№", "İ", "ß", "👨‍👩‍👧", "❤️", "𠮷",
        "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{308}", "，", "。", "！", " ", "\u{3000}", "\n", "-", "_", "·", "（", "）",
        "\u{0}",
    ]

    private static func text(_ chance: inout Chance) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...24, using: &chance) {
            if Int.random(in: 0..<8, using: &chance) == 0 {
                // Surrogates alone are no characters, and come out as nothing.
                let any = Unicode.Scalar(UInt32.random(in: 0...0x3_FFFF, using: &chance))
                text.unicodeScalars.append(contentsOf: [any].compactMap(\.self))
            } else {
                text += pieces.randomElement(using: &chance) ?? ""
            }
        }
        return text
    }

    /// The same as an input method in full width writes it.
    private static func wide(_ text: String) -> String {
        var wide = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isNarrow = (0x21...0x7E).contains(scalar.value)
            wide.append(isNarrow ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
        }
        return String(wide)
    }
}

/// The same numbers for the same seed (SplitMix64), so that a failure can be seen again.
private struct Chance: RandomNumberGenerator {
    static let seed =
        ProcessInfo.processInfo.environment["SHANGLIANG_SEED"].flatMap { UInt64($0) }
        ?? UInt64.random(in: 0...999_999_999)

    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
