// SPDX-License-Identifier: Apache-2.0

/// One step of the schema: a numbered script, applied once, never changed afterwards.
package struct Migration: Sendable {
    /// As in `0002_event_log`.
    package let name: String
    private let scripts: [Dialect: Script]

    package init(name: String, scripts: [Dialect: String]) {
        self.name = name
        self.scripts = Dictionary(uniqueKeysWithValues: scripts.map { ($0, Script($1, for: $0)) })
    }

    /// A script as one engine runs it. Made once: each start asks for the checksums of all migrations.
    private struct Script: Sendable {
        let text: String
        let checksum: String

        init(_ template: String, for dialect: Dialect) {
            text = Migration.text(of: template, for: dialect)
            checksum = Migration.checksum(of: text)
        }
    }

    /// A migration as a database remembers it.
    package struct Applied: Sendable, Equatable, Codable {
        package let name: String
        package let checksum: String

        package init(name: String, checksum: String) {
            self.name = name
            self.checksum = checksum
        }
    }

    /// The migrations in files named `0001_name.sql`, or `0007_name.sqlite.sql` and `0007_name.postgres.sql` where the
    /// engines differ; other files are passed over.
    package static func all(from files: [(name: String, text: String)]) -> [Migration] {
        var byName: [String: [Dialect: String]] = [:]
        for file in files where file.name.hasSuffix(".sql") {
            let base = file.name.dropLast(4)
            if base.hasSuffix(".sqlite") {
                byName[String(base.dropLast(7)), default: [:]][.sqlite] = file.text
            } else if base.hasSuffix(".postgres") {
                byName[String(base.dropLast(9)), default: [:]][.postgres] = file.text
            } else {
                for dialect in Dialect.allCases { byName[String(base), default: [:]][dialect] = file.text }
            }
        }
        return byName.map { Migration(name: $0.key, scripts: $0.value) }.sorted { $0.name < $1.name }
    }

    /// The script for one engine; empty if only the other has one.
    func script(for dialect: Dialect) -> String { scripts[dialect]?.text ?? "" }

    /// The script for one engine. Throws ``DatabaseError/schema(_:)`` if only the other has one.
    func requiredScript(for dialect: Dialect) throws -> String {
        guard scripts[dialect] != nil else {
            throw DatabaseError.schema("migration \(name) has no script for \(dialect.rawValue)")
        }
        return script(for: dialect)
    }

    /// The checksum of the script for one engine.
    func checksum(for dialect: Dialect) -> String { scripts[dialect]?.checksum ?? Self.checksum(of: "") }

    /// A script with its words in braces replaced.
    private static func text(of template: String, for dialect: Dialect) -> String {
        let words: [(String, String, String)] = [
            ("{id}", "INTEGER PRIMARY KEY", "BIGINT NOT NULL"), ("{key}", "UNIQUE", "PRIMARY KEY"),
            ("{integer}", "INTEGER", "BIGINT"), ("{bytes}", "BLOB", "BYTEA"), ("{strict}", "STRICT", ""),
            // The day in China, whatever the zone of machine and cluster.
            (
                "{today}", "date('now', '+8 hours')",
                "to_char(CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')"
            ),
            // Byte order on both engines, whatever the locale of the cluster.
            (" TEXT", " TEXT", " TEXT COLLATE \"C\""),
        ]
        return words.reduce(template) { script, word in
            script.replacing(word.0, with: dialect == .sqlite ? word.1 : word.2)
        }
    }

    /// FNV-1a over the script, in 16 hexadecimal digits: tells a changed file, not a forged one.
    private static func checksum(of script: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in script.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
