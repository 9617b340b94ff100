// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("What is left over after a media consultation", .serialized)
struct LeftOverTests {
    private static let words = ["北门能不能接孩子", "北门口画一条等候线", "公交站往南移", "真好，谢谢大家"]

    /// A consultation that has ended beside a session that was concluded: of what was said three are suggestions.
    private struct Ended {
        let journey: Journey
        let live: MediaConsultation.ID
        let suggestions: [LiveComment.ID]
        let other: LiveComment.ID
    }

    private func end(_ village: Village) async throws -> Ended {
        let journey = try await village.carry(to: .inProgress)
        let live = try await village.openLive(beside: try #require(journey.session))
        let secretary = try await village.program(of: .secretary)
        var comments: [LiveComment.ID] = []
        for (place, words) in Self.words.enumerated() {
            let comment = try await village.comment(words, on: live, phone: "1381234000\(place)")
            comments.append(comment)
            for segment in place < 3 ? ["approval", "suggestion"] : ["approval"] {
                #expect(try await secretary.post("/desk/comments/\(comment)/\(segment)", [:]).status == 200)
            }
        }
        #expect(try await secretary.post("/desk/live/\(live)/closing", [:])["state"] == "closed")
        _ = try await village.carry(journey, from: .concluded, to: .concluded)
        return Ended(journey: journey, live: live, suggestions: Array(comments.prefix(3)), other: comments[3])
    }

    private func task(_ ended: Ended, _ village: Village) -> [(String, String)] {
        [
            ("topic", ended.journey.topic.id.text), ("unit", village.story.unit.id.text),
            ("officer", village.person(.officer).text), ("milestones", "2026-04-30 办完"),
        ]
    }

    @Test(
        "suggestions are ticked and become items of their own words, or part of one, and the secretary alone does it (BR-25)",
        arguments: EngineKind.allCases)
    func ticked(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let ended = try await end(village)
            let secretary = try await village.browser(of: .secretary)
            let (items, joining) = ("/desk/bulk/comments/items", "/desk/bulk/comments/joining")
            let desk = try await secretary.get("/desk/live/\(ended.live)").text
            let report = try await secretary.get("/desk/live/\(ended.live)/replay").text
            for way in [items, joining] {
                #expect(desk.contains("\(way)?group=\(ended.live)") && report.contains("\(way)?group=\(ended.live)"))
            }
            let convener = try await village.browser(of: .convener)
            #expect(
                try await !convener.get("/desk/live/\(ended.live)").text.contains(items), "items are the secretary's")
            for way in [items, joining] {
                for villager in [Villager.convener, .officer] {
                    #expect(try await village.browser(of: villager).get(way).status == 404)
                }
                let others = try await village.browser(of: .otherSecretary).get("\(way)?group=\(ended.live)")
                #expect(others.text.contains("没有可以这样办的") && !others.text.contains("北门"), "another room's")
            }

            let page = try await secretary.get("\(items)?group=\(ended.live)").text
            for (comment, words) in zip(ended.suggestions, Self.words) {
                #expect(page.contains("records.\(comment)") && page.contains("task.\(comment)") && page.contains(words))
            }
            #expect(!page.contains("records.\(ended.other)"), "what nobody marked is no suggestion")
            // Two at once, each with its own words; the second is put into the room's own.
            let written = try await secretary.fillIn(
                items, action: items,
                task(ended, village) + [
                    ("records.\(ended.suggestions[0])", "on"), ("task.\(ended.suggestions[0])", "开北门接送"),
                    ("records.\(ended.suggestions[1])", "on"), ("task.\(ended.suggestions[1])", "北门口画等候线"),
                ])
            #expect(written.status == 200 && written.text.contains("办好了2件"), "\(written.text)")
            let first = try await state(ended.suggestions[0], village)
            guard case .itemised(let item)? = first else {
                Issue.record("\(String(describing: first))")
                return
            }
            #expect(try await village.item(item)?.task.text.words == "开北门接送")
            #expect(try await village.session(try #require(ended.journey.session))?.items.count == 2)

            // What says the same joins one of them.
            let choice = try await secretary.get(joining).text
            #expect(choice.contains("公交站往南移") && !choice.contains("records.\(ended.suggestions[0])"))
            let joined = try await secretary.fillIn(
                joining, action: joining, [("item", item.text), ("records.\(ended.suggestions[2])", "on")])
            #expect(joined.status == 200 && joined.text.contains("办好了1件"), "\(joined.text)")
            #expect(try await state(ended.suggestions[2], village) == .itemised(item))
            let figures = try await village.program(of: .secretary).get("/desk/live/\(ended.live)").object["figures"]
            #expect((figures as? [String: Any])?["leftOver"] as? Int == 0)
            #expect(try await !secretary.get("/desk/live/\(ended.live)").text.contains(items), "nothing is left")
            #expect(try await secretary.get(items).text.contains("没有可以这样办的"))
            #expect(try await village.verify().isClean)
        }
    }

    @Test(
        "items that show who somebody is come back with all that was written, and are done with one consent (BR-41)",
        arguments: EngineKind.allCases)
    func consent(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let ended = try await end(village)
            let secretary = try await village.browser(of: .secretary)
            let items = "/desk/bulk/comments/items"
            #expect(try await secretary.get("\(items)?group=\(ended.live)").text.contains("name=\"consent\""))
            let shown = "给3号楼2单元502室装扶手"
            let written =
                task(ended, village) + [
                    ("records.\(ended.suggestions[0])", "on"), ("task.\(ended.suggestions[0])", shown),
                    ("records.\(ended.suggestions[1])", "on"), ("task.\(ended.suggestions[1])", "北门口画等候线"),
                ]
            let refused = try await secretary.fillIn(items, action: items, written)
            #expect(refused.status == 422 && refused.text.contains("要公开的话里有门牌"), "\(refused.text)")
            #expect(refused.text.contains(shown) && refused.text.contains("2026-04-30 办完"), "as it was written")
            #expect(try await state(ended.suggestions[1], village) == .suggestion, "nothing was done yet")
            let done = try await secretary.fillIn(items, action: items, written + [("consent", "3月5日本人签字同意")])
            #expect(done.status == 200 && done.text.contains("办好了2件"), "\(done.text)")

            let program = try await village.program(of: .secretary)
            var fields = Dictionary(uniqueKeysWithValues: task(ended, village)) as [String: Any]
            fields["records"] = [ended.suggestions[2].text]
            fields["task"] = shown
            let missing = try await program.post(items, fields)
            #expect(missing.status == 422 && missing["code"] == "consent_missing", "\(missing.text)")
            fields["consent"] = "3月5日本人签字同意"
            #expect(try await program.post(items, fields).object["done"] as? [String] == [ended.suggestions[2].text])
        }
    }

    @Test(
        "of several consultations one is chosen first, and nothing joins an item of another session",
        arguments: EngineKind.allCases)
    func several(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (first, second) = (try await end(village), try await end(village))
            let secretary = try await village.browser(of: .secretary)
            let items = "/desk/bulk/comments/items"
            let page = try await secretary.get(items).text
            #expect(page.contains("先在上面选一场") && !page.contains("records."))
            let one = try await secretary.get("\(items)?group=\(second.live)").text
            #expect(
                one.contains("records.\(second.suggestions[0])") && !one.contains("records.\(first.suggestions[0])"))
            #expect(try await secretary.get("\(items)?group=7K4M92QXH3TB0").text.contains("先在上面选一场"))

            let program = try await village.program(of: .secretary)
            var fields = Dictionary(uniqueKeysWithValues: task(first, village)) as [String: Any]
            fields["records"] = first.suggestions.prefix(1).map(\.text)
            fields["task"] = "开北门接送"
            let written = try await program.post(items, fields)
            #expect((written.object["done"] as? [String])?.count == 1, "\(written.text)")
            guard case .itemised(let item)? = try await state(first.suggestions[0], village) else {
                Issue.record("no item")
                return
            }
            let astray = try await program.post(
                "/desk/bulk/comments/joining", ["item": item.text, "records": second.suggestions.map(\.text)])
            #expect(astray.status == 422 && astray.text.contains("没有这件事项"), "\(astray.text)")
            #expect(try await state(second.suggestions[0], village) == .suggestion)
        }
    }

    @Test(
        "suggestions stand before what was published last; once the report stands nothing is offered any more",
        arguments: EngineKind.allCases)
    func columns(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let (program, secretary) = (
                try await village.program(of: .secretary), try await village.browser(of: .secretary)
            )
            var comments: [LiveComment.ID] = []
            for (place, words) in Self.words.prefix(3).enumerated() {
                comments.append(try await village.comment(words, on: live, phone: "1381234000\(place)"))
                #expect(try await program.post("/desk/comments/\(comments[place])/approval", [:]).status == 200)
            }
            #expect(try await program.post("/desk/comments/\(comments[0])/suggestion", [:]).status == 200)
            let (desk, marking) = ("/desk/live/\(live)/moderation", "/desk/bulk/comments/suggestion")
            let published = try await program.get(desk).object["published"] as? [[String: Any]]
            #expect(
                published?.compactMap { $0["id"] as? String } == [comments[0], comments[2], comments[1]].map(\.text))
            #expect(try await secretary.get(desk).text.contains("\(marking)?group=\(live)"))
            let many = try await secretary.get("\(marking)?group=\(live)").text
            #expect(many.contains("records.\(comments[1])") && !many.contains("records.\(comments[0])"))

            #expect(try await program.post("/desk/live/\(live)/closing", [:])["state"] == "closed")
            #expect(try await program.post("/desk/live/\(live)/report", ["words": "都看过了。"])["state"] == "reported")
            let after = try await secretary.get(desk).text
            #expect(after.contains("报告已经出了") && after.contains(Self.words[1]), "all of it can still be read")
            for act in ["记为建议", "排进备选", "不公开", "name=\"command\""] { #expect(!after.contains(act), "\(act)") }
            #expect(try await secretary.get(marking).text.contains("没有可以这样办的"))
            #expect(try await secretary.get("/desk/live/\(live)").text.contains("看留言"))
        }
    }

    @Test("what is sent when the window has closed is refused and not lost to whoever wrote it")
    func late() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            let live = try await village.openLive(beside: village.announceSession())
            let browser = try await village.residentBrowser("13812345678", next: "/live/\(live)")
            let action = "/live/\(live)/comments"
            let page = try await browser.get("/live/\(live)").text
            #expect(page.contains("data-stream-note hidden>"))
            let token = try await browser.token(on: "/live/\(live)", for: action)
            let closed = try await village.program(of: .convener).post("/desk/live/\(live)/closing", [:])
            #expect(closed["state"] == "closed")
            let late = try await browser.post(action, [("_token", token), ("words", "写了半天的话")])
            #expect(late.status == 422 && late.text.contains("现在不收留言"), "\(late.text)")
            #expect(late.text.contains("没有送到的话") && late.text.contains("写了半天的话"))
        }
    }

    private func state(_ id: LiveComment.ID, _ village: Village) async throws -> LiveComment.State? {
        let desk = CommentDesk(
            services: village.services, site: Site(tenant: village.story.county, practice: Village.practice))
        return try await village.services.engine.read { try desk.comment(id, in: $0)?.state }
    }
}
