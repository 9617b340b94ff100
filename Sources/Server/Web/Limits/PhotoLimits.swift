// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// Photos of people without an account: how many come in an hour from one address and from one device. Whoever sends more
/// gives way first when much waits, so that one flood shuts nobody else out. Counts are this process's own and forget: within an
/// hour when there are too many senders to keep apart.
final class PhotoLimits: Sendable {
    private let perAddress: Int
    private let perDevice: Int
    private let sendersMax: Int
    private let counts = Mutex<(hour: Int64, byKey: [String: Int])>((0, [:]))

    /// `sendersMax`: how many addresses and devices are kept apart at once; one more, and all begin anew. Some megabytes.
    init(
        perAddress: Int = Attachment.Limits.photosPerAddressHour,
        perDevice: Int = Attachment.Limits.photosPerDeviceHour, sendersMax: Int = 50_000
    ) {
        (self.perAddress, self.perDevice, self.sendersMax) = (perAddress, perDevice, sendersMax)
    }

    /// Counts one more photo, and says whether that is within what its sender may send. Of an address that sends more, devices are
    /// not counted: whoever makes them up fills no memory with them.
    func isWithin(_ client: WebRequest.Client, at now: Instant) -> Bool {
        let limits =
            [("a\(AddressGroup.of(client.address))", perAddress)]
            + (client.device.map { [("d\($0)", perDevice)] } ?? [])
        return counts.withLock { counts in
            let hour = now.milliseconds / 3_600_000
            if counts.hour != hour { counts = (hour, [:]) }
            for (key, limit) in limits {
                let count = counts.byKey[key, default: 0] + 1
                if count == 1, counts.byKey.count >= sendersMax { counts.byKey = [:] }
                counts.byKey[key] = count
                if count > limit { return false }
            }
            return true
        }
    }
}
