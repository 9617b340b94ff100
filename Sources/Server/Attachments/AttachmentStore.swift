// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Attachments as rows, their bytes as sealed pieces.
struct AttachmentStore: Sendable {
    let tenant: Tenant.ID
    let keys: Keyring

    /// Bytes of a piece, before it is sealed.
    static let chunkBytes = 256 * 1024

    /// A file ready for the database: everything that takes time is done.
    struct Sealed: Sendable {
        let attachment: Attachment
        fileprivate let name: [UInt8]
        fileprivate let chunks: [[UInt8]]
    }

    /// Seals the bytes and the name of an attachment.
    func seal(_ attachment: Attachment, _ bytes: [UInt8]) -> Sealed {
        let count = Self.chunkCount(attachment)
        let chunks = (0..<count).map { number in
            let start = number * Self.chunkBytes
            return keys.sealing.seal(
                Array(bytes[start..<min(start + Self.chunkBytes, bytes.count)]),
                context: context(attachment.id, "chunk/\(number)/\(count)"))
        }
        let name = keys.sealing.seal(
            Array((attachment.name.words ?? "").utf8), context: context(attachment.id, "name"))
        return Sealed(attachment: attachment, name: name, chunks: chunks)
    }

    func insert(_ sealed: Sealed, in transaction: Transaction) throws {
        let attachment = sealed.attachment
        try transaction.execute(
            """
            INSERT INTO attachment (id, tenant, uploader, created_at, media_type, size, digest, name)
            VALUES (\(attachment.id.number), \(tenant.number), \(attachment.uploader?.number),
                \(attachment.uploadedAt.milliseconds), \(attachment.mediaType.rawValue), \(attachment.size),
                \(attachment.digest), \(sealed.name))
            """)
        for (number, chunk) in sealed.chunks.enumerated() {
            try transaction.execute(
                """
                INSERT INTO attachment_chunk (tenant, attachment, number, bytes)
                VALUES (\(tenant.number), \(attachment.id.number), \(number), \(chunk))
                """)
        }
    }

    func attachment(_ id: Attachment.ID, in transaction: Transaction) throws -> Attachment? {
        try attachments("id = \(id.number)", in: transaction).first
    }

    /// What belongs to a record, in the order in which it was sent.
    func attachments(of record: RecordLink.Record, in transaction: Transaction) throws -> [Attachment] {
        try attachments("record_kind = \(record.kind) AND record = \(record.number)", in: transaction)
    }

    private func attachments(_ condition: SQL, in transaction: Transaction) throws -> [Attachment] {
        try transaction.rows(
            """
            SELECT id, uploader, created_at, media_type, size, digest, name, record_kind, record, erased_at
            FROM attachment WHERE tenant = \(tenant.number) AND \(condition) ORDER BY id
            """
        ) { try attachment(&$0) }
    }

    private func attachment(_ row: inout Row) throws -> Attachment {
        let id = Attachment.ID(try row.next())
        let uploader = try row.next(Int64?.self).map { Person.ID($0) }
        let uploadedAt = Instant(milliseconds: try row.next())
        guard let type = Attachment.MediaType(rawValue: try row.next()) else {
            throw DatabaseError.malformed("attachment.media_type")
        }
        let size = try row.next(Int.self)
        let digest = try row.next([UInt8]?.self)
        let name = try row.next([UInt8]?.self).map {
            FreeText.kept(String(decoding: try keys.sealing.open($0, context: context(id, "name")), as: UTF8.self))
        }
        return Attachment(
            id: id, uploader: uploader, uploadedAt: uploadedAt, mediaType: type, size: size, digest: digest,
            name: name ?? .erased, state: try state(&row))
    }

    private func state(_ row: inout Row) throws -> Attachment.State {
        let kind = try row.next(String?.self)
        let number = try row.next(Int64?.self)
        let erasedAt = try row.next(Int64?.self)
        guard let kind, let number else { return .waiting }
        let record = RecordLink.Record(kind: kind, number: number)
        return erasedAt == nil ? .attached(to: record) : .erased(from: record)
    }

    /// One piece of an attachment; nil past its end, or when it is erased. Throws if it was tampered with.
    func chunk(_ number: Int, of attachment: Attachment, in transaction: Transaction) throws -> [UInt8]? {
        let sealed = try transaction.first(
            """
            SELECT bytes FROM attachment_chunk
            WHERE tenant = \(tenant.number) AND attachment = \(attachment.id.number) AND number = \(number)
            """
        ) { try $0.next([UInt8].self) }
        return try sealed.map {
            try keys.sealing.open(
                $0, context: context(attachment.id, "chunk/\(number)/\(Self.chunkCount(attachment))"))
        }
    }

    private static func chunkCount(_ attachment: Attachment) -> Int {
        (attachment.size + chunkBytes - 1) / chunkBytes
    }

