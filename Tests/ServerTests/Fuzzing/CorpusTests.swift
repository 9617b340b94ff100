// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("Inputs that were found by fuzzing, and those it began with")
struct CorpusTests {
    @Test("as forms with files")
    func multipart() throws {
        for (name, bytes) in try corpus("multipart") { #expect(MultipartProperty.broken(by: bytes) == nil, "\(name)") }
    }

    @Test("as forms")
    func forms() throws {
        for (name, bytes) in try corpus("form") { #expect(FormProperty.broken(by: bytes) == nil, "\(name)") }
    }

    @Test("as addresses with a query")
    func queries() throws {
        for (name, bytes) in try corpus("query") { #expect(QueryProperty.broken(by: bytes) == nil, "\(name)") }
        // What is a good query is a good body of a form, and the other way round.
        for (name, bytes) in try corpus("form") {
            #expect(QueryProperty.broken(by: Array("/topics?".utf8) + bytes) == nil, "\(name)")
        }
    }

    @Test("as cookies")
    func cookies() throws {
        for (name, bytes) in try corpus("cookies") { #expect(CookieProperty.broken(by: bytes) == nil, "\(name)") }
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
