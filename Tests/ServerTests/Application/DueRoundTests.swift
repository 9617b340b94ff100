// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Logging
import TestSupport
import Testing

@testable import Server

@Suite("A round through what is due")
struct DueRoundTests {
    /// Whatever goes wrong with a record.
    private struct Trouble: Error {}

    @Test(
        "one record that cannot be dealt with is told to the log, and keeps no other from its turn",
        arguments: EngineKind.allCases)
    func others(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (story, services) = (village.story, village.services)
            let due = [story.waiting.id, story.asked.id, story.published.id]
            try await DueRound(services: services, complaint: "a topic cannot be looked at").go { site, _ in
                site.tenant.id == story.county.id ? due : []
            } act: { id, site, transaction in
                let store = TopicStore(tenant: site.tenant.id, contents: services.contents)
                guard try store.topic(id, in: transaction) != nil, id != due[1] else { throw Trouble() }
                services.log.notice("looked at \(id)")
            }
            let lines = village.log.lines
            let seen = due.map { id in lines.count { $0.contains("looked at \(id)") } }
            #expect(seen == [1, 0, 1])
            let troubles = lines.filter { $0.contains("a topic cannot be looked at") }
            #expect(troubles.count == 1 && troubles[0].contains(due[1].text))
        }
    }
}
