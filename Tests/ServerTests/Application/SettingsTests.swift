// SPDX-License-Identifier: Apache-2.0

import Configuration
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Server

@Suite("Settings")
struct SettingsTests {
    private func settings(_ texts: [String: String]) throws -> Settings {
        try Settings(ConfigReader(provider: SettingsText(texts).provider))
    }

    @Test("what is not said has its usual value")
    func defaults() throws {
        let settings = try settings(["data": "/tmp/x"])
        #expect(settings.address == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.database == nil)
        #expect(settings.baseURL == "http://127.0.0.1:8080")
        #expect(!settings.isSecure)
        #expect(settings.intakeLimit == 600 && settings.signInLimit == 50)
        #expect(settings.trustedProxies.client(peer: "127.0.0.1", forwardedFor: "1.2.3.4") == "127.0.0.1")
    }

    @Test("a name that was mistyped in the file is told, and the handbook names every one")
    func names() throws {
        let reader = ConfigReader(provider: SettingsText(["data": "/tmp/x", "port": "eighty"]).provider)
        let mistakes = try #require(throws: Settings.Mistakes.self) {
            try Settings(reader, fileNames: ["data", "backup-fodler", "port", "Data"])
        }
        #expect(mistakes.sentences.count == 3 && mistakes.description.contains("“backup-fodler”"))
        #expect(mistakes.description.contains("“Data”") && mistakes.description.contains("port must"))
        let (handbook, shipped) = (
            try Repository.text("docs/operations.md"), try Repository.text("Packaging/settings.json")
        )
        for name in Settings.names {
            #expect(handbook.contains("`\(name)`") || handbook.contains("`--\(name) "), "\(name)")
        }
        for match in shipped.matches(of: /"([a-z-]+)":/) {
            #expect(Settings.names.contains(String(match.output.1)), "\(match.output.1)")
        }
        let code = try ["Application/Settings", "Backup/BackupSettings", "Gateways/GatewaySettings"].map {
            try Repository.text("Sources/Server/\($0).swift")
        }.joined()
        for match in code.matches(of: /forKey: "([a-z-]+)"/) {
            #expect(Settings.names.contains(String(match.output.1)), "\(match.output.1)")
        }
    }

    @Test("all mistakes are told together")
    func mistakes() throws {
        let wrong = [
            "port": "eighty", "intake-limit": "0", "database": "mysql://x", "base-url": "yishi.example/",
            "trusted-proxy": "10.0.0.0/8,home,1.2.3.4/99",
        ]
        let mistakes = try #require(throws: Settings.Mistakes.self) { try settings(wrong) }
        #expect(mistakes.sentences.count == 7)
        let words = ["port", "intake-limit", "data must", "database", "base-url", "“home”", "“1.2.3.4/99”"]
        for word in words { #expect(mistakes.description.contains(word), "\(word)") }
        #expect(throws: Settings.Mistakes.self) { try settings(["data": "/tmp/x", "port": "65536"]) }
        #expect(throws: Settings.Mistakes.self) { try settings(["data": "/tmp/x", "base-url": "http://a/"]) }
    }

    @Test("the backup's folder, time and number are checked")
    func backup() throws {
        let usual = try settings(["data": "/srv/x"]).backup
        #expect(usual.folder == nil && usual.minuteOfDay == 120 && usual.keep == 14)
        let given = try settings([
            "data": "/srv/x", "backup-folder": "/backup", "backup-at": "23:30", "backup-keep": "30",
        ]).backup
        #expect(given.folder == "/backup" && given.minuteOfDay == 1410 && given.keep == 30)
        for (name, value) in [
            ("backup-at", "2:00"), ("backup-at", "24:00"), ("backup-keep", "0"), ("backup-folder", "backup"),
            ("backup-folder", "/srv/x/keys"), ("backup-folder", "/srv/x//keys/old"),
        ] {
            let mistakes = #expect(throws: Settings.Mistakes.self, "\(name) \(value)") {
                try settings(["data": "/srv/x", name: value])
            }
            #expect(mistakes?.sentences.count == 1 && mistakes?.description.contains(name) == true)
        }
        #expect(try settings(["data": "/srv/x", "backup-folder": "/srv/x/keys-old"]).backup.folder != nil)
        let elsewhere = try settings(["data": "/srv/x", "backup-folder": "none"]).backup
        #expect(elsewhere.folder == nil && elsewhere.areTakenElsewhere && !usual.areTakenElsewhere)
    }

    @Test("flags go over the environment, and the environment over the file")
    func order() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "settings.json")
        let text =
            #"{"data": "/file", "port": 1001, "address": "10.0.0.1", "intake-limit": "7", "base-url": "https://a.example"}"#
        try Data(text.utf8).write(to: file)
        let environment = ["SHANGLIANG_PORT": "1002", "SHANGLIANG_ADDRESS": "10.0.0.2", "SHANGLIANG_INTAKE_LIMIT": "8"]
        let flags = SettingsText(["port": "1003"]).provider
        let read = try await Settings(
            ConfigReader(providers: [
                flags, EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "shangliang"),
                FileProvider<JSONSnapshot>(filePath: FilePath(file.path)),
            ]))
        #expect(read.port == 1003)
        #expect(read.address == "10.0.0.2")
        #expect(read.intakeLimit == 8)
        #expect(read.data == "/file")
        #expect(read.baseURL == "https://a.example" && read.isSecure)
    }
}
