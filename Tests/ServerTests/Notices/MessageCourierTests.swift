// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Messages on their way out", .serialized)
struct MessageCourierTests {
    private static func mailSettings(_ line: LineServer) -> [String: String] {
        ["mail-server": "smtp://127.0.0.1:\(line.port)", "mail-from": "notice@anlan.example"]
    }

    private static func smsSettings(_ line: LineServer) -> [String: String] {
        ["sms-address": "http://127.0.0.1:\(line.port)/", "sms-token": "geheim"]
    }

    @Test("without a way out it waits to be told: a service that ends takes the server with it")
    func idle() async throws {
        try await Village.with(.sqlite) { village in
            #expect(village.services.gateways.channels.isEmpty)
            let courier = MessageCourier(services: village.services, gateways: village.services.gateways)
            let hasEnded = await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try? await courier.run()
                    return true
                }
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(200))
                    return false
                }
                let first = await group.next()
                group.cancelAll()
                return first
            }
            #expect(hasEnded == false)
        }
    }

    @Test("a gateway down for a day loses nothing and doubles nothing", arguments: EngineKind.allCases)
    func downForADay(_ kind: EngineKind) async throws {
        let server = FakeMailServer()
        let line = try await server.serve()
        try await Village.with(kind, settings: Self.mailSettings(line)) { village in
            server.mood = .down
            for number in 0..<6 { try await village.write(to: Village.mail, .mail, key: "k\(number)") }
            for _ in 0..<(24 * 6) {
                await village.sendMessages(.mail)
                village.clock.move(minutes: 10)
            }
            #expect(server.mails.isEmpty)
            #expect(server.connections > 6 * 20, "it was tried every hour: \(server.connections)")
            #expect(server.connections < 6 * 40, "and not much oftener: \(server.connections)")
            server.mood = .takes
            for _ in 0..<7 {
                await village.sendMessages(.mail)
                village.clock.move(minutes: 10)
            }
            let keys = server.heads("Message-ID")
            #expect(keys.count == 6 && Set(keys).count == 6)
            let counts = try await village.messageCounts()
            #expect(counts == (waiting: 0, delivered: 6, givenUp: 0, legible: 0))
        }
        await line.close()
    }

    @Test("two couriers over one database send each message once", arguments: EngineKind.allCases)
    func twoCouriers(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        try await Village.with(kind, settings: Self.smsSettings(line)) { village in
            for number in 0..<40 { try await village.write(key: "k\(number)") }
            await withTaskGroup { group in
                for _ in 0..<4 { group.addTask { await village.sendMessages(.sms) } }
            }
            #expect(adapter.requests.count == 40)
            #expect(Set(adapter.requests.map(\.id)).count == 40)
            #expect(try await village.messageCounts().delivered == 40)
        }
        await line.close()
    }

    @Test("a server that died after taking a message is followed by another", arguments: EngineKind.allCases)
    func lease(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        try await Village.with(kind, settings: Self.smsSettings(line)) { village in
            try await village.write(key: "k")
            #expect(try await village.claimAndForget(.sms) == 1)
            await village.sendMessages(.sms)
            village.clock.move(milliseconds: MessageStore.leaseMilliseconds - 1)
            await village.sendMessages(.sms)
            #expect(adapter.requests.isEmpty, "somebody may still be at it")
            village.clock.move(milliseconds: 1)
            await village.sendMessages(.sms)
            #expect(adapter.requests.count == 1)
        }
        await line.close()
    }

    @Test(
        "an answer that was lost on the way makes a second try under the same key, and the adapter knows it",
        arguments: EngineKind.allCases)
    func lostAnswer(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        try await Village.with(kind, settings: Self.smsSettings(line)) { village in
            adapter.answer { _, isKnown in isKnown ? 409 : nil }
            try await village.write(key: "k")
            await village.sendMessages(.sms)
            village.clock.move(minutes: 1)
            await village.sendMessages(.sms)
            #expect(adapter.requests.count == 2 && adapter.taken.count == 1)
            #expect(Set(adapter.requests.map(\.id)).count == 1)
            #expect(try await village.messageCounts() == (waiting: 0, delivered: 1, givenUp: 0, legible: 0))
        }
        await line.close()
    }

    @Test("a mail whose taking was not heard is sent again with the same bytes", arguments: EngineKind.allCases)
    func sameBytes(_ kind: EngineKind) async throws {
        let server = FakeMailServer()
        let line = try await server.serve()
        try await Village.with(kind, settings: Self.mailSettings(line)) { village in
            server.mood = .forgetsToAnswer
            try await village.write(to: Village.mail, .mail, key: "k")
            await village.sendMessages(.mail)
            server.mood = .takes
            village.clock.move(minutes: 1)
            await village.sendMessages(.mail)
            #expect(server.mails.count == 2)
            #expect(Set(server.mails).count == 1, "the mailbox can tell a double by its Message-ID")
        }
        await line.close()
    }

    @Test("a message that is refused is given up, and one that waits holds up no other", arguments: EngineKind.allCases)
    func badOnes(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        try await Village.with(kind, settings: Self.smsSettings(line)) { village in
            adapter.answer { phone, _ in phone.hasSuffix("1") ? 422 : phone.hasSuffix("2") ? 503 : 200 }
            for number in 0..<20 {
                try await village.write(to: "138000000\(number / 10)\(number % 10)", key: "k\(number)")
            }
            await village.sendMessages(.sms)
            #expect(try await village.messageCounts() == (waiting: 2, delivered: 16, givenUp: 2, legible: 2))
            let figures = try await village.client.send("GET", "/metrics").text
            #expect(figures.contains("\nshangliang_messages_waiting 2\n"))
            #expect(figures.contains("\nshangliang_messages_given_up 2\n"))
            let log = village.log.lines.joined(separator: "\n")
            #expect(log.contains("refused") && !log.contains("13800000") && !log.contains("验证码"))
        }
        await line.close()
    }

    @Test("what is of no use any more is not sent, and after a week all is given up", arguments: EngineKind.allCases)
    func expiry(_ kind: EngineKind) async throws {
        let adapter = FakeSMSAdapter()
        let line = try await adapter.serve()
        try await Village.with(kind, settings: Self.smsSettings(line)) { village in
            try await village.write(key: "code", expiresAt: village.clock.now.advanced(byMilliseconds: 300_000))
            try await village.write(key: "notice")
            try await village.write(to: Village.mail, .mail, key: "a channel without a gateway")
            adapter.answer { _, _ in 503 }
            await village.sendMessages(.sms)
            village.clock.move(minutes: 6)
            adapter.answer { _, _ in 200 }
            await village.sendMessages(.sms)
            #expect(adapter.taken.count == 1)
            #expect(try await village.messageCounts() == (waiting: 1, delivered: 1, givenUp: 1, legible: 1))
            village.clock.move(hours: 7 * 24)
            try await Housekeeping.forget(village.services)
            #expect(try await village.messageCounts() == (waiting: 0, delivered: 1, givenUp: 2, legible: 0))
            village.clock.move(hours: 180 * 24)
            await RetentionDesk.runAll(village.services)
            #expect(try await village.messageCounts() == (waiting: 0, delivered: 0, givenUp: 0, legible: 0))
        }
        await line.close()
    }

    @Test("what is written twice under one key is there once, also when it was sent", arguments: EngineKind.allCases)
    func keys(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let first = try await village.write(key: "k")
            let second = try await village.write(key: "k")
            await village.sendMessages(.sms)
            let third = try await village.write(key: "k")
            await village.sendMessages(.sms)
            #expect([first, second, third] == [true, false, false])
            #expect(village.shown.count == 1)
        }
    }

    @Test("no row holds an address or a word that can be read", arguments: EngineKind.allCases)
    func sealed(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            try await village.write(key: "k")
            try await village.reach(.secretary, at: Village.phone, .sms, .each)
            try await village.reach(.leader, at: Village.mail, .mail, nil)
            let cells = try await village.services.engine.read { transaction in
                try transaction.rows("SELECT address, title, text FROM message") { row in
                    [try row.next([UInt8].self), try row.next([UInt8].self), try row.next([UInt8].self)]
                }.flatMap { $0 }
                    + transaction.rows("SELECT address, address_hash FROM contact_point") { row in
                        [try row.next([UInt8].self), try row.next([UInt8].self)]
                    }.flatMap { $0 }
            }
            #expect(cells.count == 7)
            for secret in ["13812345678", "5678", "linxiaohe", "验证码", "确认"] {
                #expect(!cells.contains { Self.holds($0, Array(secret.utf8)) }, "\(secret)")
            }
            let store = ContactStore(tenant: village.story.county.id, keys: village.services.keys)
            let people = try await village.services.engine.read { transaction in
                try ContactAddress("138 1234 5678", on: .sms).map { try store.people(at: $0, in: transaction) }
            }
            #expect(people == [village.story.staff[.secretary]?.id].compactMap { $0 })
        }
    }

    private static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: part) }
    }

    @Test("the messages that were not sent are shown on the machine itself, and only where the settings say so")
    func shown() async throws {
        try await Village.with(.sqlite, settings: ["gateways": "show"]) { village in
            try await village.write(text: "<b>验证码</b>\n第二行", key: "k")
            await village.sendMessages(.sms)
            let page = try await village.visitor().get("/dev/messages")
            #expect(page.status == 200)
            #expect(page.text.contains("&lt;b&gt;验证码") && page.text.contains(Village.phone))
            let forwarded = try await village.visitor().get(
                "/dev/messages", headers: [("X-Forwarded-For", "203.0.113.9")])
            #expect(forwarded.status == 404)
        }
        try await Village.with(.sqlite) { village in
            let page = try await village.visitor().get("/dev/messages")
            #expect(page.status == 404)
        }
    }
}
