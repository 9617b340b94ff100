// SPDX-License-Identifier: Apache-2.0

/// Texts and numbers that break what is not careful.
enum Hostile {
    static let texts = [
        "", " ", "'", "''", "\"", "\\", "\\'; --", "'); DROP TABLE sample; --", "$1", "?", "%_", "{id}", "\\x00ff",
        "商量", "𠮷野家", "👩‍👩‍👧‍👦", "e\u{301}", "\u{FEFF}bom", "\u{202E}rtl", "a\r\n\tb", "\u{7F}\u{1}", "NULL", "1e3",
        String(repeating: "长", count: 33_334), String(repeating: "'", count: 100_000),
    ]

    static let integers: [Int64] = [0, 1, -1, 255, 1 << 31, -(1 << 31) - 1, 1 << 53 + 1, .max, .min]

    static let reals: [Double] = [0, -0.5, 1.0 / 3, 1e-300, 1e300, .greatestFiniteMagnitude, 0.1 + 0.2]

    static let bytes: [[UInt8]] = [[], [0], [0, 0, 0], Array(0...255), Array(repeating: 0x5C, count: 70_000)]
}
