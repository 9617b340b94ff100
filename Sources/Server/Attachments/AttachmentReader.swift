// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Hands out what is attached, in pieces as it lies in the database, to whoever may see it.
struct AttachmentReader: Sendable {
    let services: Services

    /// The file that `find` lets the request see; not found where it finds none.
    func answer(
        _ request: WebRequest, _ find: @escaping @Sendable (Transaction) throws -> Attachment?
    ) async throws -> WebResponse {
        let store = AttachmentStore(tenant: request.site.tenant.id, keys: services.keys)
        let (attachment, first) = try await services.engine.read { transaction in
            guard let attachment = try find(transaction) else { throw WebFailure.notFound }
            return (attachment, try store.chunk(0, of: attachment, in: transaction))
        }
        guard let first, let digest = attachment.digest else { throw WebFailure.notFound }
        let tag = "\"\(Base64URL.encode(digest))\""
        var response = WebResponse(status: .ok, headers: Self.headers(of: attachment, tag: tag))
        if request.head.headerFields[.ifNoneMatch]?.split(separator: ",").contains(where: { $0.contains(tag) }) == true
        {
            response.status = .notModified
            return response
        }
        response.pieces = .init(count: attachment.size) { [engine = services.engine, store] number in
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
