// SPDX-License-Identifier: Apache-2.0

import Domain

/// A check of a tenant's log that goes on beside everything else: who wanted it, how far it is, and what it found.
struct LogCheck: Sendable {
    typealias ID = Identifier<LogCheck>

    let id: ID
    /// The audit administrator who asked for it; nil where its time had come.
    let person: (id: Person.ID, name: String)?
    let beganAt: Instant
    /// Nil while it goes on.
    let endedAt: Instant?
    /// It began behind this position, where the last good one had ended; 0 for the whole log.
    let from: Int64
    /// How far the chain went when it began.
    let goal: Int64
    /// How far it is; once it has ended, what it found.
    let walk: LogWalk
    /// What it is compared with, and whether that was found; nil while it goes on.
    let head: ChainHead?
    let holdsHead: Bool?

    var isWhole: Bool { from == 0 }
    /// Nil while it goes on. A mail that does not fit says nothing of the log: it may have been copied wrong.
    var isGood: Bool? { endedAt.map { _ in walk.firstBad == nil } }

    /// The part done, in hundredths.
    var progress: Int64 {
        goal > from ? min(99, (walk.position - from) * 100 / (goal - from)) : 0
    }
}
