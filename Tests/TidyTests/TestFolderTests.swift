// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("The tests")
struct TestFolderTests {
    /// Files of test folders that hold no test but what tests stand on.
    private let support: Set<String> = [
        "Tests/CryptographyTests/Hexadecimal.swift",
        "Tests/DatabaseTests/Counting.swift",
        "Tests/DatabaseTests/Gate.swift",
        "Tests/DatabaseTests/Hostile.swift",
        "Tests/DatabaseTests/SilentServer.swift",
        "Tests/DomainTests/RuleTable.swift",
        "Tests/DomainTests/SeededRandom.swift",
        "Tests/DomainTests/Topics/KeptTexts.swift",
        "Tests/DomainTests/Topics/Topic+AnyCommand.swift",
        "Tests/DomainTests/Topics/TopicTable.swift",
        "Tests/DomainTests/Topics/TopicWalk.swift",
        "Tests/DomainTests/Topics/Village+Topics.swift",
        "Tests/DomainTests/Village.swift",
        "Tests/MarkupTests/HostileText.swift",
        "Tests/MarkupTests/Sketch.swift",
        "Tests/MarkupTests/Unescaping.swift",
        "Tests/ServerTests/Web/Occurrences.swift",
        "Tests/TidyTests/SourceTree.swift",
    ]

    @Test("a file of a test folder holds tests, or is named here as what they stand on")
    func files() {
        let files = SourceTree.files(under: "Tests", ending: ".swift").filter { $0.path.contains(/^Tests\/\w+Tests\//) }
        let without = Set(files.filter { $0.places(of: /@(Test|Suite)\b/).isEmpty }.map(\.path))
        let unknown = without.subtracting(support).sorted()
        let stale = support.subtracting(without).sorted()
        #expect(unknown == [], "neither test nor named in the list:\(list(unknown))")
        #expect(stale == [], "named in the list, but a test or gone:\(list(stale))")
    }

    @Test("a test says what holds, in words")
    func names() {
        let unnamed = SourceTree.files(under: "Tests", ending: ".swift").flatMap {
            $0.places(of: /^\s*@Test\s*(func|$)/)
        }
        #expect(unnamed == [], "\(list(unnamed))")
    }
}
