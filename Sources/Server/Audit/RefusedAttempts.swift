// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// How often people were turned away since it was last written down: an account, a day, a kind and a number. Where the name is no
/// account's, all such names of a day are one number, and none of them is kept.
///
/// Counting touches no database: whoever tries by the thousand fills neither the log nor the disk, and the answer takes as long
/// whether there is such an account or not. What was not written down yet, ten seconds' worth, is lost when the machine dies.
final class RefusedAttempts: Sendable {
    /// Why somebody was turned away.
    enum Kind: String, CaseIterable, Sendable {
        /// A password or a code was wrong, or the account rested.
        case wrongPassword = "wrong_password"
        /// What was asked for is not for a role of this person, or for this token.
        case notAllowed = "not_allowed"
    }

    /// What is counted apart.
    struct Key: Hashable, Sendable, Comparable {
        let tenant: Tenant.ID
        let day: Day
        /// Nil for a name that no account has.
        let person: Person.ID?
        let kind: Kind

        /// Servers write in the same order, so that none waits for one that waits for it.
        static func < (a: Key, b: Key) -> Bool {
            (a.tenant.number, a.day, a.person?.number ?? 0, a.kind.rawValue)
                < (b.tenant.number, b.day, b.person?.number ?? 0, b.kind.rawValue)
        }
    }

    /// How often, and when for the last time.
    struct Count: Sendable {
        var times: Int
        var lastAt: Instant

        static func + (a: Count, b: Count) -> Count {
            Count(times: a.times + b.times, lastAt: max(a.lastAt, b.lastAt))
        }
    }

    private let counts = Mutex<[Key: Count]>([:])

    /// Counts one that was turned away.
    func count(_ kind: Kind, of person: Person.ID?, in tenant: Tenant.ID, at now: Instant) {
        let key = Key(tenant: tenant, day: now.day, person: person, kind: kind)
        let one = Count(times: 1, lastAt: now)
        counts.withLock { counts in counts[key] = counts[key].map { $0 + one } ?? one }
    }

    /// Gives out what was counted, and begins anew.
    func take() -> [Key: Count] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Takes back what could not be written down.
    func giveBack(_ taken: [Key: Count]) {
        counts.withLock { $0.merge(taken, uniquingKeysWith: +) }
    }
}
