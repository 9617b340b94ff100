// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Texts that were found by fuzzing, and those it began with")
struct CorpusTests {
    @Test("as texts, their parts, and sets of numbers")
    func texts() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: tests.appending(path: "Corpora/tokenizer"), includingPropertiesForKeys: nil)
        try #require(!files.isEmpty)
        for file in files {
            #expect(TokenizerProperty.broken(by: Array(try Data(contentsOf: file))) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test("each character there is folds once")
    func characters() {
        for block in stride(from: UInt32(0), to: 0x4_0000, by: 256) {
            var text = ""
            for value in block..<block + 256 {
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            #expect(TokenizerProperty.brokenFolding(text) == nil, "U+\(String(block, radix: 16))")
        }
    }
}
