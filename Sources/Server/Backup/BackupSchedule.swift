// SPDX-License-Identifier: Apache-2.0

import Domain

/// When a backup is due: once a day at its time or as soon after that as a server is there, again after a failure, and
/// by one server alone.
struct BackupSchedule: Sendable {
    let minuteOfDay: Int

    /// A server that has not been heard of for so long is dead.
    static let silenceMilliseconds: Int64 = 2 * 60_000
    /// The last good archive may be so old before somebody is told: a day and the time that a backup takes.
    static let ageMilliseconds: Int64 = 26 * 3_600_000
    /// A server without a folder may run for so long before somebody is told: whoever sets it up is not done at once.
    static let unsetMilliseconds: Int64 = 60 * 60_000
    private static let firstWaitMilliseconds: Int64 = 10 * 60_000
    private static let waitMillisecondsMax: Int64 = 60 * 60_000

    /// What there is to do.
    enum Step: Hashable, Sendable {
        case nothing
        /// This attempt's server has died; it is to be noted before another is made.
        case bury(day: Day, attempt: Int)
        case take(day: Day, attempt: Int)
    }

    /// The day whose time came last.
    func day(at now: Instant) -> Day {
        now.millisecondsIntoDay >= Int64(minuteOfDay) * 60_000 ? now.day : now.day.advanced(by: -1)
    }

    /// `runs`: those of the last days, in any order.
    func step(_ runs: [BackupRun], at now: Instant) -> Step {
        if let open = runs.first(where: { $0.end == nil }) {
            let isSilent = now.milliseconds - open.aliveAt.milliseconds > Self.silenceMilliseconds
            return isSilent ? .bury(day: open.day, attempt: open.attempt) : .nothing
        }
        let day = day(at: now)
        let own = runs.filter { $0.day == day }.sorted { $0.attempt < $1.attempt }
        guard let last = own.last, let end = last.end else { return .take(day: day, attempt: 1) }
        switch end.outcome {
        case .good: return .nothing
        case .abandoned: return .take(day: day, attempt: last.attempt + 1)
        case .failed:
            let failures = own.count
            let wait = min(Self.firstWaitMilliseconds << Int64(min(failures - 1, 10)), Self.waitMillisecondsMax)
            let isTime = now.milliseconds - end.at.milliseconds >= wait
            return isTime ? .take(day: day, attempt: last.attempt + 1) : .nothing
        }
    }
}
