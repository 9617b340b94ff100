// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Files in, by the API; files out, to whoever may see the record.
struct AttachmentRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    var routes: [Route] {
        [
            .desk(.get, "/desk/attachments/{attachment}", for: Self.everyRole) { request, _ in try await file(request)
            },
            .api(.get, "/attachments/{attachment}", AttachmentAPI.download, for: Self.everyRole) { request, _ in
                try await file(request)
            },
            .api(.post, "/attachments", AttachmentAPI.upload, for: Self.everyRole, upload).takingFiles(),
            .page(.get, "/photos/{pass}", waitingPhoto),
            .api(.post, "/photos", AttachmentAPI.uploadPhoto, uploadPhoto).takingFiles(),
        ]
    }

    private func upload(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let desk = AttachmentDesk(services: services, site: request.site)
        let sealed = try await desk.prepare(
            request.body, named: request.query["name"] ?? "", by: signedIn.staff.id, at: request.now)
        return try await services.answered.once(request) { transaction in
            try desk.store.insert(sealed, in: transaction)
            return .json(AttachmentAPI.json(sealed.attachment), status: .created)
        }
    }

    private func uploadPhoto(_ request: WebRequest) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let photos = ResidentPhotos(services: services, site: request.site)
        let photo = try await photos.prepare(request.body, named: "", from: request.client, at: request.now)
        return try await services.answered.once(request) { transaction in
            .json(["photo": .string(try photos.keep(photo, in: transaction).text)], status: .created)
        }
    }

    /// A photo that waits, for whoever has its pass.
    private func waitingPhoto(_ request: WebRequest) async throws -> WebResponse {
        let photos = ResidentPhotos(services: services, site: request.site)
        return try await AttachmentReader(services: services).answer(request) {
            try photos.waiting(request.parameters["pass"] ?? "", in: $0)
        }
    }

    private func file(_ request: WebRequest) async throws -> WebResponse {
        let id: Attachment.ID = try request.id("attachment")
        let desk = AttachmentDesk(services: services, site: request.site)
        return try await AttachmentReader(services: services).answer(request) {
            try desk.visible(id, to: request.actor, in: $0)
        }
    }
}
