// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database

/// Writes an archive: head, tables with their rows, end.
struct ArchiveWriter {
    private let file: ArchiveFile
    private let gzip: GzipWriter
    private var whole = SHA256()
    private(set) var tables: [String: ArchiveLine.Tally] = [:]

    init(path: String, head: ArchiveLine.Head) throws {
        file = try ArchiveFile(path: path)
        gzip = GzipWriter(file)
        try write(ArchiveLine(archive: head).bytes())
    }

    /// Writes a whole table as the transaction sees it. Throws `CancellationError` once it is to stop.
    mutating func write(_ table: Table, in transaction: Transaction, isToStop: () -> Bool) throws {
        let columns = table.columns.map { [$0.name, $0.kind.rawValue] }
        try write(ArchiveLine(table: .init(name: table.name, columns: columns)).bytes())
        var (tally, digest) = (ArchiveLine.Tally(), SHA256())
        try table.forEachRow(in: transaction) { row in
            if isToStop() { throw CancellationError() }
            let line = ArchiveRow.bytes(row)
            digest.update(line)
            try write(line)
            tally.rows += 1
        }
        tally.digest = Base64URL.encode(digest.digest())
        tables[table.name] = tally
    }

    /// Writes the end and gives the file its name. Returns how long it is.
    func finish(signedBy key: SigningKey) throws -> Int {
        let digest = whole.digest()
        let end = ArchiveLine.End(
            tables: tables, digest: Base64URL.encode(digest),
            signature: Base64URL.encode(key.sign(ArchiveLine.signedBytes(digest))))
        try gzip.write(ArchiveLine(end: end).bytes())
        try gzip.finish()
        return try file.finish()
    }

    private mutating func write(_ line: [UInt8]) throws {
        whole.update(line)
        try gzip.write(line)
    }
}
