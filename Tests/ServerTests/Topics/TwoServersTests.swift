// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Two servers over one PostgreSQL", .serialized)
struct TwoServersTests {
    @Test("what one of them takes in, publishes and takes back, the other finds and finds no more, at once")
    func found() async throws {
        try await Village.with(.postgres) { village in
            let time = village.clock
            let other = try await Installation.open(
                village.services.settings, log: village.log.logger, clock: Clock { time.now })
            do {
                try await RunningServer.with(other) { port in
                    let there = APIClient(WebClient(port: port), host: Village.countyHost)
                    try await look(village, there)
                }
                await other.close()
            } catch {
                await other.close()
                throw error
            }
        }
    }

    private func look(_ village: Village, _ there: APIClient) async throws {
        let here = village.program()
        let text = "桂花巷口的窨井盖翘起来了，骑车差点摔倒。"
        let raised = try await here.post("/topics", ["room": village.room.token.text, "text": text])
        let id = try #require(raised["id"].flatMap { Topic.ID($0) })
        let code = try #require(raised["trackingCode"])
        #expect(try await there.get("/topics/status/\(code)").status == 200, "followed where it was not raised")
        #expect(try await ids(there, Self.search) == [])
        for round in 1...2 {
            try await village.act(
                .review, ["title": "窨井盖翘起来了", "body": "桂花巷口的窨井盖翘起来了。"], on: id, as: .secretary)
            for path in [Self.search, Self.list, Self.similar] {
                #expect(try await ids(there, path).first == id.text, "\(path), round \(round)")
                #expect(try await ids(here, path).first == id.text)
            }
            try await village.act(.unpublish, ["reason": "有姓名"], on: id, as: .secretary)
            for path in [Self.search, Self.list, Self.similar] {
                #expect(try await !ids(there, path).contains(id.text), "\(path), round \(round)")
            }
        }
        // And the other way round: taken in there, found here.
        let back = try await there.post("/topics", ["room": village.otherRoom.token.text, "text": text])
        let second = try #require(back["id"].flatMap { Topic.ID($0) })
        #expect(second != id)
        try await village.act(
            .review, ["title": "窨井盖又翘起来了", "body": "桂花巷口的窨井盖。"], on: second, as: .otherSecretary)
        #expect(try await ids(here, Self.search) == [second.text])
        #expect(try await ids(there, Self.search) == [second.text])
    }

    private static let search = "/search?q=\(FormEncoding.encode("窨井盖"))&kind=topics"
    private static let list = "/topics"
    private static let similar = "/topics/similar?text=\(FormEncoding.encode("桂花巷口的窨井盖翘起来了"))"

    /// The topics of an answer: of a list as they are, of similar ones beside their likeness.
    private func ids(_ program: APIClient, _ path: String) async throws -> [String] {
        let answer = try await program.get(path)
        #expect(answer.status == 200, "\(answer.text)")
        let items = answer.object["items"] as? [[String: Any]] ?? []
        return items.compactMap { item in
            (item["topic"] as? [String: Any] ?? item)["id"] as? String
        }
    }
}
