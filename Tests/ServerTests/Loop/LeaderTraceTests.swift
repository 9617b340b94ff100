// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("A trace for a leader", .serialized)
struct LeaderTraceTests {
    @Test("a leader reads ten lines at most, with the claim beside the word, and the way to the whole")
    func short() async throws {
        try await Village.with(.sqlite) { village in
            let topic = try await village.carry(to: .closed).topic.id
            func steps(_ villager: Villager, _ query: String = "") async throws -> (count: Int, page: String) {
                let page = try await village.browser(of: villager).get("/desk/topics/\(topic)\(query)").text
                let trace = try #require(page.range(of: "<ol class=\"trace\">"))
                let end = try #require(page.range(of: "</ol>", range: trace.upperBound..<page.endIndex))
                return (String(page[trace.upperBound..<end.lowerBound]).occurrences(of: "<li"), page)
            }
            let leader = try await steps(.leader)
            #expect(leader.count <= 10)
            #expect(leader.page.contains("单位说：解决了；大家说：") && leader.page.contains("看全部轨迹"))
            #expect(leader.page.contains("签发协商成果") && leader.page.contains("1件事项"))
            let whole = try await steps(.leader, "?trace=whole")
            #expect(whole.count > 10 && !whole.page.contains("看全部轨迹"))
            let staff = try await steps(.secretary)
            #expect(staff.count == whole.count && staff.page.contains("class=\"doc\" href=\"/desk/lists/"))
        }
    }
}
