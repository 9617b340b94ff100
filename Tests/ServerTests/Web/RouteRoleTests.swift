// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Who may call which route", .serialized)
struct RouteRoleTests {
    /// The columns of docs/routes.md, and who stands for each.
    private static let columns: [(name: String, villager: Villager?)] = [
        ("visitor", nil), (Role.roomSecretary.rawValue, .secretary), (Role.convener.rawValue, .convener),
        (Role.leader.rawValue, .leader),
    ]

    @Test("every route lets in and keeps out exactly whom the table says", arguments: EngineKind.allCases)
    func table(_ kind: EngineKind) async throws {
        let rows = try Self.documented()
        try await Village.with(kind) { village in
            for route in village.installation.table.routes {
                let cells = try #require(rows[route.label], "docs/routes.md does not know \(route.label)")
                for (column, cell) in zip(Self.columns, cells) {
                    let answer = try await ask(village, route, as: column.villager)
                    #expect(outcome(answer, route) == cell, "\(route.label) as \(column.name): \(answer.status)")
                    #expect(answer.status < 500, "\(route.label) as \(column.name)")
                }
            }
        }
    }

    @Test("a room's secretary finds nothing of another room on any desk route", arguments: EngineKind.allCases)
    func otherRoom(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let routes = village.installation.table.routes.filter { $0.path.contains("/desk/topics/{topic}") }
            #expect(routes.count > 20)
            for route in routes {
                let answer = try await ask(village, route, as: .otherSecretary, topic: village.story.waiting.id)
                #expect(answer.status == 404, "\(route.label): \(answer.status)")
                #expect(!answer.text.contains("校门口"), "\(route.label)")
            }
            for part in TopicDeskStore.Part.allCases {
                let browser = try await village.browser(of: .otherSecretary)
                let page = try await browser.get("/desk/topics?part=\(part.rawValue)")
                let list = try await village.program(of: .otherSecretary).get("/desk/topics?part=\(part.rawValue)")
                for topic in [village.story.waiting, village.story.held, village.story.asked, village.story.published] {
                    #expect(!page.text.contains(topic.id.text) && !list.text.contains(topic.id.text))
                }
            }
            #expect(try await village.topic(village.story.waiting.id)?.version == 1)
        }
    }

    /// Calls a route as somebody would: with a genuine form token, and fields that every act understands.
    private func ask(
        _ village: Village, _ route: Route, as villager: Villager?, topic: Topic.ID? = nil
    ) async throws -> WebAnswer {
        let signIn = if let villager { try await village.signIn(villager) } else { String?.none }
        let story = village.story
        let path = route.path
            .replacing(
                "{topic}", with: (topic ?? (route.path.contains("desk") ? story.waiting.id : story.published.id)).text
            )
            .replacing("{token}", with: story.room.token.text).replacing("{room}", with: story.room.id.text)
            .replacing("{code}", with: story.asked.code.text).replacing("{trackingCode}", with: story.asked.code.text)
            .replacing("{name}", with: "app.css").replacing("{signIn}", with: story.room.id.text)
        guard !route.isAPI else {
            let program = APIClient(village.client, bearer: signIn)
            let inner = String(path.dropFirst("/api/v1".count))
            return switch route.method {
            case .get: try await program.get(inner)
            case .delete: try await program.delete(inner)
            default: try await program.post(inner, topic == nil ? [:] : fields(of: route))
            }
        }
        let browser = Browser(village.client, signIn: signIn)
        guard route.method == .post else { return try await browser.get(path) }
        guard let signIn, topic != nil else { return try await browser.post(path, []) }
        let token = village.services.formTokens.issue(for: SignIn.Token(signIn).hash, action: path)
        return try await browser.post(path, [("_token", token)] + fields(of: route).map { ($0.key, $0.value) })
    }

    /// Fields with which the act of a route would be done.
    private func fields(of route: Route) -> [String: String] {
        let segment = route.path.split(separator: "/").last.map(String.init) ?? ""
        let names = TopicAct.desk(segment: segment)?.fields(.standard).map(\.name) ?? []
        return Dictionary(uniqueKeysWithValues: names.map { ($0, $0 == "ground" ? "no_matter" : "0000000000001") })
    }

    /// How the table calls what came back.
    private func outcome(_ answer: WebAnswer, _ route: Route) -> String {
        switch answer.status {
        case 303 where answer.header("Location")?.hasPrefix("/sign-in?next=") == true: "to sign-in"
        case 401 where answer["code"] == "unauthorized": "401"
        case 404: "404"
        default: route.audience == .machine ? "from the machine" : "yes"
        }
    }

    /// The rows of docs/routes.md by route.
    private static func documented() throws -> [String: [String]] {
        let text = try Repository.text("docs/routes.md")
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).map { line in
            line.split(separator: "|").map { $0.trimming { $0 == " " } }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Array($0.dropFirst())) })
    }
}

extension Substring {
    fileprivate func trimming(_ isPadding: (Character) -> Bool) -> String {
        String(drop(while: isPadding).reversed().drop(while: isPadding).reversed())
    }
}
