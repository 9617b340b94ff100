// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Synchronization

/// How often rooms' pages were opened since it was last written down: a room, a day, a purpose and a number. Nothing of
/// who, so there is nothing to follow anybody by; one person who comes twice counts twice.
///
/// Counting touches no database, so that a hall that scans at once waits for nothing. What was not written down yet,
/// two seconds' worth, is lost when the machine dies.
final class ScanCounts: Sendable {
    /// What is counted apart.
    struct Key: Hashable, Sendable, Comparable {
        let tenant: Tenant.ID
        let room: Room.ID
        let day: Day
        let purpose: ScanPurpose
        /// The token by which somebody arrived, where it is one that was replaced: that is counted by itself.
        var former: Room.Token?

        /// Servers write in the same order, so that none waits for one that waits for it.
        static func < (a: Key, b: Key) -> Bool {
            (a.tenant.number, a.room.number, a.day, a.purpose, a.former?.text ?? "")
                < (b.tenant.number, b.room.number, b.day, b.purpose, b.former?.text ?? "")
        }
    }

    private let counts = Mutex<[Key: Int]>([:])

    /// Counts one opening. Arriving counts when it is from outside: by the printed code, or with the address typed. `former`: the
    /// token in the address, where it was replaced.
    func count(
        _ purpose: ScanPurpose, in room: Room.ID, byFormer former: Room.Token? = nil, _ request: WebRequest
    ) {
        let fields = request.head.headerFields
        guard fields[.secPurpose] == nil else { return }
        if purpose == .arrive, fields[.secFetchSite] == "same-origin" { return }
        let key = Key(
            tenant: request.site.tenant.id, room: room, day: request.now.day, purpose: purpose, former: former)
        counts.withLock { $0[key, default: 0] += 1 }
    }

    /// Gives out what was counted, and begins anew.
    func take() -> [Key: Int] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Takes back what could not be written down.
    func giveBack(_ taken: [Key: Int]) {
        counts.withLock { $0.merge(taken, uniquingKeysWith: +) }
    }
}
