// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// How many codes one address and one browser ask for in an hour, so that nobody alone sends SMS to half a county or uses up
/// its day. Counts are this process's own and forget. Raising a topic needs no code: a hall of people is not refused.
final class CodeLimits: Sendable {
    private static let perDevice = 10
    private static let perAddressMin = 20
    private let counts = Mutex<(hour: Int64, byKey: [String: Int])>((0, [:]))

    /// Counts one more. An address has a tenth of the day's codes in an hour. Throws ``WebFailure/tooManyRequests(seconds:)``
    /// above a limit.
    func admit(
        tenant: Tenant.ID, budget: Int, client: WebRequest.Client, at now: Instant
    ) throws(WebFailure) {
        let limits =
            [("a\(tenant)/\(AddressGroup.of(client.address))", max(Self.perAddressMin, budget / 10))]
            + (client.device.map { [("d\(tenant)/\($0)", Self.perDevice)] } ?? [])
        let isOver = counts.withLock { counts in
            let hour = now.milliseconds / 3_600_000
            if counts.hour != hour { counts = (hour, [:]) }
            return limits.contains { key, limit in
                counts.byKey[key, default: 0] += 1
                return counts.byKey[key, default: 0] > limit
            }
        }
        if isOver { throw .tooManyRequests(seconds: Int(3600 - now.milliseconds / 1000 % 3600)) }
    }
}
