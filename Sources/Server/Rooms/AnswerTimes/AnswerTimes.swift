// SPDX-License-Identifier: Apache-2.0

/// How long those who raised something waited for the first answer, of all topics that came in within a year.
struct AnswerTimes: Sendable, Hashable, Codable {
    /// Of how many days of the year before today is spoken.
    static let days = 365

    /// How many were answered after so many days; 0 for the same day.
    private(set) var answered: [Int: Int] = [:]
    private(set) var unanswered = 0

    /// Counts topics; `days` is nil for those that nobody has answered.
    mutating func add(_ count: Int, after days: Int?) {
        if let days { answered[max(0, days), default: 0] += count } else { unanswered += count }
    }

    var answeredCount: Int { answered.values.reduce(0, +) }
    var received: Int { answeredCount + unanswered }

    /// The fewest days within which half of those that were answered had their answer; nil where none was.
    var medianDays: Int? {
        let half = (answeredCount + 1) / 2
        var count = 0
        return answered.keys.sorted().first { days in
            count += answered[days] ?? 0
            return half > 0 && count >= half
        }
    }

    /// How many were answered within so many days.
    func within(_ days: Int) -> Int { answered.filter { $0.key <= days }.values.reduce(0, +) }
}
