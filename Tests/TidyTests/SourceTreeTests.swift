// SPDX-License-Identifier: Apache-2.0

import Testing

/// The searches below are only as good as this: what they look at, and what they leave out.
@Suite("The source tree as text")
struct SourceTreeTests {
    @Test("the project's files are found from here")
    func found() {
        let paths = Set(SourceTree.swift.map(\.path))
        #expect(paths.contains("Sources/Domain/Topics/Topic.swift"))
        #expect(paths.contains("Tests/TidyTests/SourceTreeTests.swift"))
        #expect(!SourceTree.files(under: "Sources/Server/Migrations", ending: ".sql").isEmpty)
        #expect(SourceTree.file("Sources/Domain/NoSuchFile.swift") == nil)
    }

    @Test("a place is named by file and line; comments do not count as code")
    func places() {
        let file = SourceFile(
            path: "Sources/A.swift",
            text: """
                // try! in a comment
                let a = try! b()
                    /// try! in a doc comment
                let c = d()  // try! behind code
                let address = "https://example.org"; try! e()
                """)
        #expect(
            file.places(of: /try!/) == [
                "Sources/A.swift:2: let a = try! b()",
                "Sources/A.swift:5: let address = \"https://example.org\"; try! e()",
            ])
        #expect(file.placesAnywhere(of: /try!/).count == 5)
    }

    @Test("a word begins behind a point too")
    func wordBoundaries() {
        let file = SourceFile(path: "A.swift", text: "let n = Int.random(in: 1...6)\nlet m = notrandom()")
        #expect(file.places(of: /\brandom\(/) == ["A.swift:1: let n = Int.random(in: 1...6)"])
    }
}
