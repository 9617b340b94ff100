// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Photos that people without an account send with what they say: they wait, named by a ``PhotoPass`` in the form, until
/// what they belong to is handed in.
struct ResidentPhotos: Sendable {
    let services: Services
    let site: Site

    /// The field's name in every form.
    static let field = InputField("photos", "照片", .photos, isRequired: false)

    private var desk: AttachmentDesk { AttachmentDesk(services: services, site: site) }

    /// Does all that takes time before a photo is taken in. Throws ``AttachmentRefusal``, also when too many of all residents' wait just now: it is a
    /// door without a lock, and the disk is finite. Who has sent more than others, by address or device, gives way long before
    /// anybody else does.
    func prepare(
        _ bytes: [UInt8], named name: String, from client: WebRequest.Client, at now: Instant
    ) async throws -> AttachmentStore.Sealed {
        guard case .photo = try UploadFormat(of: bytes) else { throw AttachmentRefusal.notPhoto }
        let desk = desk
        let most =
            services.photoLimits.isWithin(client, at: now)
            ? Attachment.Limits.residentPhotosCeiling : Attachment.Limits.residentPhotosWaitingMax
        let waiting = try await services.engine.read { try desk.store.countWaiting(of: nil, in: $0) }
        guard waiting < most else { throw AttachmentRefusal.tooManyWaiting }
        return try await desk.prepare(bytes, named: name, by: nil, at: now)
    }

    /// Keeps a photo that was prepared.
    func keep(_ photo: AttachmentStore.Sealed, in transaction: Transaction) throws -> PhotoPass {
        try desk.store.insert(photo, in: transaction)
        return PhotoPass(for: photo.attachment.id, in: site.tenant.id, keys: services.keys)
    }

    /// Takes in what a form brings, beside what it brought before. What was sent is returned with the passes of the new
    /// ones, or the problem with the passes of those that were taken.
    func keep(
        _ files: [MultipartForm.File], beside sent: [String: String], from client: WebRequest.Client, at now: Instant
    ) async throws -> [String: String] {
        var sent = sent
        let name = Self.field.name
        let earlier = sent.keys.count { $0.hasPrefix("\(name).") }
        guard earlier + files.count <= Attachment.Limits.residentPhotosMax else {
            throw InputProblems(
                [.init(field: name, sentence: "最多放\(Attachment.Limits.residentPhotosMax)张照片，请去掉几张。")], sent: sent)
        }
        var refused: [String] = []
        for file in files {
            do {
                let photo = try await prepare(file.bytes, named: file.name, from: client, at: now)
                let pass = try await services.engine.write { try keep(photo, in: $0) }
                sent["\(name).\(pass.text)"] = "on"
            } catch let refusal as AttachmentRefusal {
                refused.append("“\(file.name)”：\(refusal.sentence)")
            }
        }
        guard refused.isEmpty else {
            throw InputProblems([.init(field: name, sentence: refused.joined())], sent: sent)
        }
        return sent
    }

    /// The photos of a form, by their passes. Throws ``InputProblems`` when one is no pass.
    func passes(_ input: Input, sent: [String: String]) throws -> [PhotoPass] {
        try input.items(Self.field.name).map {
            guard let pass = PhotoPass($0, in: site.tenant.id, keys: services.keys) else {
                throw InputProblems(
                    [.init(field: Self.field.name, sentence: AttachmentRefusal.notUploaded.sentence)], sent: sent)
            }
            return pass
        }
    }

    /// The passes among what was sent, to show the form again; what is no pass is left out.
    func passes(in sent: [String: String]) -> [PhotoPass] {
        Input.items(of: Self.field, in: sent).compactMap { PhotoPass($0, in: site.tenant.id, keys: services.keys) }
    }

    /// Gives a record the photos that were sent with it.
    func attach(
        _ passes: [PhotoPass], to record: RecordLink.Record, at now: Instant, in transaction: Transaction
    ) throws {
        try desk.attach(passes.map(\.photo), to: record, by: nil, at: now, in: transaction)
    }

    /// The waiting photo of a pass. Throws ``WebFailure/notFound`` for any other.
    func waiting(_ text: String, in transaction: Transaction) throws -> Attachment {
        guard let pass = PhotoPass(text, in: site.tenant.id, keys: services.keys),
            let photo = try desk.store.attachment(pass.photo, in: transaction), photo.state == .waiting,
            photo.uploader == nil
        else { throw WebFailure.notFound }
        return photo
    }
}
