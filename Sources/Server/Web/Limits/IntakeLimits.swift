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

    /// Counts one more topic and judges it. What a device or an address sends above its own limit is not counted
    /// against the room and the tenant: one flood shuts nobody else out.
    func admit(tenant: Tenant.ID, room: String, client: WebRequest.Client, at now: Instant) -> Verdict {
        let own =
            [("a\(AddressGroup.of(client.address))", perMinute)]
            + (client.device.map { [("d\($0)", max(5, perMinute / 100))] } ?? [])
        let shared = [("r\(tenant)\(room)", perMinute), ("t\(tenant)", perMinute.multipliedClamping(by: 10))]
        return counts.withLock { counts in
            let minute = now.milliseconds / 60_000
            if counts.minute != minute { counts = (minute, [:]) }
            let verdict = Self.judge(own, &counts.byKey, at: now)
            guard case .accept = verdict else { return verdict }
            return Self.judge(shared, &counts.byKey, at: now)
        }
    }

    /// Counts one more of what cannot wait for a look as a topic can. Throws ``WebFailure/tooManyRequests(seconds:)`` from
    /// the soft limit on.
    func require(tenant: Tenant.ID, room: String, client: WebRequest.Client, at now: Instant) throws(WebFailure) {
        switch admit(tenant: tenant, room: room, client: client, at: now) {
        case .accept: break
        case .hold: throw .tooManyRequests(seconds: 60)
        case .refuse(let seconds): throw .tooManyRequests(seconds: seconds)
        }
    }

    private static func judge(_ limits: [(String, Int)], _ counts: inout [String: Int], at now: Instant) -> Verdict {
        var verdict = Verdict.accept
        for (key, limit) in limits {
            let count = counts[key, default: 0] + 1
            counts[key] = count
            if count > limit.multipliedClamping(by: 10) {
                return .refuse(seconds: Int(60 - now.milliseconds / 1000 % 60))
            }
            if count > limit { verdict = .hold }
        }
        return verdict
    }
}

extension Int {
    fileprivate func multipliedClamping(by factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
