// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Server

@Suite("How figures of the health page are judged")
struct HealthJudgementTests {
    private static let gigabyte: Int64 = 1 << 30

    @Test(
        "a disk, by what is left of it",
        arguments: [
            (500, 100, Lamp.State.onTrack), (500, 51, .onTrack), (500, 49, .dueSoon), (500, 9, .overdue),
            (10, 3, .onTrack), (10, 1, .dueSoon), (100, 3, .dueSoon), (100, 1, .overdue), (1, 0, .overdue),
        ] as [(Int64, Int64, Lamp.State)])
    func disk(_ total: Int64, _ free: Int64, _ state: Lamp.State) {
        let disk = Machine.Disk(free: free * Self.gigabyte, total: total * Self.gigabyte)
        #expect(HealthJudgement.disk(disk) == state)
    }

    @Test("memory, by what is left on the machine")
    func memory() {
        func state(_ megabytes: Int64) -> Lamp.State {
            HealthJudgement.memory(.init(resident: 1, available: megabytes << 20, total: Self.gigabyte))
        }
        #expect([600, 512, 511, 128, 127].map(state) == [.onTrack, .onTrack, .dueSoon, .dueSoon, .overdue])
    }

    @Test("the next year's calendar is missed from November on")
    func calendar() {
        func missing(_ years: Set<Int>, _ month: Int, _ day: Int) -> Int? {
            HealthJudgement.yearMissing(years, today: Day(year: 2026, month: month, day: day))
        }
        #expect(missing([2025, 2026], 10, 31) == nil)
        #expect(missing([2025, 2026], 11, 1) == 2027)
        #expect(missing([2025, 2026, 2027], 12, 31) == nil)
        #expect(missing([2025], 3, 5) == 2026)
    }

    @Test("sizes and spans as people say them")
    func words() {
        #expect([0, 300 << 20, 1 << 30, 1536 << 20].map(HealthWording.size) == ["0 MB", "300 MB", "1.0 GB", "1.5 GB"])
        #expect(
            [0, 59, 60, 90, 1440, 1500, 4500].map { HealthWording.span($0 * 60_000) } == [
                "0分钟", "59分钟", "1小时0分钟", "1小时30分钟", "1天", "1天1小时", "3天3小时",
            ])
    }

    @Test("the page's first sentence says how much there is to do")
    func summary() {
        func item(_ state: Lamp.State) -> HealthItem { HealthItem(.events, "", state: state) }
        #expect(HealthWording.summary([item(.onTrack)]) == "一切正常。")
        #expect(HealthWording.summary([item(.onTrack), item(.dueSoon)]) == "没有要马上处理的，有1项请留意。")
        #expect(HealthWording.summary([item(.overdue), item(.dueSoon)]) == "有1项要处理，另有1项请留意。")
        #expect(HealthWording.summary([item(.overdue)]) == "有1项要处理。")
    }
}
