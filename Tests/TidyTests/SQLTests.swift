// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Where SQL stands")
struct SQLTests {
    /// Where a literal takes text as it is, with how often; each is explained beside it.
    private let unsafeCounts: [String: Int] = [
        "Sources/Database/Tables/Table+Rows.swift": 3,
        "Sources/Database/Tables/TableLoader.swift": 1,
    ]
    /// Where a page takes markup as it is, with how often; each is explained beside it.
    private let rawCounts: [String: Int] = [:]

    @Test("statements stand in stores, figures and the database itself")
    func statements() {
        let places = SourceTree.sources
            .filter { !$0.path.hasPrefix("Sources/Database/") }
            .filter { !$0.name.hasSuffix("Store.swift") && !$0.name.hasSuffix("Figures.swift") }
            .flatMap { $0.places(of: /\b(SELECT|INSERT|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE|DROP TABLE)\s/) }
        #expect(places == [], "\(list(places))")
    }

    @Test("unsafe SQL is counted")
    func unsafe() {
        #expect(counts(of: /\\\(unsafe:/) == unsafeCounts)
    }

    @Test("raw markup is counted")
    func raw() {
        #expect(counts(of: /\\\(raw:/) == rawCounts)
    }

    @Test("migrations are numbered without gaps, each once for both databases or once for each")
    func migrations() {
        var variants: [Int: [String]] = [:]
        for file in SourceTree.files(under: "Sources/Server/Migrations", ending: ".sql") {
            guard let match = file.name.wholeMatch(of: /(\d{4})_[a-z_]+(\.sqlite|\.postgres)?\.sql/),
                let number = Int(match.output.1)
            else {
                Issue.record("\(file.path) is not named like 0001_directory.sql")
                continue
            }
            variants[number, default: []].append(match.output.2.map(String.init) ?? "both")
        }
        #expect(variants.keys.sorted() == Array(1...max(1, variants.count)))
        for (number, kinds) in variants {
            #expect(kinds == ["both"] || kinds.sorted() == [".postgres", ".sqlite"], "migration \(number): \(kinds)")
        }
    }

    private func counts(of pattern: some RegexComponent) -> [String: Int] {
        var counts: [String: Int] = [:]
        for file in SourceTree.sources {
            let count = file.codeLines.reduce(0) { $0 + $1.matches(of: pattern).count }
            if count > 0 { counts[file.path] = count }
        }
        return counts
    }
}
