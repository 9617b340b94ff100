// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Hands out a paper of a session to whoever may read it.
struct SessionPaperReader: Sendable {
    let services: Services

    /// `papers`: those of a session that the request may read. Not found for any other.
    func answer(
        _ request: WebRequest, _ papers: @escaping @Sendable (Transaction) throws -> [ConsultationSession.Paper]
    ) async throws -> WebResponse {
        let id: ConsultationSession.Paper.ID = try request.id("paper")
        let store = AttachmentStore(tenant: request.site.tenant.id, keys: services.keys)
        return try await AttachmentReader(services: services).answer(request) { transaction in
            guard let paper = try papers(transaction).first(where: { $0.id == id }),
                let file = try store.attachment(paper.file, in: transaction), file.isAttached
            else { throw WebFailure.notFound }
            return file
        }
    }
}

extension Attachment {
    /// Whether it belongs to a record, and its bytes are there.
    fileprivate var isAttached: Bool {
        if case .attached = state { return true }
        return false
    }
}
