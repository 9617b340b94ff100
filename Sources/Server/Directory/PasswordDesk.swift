// SPDX-License-Identifier: Apache-2.0

import Cryptography
import NIOPosix

/// Hashes and checks passwords, two at a time: each takes 19 MiB and some tens of milliseconds.
struct PasswordDesk: Sendable {
    private let threads: NIOThreadPool
    private let nobody: PasswordHash

    init() throws {
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        nobody = try PasswordHash.make(Base64URL.encode(Random.bytes(16)))
    }

    /// Whether the password is right; nil as hash takes as long and is never right, so that nobody learns who exists.
    func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        let expected = hash ?? nobody
        return try await threads.runIfActive { expected.verify(password) } && hash != nil
    }

    func close() async {
        try? await threads.shutdownGracefully()
    }
}
