// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Makes ids: milliseconds since 2020 (41 bits), node (8), counter (14); 63 bits, positive, never the same twice.
///
/// They never go back: when the clock jumps back, or more than 16 384 are made in a millisecond, the last millisecond
/// used counts on. They never run ahead of what is reserved in the database either: when the clock jumps forward, they
/// count on below the mark until it is raised.
package final class IDGenerator: Sendable {
    /// 2020-01-01T00:00:00Z.
    static let epoch: Int64 = 1_577_836_800_000
    private static let counterMax: Int64 = 0x3FFF

    private struct Last {
        var node: Int64
        var millisecond: Int64
        var counter = counterMax
        var reserved = Int64.max
    }

    private let now: @Sendable () -> Int64
    private let last: Mutex<Last>

    /// `node`: 0–255, leased by one process at a time. `after`: the millisecond up to which none may be made any more.
    package init(node: Int, after highWater: Int64, now: @escaping @Sendable () -> Int64) {
        precondition((0...255).contains(node), "a node is a number from 0 to 255")
        self.now = now
        last = Mutex(Last(node: Int64(node), millisecond: max(highWater, Self.epoch)))
    }

    /// Goes on as another node, after the lease of the first was lost.
    package func move(to lease: NodeLease) {
        last.withLock {
            $0 = Last(
                node: Int64(lease.node), millisecond: max(lease.highWater, Self.epoch), reserved: lease.reserved)
        }
    }

    /// Follows the clock up to this millisecond only: the mark that ``NodeLease`` has set.
    package func reserve(upTo millisecond: Int64) {
        last.withLock { $0.reserved = millisecond }
    }

    /// The next id. The mark is passed in one case: when all 16 384 ids of each millisecond below it are used up, which
    /// takes a lease that is not renewed for long.
    package func next() -> Int64 {
        let clock = now()
        return last.withLock { last in
            let millisecond = min(clock, last.reserved)
            if millisecond > last.millisecond {
                last.millisecond = millisecond
                last.counter = 0
            } else if last.counter < Self.counterMax {
                last.counter += 1
            } else {
                last.millisecond += 1
                last.counter = 0
            }
            return (last.millisecond - Self.epoch) << 22 | last.node << 14 | last.counter
        }
    }

    /// The millisecond that an id was made of.
    package static func millisecond(of id: Int64) -> Int64 { (id >> 22) + epoch }

    /// The latest millisecond of which an id was made.
    package var highWater: Int64 { last.withLock { $0.millisecond } }
}
