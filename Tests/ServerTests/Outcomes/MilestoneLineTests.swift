// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Server

@Suite("Milestones as people write them")
struct MilestoneLineTests {
    @Test(
        "the day is read as people write days",
        arguments: [
            "2026-12-10 划好标线", "2026年12月10日 划好标线", "2026年12月10日划好标线", "2026/12/10 划好标线", " 2026.12.10：划好标线",
        ])
    func days(_ line: String) throws {
        let read = try #require(MilestoneLine(line))
        #expect(read.day == Day(year: 2026, month: 12, day: 10) && read.text == "划好标线")
    }

    @Test(
        "what has no day, or nothing to be done, is not read",
        arguments: ["下个月 划好", "2026-12-10", "2026年12月10日", "2026-02-30 划好", "2026-12-101 划好", "26年12月10日 划好", ""])
    func others(_ line: String) {
        #expect(MilestoneLine(line) == nil)
    }
}
