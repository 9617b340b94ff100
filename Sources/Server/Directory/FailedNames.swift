// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// Names that failed at the door, by address: whoever tries one password at many accounts locks none of them, and is not listened to
/// any more once so many have failed in a quarter of an hour.
///
/// Names are counted and not attempts, and whoever comes in after all is taken out, with names that this person mistyped on the same
/// device: a hall behind one address signs in and mistypes as often as it likes, as long as its people get in. Counts are this process's
/// own and forget: after a quarter of an hour, which is what an account rests too, and when there are too many to keep apart.
final class FailedNames: Sendable {
    private struct Counts {
        var quarter: Int64 = 0
        var kept = 0
        /// The names of each address, with the device on which each failed first; nil where it has no mark.
        var byAddress: [String: [Int: Int?]] = [:]
        /// Whose mistyped names were taken out already.
        var pardoned: Set<Person.ID> = []
    }

    private static let quarterMilliseconds: Int64 = 15 * 60_000
    /// How many names somebody may have mistyped: more in a quarter of an hour are a spray, which an own account does not wash.
    private static let slipsMax = 3
    private let namesMax: Int
    private let keptMax: Int
    private let counts = Mutex(Counts())

    /// `perAddress`: with so many names an address is not listened to. `keptMax`: how many are kept in all; one more, and all begin
    /// anew. Some megabytes.
    init(perAddress: Int, keptMax: Int = 200_000) {
        (namesMax, self.keptMax) = (perAddress, keptMax)
    }

    /// Throws ``WebFailure/tooManyNames(seconds:)`` once too many names have failed from this address.
    func check(_ address: String, at now: Instant) throws(WebFailure) {
        let group = AddressGroup.of(address)
        // A request may have begun in the quarter before: what was counted since holds for it as well.
        let end = counts.withLock { counts -> Int64? in
            let isOver = counts.quarter >= Self.quarter(now) && counts.byAddress[group]?.count ?? 0 >= namesMax
            return isOver ? (counts.quarter + 1) * Self.quarterMilliseconds : nil
        }
        if let end { throw .tooManyNames(seconds: Int((end - now.milliseconds + 999) / 1000)) }
    }

    /// Counts a name whose password was wrong, whether it is an account's or nobody's. `device`: the browser's mark, if it has one.
    func count(
        _ name: String, of tenant: Tenant.ID, from address: String, device: String? = nil, at now: Instant
    ) {
        let (group, key) = (AddressGroup.of(address), Self.key(name, tenant))
        counts.withLock { counts in
            // Never back: a slow request empties nothing.
            if Self.quarter(now) > counts.quarter { counts = Counts(quarter: Self.quarter(now)) }
            // No more are kept of an address than are needed to know that it is over.
            guard counts.byAddress[group].map({ $0.count < namesMax && $0[key] == nil }) ?? true else { return }
            if counts.kept >= keptMax { counts = Counts(quarter: counts.quarter) }
            counts.kept += 1
            counts.byAddress[group, default: [:]].updateValue(device?.hashValue, forKey: key)
        }
    }

    /// Takes out a name whose password was right after all, and up to three that failed from the same address on this device before:
    /// once for each person in a quarter of an hour.
    func forget(
        _ name: String, of tenant: Tenant.ID, from address: String, device: String? = nil, as person: Person.ID
    ) {
        let (group, key) = (AddressGroup.of(address), Self.key(name, tenant))
        counts.withLock { counts in
            guard var names = counts.byAddress[group] else { return }
            let before = names.count
            names.removeValue(forKey: key)
            if let mark = device?.hashValue, !counts.pardoned.contains(person) {
                let slips = names.filter { $0.value == mark }.keys.prefix(Self.slipsMax)
                for slip in slips { names.removeValue(forKey: slip) }
                if !slips.isEmpty { counts.pardoned.insert(person) }
            }
            counts.byAddress[group] = names.isEmpty ? nil : names
            counts.kept -= before - names.count
        }
    }

    private static func quarter(_ now: Instant) -> Int64 { now.milliseconds / quarterMilliseconds }

    /// Of a name that was typed nothing is kept but a number.
    private static func key(_ name: String, _ tenant: Tenant.ID) -> Int {
        var hasher = Hasher()
        hasher.combine(tenant)
        hasher.combine(name)
        return hasher.finalize()
    }
}
