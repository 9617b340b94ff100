// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What decides about somebody's matter asks back", .serialized)
struct AskingBackTests {
    @Test("on the record only what decides nothing is done at once")
    func immediate() {
        #expect(commands(TopicDesk.self).isSubset(of: [.release, .acknowledgeReturn]))
        #expect(commands(SessionDesk.self).isSubset(of: [.remind, .start, .askFloor]))
        #expect(commands(ItemDesk.self).isSubset(of: [.accept]))
        #expect(commands(UnmaskingDesk.self).isSubset(of: [.withdraw]))
        #expect(commands(SentimentDesk.self).isEmpty && commands(EnrolmentDesk.self).isEmpty)
        #expect(commands(LookBackDesk.self).isEmpty && commands(PersonalDataDesk.self).isEmpty)
    }

    private func commands<Desk: CaseDesk>(_ desk: Desk.Type) -> Set<Desk.Case.Command> {
        Set(Desk.acts.filter(\.isImmediate).map(\.command))
    }

    @Test("the page says on its button what the button that leads to it said")
    func label() async throws {
        try await Village.with(.sqlite) { village in
            let topic = village.story.waiting.id
            let county = village.story.county
            let (now, asked) = (village.clock.now, topic)
            let request = try await Commands.run(on: village.installation) {
                try $0.requestErasure(of: asked, at: now, practice: Village.practice, tenant: county)
            }
            let officer = try await village.browser(of: .privacyOfficer)
            let page = try await officer.get("/desk/erasures/\(request)/granting").text
            #expect(page.contains("<span>删除</span></button>") && !page.contains("照办"))
        }
    }

    @Test("the button leads to a page that says what follows; only that page sends it")
    func page() async throws {
        try await Village.with(.sqlite) { village in
            let journey = try await village.carry(to: .pooled)
            let record = "/desk/topics/\(journey.topic.id)"
            let convener = try await village.browser(of: .convener)
            let before = try await convener.get(record)
            #expect(
                before.formToken("\(record)/selection") == nil && before.text.contains("href=\"\(record)/selection\""))
            let page = try await convener.get("\(record)/selection")
            #expect(page.status == 200 && page.text.contains("选定后请委员去调研。") && page.text.contains("不办了，回去"))
            let done = try await convener.fillIn("\(record)/selection", action: "\(record)/selection", [])
            #expect(done.status == 303)
            #expect(try await village.topic(journey.topic.id)?.state.name == .selected)
        }
    }
}
