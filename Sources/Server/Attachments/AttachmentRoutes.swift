// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Files in, by the API; files out, to whoever may see the record.
struct AttachmentRoutes: Sendable {
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

    private func file(_ request: WebRequest) async throws -> WebResponse {
        let id: Attachment.ID = try request.id("attachment")
        let desk = AttachmentDesk(services: services, site: request.site)
        let (attachment, first) = try await services.engine.read { transaction in
            let attachment = try desk.visible(id, to: request.actor, in: transaction)
            return (attachment, try desk.store.chunk(0, of: attachment, in: transaction))
        }
        guard let first, let digest = attachment.digest else { throw WebFailure.notFound }
        let tag = "\"\(Base64URL.encode(digest))\""
        var response = WebResponse(status: .ok, headers: Self.headers(of: attachment, tag: tag))
        if request.head.headerFields[.ifNoneMatch]?.split(separator: ",").contains(where: { $0.contains(tag) }) == true
        {
            response.status = .notModified
            return response
        }
        response.pieces = .init(count: attachment.size) { [engine = services.engine, store = desk.store] number in
            number == 0 ? first : try await engine.read { try store.chunk(number, of: attachment, in: $0) }
        }
        return response
    }

    /// A browser may keep it, but asks each time whether it may still show it.
    private static func headers(of attachment: Attachment, tag: String) -> HTTPFields {
        [
            .contentType: attachment.mediaType.rawValue,
            .contentDisposition: FileName.disposition(attachment.name.words, of: attachment.mediaType),
            .contentSecurityPolicy: SecurityHeaders.uploads, .crossOriginResourcePolicy: "same-origin",
            .cacheControl: "private, no-cache", .eTag: tag,
        ]
    }
}
