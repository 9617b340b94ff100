// SPDX-License-Identifier: Apache-2.0

import Domain

/// When a log is checked without anybody asking for it: every night what came since the last time, once a week all of it, and all of it every
/// night as long as something is wrong.
enum LogCheckSchedule {
    /// Four in the morning, by the clocks of China: after the backup.
    private static let hour = 4
    /// The whole log again after so many days.
    private static let wholeDays = 7
    /// A server that has just begun has other things to do.
    static let restMilliseconds: Int64 = 10 * 60_000

    /// What there is to do.
    enum Step: Hashable, Sendable {
        case nothing
        /// From the beginning.
        case whole
        /// From the end of the last good one.
        case rest
    }

    static func step(_ standing: LogCheckStore.Standing, at now: Instant, openedAt: Instant) -> Step {
        guard now.milliseconds - openedAt.milliseconds >= restMilliseconds else { return .nothing }
        let today = Instant(now.day, hour: hour)
        let due = now >= today ? today : Instant(now.day.advanced(by: -1), hour: hour)
        guard let latest = standing.latest else { return .whole }
        guard latest.endedAt != nil, latest.beganAt < due else { return .nothing }
        guard latest.isGood == true, let whole = standing.lastGoodWholeAt else { return .whole }
        return whole.day.advanced(by: wholeDays) <= now.day ? .whole : .rest
    }
}
