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

/// What counts as one address: of IPv6 the first 64 bits, since a household has the others to choose from.
enum AddressGroup {
    static func of(_ address: String) -> String {
        guard let bytes = Network.bytes(of: address), bytes.count == 16 else { return address }
        return Base64URL.encode(Array(bytes.prefix(8)))
    }
}

extension Int {
    fileprivate func multipliedClamping(by factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}
