// SPDX-License-Identifier: Apache-2.0

import Domain

/// A room as those see it whose room it is.
struct RoomDeskRecord: Sendable {
    let code: RoomCode
    let listed: RoomStore.Listed
    /// The posts in which nobody near can act, whoever the register names.
    let vacancies: [Room.Vacancy]
    let today: Day
    let scans: [ScanStore.Line]
    let batches: [SlipStore.Counted]
    /// The members assigned to it, and what its convener was trained for.
    let members: [(name: String, level: Membership.Level)]
    let training: String?
    /// Where its topics came from.
    let sources: [Topic.Source: Int]
    let former: [RoomCodeStore.Former]
    /// Topics that came from other rooms or went to them, latest first.
    let passings: [TopicPassingStore.Line]
    /// What it plans to do this year.
    let plan: RoomPlanStore.Plan?
    /// The bodies that keep in touch with it.
    let counterparts: [String]
    let log: [EventStore.Entry<RoomCodeEvent>]

    /// Whether slips are out that could be spent.
    var hasGoodSlips: Bool {
        batches.contains { $0.batch.refusal(isUsed: $0.used >= $0.batch.count, on: today) == nil }
    }

    /// How often in the last so many days, today among them.
    func times(_ purpose: ScanPurpose, days: Int) -> Int {
        let since = today.advanced(by: 1 - days)
        return scans.filter { $0.purpose == purpose && $0.day >= since }.reduce(0) { $0 + $1.times }
    }

    /// How often somebody arrived, day by day, the oldest first.
    func arrivals(days: Int) -> [(day: Day, times: Int)] {
        let byDay = Dictionary(
            scans.filter { $0.purpose == .arrive }.map { ($0.day, $0.times) }, uniquingKeysWith: +)
        return (0..<days).map { index in
            let day = today.advanced(by: index + 1 - days)
            return (day, byDay[day] ?? 0)
        }
    }
}
