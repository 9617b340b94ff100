// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The health of the installation", .serialized)
struct HealthTests {
    private static let names = Set(HealthItem.Name.allCases.map(\.rawValue))

    @Test("the page and the API tell the same, item by item", arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["backup-folder": NSTemporaryDirectory()]) { village in
            village.clock.move(hours: 2)
            let page = try await village.browser(of: .systemAdministrator).get("/desk/health")
            let answer = try await village.program(of: .systemAdministrator).get("/desk/health")
            #expect(page.status == 200 && answer.status == 200)
            let items = try items(answer)
            #expect(Set(items.keys) == Self.names)
            // What changes by itself from one moment to the next.
            let fleeting: Set<HealthItem.Name> = [.memory, .database, .dataDisk, .backupDisk]
            for name in HealthItem.Name.allCases where !fleeting.contains(name) {
                let words = try #require(items[name.rawValue]?.words)
                #expect(page.text.contains(words), "\(name): \(words)")
                #expect(page.text.contains(HealthWording.name(name)))
            }
            #expect(items["version"]?.words == Version.current)
            #expect(items["schema"]?.words == DatabaseSchema.migrations.last?.name)
            #expect(items["uptime"]?.number == 7200)
            #expect(items["uptime"]?.words == "2小时0分钟")
            #expect((items["database"]?.number ?? 0) > 100_000)
            #expect(items["database"]?.words.hasPrefix(kind == .sqlite ? "SQLite" : "PostgreSQL") == true)
            #expect((items["data_disk"]?.number ?? 0) > 0)
            #expect((items["memory"]?.number ?? 0) > 10_000_000)
            #expect(items["calendar"]?.number == 2026)
            #expect(page.text.contains("aria-current=\"page\""), "it has a place in the navigation")
        }
    }

    @Test("the settings are shown without anything secret, on the page as by the API", arguments: EngineKind.allCases)
    func settings(_ kind: EngineKind) async throws {
        let given = [
            "mail-server": "smtps://mail.example:465", "mail-from": "shangliang@example.org",
            "mail-user": "geheim-user",
            "mail-password": "geheim-password", "sms-address": "https://sms.example/send", "sms-token": "geheim-token",
            "backup-folder": NSTemporaryDirectory(), "backup-at": "03:05", "intake-limit": "321",
            "sign-in-limit": "80",
            "trusted-proxy": "10.0.0.0/8,127.0.0.1",
        ]
        try await Village.with(kind, settings: given) { village in
            let page = try await village.browser(of: .systemAdministrator).get("/desk/settings")
            let answer = try await village.program(of: .systemAdministrator).get("/desk/settings")
            let items = try #require(answer.object["items"] as? [[String: String]])
            let values = Dictionary(uniqueKeysWithValues: items.map { ($0["name"] ?? "", $0["value"] ?? "") })
            #expect(values["mail-server"] == "smtps://mail.example:465，发件人 shangliang@example.org")
            #expect(values["sms-address"] == "https://sms.example/send")
            #expect(values["backup-at"] == "每天 03:05，留14份")
            #expect(values["intake-limit"] == "一分钟321件" && values["trusted-proxy"] == "10.0.0.0/8，127.0.0.1")
            #expect(values["sign-in-limit"] == "同一地址15分钟80个账号")
            #expect(values["database"]?.hasPrefix(kind == .sqlite ? "SQLite" : "PostgreSQL，") == true)
            for value in values.values { #expect(page.text.contains(value), "\(value)") }
            for text in [page.text, answer.text] { #expect(!text.contains("geheim") && !text.contains("postgres:")) }
        }
    }

    @Test("what waits is counted in the own tenant alone", arguments: EngineKind.allCases)
    func waiting(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let before = try await items(village)
            #expect((before["letters"]?.number ?? 0) >= 4)
            #expect((before["events"]?.number ?? 0) > 5)
            #expect(before["events"]?.state == "ok", "just now")
            village.clock.move(minutes: 5)
            #expect(try await items(village)["events"]?.state == "soon")
            #expect(try await items(village)["letters"]?.state == "soon")
            village.clock.move(minutes: 60)
            let late = try await items(village)
            #expect(late["events"]?.state == "late" && late["letters"]?.state == "late")
            #expect(late["events"]?.advice?.isEmpty == false)
            try await village.seal()
            await village.deliverLetters()
            let after = try await items(village)
            #expect(after["events"]?.number == 0 && after["letters"]?.number == 0)
            #expect(after["events"]?.state == "ok" && after["events"]?.advice == nil)
        }
    }

    @Test("a backup and a verification are seen with their age", arguments: EngineKind.allCases)
    func ages(_ kind: EngineKind) async throws {
        try await Archives.with { archives in
            try await Village.with(kind, settings: ["backup-folder": archives.path("")]) { village in
                #expect(try await items(village)["backup"]?.words == "还没有做成过")
                await BackupDesk(services: village.services, isDemo: false).look()
                village.clock.move(hours: 3)
                let backup = try #require(try await items(village)["backup"])
                #expect(backup.number == 10_800 && backup.state == "ok")
                #expect(backup.words.contains("3小时0分钟前"))
                village.clock.move(hours: 24)
                #expect(try await items(village)["backup"]?.state == "late")

                #expect(try await items(village)["verification"]?.state == "soon")
                let data = village.services.settings.data
                let now = village.clock.now.milliseconds
                try LastVerification(at: now, isClean: true, events: 12).write(in: data)
                let verified = try #require(try await items(village)["verification"])
                #expect(verified.state == "ok" && verified.words.contains("12条事件，完好"))
                village.clock.move(hours: 8 * 24)
                #expect(try await items(village)["verification"]?.state == "soon")
                try LastVerification(at: now, isClean: false, events: 12).write(in: data)
                #expect(try await items(village)["verification"]?.state == "late")
                // All of the log was found well after that.
                await village.checkLog()
                let own = try #require(try await items(village)["verification"])
                #expect(own.state == "ok" && own.words.contains("从头核对"), "\(own.words)")
                try LastVerification(at: village.clock.now.milliseconds + 1, isClean: false, events: 12).write(in: data)
                #expect(try await items(village)["verification"]?.state == "late")
                try Data("{".utf8).write(to: URL(filePath: data + "/verified"))
                #expect(try await items(village)["verification"]?.state == "ok", "what is not understood is none")
            }
        }
    }

    @Test("a copy of the keys is known once they were taken out, and archives beside the data are a risk")
    func copies() async throws {
        try await Archives.with { archives in
            try await Village.with(.sqlite) { village in
                let settings = village.services.settings
                #expect(try await items(village)["key_copy"]?.state == "soon")
                try KeyCopy.note(settings.data + "/copy", settings)
                #expect(try await items(village)["key_copy"]?.state == "soon", "it would go with the data")
                try KeyCopy.note(archives.path("copy"), settings)
                let copy = try #require(try await items(village)["key_copy"])
                #expect(copy.state == "ok" && copy.words.contains("导出过"))
            }
        }
        let data = NSTemporaryDirectory()
        #expect(Machine.isSameDisk(data, data) && !Machine.isSameDisk(data, "/proc"))
        #expect(!Machine.isSameDisk(data, "/nowhere/at/all"))
    }

    @Test("it takes few statements", arguments: EngineKind.allCases)
    func cheap(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .systemAdministrator)
            _ = try await browser.get("/desk/health")
            let before = village.services.engine.counters.statements
            _ = try await browser.get("/desk/health")
            #expect(village.services.engine.counters.statements - before <= 22)
        }
    }

    private struct Item {
        let state: String
        let number: Int64?
        let words: String
        let advice: String?
    }

    private func items(_ village: Village) async throws -> [String: Item] {
        try items(try await village.program(of: .systemAdministrator).get("/desk/health"))
    }

    private func items(_ answer: WebAnswer) throws -> [String: Item] {
        let json = try #require(JSON(parsing: Array(answer.text.utf8)))
        guard case .array(let items) = json["items"] else { return [:] }
        func text(_ value: JSON?) -> String? {
            guard case .string(let text) = value else { return nil }
            return text
        }
        func number(_ value: JSON?) -> Int64? {
            guard case .integer(let number) = value else { return nil }
            return number
        }
        return Dictionary(
            items.map { item in
                (
                    text(item["name"]) ?? "",
                    Item(
                        state: text(item["state"]) ?? "", number: number(item["number"]),
                        words: text(item["words"]) ?? "", advice: text(item["advice"]))
                )
            }, uniquingKeysWith: { a, _ in a })
    }
}
