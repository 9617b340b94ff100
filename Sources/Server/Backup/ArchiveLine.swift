// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Foundation

/// The lines of an archive that are not rows: its head, the head of each table, its end. Each is a JSON object.
struct ArchiveLine: Codable, Equatable {
    /// The first line: what is needed to decide whether this program, with these keys, can restore it.
    struct Head: Codable, Equatable {
        /// 1, until the lines change their meaning.
        let format: Int
        let program: String
        /// The engine it was taken from; the checksums are that engine's.
        let engine: String
        let takenAt: Int64
        /// The public half of the key that signs seals and archives: tells which keys belong to it.
        let key: String
        /// Whether it holds the demo, whose passwords are known to all.
        let isDemo: Bool
        let migrations: [Migration.Applied]
    }

    /// Before the rows of a table; each column as its name and its kind.
    struct TableHead: Codable, Equatable {
        let name: String
        let columns: [[String]]
    }

    /// What a table holds.
    struct Tally: Codable, Equatable {
        var rows = 0
        var digest = ""
    }

    /// The last line.
    struct End: Codable, Equatable {
        let tables: [String: Tally]
        /// Of all lines before this one.
        let digest: String
        /// Of the digest, by the installation's key.
        let signature: String
    }

    var archive: Head?
    var table: TableHead?
    var end: End?

    /// The line, with its line break.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// Throws ``ArchiveError/damaged(_:)`` for anything but such a line.
    init(_ bytes: [UInt8]) throws(ArchiveError) {
        guard let line = try? JSONDecoder().decode(ArchiveLine.self, from: Data(bytes)) else { throw .damaged(.line) }
        self = line
    }

    init(archive: Head? = nil, table: TableHead? = nil, end: End? = nil) {
        (self.archive, self.table, self.end) = (archive, table, end)
    }

    static let format = 1

    /// What the signature at the end signs.
    static func signedBytes(_ digest: [UInt8]) -> [UInt8] {
        LengthPrefixed.join([Array("shangliang archive 1".utf8), digest])
    }
}
