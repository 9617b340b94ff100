// SPDX-License-Identifier: Apache-2.0

import Domain

/// Dates and times as people in China write them.
enum ChineseTime {
    private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]

    /// `3月4日（周三）`, with the year when it is not the one of `today`.
    static func day(_ day: Day, today: Day) -> String {
        "\(date(day, today: today))（周\(weekdays[day.weekday - 1])）"
    }

    /// `3月4日`, with the year when it is not the one of `today`.
    static func date(_ day: Day, today: Day) -> String {
        (day.year == today.year ? "" : "\(day.year)年") + "\(day.month)月\(day.dayOfMonth)日"
    }

    /// `2月26日（周四）20:14`.
    static func moment(_ instant: Instant, today: Day) -> String {
        let minutes = instant.millisecondsIntoDay / 60_000
        return "\(day(instant.day, today: today))\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
    }

    /// RFC 3339 with the offset of China, to the millisecond.
    static func rfc3339(_ instant: Instant) -> String {
        let milliseconds = instant.millisecondsIntoDay
        let seconds = milliseconds / 1000
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        return
            "\(instant.day)T\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60)).\(fraction)+08:00"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
