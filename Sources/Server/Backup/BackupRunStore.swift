// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The backups that servers took by themselves. They are the installation's, not a tenant's.
struct BackupRunStore: Sendable {
    private static let columns: SQL = "day, attempt, began_at, alive_at, ended_at, result, reason, bytes, row_count"

    /// How it stands with the backups.
    struct Standing: Sendable {
        let lastGood: BackupRun?
        /// The last attempt of all, whatever came of it.
        let last: BackupRun?
        /// Attempts since the last good one that failed.
        let failures: Int
        /// When the first attempt that is remembered began.
        let firstBeganAt: Instant?

        /// How old the last good one is, in milliseconds, counted from the moment whose state it holds.
        func age(at now: Instant) -> Int64? { lastGood.map { now.milliseconds - $0.beganAt.milliseconds } }

        /// What is to be told; nil when all is well. `watchedSince`: since when this server looks after the backups.
        func alarm(at now: Instant, watchedSince: Instant) -> BackupAlarm? {
            let since = (lastGood?.beganAt ?? firstBeganAt ?? watchedSince).milliseconds
            guard now.milliseconds - since <= BackupSchedule.ageMilliseconds else {
                return .late(hours: age(at: now).map { Int($0 / 3_600_000) })
            }
            return failures > 0 ? .failed : nil
        }

        /// The same for a server that has no folder: another one may have it, and watches over it then.
        func absence(at now: Instant, watchedSince: Instant) -> BackupAlarm? {
            guard now.milliseconds - watchedSince.milliseconds > BackupSchedule.unsetMilliseconds else { return nil }
            return isTakenSomewhere(at: now) ? nil : .unset
        }

        /// Whether a server, this one or another, has tried to take one of late.
        func isTakenSomewhere(at now: Instant) -> Bool {
            last.map { now.milliseconds - $0.beganAt.milliseconds <= BackupSchedule.ageMilliseconds } ?? false
        }
    }

    func standing(in transaction: Transaction) throws -> Standing {
        let lastGood = try transaction.first(
            """
            SELECT \(Self.columns) FROM backup_run WHERE result = 'good' ORDER BY day DESC, attempt DESC LIMIT 1
            """
        ) { try Self.run(&$0) }
        let since = lastGood?.beganAt.milliseconds ?? .min
        let failures = try transaction.first(
            "SELECT COUNT(*) FROM backup_run WHERE result = 'failed' AND began_at > \(since)"
        ) { try $0.next(Int.self) }
        let first = try transaction.first("SELECT began_at FROM backup_run ORDER BY day, attempt LIMIT 1") {
            Instant(milliseconds: try $0.next())
        }
        return Standing(
            lastGood: lastGood, last: try recent(1, in: transaction).first, failures: failures ?? 0,
            firstBeganAt: first)
    }

    /// The last attempts, latest first.
    func recent(_ limit: Int, in transaction: Transaction) throws -> [BackupRun] {
        try transaction.rows(
            "SELECT \(Self.columns) FROM backup_run ORDER BY day DESC, attempt DESC LIMIT \(limit)"
        ) { try Self.run(&$0) }
    }

    /// Begins an attempt. False when another server was quicker.
    func begin(_ day: Day, attempt: Int, at now: Instant, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO backup_run (day, attempt, file, began_at, alive_at)
            VALUES (\(day.description), \(attempt), \(BackupRun.file(day, attempt)), \(now.milliseconds),
                \(now.milliseconds))
            ON CONFLICT (day, attempt) DO NOTHING
            """) == 1
    }

    /// Notes that the attempt's server is still at it.
    func keepAlive(_ day: Day, attempt: Int, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE backup_run SET alive_at = \(now.milliseconds)
            WHERE day = \(day.description) AND attempt = \(attempt) AND ended_at IS NULL
            """)
    }

    /// Notes how an attempt ended. What was noted first stays.
    func end(
        _ day: Day, attempt: Int, _ outcome: BackupRun.Outcome, at now: Instant, in transaction: Transaction
    ) throws {
        let (result, reason, bytes, rows): (String, String?, Int?, Int?) =
            switch outcome {
            case .good(let bytes, let rows): ("good", nil, bytes, rows)
            case .failed(let reason): ("failed", reason, nil, nil)
            case .abandoned: ("abandoned", nil, nil, nil)
            }
        try transaction.execute(
            """
            UPDATE backup_run SET ended_at = \(now.milliseconds), result = \(result), reason = \(reason),
                bytes = \(bytes), row_count = \(rows)
            WHERE day = \(day.description) AND attempt = \(attempt) AND ended_at IS NULL
            """)
    }

    /// The good ones beyond the newest `keep` whose archive has not been deleted, oldest first.
    func surplus(keep: Int, in transaction: Transaction) throws -> [BackupRun] {
        try transaction.rows(
            """
            SELECT \(Self.columns) FROM backup_run WHERE result = 'good' AND removed_at IS NULL
            ORDER BY day DESC, attempt DESC
            """
        ) { try Self.run(&$0) }.dropFirst(keep).reversed()
    }

    func markRemoved(_ run: BackupRun, at now: Instant, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE backup_run SET removed_at = \(now.milliseconds)
            WHERE day = \(run.day.description) AND attempt = \(run.attempt)
            """)
    }

    /// Forgets attempts that began before `limit` and have left no archive; returns how many.
    func forget(before limit: Instant, in transaction: Transaction) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM backup_run
            WHERE began_at < \(limit.milliseconds) AND (removed_at IS NOT NULL OR result <> 'good')
            """)
    }

    private static func run(_ row: inout Row) throws -> BackupRun {
        guard let day = Day(try row.next(String.self)) else { throw DatabaseError.malformed("backup_run.day") }
        let attempt = try row.next(Int.self)
        let (began, alive) = (Instant(milliseconds: try row.next()), Instant(milliseconds: try row.next()))
        let ended = try row.next(Int64?.self)
        let (result, reason) = (try row.next(String?.self), try row.next(String?.self))
        let (bytes, rows) = (try row.next(Int?.self), try row.next(Int?.self))
        var end: BackupRun.End?
        if let ended, let result {
            let outcome: BackupRun.Outcome =
                switch result {
                case "good": .good(bytes: bytes ?? 0, rows: rows ?? 0)
                case "failed": .failed(reason: reason ?? "")
                case "abandoned": .abandoned
                default: throw DatabaseError.malformed("backup_run.result")
                }
            end = .init(at: Instant(milliseconds: ended), outcome: outcome)
        }
        return BackupRun(day: day, attempt: attempt, beganAt: began, aliveAt: alive, end: end)
    }
}
