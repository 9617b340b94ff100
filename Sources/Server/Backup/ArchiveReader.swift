// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database

/// Reads an archive from its beginning and checks, on the way, that it is whole and as it was written.
struct ArchiveReader {
    /// What comes next.
    enum Item {
        case table(ArchiveLine.TableHead)
        case row([SQLValue])
    }

    let head: ArchiveLine.Head
    private let gzip: GzipReader
    private let key: VerifyingKey
    private var whole = SHA256()
    private var tables: [String: ArchiveLine.Tally] = [:]
    private var current: (name: String, rows: Int, digest: SHA256, reader: ArchiveRow.Reader)?

    /// Reads the head. Throws ``ArchiveError`` when it is no archive, one of a newer format, or one of other keys.
    init(path: String, key: VerifyingKey) throws(ArchiveError) {
        gzip = try GzipReader(path: path)
        self.key = key
        guard let line = try gzip.line(), let head = try? ArchiveLine(line).archive else {
            throw .notAnArchive(path: path)
        }
        guard head.format <= ArchiveLine.format else { throw .newer(program: head.program) }
        guard head.key == Base64URL.encode(key.bytes) else { throw .foreignKeys }
        self.head = head
        take(line)
    }

    /// The next table or row; nil after the end, and only when all of it was as its end says.
    mutating func next() throws(ArchiveError) -> Item? {
        guard let line = try gzip.line() else { throw .damaged(.cut) }
        if line.first == UInt8(ascii: "["), let reader = current?.reader {
            take(line)
            current?.rows += 1
            current?.digest.update(line)
            current?.digest.update([0x0A])
            return .row(try reader.row(line))
        }
        closeTable()
        let mark = try ArchiveLine(line)
        if let end = mark.end {
            try check(end)
            return nil
        }
        guard let table = mark.table, tables[table.name] == nil else { throw .damaged(.line) }
        take(line)
        let kinds = table.columns.compactMap { $0.count == 2 ? Table.Kind(rawValue: $0[1]) : nil }
        guard kinds.count == table.columns.count else { throw .damaged(.line) }
        current = (table.name, 0, SHA256(), ArchiveRow.Reader(kinds))
        return .table(table)
    }

    private mutating func take(_ line: [UInt8]) {
        whole.update(line)
        whole.update([0x0A])
    }

    private mutating func closeTable() {
        guard let table = current else { return }
        tables[table.name] = .init(rows: table.rows, digest: Base64URL.encode(table.digest.digest()))
        current = nil
    }

    private func check(_ end: ArchiveLine.End) throws(ArchiveError) {
        for (name, tally) in end.tables.sorted(by: { $0.key < $1.key }) where tables[name] != tally {
            throw .damaged(.table(name))
        }
        let digest = whole.digest()
        guard tables.count == end.tables.count, end.digest == Base64URL.encode(digest),
            let signature = Base64URL.decode(end.signature),
            key.isValid(signature, for: ArchiveLine.signedBytes(digest)), try gzip.line() == nil
        else { throw .damaged(.end) }
    }
}
