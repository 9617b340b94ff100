// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// How much comes in: above the soft limit a topic is held for a look, above ten times that it is refused for a minute.
///
/// A hall of people behind one address is not refused; a flood is. Counts are this process's own and forget.
final class IntakeLimits: Sendable {
    /// What to do with one more.
    enum Verdict: Sendable { case accept, hold, refuse(seconds: Int) }

    private let perMinute: Int
    private let counts = Mutex<(minute: Int64, byKey: [String: Int])>((0, [:]))

    /// `perMinute`: topics in a minute for a room and for an address; a device has a hundredth, a tenant ten times it.
    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    /// Counts one more topic and judges it.
    func admit(tenant: Tenant.ID, room: String, client: WebRequest.Client, at now: Instant) -> Verdict {
        let limits: [(String, Int)] =
            [
                ("t\(tenant)", perMinute.multipliedClamping(by: 10)),
                ("r\(tenant)\(room)", perMinute),
                ("a\(client.address)", perMinute),
            ] + (client.device.map { [("d\($0)", max(5, perMinute / 100))] } ?? [])
        return counts.withLock { counts in
            let minute = now.milliseconds / 60_000
            if counts.minute != minute { counts = (minute, [:]) }
            var verdict = Verdict.accept
            for (key, limit) in limits {
                let count = counts.byKey[key, default: 0] + 1
                counts.byKey[key] = count
                if count > limit.multipliedClamping(by: 10) {
                    return .refuse(seconds: Int(60 - now.milliseconds / 1000 % 60))
                }
                if count > limit { verdict = .hold }
            }
            return verdict
        }
    }
}

/// Guesses at tracking codes: misses are limited per address and in all, so that codes cannot be tried out.
final class MissLimits: Sendable {
    private let perAddress = 30
    private let inAll = 3_000
    private let counts = Mutex<(minute: Int64, total: Int, byAddress: [String: Int])>((0, 0, [:]))

    /// Throws once this address, or everybody together, has missed too often in this minute.
    func check(_ address: String, at now: Instant) throws(WebFailure) {
        let isOver = counts.withLock { counts in
            counts.minute == now.milliseconds / 60_000
                && (counts.total > inAll || counts.byAddress[address, default: 0] > perAddress)
        }
        if isOver { throw .tooManyRequests(seconds: Int(60 - now.milliseconds / 1000 % 60)) }
    }

    func countMiss(_ address: String, at now: Instant) {
        counts.withLock { counts in
            let minute = now.milliseconds / 60_000
            if counts.minute != minute { counts = (minute, 0, [:]) }
            counts.total += 1
            counts.byAddress[address, default: 0] += 1
        }
    }
}

extension Int {
    fileprivate func multipliedClamping(by factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
