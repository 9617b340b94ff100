// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Demo
@testable import Server

@Suite("A county for practice beside a real one", .serialized)
struct TrainingCountyTests {
    private static let host = "yanlian.test"
    private static let show = ["gateways": "show"]

    @Test(
        "every page says so, nobody outside hears of it, and the real one is as before", arguments: EngineKind.allCases)
    func practice(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: Self.show) { village in
            let before = try await village.visitor().get("/topics")
            try await Self.play(on: village)
            #expect(try await village.visitor().get("/topics").body == before.body)
            #expect(!before.text.contains("演练"))
            let practice = village.visitor(host: Self.host)
            for path in ["/", "/topics", "/r/YANGXV01", "/r/YANGXV01/poster", "/sign-in", "/privacy"] {
                let page = try await practice.get(path)
                #expect(page.status == 200 && page.text.contains("<b>演练</b>"), "\(path)")
                #expect(page.text.contains("<meta name=\"robots\" content=\"noindex\">"), "\(path)")
            }
            let desk = try await practice.fillIn(
                "/sign-in", action: "/sign-in", [("name", "mishu"), ("password", "yanlian-yanlian")])
            #expect(desk.status == 303)
            #expect(try await practice.get("/desk/topics").text.contains("<b>演练</b>"))
            let topic = try await village.program(host: Self.host).post(
                "/topics", ["room": "YANGXV01", "text": "演练：路灯不亮", "phone": "13900000001"])
            #expect(topic.status == 201)
            let id = try #require(topic["id"])
            let done = try await practice.fillIn(
                "/desk/topics/\(id)/pool", action: "/desk/topics/\(id)/pool", [])
            #expect(done.status == 303)
            await village.sendMessages(.sms)
            #expect(village.shown.isEmpty)
            #expect(try await village.program().get("/topics/\(id)").status == 404, "nothing of it is the real one's")
        }
    }

    @Test("who practises as an administrator sees nothing of the machine, and is told of no backup")
    func administrators() async throws {
        let settings = ["intake-limit": "4321", "stream-hosts": "live.example.cn"]
        try await Village.with(.sqlite, settings: settings) { village in
            try await Self.play(on: village)
            village.clock.move(hours: 30)
            await BackupDesk(services: village.services, isDemo: false).look()
            await village.deliverLetters()
            let practice = village.visitor(host: Self.host)
            _ = try await practice.fillIn(
                "/sign-in", action: "/sign-in", [("name", "xitong"), ("password", "yanlian-yanlian")])
            let page = try await practice.get("/desk/settings")
            #expect(page.status == 200 && page.text.contains("演练里不显示"), "\(page.text)")
            #expect(!page.text.contains("4321") && !page.text.contains("live.example.cn"))
            #expect(!page.text.contains(village.services.settings.data))
            #expect(!(try await practice.get("/desk/notices").text.contains("备份")))
            let real = try await village.browser(of: .systemAdministrator)
            #expect(try await real.get("/desk/settings").text.contains("4321"))
            #expect(try await real.get("/desk/notices").text.contains("没有设自动备份"))
        }
    }

    @Test("it is laid out anew only when that is said, and never in a real one's place", arguments: EngineKind.allCases)
    func again(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await Self.play(on: village)
            let first = try await village.visitor(host: Self.host).get("/topics")
            await #expect(throws: TrainingCounty.Problem.alreadyThere) { try await Self.play(on: village) }
            await #expect(throws: TrainingCounty.Problem.hostTaken) {
                try await TrainingCounty(host: Village.countyHost, seed: 1)
                    .play(on: village.installation, password: "yanlian-yanlian", again: true)
            }
            try await Self.play(on: village, again: true)
            let second = try await village.visitor(host: Self.host).get("/topics")
            #expect(first.status == 200 && second.status == 200)
            #expect(first.text != second.text, "the topics are others")
            #expect(try await village.verify().isClean)
        }
    }

    private static func play(on village: Village, again: Bool = false) async throws {
        try await TrainingCounty(host: host, seed: 1)
            .play(on: village.installation, password: "yanlian-yanlian", again: again)
        // The server reads its tenants every ten seconds; here at once.
        _ = try await village.services.liveSites.reload(
            village.services.engine, village.services.pages, on: village.clock.now.day)
    }
}
