// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Demo
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The mark of a demo")
struct DemoMarkTests {
    @Test("a finished demo says where the whole loop is to be seen, and which code waits for a word")
    func guide() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            #expect(DemoCounty.isDemo(county.folder) && !DemoCounty.isUnfinished(county.folder))
            let guide = DemoCounty.guide(folder: county.folder, base: "http://127.0.0.1:1").joined(separator: "\n")
            let topic = try #require(guide.firstMatch(of: /\/topics\/([0-9A-Z]{13})/)?.output.1)
            let code = try #require(guide.firstMatch(of: /\/status\/([0-9A-Z-]{14})/)?.output.1)
            try await RunningServer.with(county.installation) { port in
                let visitor = Browser(WebClient(port: port))
                let record = try await visitor.get("/topics/\(topic)")
                #expect(record.status == 200 && record.text.contains("路灯"))
                let status = try await visitor.get("/status/\(code)")
                #expect(status.status == 200 && status.text.contains("/status/\(code)/confirmations/"))
            }
        }
    }

    @Test("a folder that was left half way is neither a demo nor good for another one")
    func interrupted() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let installation = try await PlayedCounty.open(folder)
        // As if killed: the story stops after the first five hundred commands.
        struct Killed: Error {}
        await #expect(throws: Killed.self) {
            try await DemoCounty(seed: 1).play(on: installation, folder: folder) { _ in throw Killed() }
        }
        let topics = try await installation.services.engine.read {
            try $0.first("SELECT COUNT(*) FROM topic") { try $0.next(Int.self) } ?? 0
        }
        #expect(topics > 10, "what was played stays")
        #expect(DemoCounty.isUnfinished(folder) && !DemoCounty.isDemo(folder))
        await #expect(throws: DemoCounty.Unfinished.self) {
            try await DemoCounty(seed: 1).play(on: installation, folder: folder)
        }
        await installation.close()
    }

    @Test("a demo is not played where somebody is already")
    func taken() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            await #expect(throws: DemoCounty.NotEmpty.self) {
                try await DemoCounty(seed: 1).play(on: county.installation, folder: county.folder)
            }
        }
    }
}
