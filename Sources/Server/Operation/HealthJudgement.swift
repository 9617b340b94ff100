// SPDX-License-Identifier: Apache-2.0

import Domain

/// From when on a figure is worth a look, and from when on somebody must act.
enum HealthJudgement {
    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000
    private static let gigabyte: Int64 = 1 << 30

    /// Soon below a tenth or two gigabytes, late below a fiftieth or half a gigabyte: SQLite needs room for its log.
    static func disk(_ disk: Machine.Disk) -> Lamp.State {
        if disk.free < max(disk.total / 50, gigabyte / 2) { return .overdue }
        return disk.free < max(disk.total / 10, 2 * gigabyte) ? .dueSoon : .onTrack
    }

    /// A photo of the largest size takes some hundred megabytes while it is decoded.
    static func memory(_ memory: Machine.Memory) -> Lamp.State {
        if memory.available < gigabyte / 8 { return .overdue }
        return memory.available < gigabyte / 2 ? .dueSoon : .onTrack
    }

    static func backup(_ facts: HealthFacts) -> Lamp.State {
        guard facts.takesBackups else {
            return facts.areBackupsElsewhere || facts.backups.isTakenSomewhere(at: facts.now) ? .dueSoon : .overdue
        }
        return facts.backups.alarm(at: facts.now, watchedSince: facts.openedAt) == nil ? .onTrack : .overdue
    }

    /// Letters are delivered about a second later; what waits for long has failed and is tried again ever more rarely.
    static func letters(_ waiting: HealthStore.Waiting, at now: Instant) -> Lamp.State {
        waited(since: waiting.oldestLetterAt, at: now, soon: 2 * minute, late: 60 * minute)
    }

    /// Events are sealed within about a second.
    static func events(_ waiting: HealthStore.Waiting, at now: Instant) -> Lamp.State {
        waited(since: waiting.oldestUnsealedAt, at: now, soon: minute, late: 10 * minute)
    }

    /// Done every night, by the server or on the command line; a week without is too long. What was found stands until all of the log was
    /// found well after it.
    static func verification(
        _ verification: LastVerification?, _ checks: LogCheckStore.Standing, at now: Instant
    ) -> Lamp.State {
        if isBad(verification, checks) || checks.lastEnded?.isGood == false { return .overdue }
        guard let last = [verification?.at, checks.lastEnded?.endedAt?.milliseconds].compactMap({ $0 }).max() else {
            return .dueSoon
        }
        return now.milliseconds - last > 7 * day ? .dueSoon : .onTrack
    }

    /// Whether the command line has found something, and nobody has found all of the log well since.
    static func isBad(_ verification: LastVerification?, _ checks: LogCheckStore.Standing) -> Bool {
        guard let verification, !verification.isClean else { return false }
        return checks.lastGoodWholeAt.map { $0.milliseconds <= verification.at } ?? true
    }

    /// The year of which a table is wanted: this one; the next from November on, when it is announced (BR-42).
    static func yearMissing(_ years: Set<Int>, today: Day) -> Int? {
        if !years.contains(today.year) { return today.year }
        return today.month >= 11 && !years.contains(today.year + 1) ? today.year + 1 : nil
    }

    /// Worth a look from four fifths on; with the last one gone nobody can sign in by phone until tomorrow.
    static func codes(_ codes: (sent: Int, budget: Int)) -> Lamp.State {
        guard codes.budget > 0 else { return .onTrack }
        if codes.sent >= codes.budget { return .overdue }
        return codes.sent * 5 >= codes.budget * 4 ? .dueSoon : .onTrack
    }

    private static func waited(since: Instant?, at now: Instant, soon: Int64, late: Int64) -> Lamp.State {
        guard let since else { return .onTrack }
        let waited = now.milliseconds - since.milliseconds
        if waited > late { return .overdue }
        return waited > soon ? .dueSoon : .onTrack
    }
}
