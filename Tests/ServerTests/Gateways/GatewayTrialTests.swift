// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Trying whether a gateway takes a message", .serialized)
struct GatewayTrialTests {
    private static let path = "/desk/settings/trial"
    private static let sms = ["channel": "sms", "address": "13800005678"]

    @Test(
        "an SMS is taken or refused, and the page and the log say so without the number", arguments: EngineKind.allCases
    )
    func sms(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        let settings = ["sms-address": "http://127.0.0.1:\(line.port)/", "sms-token": "geheim"]
        try await Village.with(kind, settings: settings) { village in
            let program = try await village.program(of: .systemAdministrator)
            let sent = try await program.post(Self.path, Self.sms)
            #expect(sent.status == 200 && sent["result"] == "sent", "\(sent.text)")
            #expect(adapter.taken.map(\.phone) == ["13800005678"])
            #expect(adapter.taken.first?.text.contains(village.story.county.shortName) == true)

            adapter.answer { _, _ in 422 }
            let browser = try await village.browser(of: .systemAdministrator)
            let told = try await browser.fillIn(Self.path, action: Self.path, Array(Self.sms))
            #expect(told.status == 303, "\(told.text)")
            let page = try await browser.get(try #require(told.header("Location")))
            #expect(page.text.contains("拒收（422）") && !page.text.contains("13800005678"))
            adapter.answer { _, _ in 401 }
            let kept = try await program.post(Self.path, Self.sms)
            #expect(kept["result"] == "unavailable" && kept["reason"] == "answered 401")

            let log = try await village.program(of: .auditAdministrator).get("/desk/audit?subject=gateway_trial")
            #expect((log.object["items"] as? [Any])?.count == 6, "tried and ended, three times")
            let facts = try await village.services.engine.read {
                try $0.rows("SELECT facts FROM event WHERE subject_kind = 'gateway_trial'") { try $0.next(String.self) }
            }
            #expect(facts.allSatisfy { !$0.contains("13800005678") && !$0.contains("geheim") })
            #expect(village.log.lines.allSatisfy { !$0.contains("13800005678") })
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
        await line.close()
    }

    @Test("the same key sends once; the sixth in ten minutes waits", arguments: EngineKind.allCases)
    func limits(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        let settings = ["sms-address": "http://127.0.0.1:\(line.port)/", "sms-token": "geheim"]
        try await Village.with(kind, settings: settings) { village in
            let program = try await village.program(of: .systemAdministrator)
            let key = UUID().uuidString
            let first = try await program.post(Self.path, Self.sms, key: key)
            let again = try await program.post(Self.path, Self.sms, key: key)
            #expect(first["trial"] == again["trial"] && again["result"] == "sent")
            #expect(adapter.requests.count == 1)
            for _ in 1..<GatewayTrialStore.limit {
                #expect(try await program.post(Self.path, Self.sms).status == 200)
            }
            let over = try await program.post(Self.path, Self.sms)
            #expect(over.status == 429 && adapter.requests.count == GatewayTrialStore.limit)
            village.clock.move(minutes: 11)
            #expect(try await program.post(Self.path, Self.sms).status == 200)
        }
        await line.close()
    }

    @Test(
        "a trial whose answer nobody waited for ends by itself, and whoever comes back is told",
        arguments: EngineKind.allCases)
    func unanswered(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        let settings = ["sms-address": "http://127.0.0.1:\(line.port)/", "sms-token": "geheim"]
        try await Village.with(kind, settings: settings) { village in
            let (services, site, began) = (village.services, village.countySite, village.clock.now)
            let trial = Identifier<GatewayTrial>(services.ids.next())
            let actor = village.actor(.systemAdministrator)
            // The server stopped between the trial and its answer.
            try await services.engine.write {
                try services.eventLog.append(
                    GatewayTrial.tried(channel: "sms"), subject: trial.number, subjectVersion: 1,
                    .init(
                        tenant: site.tenant.id, actor: actor, role: .systemAdministrator, recordedAt: began), in: $0)
            }
            let watch = GatewayTrialWatch(services: services)
            let browser = try await village.browser(of: .systemAdministrator)
            village.clock.move(minutes: 4)
            try await watch.look()
            #expect(try await browser.get(Self.path).text.contains("还在发"))
            village.clock.move(minutes: 2)
            try await watch.look()
            try await watch.look()
            let page = try await browser.get(Self.path).text
            #expect(page.contains("上一次，") && page.contains("没有等到答复"))
            let kinds = try await services.engine.read {
                try $0.rows(
                    """
                    SELECT kind, actor_kind FROM event WHERE subject_kind = 'gateway_trial' AND subject = \(trial.number)
                    ORDER BY subject_version
                    """
                ) { [try $0.next(String.self), try $0.next(String.self)] }
            }
            #expect(kinds == [["tried", "staff"], ["ended", "system"]], "once")
            // An answer that comes later changes nothing any more.
            let (desk, now) = (GatewayTrialDesk(services: services, site: site), village.clock.now)
            try await services.engine.write {
                try desk.end(trial, as: .sent, reason: nil, by: actor, at: now, in: $0)
            }
            #expect(try await desk.outcome(of: trial).result == .unanswered)
            // The next trial is another, and what was answered stays so.
            let sent = try await village.program(of: .systemAdministrator).post(Self.path, Self.sms)
            #expect(sent["result"] == "sent")
            village.clock.move(minutes: 10)
            try await watch.look()
            let told = try await browser.get(Self.path).text
            #expect(told.contains("对方收下了") && !told.contains("没有等到答复"))
            village.clock.move(hours: 25)
            let later = try await village.browser(of: .systemAdministrator).get(Self.path)
            #expect(later.status == 200 && !later.text.contains("上一次，"))
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
        await line.close()
    }

    @Test("mail goes the same way; what is not set up, and what is no address, is told", arguments: EngineKind.allCases)
    func mail(_ kind: EngineKind) async throws {
        let server = FakeMailServer()
        let line = try await server.serve()
        let settings = ["mail-server": "smtp://127.0.0.1:\(line.port)", "mail-from": "notice@anlan.example"]
        try await Village.with(kind, settings: settings) { village in
            let program = try await village.program(of: .systemAdministrator)
            let sent = try await program.post(
                Self.path, ["channel": "mail", "address": "xitong@example.org"])
            #expect(sent["result"] == "sent" && server.mails.count == 1, "\(sent.text)")
            server.mood = .refusesRecipients
            let refused = try await program.post(
                Self.path, ["channel": "mail", "address": "xitong@example.org"])
            #expect(refused["result"] == "refused", "\(refused.text)")
            let absent = try await program.post(Self.path, Self.sms)
            #expect(absent.status == 409 && absent["code"] == "not_configured")
            let browser = try await village.browser(of: .systemAdministrator)
            let page = try await browser.fillIn(Self.path, action: Self.path, Array(Self.sms))
            #expect(page.status == 422 && page.text.contains("设置文件"))
            let wrong = [
                ["channel": "mail", "address": "13800005678"], ["channel": "sms", "address": "xitong@example.org"],
                ["channel": "mail", "address": "a@b.example\r\nBcc: c@d.example"], ["channel": "fax", "address": "1"],
                ["channel": "mail", "address": "http://127.0.0.1:1/"], ["channel": "sms"],
            ]
            for fields in wrong {
                #expect(try await program.post(Self.path, fields).status == 422, "\(fields)")
            }
            #expect(server.mails.count == 1 && adapterless(village))
            let stranger = try await village.program(of: .securityAdministrator).post(Self.path, Self.sms)
            #expect(stranger.status == 404)
            #expect(try await browser.get("\(Self.path)?trial=0000000000009").status == 404)
        }
        await line.close()
    }

    /// Whether the only way out is the one of the settings.
    private func adapterless(_ village: Village) -> Bool { village.services.gateways.channels == [.mail] }
}
