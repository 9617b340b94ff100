// SPDX-License-Identifier: Apache-2.0

import Cryptography
import NIOPosix
import Synchronization

/// Hashes and checks passwords, two at a time: each takes 19 MiB and some tens of milliseconds.
///
/// So many wait as are served within a few seconds, and no more than a part of them from one address: a flood of
/// guesses neither piles up nor keeps everybody else out.
final class PasswordDesk: Sendable {
    private struct Line {
        var count = 0
        var byAddress: [String: Int] = [:]
    }

    private let threads: NIOThreadPool
    private let nobody: PasswordHash
    private let line = Mutex(Line())
    private let placesMax: Int
    private let placesPerAddressMax: Int

    /// `places`: how many may wait and be served at once; `perAddress`: how many of them for one address.
    init(places: Int = 100, perAddress: Int = 40) throws {
        placesMax = places
        placesPerAddressMax = perAddress
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        nobody = try PasswordHash.make(Base64URL.encode(Random.bytes(16)))
    }

    /// Whether the password is right; nil as hash takes as long and is never right, so that nobody learns who exists.
    /// `address`: whose places are used; nil for nobody's. `claim` runs beside the hashing and may say no as well; it is
    /// not asked when there is no place. Throws ``WebFailure/busy`` when too many wait.
    func verify(
        _ password: String, against hash: PasswordHash?, from address: String? = nil,
        claim: @escaping @Sendable () async throws -> Bool = { true }
    ) async throws -> Bool {
        let group = address.map(AddressGroup.of)
        guard enter(group) else { throw WebFailure.busy }
        defer { leave(group) }
        let expected = hash ?? nobody
        async let isClaimed = claim()
        let isRight = try await threads.runIfActive { expected.verify(password) }
        // Both are waited for, whichever says no.
        let mayPass = try await isClaimed
        return isRight && mayPass && hash != nil
    }

    /// Hashes a new password, in the same line as those that are checked. Throws ``WebFailure/busy``.
    func hash(_ password: String, from address: String) async throws -> PasswordHash {
        let group = AddressGroup.of(address)
        guard enter(group) else { throw WebFailure.busy }
        defer { leave(group) }
        return try await threads.runIfActive { try PasswordHash.make(password) }
    }

    private func enter(_ group: String?) -> Bool {
        line.withLock { line in
            guard line.count < placesMax else { return false }
            if let group {
                guard line.byAddress[group, default: 0] < placesPerAddressMax else { return false }
                line.byAddress[group, default: 0] += 1
            }
            line.count += 1
            return true
        }
    }

    private func leave(_ group: String?) {
        line.withLock { line in
            line.count -= 1
            guard let group, let count = line.byAddress[group] else { return }
            line.byAddress[group] = count > 1 ? count - 1 : nil
        }
    }

    func close() async {
        try? await threads.shutdownGracefully()
    }
}