    /// Gives waiting attachments their record; returns how many were still waiting.
    func attach(_ ids: [Attachment.ID], to record: RecordLink.Record, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            UPDATE attachment SET record_kind = \(record.kind), record = \(record.number)
            WHERE tenant = \(tenant.number) AND id IN (\(Self.list(ids))) AND record IS NULL
            """)
    }

    /// Takes away bytes, digests and names of what belongs to a record; returns how many were not erased before.
    /// `onlyOfResidents`: what staff added stays.
    func erase(
        of record: RecordLink.Record, onlyOfResidents: Bool = false, at now: Instant, in transaction: Transaction
    ) throws -> Int {
        let ids = try attachments(of: record, in: transaction)
            .filter { $0.name != .erased && ($0.uploader == nil || !onlyOfResidents) }.map(\.id)
        return try erase(ids, at: now, in: transaction)
    }

    /// Takes away bytes, digests and names of these; returns how many.
    @discardableResult
    func erase(_ ids: [Attachment.ID], at now: Instant, in transaction: Transaction) throws -> Int {
        guard !ids.isEmpty else { return 0 }
        try deleteChunks(of: ids, in: transaction)
        return try transaction.execute(
            """
            UPDATE attachment SET name = NULL, digest = NULL, erased_at = \(now.milliseconds)
            WHERE tenant = \(tenant.number) AND id IN (\(Self.list(ids)))
            """)
    }

    /// The records whose files go together: a case, and what units and rooms did for it.
    func holders(with own: RecordLink.Record, in transaction: Transaction) throws -> [RecordLink.Record] {
        let parts: [(kind: String, query: SQL)] =
            switch own.kind {
            case ProposalEvent.subject:
                [(AssignmentEvent.subject, "SELECT id FROM proposal_assignment WHERE proposal = \(own.number)")]
            case DeploymentEvent.subject:
                [(DeploymentReceiptEvent.subject, "SELECT id FROM deployment_receipt WHERE deployment = \(own.number)")]
            case _: []
            }
        return try parts.reduce(into: [own]) { found, part in
            found += try transaction.rows("\(part.query) AND tenant = \(tenant.number) ORDER BY id") {
                RecordLink.Record(kind: part.kind, number: try $0.next())
            }
        }
    }

    /// The topics whose submitters' words are erased and whose submitters' photos are not.
    func topicsErasedButForPhotos(in transaction: Transaction) throws -> [Topic.ID] {
        try transaction.rows(
            """
            SELECT DISTINCT a.record FROM attachment a
            JOIN topic t ON t.tenant = a.tenant AND t.id = a.record
            JOIN content c ON c.tenant = t.tenant AND c.id = t.text
            WHERE a.tenant = \(tenant.number) AND a.record_kind = \(TopicEvent.subject) AND a.uploader IS NULL
                AND a.erased_at IS NULL AND c.words IS NULL
            """
        ) { Identifier(try $0.next()) }
    }

    /// How many wait that this person sent; nobody stands for all residents together.
    func countWaiting(of uploader: Person.ID?, in transaction: Transaction) throws -> Int {
        let whose: SQL = uploader.map { "uploader = \($0.number)" } ?? "uploader IS NULL"
        return try transaction.first(
            "SELECT COUNT(*) FROM attachment WHERE tenant = \(tenant.number) AND record IS NULL AND \(whose)"
        ) { try $0.next(Int.self) } ?? 0
    }

    /// Deletes at most `limit` of those that have waited since before `moment`; returns how many.
    func deleteWaiting(since moment: Instant, limit: Int, in transaction: Transaction) throws -> Int {
        let ids = try transaction.rows(
            """
            SELECT id FROM attachment
            WHERE tenant = \(tenant.number) AND record IS NULL AND created_at < \(moment.milliseconds)
            ORDER BY created_at LIMIT \(limit)
            """
        ) { Attachment.ID(try $0.next()) }
        guard !ids.isEmpty else { return 0 }
        try deleteChunks(of: ids, in: transaction)
        return try transaction.execute(
            "DELETE FROM attachment WHERE tenant = \(tenant.number) AND id IN (\(Self.list(ids)))")
    }

    private func deleteChunks(of ids: [Attachment.ID], in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM attachment_chunk WHERE tenant = \(tenant.number) AND attachment IN (\(Self.list(ids)))")
    }

    private static func list(_ ids: [Attachment.ID]) -> SQL {
        SQL(joining: ids.map { "\($0.number)" }, with: ", ")
    }

    /// Ties what is sealed to its place, and a piece to the number of pieces, so that none can be moved or left out.
    private func context(_ id: Attachment.ID, _ part: String) -> [UInt8] {
        Array("attachment/\(tenant)/\(id)/\(part)".utf8)
    }
}
