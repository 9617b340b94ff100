// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes

/// Does a write once: the same key with the same body gets the first answer again, whatever the network did.
struct AnsweredRequests: Sendable {
    let services: Services
    static let keptMilliseconds: Int64 = 7 * 86_400_000

    /// The answer that was given to the same before: for a way on which something is asked ahead of the write that may say no to what
    /// was just done. `draft`: as for ``once(_:from:_:)``.
    func earlier(_ request: WebRequest, from draft: SentDraft? = nil) async throws -> WebResponse? {
        let note = try Note(request, from: draft, services)
        return try await services.engine.read { try note.earlier(in: $0) }
    }

    /// Under what the answer to a request is kept.
    private struct Note: Sendable {
        private let keyHash: [UInt8]
        private let bodyHash: [UInt8]
        private let store: AnsweredRequestStore
        private let services: Services

        init(_ request: WebRequest, from draft: SentDraft?, _ services: Services) throws {
            let key = try draft?.identity ?? request.idempotencyKey()
            keyHash = SHA256.digest(
                LengthPrefixed.join([Array(request.path.utf8), request.idempotencyScope, key]))
            // Under a key: a body may hold a phone and nothing else, and there are few enough of those to try all of them.
            bodyHash = services.keys.lookup.digest(
                Array("answered_request/".utf8) + (draft?.identity ?? request.bodyDigest))
            store = AnsweredRequestStore(tenant: request.site.tenant.id)
            self.services = services
        }

        func earlier(in transaction: Transaction) throws -> WebResponse? {
            guard let answered = try store.answered(keyHash, in: transaction) else { return nil }
            guard answered.bodyHash == bodyHash else { throw WebFailure.idempotencyKeyReused }
            return try WebResponse(stored: services.keys.sealing.open(answered.answer, context: keyHash))
                .adding(.idempotencyReplayed, "true")
        }

        func keep(_ response: WebResponse, at now: Instant, in transaction: Transaction) throws {
            let answer = services.keys.sealing.seal(response.stored, context: keyHash)
            try store.insert(keyHash, .init(bodyHash: bodyHash, answer: answer), at: now, in: transaction)
        }
    }

    /// Runs `work` in one transaction with the note of its answer. What throws is not noted, so it can be mended and
    /// sent again under the same key. What comes from a draft that the browser named is known by the draft.
    func once(
        _ request: WebRequest, from draft: SentDraft? = nil,
        _ work: @escaping @Sendable (Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        let note = try Note(request, from: draft, services)
        let earlier: @Sendable (Transaction) throws -> WebResponse? = { try note.earlier(in: $0) }
        let attempt: @Sendable (Transaction) throws -> WebResponse = { transaction in
            if let answer = try earlier(transaction) { return answer }
            let response = try work(transaction)
            try note.keep(response, at: request.now, in: transaction)
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
