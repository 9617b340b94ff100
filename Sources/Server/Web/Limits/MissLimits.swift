// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// Guesses at tracking codes: misses are limited per address, so that codes cannot be tried out. When very many miss,
/// whoever has missed in this minute is not listened to any more; whoever types a right code always is.
final class MissLimits: Sendable {
    private let perAddress = 30
    private let inAll = 3_000
    private let counts = Mutex<(minute: Int64, total: Int, byAddress: [String: Int])>((0, 0, [:]))

    /// Throws once this address has missed too often in this minute.
    func check(_ address: String, at now: Instant) throws(WebFailure) {
        let group = AddressGroup.of(address)
        let isOver = counts.withLock { counts in
            guard counts.minute == now.milliseconds / 60_000, let misses = counts.byAddress[group] else { return false }
            return misses > perAddress || counts.total > inAll
        }
        if isOver { throw .tooManyRequests(seconds: Int(60 - now.milliseconds / 1000 % 60)) }
    }

    func countMiss(_ address: String, at now: Instant) {
        counts.withLock { counts in
            let minute = now.milliseconds / 60_000
            if counts.minute != minute { counts = (minute, 0, [:]) }
            counts.total += 1
            counts.byAddress[AddressGroup.of(address), default: 0] += 1
        }
    }
}
