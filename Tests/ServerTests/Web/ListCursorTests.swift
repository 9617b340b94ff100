// SPDX-License-Identifier: Apache-2.0

import Cryptography
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Pages of lists", .serialized)
struct ListCursorTests {
    private let keys = Keyring(master: Array(0..<32))

    @Test("a cursor leads back to its place in its own list")
    func own() throws {
        let cursor = ListCursor(keys: keys, filter: "topics/1//")
        for place in ["0000000000001", "2026-03-05/0000000000001", "地方"] {
            #expect(try cursor.read(cursor.write(place)) == place)
        }
    }

    @Test("a cursor of another list, of other keys, changed or cut is none")
    func foreign() {
        let cursor = ListCursor(keys: keys, filter: "topics/1//")
        let given = cursor.write("0000000000001")
        let others = [
            ListCursor(keys: keys, filter: "topics/2//"), ListCursor(keys: keys, filter: "topics/1/q/"),
            ListCursor(keys: Keyring(master: Array(1...32)), filter: "topics/1//"),
        ]
        for other in others { #expect(throws: WebFailure.malformedCursor) { try other.read(given) } }
        for index in given.indices {
            var changed = given
            changed.replaceSubrange(index...index, with: given[index] == "A" ? "B" : "A")
            if changed != given, Base64URL.decode(changed) != Base64URL.decode(given) {
                #expect(throws: WebFailure.malformedCursor) { try cursor.read(changed) }
            }
            #expect(throws: WebFailure.malformedCursor) { try cursor.read(String(given[..<index])) }
        }
        #expect(throws: WebFailure.malformedCursor) { try cursor.read(String(repeating: "A", count: 500)) }
    }

    @Test("walking page by page shows every row once, in order", arguments: EngineKind.allCases)
    func walk(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "1000"]) { village in
            for index in 0..<7 {
                _ = try await village.program().post("/topics", ["room": "YANGXV01", "text": "第\(index)件"])
                village.clock.move(minutes: 900)
            }
            let program = try await village.program(of: .secretary)
            let whole = try await program.get("/desk/topics?limit=100")
            var (ids, path): ([String], String?) = ([], "/desk/topics?limit=2")
            while let next = path {
                let page = try await program.get(next)
                #expect(page.status == 200)
                ids += page.ids
                path = page["next"].map { "/desk/topics?limit=2&cursor=\($0)" }
            }
            #expect(ids == whole.ids)
            #expect(Set(ids).count == ids.count && ids.count == 9)
            let cursor = try #require(try await program.get("/desk/topics?limit=2")["next"])
            let foreign = [
                "/desk/topics?part=asked&cursor=\(cursor)", "/topics?cursor=\(cursor)", "/rooms?cursor=\(cursor)",
            ]
            for path in foreign {
                let answer = try await program.get(path)
                #expect(answer.status == 400, "\(path)")
                #expect(answer["code"] == "malformed_cursor", "\(path)")
            }
            let colleague = try await village.program(of: .leader).get("/desk/topics?limit=2&cursor=\(cursor)")
            #expect(colleague.status == 400, "a cursor is one person's")
        }
    }

    @Test("a state or a part that a list does not have is told by its field, and never said again")
    func unknown() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .secretary)
            for collection in ["live", "deliberations", "lookbacks", "contests", "lists"] {
                let answer = try await program.get("/desk/\(collection)?state=nowhere")
                #expect(answer.status == 422, "\(collection)")
                #expect(answer.text.contains("\"state\"") && !answer.text.contains("nowhere"), "\(collection)")
                #expect(try await program.get("/desk/\(collection)").status == 200, "\(collection)")
            }
            for collection in ["topics", "sessions", "items", "receptions", "sentiments", "comments", "receipts"] {
                let answer = try await program.get("/desk/\(collection)?part=nowhere")
                #expect(answer.status == 422, "\(collection)")
                #expect(answer.text.contains("\"part\"") && !answer.text.contains("nowhere"), "\(collection)")
                #expect(try await program.get("/desk/\(collection)").status == 200, "\(collection)")
            }
        }
    }
}

extension WebAnswer {
    /// The ids of a page's items.
    fileprivate var ids: [String] {
        (object["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
}
