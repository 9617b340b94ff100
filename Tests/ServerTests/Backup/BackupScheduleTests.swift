// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Server

@Suite("When a backup is due")
struct BackupScheduleTests {
    private let schedule = BackupSchedule(minuteOfDay: 120)
    private static let day = Day(year: 2026, month: 3, day: 5)

    private func at(_ hour: Int, _ minute: Int = 0) -> Instant { Instant(Self.day, hour: hour, minute: minute) }

    private func run(
        _ attempt: Int, at began: Instant, _ outcome: BackupRun.Outcome?, minutes: Int64 = 1, day: Day = day
    ) -> BackupRun {
        let end = began.advanced(byMilliseconds: minutes * 60_000)
        return BackupRun(
            day: day, attempt: attempt, beganAt: began, aliveAt: began,
            end: outcome.map { .init(at: end, outcome: $0) })
    }

    private let good = BackupRun.Outcome.good(bytes: 1, rows: 1)
    private let failed = BackupRun.Outcome.failed(reason: "no space")

    @Test("at its time, or as soon after that as a server is there; once a day")
    func daily() {
        let yesterday = Self.day.advanced(by: -1)
        let before = [run(1, at: Instant(yesterday, hour: 2), good, day: yesterday)]
        #expect(schedule.step(before, at: at(1, 59)) == .nothing)
        #expect(schedule.step(before, at: at(2)) == .take(day: Self.day, attempt: 1))
        #expect(schedule.step(before, at: at(23)) == .take(day: Self.day, attempt: 1))
        #expect(schedule.step([], at: at(1)) == .take(day: yesterday, attempt: 1), "yesterday's time came last")
        let after = before + [run(1, at: at(2), good)]
        #expect(schedule.step(after, at: at(23, 59)) == .nothing)
        let next = Instant(Self.day.advanced(by: 1), hour: 2)
        #expect(schedule.step(after, at: next) == .take(day: Self.day.advanced(by: 1), attempt: 1))
    }

    @Test("after a failure again, ever later, at most an hour")
    func again() {
        var runs = [run(1, at: at(2), failed)]
        #expect(schedule.step(runs, at: at(2, 10)) == .nothing)
        #expect(schedule.step(runs, at: at(2, 11)) == .take(day: Self.day, attempt: 2))
        runs.append(run(2, at: at(2, 11), failed))
        #expect(schedule.step(runs, at: at(2, 31)) == .nothing)
        #expect(schedule.step(runs, at: at(2, 32)) == .take(day: Self.day, attempt: 3))
        for attempt in 3...20 { runs.append(run(attempt, at: at(3), failed)) }
        #expect(schedule.step(runs, at: at(4)) == .nothing)
        #expect(schedule.step(runs, at: at(4, 1)) == .take(day: Self.day, attempt: 21))
        runs.append(run(21, at: at(4, 1), good))
        #expect(schedule.step(runs, at: at(23)) == .nothing)
    }

    @Test("while one is at it nobody else begins; who falls silent is buried")
    func alone() {
        let runs = [run(1, at: at(2), nil)]
        #expect(schedule.step(runs, at: at(2, 2)) == .nothing)
        #expect(schedule.step(runs, at: at(2, 3)) == .bury(day: Self.day, attempt: 1))
        #expect(
            schedule.step([run(1, at: at(2), .abandoned)], at: at(2, 3)) == .take(day: Self.day, attempt: 2),
            "what was broken off begins anew at once")
    }

    @Test("a later attempt has a name of its own")
    func names() {
        #expect(BackupRun.file(Self.day, 1) == "shangliang-2026-03-05.archive")
        #expect(BackupRun.file(Self.day, 2) == "shangliang-2026-03-05-2.archive")
    }

    @Test("somebody is told after a failure, and when the last good one is more than 26 hours old")
    func alarm() {
        func alarm(_ last: BackupRun?, failures: Int = 0, at now: Instant) -> BackupAlarm? {
            BackupRunStore.Standing(
                lastGood: last, last: last, failures: failures, firstBeganAt: last?.beganAt
            ).alarm(at: now, watchedSince: at(2))
        }
        let last = run(1, at: at(2), good)
        let next = Self.day.advanced(by: 1)
        #expect(alarm(last, at: at(3)) == nil)
        #expect(alarm(last, at: Instant(next, hour: 4)) == nil)
        #expect(alarm(last, at: Instant(next, hour: 4, minute: 1)) == .late(hours: 26))
        #expect(alarm(last, failures: 1, at: at(3)) == .failed)
        #expect(alarm(nil, at: Instant(next, hour: 4)) == nil, "a server that has just begun to look has time")
        #expect(alarm(nil, at: Instant(next, hour: 4, minute: 1)) == .late(hours: nil))
    }
}
