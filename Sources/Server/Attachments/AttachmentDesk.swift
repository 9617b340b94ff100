// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain

/// Takes in files, gives them to records, shows them to whoever may see the record, and erases them.
struct AttachmentDesk: Sendable {
    let services: Services
    let site: Site

    private var tenant: Tenant.ID { site.tenant.id }
    var store: AttachmentStore { AttachmentStore(tenant: tenant, keys: services.keys) }

    /// Takes in a file in a transaction of its own. It waits for its record, and goes after a day if none comes.
    func keep(
        _ bytes: [UInt8], named name: String, by uploader: Person.ID?, at now: Instant
    ) async throws -> Attachment {
        let sealed = try await prepare(bytes, named: name, by: uploader, at: now)
        let store = store
        try await services.engine.write { try store.insert(sealed, in: $0) }
        return sealed.attachment
    }

    /// Takes in the files that a form brings under a field; they wait for their record. Throws ``InputProblems`` that names the files
    /// which are not taken.
    func keepFiles(
        of field: InputField, _ request: WebRequest, by uploader: Person.ID
    ) async throws -> [Attachment.ID] {
        var kept: [Attachment.ID] = []
        var refused: [String] = []
        for file in request.files(field.name) {
            do {
                kept.append(try await keep(Array(file.bytes), named: file.name, by: uploader, at: request.now).id)
            } catch let refusal as AttachmentRefusal {
                refused.append("“\(file.name)”：\(refusal.sentence)")
            }
        }
        guard refused.isEmpty else { throw InputProblems([.init(field: field.name, sentence: refused.joined())]) }
        return kept
    }

    /// What is seen to be wrong with the files of a form before they are taken in: so it is told with what is wrong with its words.
    func problems(of fields: [InputField], _ request: WebRequest) -> [FieldProblem] {
        fields.filter(\.isFiles).compactMap { field in
            let refused = request.files(field.name).compactMap { file -> String? in
                do throws(AttachmentRefusal) {
                    _ = try UploadFormat(of: Array(file.bytes))
                    return nil
                } catch {
                    return "“\(file.name)”：\(error.sentence)"
                }
            }
            return refused.isEmpty ? nil : FieldProblem(field: field.name, sentence: refused.joined())
        }
    }

    /// Does all that takes time, so that the transaction is short: looks, encodes photos anew, seals. Throws
    /// ``AttachmentRefusal``.
    func prepare(
        _ bytes: [UInt8], named name: String, by uploader: Person.ID?, at now: Instant
    ) async throws -> AttachmentStore.Sealed {
        let (type, kept): (Attachment.MediaType, [UInt8]) =
            switch try UploadFormat(of: bytes) {
            case .photo: (.jpeg, try await services.photos.reencoded(bytes))
            case .document(let type): (type, bytes)
            }
        return sealed(kept, type, named: name, by: uploader, at: now)
    }

    /// Seals what is kept of a file as it is.
    func sealed(
        _ kept: [UInt8], _ type: Attachment.MediaType, named name: String, by uploader: Person.ID?, at now: Instant
    ) -> AttachmentStore.Sealed {
        let attachment = Attachment(
            id: services.id(), uploader: uploader, uploadedAt: now, mediaType: type, size: kept.count,
            digest: SHA256.digest(kept), name: .kept(FileName.cleaned(name, for: type)), state: .waiting)
        return store.seal(attachment, kept)
    }

    /// Gives a record what this person has uploaded in the last day; nobody stands for a resident, whose uploads the caller
    /// knows by their passes. The caller has made sure that the person may write to the record. Throws ``AttachmentRefusal`` when one of them is somebody else's, taken already or gone.
    func attach(
        _ ids: [Attachment.ID], to record: RecordLink.Record, by person: Person.ID?, at now: Instant,
        in transaction: Transaction
    ) throws {
        let wanted = Set(ids)
        guard !wanted.isEmpty else { return }
        let there = try store.attachments(of: record, in: transaction).count
        guard there + wanted.count <= Attachment.Limits.perRecordMax else { throw AttachmentRefusal.tooMany }
        for id in wanted {
            guard let attachment = try store.attachment(id, in: transaction) else {
                throw AttachmentRefusal.notUploaded
            }
            if let refusal = attachment.refusal(ofAttachingBy: person, at: now) { throw refusal }
        }
        guard try store.attach(Array(wanted), to: record, in: transaction) == wanted.count else {
            throw WebFailure.changedMeanwhile
        }
    }

