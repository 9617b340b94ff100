// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Inputs that were found by fuzzing, and those it began with")
struct CorpusTests {
    @Test("as text files")
    func texts() throws {
        for (name, bytes) in try corpus("csv") { #expect(TextFileProperty.broken(by: bytes) == nil, "\(name)") }
    }

    @Test("as workbooks")
    func workbooks() throws {
        for (name, bytes) in try corpus("xlsx") { #expect(WorkbookProperty.broken(by: bytes) == nil, "\(name)") }
    }

    /// The files of one corpus, of which there are some.
    private func corpus(_ name: String) throws -> [(String, [UInt8])] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: tests.appending(path: "Corpora/\(name)"), includingPropertiesForKeys: nil)
        try #require(!files.isEmpty)
        return try files.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
    }
}
