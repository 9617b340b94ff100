// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("The glossary and the rules")
struct DocumentTests {
    private let rules = SourceTree.file("docs/rules.md")
    private let glossary = SourceTree.file("docs/glossary.md")

    @Test("each rule that the code cites is listed as in force, and each one listed is cited")
    func rulesBothWays() throws {
        let listed = Set(
            try #require(rules).lines.compactMap { $0.firstMatch(of: /^\| (BR-\d+) \|/).map { String($0.output.1) } })
        let cited = Set(
            SourceTree.sources.flatMap { file in file.text.matches(of: /BR-\d+/).map { String($0.output) } })
        let unlisted = cited.subtracting(listed).sorted()
        let uncited = listed.subtracting(cited).sorted()
        #expect(unlisted == [], "cited in Sources, but not in docs/rules.md")
        #expect(uncited == [], "in docs/rules.md, but cited nowhere in Sources")
        #expect(!listed.isEmpty)
    }

    @Test("the operator's table of what goes by itself has each kind, with the months that count if nothing is said")
    func retentionTable() throws {
        let (operations, practice) = (
            try #require(SourceTree.file("docs/operations.md")),
            try #require(SourceTree.file("Sources/Domain/Practice/PrivacyPractice.swift"))
        )
        let names = Dictionary(
            uniqueKeysWithValues: practice.text.matches(of: /case (\w+) = "([a-z_]+)"/)
                .map { (String($0.output.1), String($0.output.2)) })
        let months = practice.text.matches(of: /Category\.(\w+)\.rawValue: (\d+)/)
            .map { (String($0.output.1), String($0.output.2)) }
        for (kind, months) in months {
            let name = names[kind] ?? (kind == "attachments" || kind == "notices" ? kind : "")
            let row = operations.lines.first { $0.hasPrefix("| `\(name)`") }
            #expect(row?.contains("| \(months) |") == true, "\(kind)")
        }
        #expect(months.count >= 11)
    }

    @Test("each file that the rules name exists")
    func filesOfRules() throws {
        let named = try #require(rules).text.matches(of: /`((Sources|Tests)\/[^`]+)`/).map { String($0.output.1) }
        let missing = named.filter { SourceTree.file($0) == nil }
        #expect(missing == [])
        #expect(!named.isEmpty)
    }

    @Test("each record of a decision is in their list, once, and each one listed exists")
    func decisions() throws {
        let list = try #require(SourceTree.file("docs/decisions/README.md"))
        let listed = list.text.matches(of: /\]\((\d{4}-[^)]+\.md)\)/).map { String($0.output.1) }.sorted()
        let there = SourceTree.files(under: "docs/decisions", ending: ".md").map(\.name)
            .filter { $0 != "README.md" }
        #expect(listed == there)
        #expect(there.count > 90)
    }

    @Test("each test that the threat model names exists")
    func testsOfThreatModel() throws {
        let model = try #require(SourceTree.file("docs/threat-model.md"))
        let named = model.text.matches(of: /`((?:\w+Tests|Browser|Faults)\/[^`\s]+\.(?:swift|py))`/)
            .map { "Tests/\($0.output.1)" }
        let missing = Set(named.filter { SourceTree.file($0) == nil }).sorted()
        #expect(missing == [])
        #expect(named.count > 100)
    }

    @Test("each row on classified protection names where an item is met, and by which test")
    func classifiedProtection() throws {
        let model = try #require(SourceTree.file("docs/threat-model.md"))
        let rows = model.lines.drop { !$0.hasPrefix("| item | asked |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
            .map {
                $0.split(separator: "|", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
        for row in rows {
            try #require(row.count == 7, "\(row)")
            #expect(!row[2].isEmpty && !row[3].isEmpty, "\(row)")
            #expect(row[4].contains("Tests/") || row[4].contains("Faults/"), "\(row)")
        }
        #expect(rows.count >= 15)
    }

    @Test("each Swift name of the glossary is declared in the sources")
    func glossaryNames() throws {
        let names = try column("Swift").flatMap { cell in cell.matches(of: /`([^`]+)`/).map { String($0.output.1) } }
        let code = SourceTree.sources.flatMap(\.codeLines)
        let declared = Set(code.flatMap(Self.declarations))
        let unknown = names.filter { name in !name.split(separator: ".").allSatisfy { declared.contains(String($0)) } }
        #expect(unknown == [], "in docs/glossary.md, but declared nowhere")
        #expect(names.count > 20)
    }

    @Test("each table and column of the glossary exists in a migration")
    func glossaryTables() throws {
        let names = try column("Table").flatMap { cell in cell.matches(of: /`([^`]+)`/).map { String($0.output.1) } }
        let schema = SourceTree.files(under: "Sources/Server/Migrations", ending: ".sql").flatMap(\.lines)
        let tables = Set(schema.compactMap { $0.firstMatch(of: /^CREATE TABLE (\w+)/).map { String($0.output.1) } })
        let columns = Set(
            schema.compactMap {
                $0.firstMatch(of: /^(?:    |ALTER TABLE \w+ ADD COLUMN )([a-z_]+)\s/).map { String($0.output.1) }
            })
        let unknown = names.filter { name in
            let parts = name.split(separator: ".").map(String.init)
            return !tables.contains(parts[0]) || parts.dropFirst().contains { !columns.contains($0) }
        }
        #expect(unknown == [], "in docs/glossary.md, but in no migration")
        #expect(!names.isEmpty)
    }

    @Test("declarations of every form are seen")
    func declarationForms() {
        let forms: [(Substring, [String])] = [
            ("package struct Topic: Hashable, Sendable {", ["Topic"]),
            ("        case held, screening, asked(question: FreeText)", ["held", "screening", "asked"]),
            ("    package func pooling(by actor: Actor) throws(TopicRefusal)", ["pooling"]),
            ("    package typealias ID = Identifier<Topic>", ["ID"]),
            ("        case solvedDirectly = \"solved_directly\"", ["solvedDirectly"]),
            ("        case .held: .held", []),
            ("    let topic: Topic", ["topic"]),
        ]
        for (line, names) in forms { #expect(Self.declarations(line) == names, "\(line)") }
    }

    private static let keywords: Set<Substring> = [
        "struct", "enum", "class", "protocol", "typealias", "func", "var", "let",
    ]

    /// The names that a line of code declares.
    private static func declarations(_ line: Substring) -> [String] {
        let words = line.split(whereSeparator: { $0 == " " })
        // Made anew for each line, a pattern costs more than all the rest; few lines need one.
        if words.contains(where: keywords.contains),
            let match = line.firstMatch(of: /\b(struct|enum|class|protocol|typealias|func|var|let) (\w+)/)
        {
            return [String(match.output.2)]
        }
        guard words.first == "case", let match = line.firstMatch(of: /^\s*case ([a-z].*)$/) else { return [] }
        let cases = match.output.1.replacing(/\([^)]*\)/, with: "")
        return cases.split(separator: ",").compactMap { $0.firstMatch(of: /^\s*(\w+)/).map { String($0.output.1) } }
    }

    /// The cells of one column of the glossary's tables.
    private func column(_ title: String) throws -> [String] {
        var index: Int?
        var cells: [String] = []
        for line in try #require(glossary).lines {
            let row = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard row.count > 2 else {
                index = nil
                continue
            }
            if let found = row.firstIndex(where: { $0.contains(title) }), index == nil {
                index = found
            } else if let index, row.indices.contains(index) {
                cells.append(row[index])
            }
        }
        return cells
    }
}