    /// The same for whoever acts; nobody but staff uploads.
    func attach(
        _ ids: [Attachment.ID], to record: RecordLink.Record, by actor: Actor, at now: Instant,
        in transaction: Transaction
    ) throws {
        guard case .staff(let staff) = actor else { return }
        try attach(ids, to: record, by: staff.id, at: now, in: transaction)
    }

    /// What belongs to a record, in the order in which it was sent; the caller has made sure that the record may be seen.
    func list(of record: RecordLink.Record, in transaction: Transaction) throws -> [Attachment] {
        try store.attachments(of: record, in: transaction)
    }

    /// Erases what belongs to a record: bytes and names are gone, that there was something stays.
    func erase(of record: RecordLink.Record, at now: Instant, in transaction: Transaction) throws {
        _ = try store.erase(of: record, at: now, in: transaction)
    }

    /// The attachment that this person may see: that of a record which may be seen, or an own one that waits. Throws
    /// ``WebFailure/notFound`` for any other.
    func visible(_ id: Attachment.ID, to actor: Actor, in transaction: Transaction) throws -> Attachment {
        guard let attachment = try store.attachment(id, in: transaction) else { throw WebFailure.notFound }
        switch attachment.state {
        case .waiting:
            guard case .staff(let staff) = actor, attachment.uploader == staff.id else { throw WebFailure.notFound }
        case .attached(let record):
            try requireVisible(id, of: record, to: actor, in: transaction)
        case .erased:
            throw WebFailure.notFound
        }
        return attachment
    }

    /// Each kind of record answers for itself; of a kind that is not named here nobody sees anything.
    private func requireVisible(
        _ id: Attachment.ID, of record: RecordLink.Record, to actor: Actor, in transaction: Transaction
    ) throws {
        switch record.kind {
        case TopicEvent.subject:
            let topics = TopicDesk(services: services, site: site)
            _ = try topics.visible(Identifier(record.number), to: actor, in: transaction)
        case SessionEvent.subject:
            let sessions = SessionDesk(services: services, site: site)
            let session = try sessions.visible(Identifier(record.number), to: actor, in: transaction)
            guard session.papers.contains(where: { $0.file == id }) else { throw WebFailure.notFound }
        case ItemEvent.subject:
            let items = ItemDesk(services: services, site: site)
            _ = try items.visible(Identifier(record.number), to: actor, in: transaction)
        case ProposalEvent.subject:
            let proposals = ProposalDesk(services: services, site: site)
            _ = try proposals.visible(Identifier(record.number), to: actor, in: transaction)
        case AssignmentEvent.subject:
            let assignments = AssignmentDesk(services: services, site: site)
            try assignments.requireVisible(id, of: Identifier(record.number), to: actor, in: transaction)
        case DeploymentEvent.subject:
            let deployments = DeploymentDesk(services: services, site: site)
            _ = try deployments.visible(Identifier(record.number), to: actor, in: transaction)
        case DeploymentReceiptEvent.subject:
            let receipts = DeploymentReceiptDesk(services: services, site: site)
            _ = try receipts.visible(Identifier(record.number), to: actor, in: transaction)
        case _: throw WebFailure.notFound
        }
    }

    /// Deletes what waited for longer than a day, some at a time; returns how many.
    func forgetWaiting(at now: Instant) async throws -> Int {
        // An hour more than a day, so that nobody's attaching meets the broom.
        let limit = now.advanced(byMilliseconds: -Attachment.Limits.waitingMilliseconds - 3_600_000)
        let store = store
        var (total, last) = (0, 0)
        repeat {
            last = try await services.engine.write { try store.deleteWaiting(since: limit, limit: 20, in: $0) }
            total += last
        } while last > 0
        return total
    }
}
