// SPDX-License-Identifier: Apache-2.0

/// A time of day as forms send it: `14:30`.
struct TimeOfDay: Hashable, Sendable {
    let minuteOfDay: Int

    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
            let hour = Int(String(decoding: parts[0], as: UTF8.self)), (0...23).contains(hour),
            let minute = Int(String(decoding: parts[1], as: UTF8.self)), (0...59).contains(minute)
        else { return nil }
        minuteOfDay = hour * 60 + minute
    }

    /// `minuteOfDay`: minutes after midnight.
    init(minuteOfDay: Int) {
        self.minuteOfDay = minuteOfDay
    }

    /// As forms send it and as people read it.
    var text: String { "\(minuteOfDay / 600)\(minuteOfDay / 60 % 10):\(minuteOfDay % 60 / 10)\(minuteOfDay % 10)" }
}
