// SPDX-License-Identifier: Apache-2.0

import Domain
import NIOPosix

/// Encodes photos anew, two at a time: the largest take some hundred megabytes while they are decoded.
struct PhotoDesk: Sendable {
    private let threads: NIOThreadPool

    init() {
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
    }

    /// The photo as it is kept. Throws ``AttachmentRefusal``.
    func reencoded(_ bytes: [UInt8]) async throws -> [UInt8] {
        try await threads.runIfActive { try Photo.reencoded(bytes) }
    }

    func close() async {
        try? await threads.shutdownGracefully()
    }
}
