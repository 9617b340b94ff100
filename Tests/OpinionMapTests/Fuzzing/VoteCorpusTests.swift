// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Files of votes that were found by fuzzing, and those it began with")
struct VoteCorpusTests {
    @Test("as files of votes")
    func files() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: tests.appending(path: "Corpora/votes"), includingPropertiesForKeys: nil)
        try #require(!files.isEmpty)
        for file in files {
            #expect(VoteFileProperty.broken(by: Array(try Data(contentsOf: file))) == nil, "\(file.lastPathComponent)")
        }
    }
}
