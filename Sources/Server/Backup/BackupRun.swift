// SPDX-License-Identifier: Apache-2.0

import Domain

/// One attempt of a server to take the backup of a day.
struct BackupRun: Hashable, Sendable {
    let day: Day
    /// From 1.
    let attempt: Int
    let beganAt: Instant
    /// When its server last said that it is still at it.
    let aliveAt: Instant
    let end: End?

    /// How it ended.
    struct End: Hashable, Sendable {
        let at: Instant
        let outcome: Outcome
    }

    enum Outcome: Hashable, Sendable {
        case good(bytes: Int, rows: Int)
        /// `reason`: in the system's words.
        case failed(reason: String)
        /// The server was stopped, or died, meanwhile.
        case abandoned
    }

    /// The archive's name in the backup folder.
    var file: String { Self.file(day, attempt) }

    /// As in `shangliang-2026-03-05.archive`; a later attempt has its number, so that none needs another's name.
    static func file(_ day: Day, _ attempt: Int) -> String {
        "shangliang-\(day)\(attempt == 1 ? "" : "-\(attempt)").archive"
    }

    var isGood: Bool {
        guard case .good = end?.outcome else { return false }
        return true
    }
}
