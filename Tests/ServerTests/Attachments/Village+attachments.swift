// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import TestSupport

@testable import Server

extension Village {
    static let pdf = Array("%PDF-1.4\n%一份说明\n%%EOF\n".utf8)

    /// The use case of attachments in somebody's tenant.
    var attachments: AttachmentDesk {
        AttachmentDesk(services: services, site: Site(tenant: story.county, practice: Self.practice))
    }

    /// A document that somebody has sent and that waits for its record.
    func upload(
        _ bytes: [UInt8] = pdf, name: String = "说明.pdf", by villager: Villager
    ) async throws -> Attachment {
        try await attachments.keep(bytes, named: name, by: story.staff[villager]?.id, at: clock.now)
    }

    /// A document that belongs to a topic.
    func attachment(
        of topic: Topic.ID, _ bytes: [UInt8] = pdf, name: String = "说明.pdf", by villager: Villager
    ) async throws -> Attachment {
        let upload = try await upload(bytes, name: name, by: villager)
        try await attach([upload.id], to: topic, by: villager)
        return upload
    }

    /// Gives a topic what somebody has sent.
    func attach(_ ids: [Attachment.ID], to topic: Topic.ID, by villager: Villager) async throws {
        guard let person = story.staff[villager]?.id else { preconditionFailure("everybody is employed") }
        let (desk, now) = (attachments, clock.now)
        try await services.engine.write { try desk.attach(ids, to: .topic(topic), by: person, at: now, in: $0) }
    }

    /// Gives any record a document of somebody's.
    func give(_ record: RecordLink.Record, by villager: Villager) async throws {
        let (upload, person) = (try await upload(by: villager), person(villager))
        let (desk, now) = (attachments, clock.now)
        try await services.engine.write { try desk.attach([upload.id], to: record, by: person, at: now, in: $0) }
    }

    /// What belongs to a topic.
    func list(of topic: Topic.ID) async throws -> [Attachment] {
        let desk = attachments
        return try await services.engine.read { try desk.list(of: .topic(topic), in: $0) }
    }

    /// How many rows a table has, whosever they are.
    func count(of table: AttachmentTable) async throws -> Int {
        try await services.engine.read { transaction in
            switch table {
            case .attachment:
                try transaction.first("SELECT COUNT(*) FROM attachment") { try $0.next(Int.self) } ?? 0
            case .chunk:
                try transaction.first("SELECT COUNT(*) FROM attachment_chunk") { try $0.next(Int.self) } ?? 0
            }
        }
    }

    enum AttachmentTable: Sendable { case attachment, chunk }
}
