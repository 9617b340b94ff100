// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes

/// Does a write once: the same key with the same body gets the first answer again, whatever the network did.
struct AnsweredRequests: Sendable {
    let services: Services
    static let keptMilliseconds: Int64 = 7 * 86_400_000

    /// Runs `work` in one transaction with the note of its answer. What throws is not noted, so it can be mended and
    /// sent again under the same key. What comes from a draft that the browser named is known by the draft.
    func once(
        _ request: WebRequest, from draft: SentDraft? = nil,
        _ work: @escaping @Sendable (Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let key = try draft?.identity ?? request.idempotencyKey()
        let keyHash = SHA256.digest(
            LengthPrefixed.join([Array(request.path.utf8), request.idempotencyScope, key]))
        // Under a key: a body may hold a phone and nothing else, and there are few enough of those to try all of them.
        let bodyHash = services.keys.lookup.digest(
            Array("answered_request/".utf8) + (draft?.identity ?? request.bodyDigest))
        let store = AnsweredRequestStore(tenant: request.site.tenant.id)
        let sealing = services.keys.sealing
        let earlier: @Sendable (Transaction) throws -> WebResponse? = { transaction in
            guard let answered = try store.answered(keyHash, in: transaction) else { return nil }
            guard answered.bodyHash == bodyHash else { throw WebFailure.idempotencyKeyReused }
            return try WebResponse(stored: sealing.open(answered.answer, context: keyHash))
                .adding(.idempotencyReplayed, "true")
        }
        let attempt: @Sendable (Transaction) throws -> WebResponse = { transaction in
            if let answer = try earlier(transaction) { return answer }
            let response = try work(transaction)
            let answer = sealing.seal(response.stored, context: keyHash)
            try store.insert(keyHash, .init(bodyHash: bodyHash, answer: answer), at: request.now, in: transaction)
            return response
        }
        do {
            return try await services.engine.write(attempt)
        } catch DatabaseError.conflict {
            // Its double was faster by a hair, and now its answer is there; or somebody else was, and now the rule says so.
            return try await services.engine.write(attempt)
        } catch let error where !(error is DatabaseError) {
            // The same on PostgreSQL, where its double was done between the look for an answer and the look at the
            // record: the rule says no to what was just done, and the answer to it is there.
            guard let answer = try await services.engine.read(earlier) else { throw error }
            return answer
        }
    }
}

extension WebRequest {
    /// The key under which this write is done once: the form's nonce, or the header of the API.
    func idempotencyKey() throws(WebFailure) -> [UInt8] {
        if let formNonce { return formNonce }
        guard let key = head.headerFields[.idempotencyKey] else { throw .missingIdempotencyKey }
        guard (16...64).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw .malformedIdempotencyKey
        }
        return Array(key.utf8)
    }

    /// Whose key it is: two people's equal keys are two keys.
    fileprivate var idempotencyScope: [UInt8] {
        signedIn?.tokenHash ?? resident?.tokenHash ?? Array((formNonce == nil ? "anonymous" : "form").utf8)
    }
}

extension WebResponse {
    /// What is kept of an answer: enough to give it again.
    fileprivate var stored: [UInt8] {
        LengthPrefixed.join([
            Array(String(status.code).utf8), Array((headers[.location] ?? "").utf8),
            Array((headers[.contentType] ?? "").utf8), body,
        ])
    }

    fileprivate init(stored: [UInt8]) throws {
        let parts = LengthPrefixed.split(stored)
        guard parts.count == 4, let code = Int(String(decoding: parts[0], as: UTF8.self)) else {
            throw DatabaseError.malformed("answered_request.answer")
        }
        self.init(status: .init(code: code), headers: [.cacheControl: "no-store"], body: parts[3])
        if !parts[1].isEmpty { headers[.location] = String(decoding: parts[1], as: UTF8.self) }
        if !parts[2].isEmpty { headers[.contentType] = String(decoding: parts[2], as: UTF8.self) }
    }
}
