// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Documents of sessions, items and the board", .serialized)
struct DocumentTests {
    /// What Scripts/setup has put there.
    private static let typesetting = ["typesetting": Repository.path(".tools/typesetting")]

    private func paths(_ journey: Journey) throws -> [(path: String, name: String)] {
        let (session, item) = (try #require(journey.session), try #require(journey.item))
        return SessionDocument.allCases.map {
            ("/desk/sessions/\(session)/documents/\($0.rawValue)", DocumentWording.name($0))
        } + [
            ("/desk/items/\(item)/documents/reply", "关于“"),
            ("/desk/board/summary?period=2026-03", "2026年3月协商议事工作情况"),
            ("/desk/board/briefing?from=2026-01-01&to=2026-12-31", "协商议事一页纸"),
        ]
    }

    private func formatted(_ path: String, _ format: String) -> String {
        "\(path)\(path.contains("?") ? "&" : "?")format=\(format)"
    }

    @Test("page and API give the same Word file, under its Chinese name", arguments: EngineKind.allCases)
    func word(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            let browser = try await village.browser(of: .secretary)
            let program = try await village.program(of: .secretary)
            for (path, name) in try paths(journey) where !path.contains("/board/") {
                let saved = try await browser.get(path)
                #expect(saved.status == 200, "\(path)")
                #expect(saved.header("Content-Type") == DocumentFile.Format.docx.mediaType)
                #expect(saved.header("Cache-Control") == "no-store")
                #expect(saved.body.starts(with: Array("PK".utf8)))
                let disposition = try #require(saved.header("Content-Disposition"))
                #expect(disposition.hasPrefix("attachment; filename=\"document.docx\"; filename*=UTF-8''"))
                let decoded = try #require(disposition.split(separator: "''").last?.removingPercentEncoding)
                #expect(decoded.contains(name) && decoded.hasSuffix(".docx"), "\(decoded)")
                #expect(try await program.get(path).body == saved.body, "\(path)")
                #expect(try await browser.get(formatted(path, "odt")).status == 422)
            }
        }
    }

    @Test("PDF of every document is laid out, each on A4")
    func pdf() async throws {
        try await Village.with(.sqlite, settings: Self.typesetting) { village in
            #expect(village.services.typesetter.absence == nil, "run Scripts/setup test")
            let journey = try await village.carry(to: .closed)
            let (secretary, leader) = (
                try await village.browser(of: .secretary), try await village.browser(of: .leader)
            )
            for (path, _) in try paths(journey) {
                let reader = path.contains("/board/") ? leader : secretary
                let saved = try await reader.get(formatted(path, "pdf"))
                #expect(saved.status == 200, "\(path): \(saved.text.prefix(300))")
                #expect(saved.header("Content-Type") == "application/pdf")
                #expect(saved.body.starts(with: Array("%PDF-".utf8)))
                #expect(saved.text.contains("/MediaBox[0 0 595.2756 841.8898]"))
                // The clock of the village stands still, and so the same document gives the same bytes.
                #expect(try await reader.get(formatted(path, "pdf")).body == saved.body)
            }
            #expect(try await secretary.get("/readyz").text == "ready\n")
        }
    }

    @Test("without the renderer PDF is refused with the reason, Word still comes, and the operator is told")
    func absent() async throws {
        try await Village.with(.sqlite, settings: ["typesetting": "/nowhere"]) { village in
            let journey = try await village.carry(to: .closed)
            let secretary = try await village.browser(of: .secretary)
            for (path, _) in try paths(journey) where !path.contains("/board/") {
                let refused = try await secretary.get(formatted(path, "pdf"))
                #expect(refused.status == 503 && refused.text.contains("没有装排版程序"))
                #expect(try await secretary.get(formatted(path, "docx")).status == 200)
            }
            #expect(try await secretary.get("/readyz").text.hasPrefix("ready\nno PDF of documents"))
            let health = try await village.browser(of: .systemAdministrator).get("/desk/health")
            #expect(health.text.contains("只出Word，不出PDF：排版目录里缺typst/__init__.py"))
        }
    }

    @Test(
        "a document comes when there is something to say, and its link stands on the page then",
        arguments: EngineKind.allCases)
    func stages(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let first: [(Journey.Stage, Set<SessionDocument>)] = [
                (.planned, []), (.announced, [.notice, .signInSheet]), (.concluded, [.notice, .signInSheet]),
                (.issued, Set(SessionDocument.allCases)),
            ]
            for (stage, there) in first {
                let session = try #require(try await village.carry(to: stage).session)
                let secretary = try await village.browser(of: .secretary)
                let page = try await secretary.get("/desk/sessions/\(session)")
                for document in SessionDocument.allCases {
                    let path = "/desk/sessions/\(session)/documents/\(document.rawValue)"
                    #expect(try await secretary.get(path).status == (there.contains(document) ? 200 : 409))
                    #expect(
                        page.text.contains("\(path)?format=pdf") == there.contains(document), "\(stage) \(document)")
                }
            }
            let waiting = try await village.carry(to: .accepted)
            let item = try #require(waiting.item)
            let officer = try await village.browser(of: .officer)
            #expect(try await officer.get("/desk/items/\(item)/documents/reply").status == 409)
            #expect(!(try await officer.get("/desk/items/\(item)").text).contains("documents/reply"))
            let reported = try #require(try await village.carry(to: .reported).item)
            #expect(try await officer.get("/desk/items/\(reported)").text.contains("documents/reply?format=docx"))
            #expect(try await officer.get("/desk/items/\(reported)/documents/reply").status == 200)
        }
    }

    @Test("who may not see the record finds no document of it", arguments: EngineKind.allCases)
    func visibility(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let journey = try await village.carry(to: .closed)
            for villager in [Villager.otherSecretary, .systemAdministrator] {
                for (path, _) in try paths(journey) where !path.contains("/board/") {
                    #expect(try await village.browser(of: villager).get(path).status == 404, "\(villager) \(path)")
                }
            }
            for (path, _) in try paths(journey) {
                #expect([302, 303, 404].contains(try await village.visitor().get(path).status), "\(path)")
                #expect(try await village.program().get(path).status == 401, "\(path)")
            }
        }
    }
}
