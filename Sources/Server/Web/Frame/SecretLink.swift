// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database

/// A link that asks one person one thing: 160 random bits, of which the database keeps the hash alone.
struct SecretLink: Sendable {
    let text: String
    let hash: [UInt8]

    /// A new one.
    init() {
        self.init(text: Base64URL.encode(Random.bytes(20)))
    }

    /// One that somebody opened; nil for what cannot be one.
    init?(_ text: String) {
        guard text.utf8.count == 27, Base64URL.decode(text)?.count == 20 else { return nil }
        self.init(text: text)
    }

    private init(text: String) {
        self.text = text
        hash = SHA256.digest(Array(text.utf8))
    }
}

/// What a secret link in an address opens, `token`. What cannot be a link is not found; a link that never was, has been spent or has
/// ended is not found either, and counts as a miss, so that links cannot be tried out.
extension Services {
    /// Reads what the link opens. `work` throws ``WebFailure/notFound`` where it opens nothing.
    func readByLink<Found: Sendable>(
        _ request: WebRequest, _ work: @escaping @Sendable (SecretLink, Transaction) throws -> Found
    ) async throws -> Found {
        try await countingMisses(of: request) { link in
            try await engine.read { try work(link, $0) }
        }
    }

    /// Does once what the link is for. It is looked up inside `work`, which throws ``WebFailure/notFound`` where it opens nothing, so that
    /// a repeated request gets its answer again after the link has been spent.
    func onceByLink(
        _ request: WebRequest, _ work: @escaping @Sendable (SecretLink, Transaction) throws -> WebResponse
    ) async throws -> WebResponse {
        try await countingMisses(of: request) { link in
            try await answered.once(request) { try work(link, $0) }
        }
    }

    private func countingMisses<Found: Sendable>(
        of request: WebRequest, _ open: (SecretLink) async throws -> Found
    ) async throws -> Found {
        try misses.check(request.client.address, at: request.now)
        guard let link = SecretLink(request.parameters["token"] ?? "") else { throw WebFailure.notFound }
        do {
            return try await open(link)
        } catch WebFailure.notFound {
            misses.countMiss(request.client.address, at: request.now)
            throw WebFailure.notFound
        }
    }
}
