// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("A room's code is renewed", .serialized)
struct RoomRenewalTests {
    @Test(
        "the old code leads to a page that says so, everywhere, and on to the new one", arguments: EngineKind.allCases)
    func old(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (room, old) = (village.room, village.room.token.text)
            let secretary = try await village.browser(of: .secretary)
            let action = "/desk/rooms/\(room.id)/renewal"
            let empty = try await secretary.fillIn(action, action: action, [("reason", ""), ("version", "1")])
            #expect(empty.status == 422)
            let done = try await secretary.fillIn(
                action, action: action, [("reason", "海报被人贴了别的码"), ("version", "1")])
            #expect(done.status == 303, "\(done.text)")
            let record = try await secretary.get(try #require(done.header("Location")))
            for word in ["议事码换好了", "海报被人贴了别的码", "旧码", old, "<dt>议事码</dt>"] {
                #expect(record.text.contains(word), "\(word)")
            }
            let program = try await village.program(of: .secretary)
            let read = try await program.get("/desk/rooms/\(room.id)")
            let new = try #require(read["token"])
            #expect(new != old && (read.object["formerTokens"] as? [String]) == [old])

            let visitor = village.visitor()
            for rest in [
                "", "/raise", "/advise", "/join", "/follow", "/results", "/poster", "/card", "/form", "/answers",
            ] {
                let page = try await visitor.get("/r/\(old)\(rest)")
                #expect(page.status == 200 && page.text.contains("这张码已更换"), "\(rest)")
                #expect(page.text.contains(room.name) && page.text.contains("href=\"/r/\(new)\(rest)\""), "\(rest)")
                #expect(try await visitor.get("/r/\(new)\(rest)").text.contains("这张码已更换") == false)
            }
            #expect(try await visitor.get("/r/00000000").status == 404)
            let stale = try await program.post("/desk/rooms/\(room.id)/renewal", ["reason": "再换", "version": "1"])
            #expect(stale.status == 409)
            #expect(try await program.post("/desk/rooms/\(room.id)/renewal", ["reason": "再换"]).status == 200)
            let twice = try await visitor.get("/r/\(old)")
            #expect(twice.text.contains("这张码已更换") && !twice.text.contains("/r/\(new)\""), "straight to the newest")
            try await village.seal()
            #expect(try await village.verify().isClean)
        }
    }

    @Test("what somebody was writing when the code was renewed is taken", arguments: EngineKind.allCases)
    func written(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let (visitor, base) = (village.visitor(), "/r/\(village.room.token.text)")
            let token = try await visitor.token(on: "\(base)/raise", for: "\(base)/check")
            let program = try await village.program(of: .convener)
            let renewed = try await program.post("/desk/rooms/\(village.room.id)/renewal", ["reason": "换新"])
            let new = "/r/\(try #require(renewed["token"]))"
            let check = try await visitor.post("\(base)/check", [("_token", token), ("text", "路灯不亮")])
            #expect(check.status == 200 && check.text.contains("路灯不亮"))
            let done = try await visitor.post(
                "\(new)/topics", [("_token", try #require(check.formToken("\(new)/topics"))), ("text", "路灯不亮")])
            #expect(done.status == 303)
            let byOld = try await village.program().post(
                "/topics", ["room": village.room.token.text, "text": "也是路灯"])
            #expect(byOld.status == 201, "a program that knows the old code is not turned away")
        }
    }

    @Test("only the own room is opened and renewed, and no closed one")
    func whose() async throws {
        try await Village.with(.sqlite) { village in
            let room = village.room.id
            for villager in [Villager.otherSecretary, .member, .systemAdministrator] {
                let program = try await village.program(of: villager)
                // The system administrator pauses rooms, and so reads which there are.
                let isRead = villager == .systemAdministrator
                #expect(try await program.get("/desk/rooms/\(room)").status == (isRead ? 200 : 404), "\(villager)")
                #expect(try await program.post("/desk/rooms/\(room)/renewal", ["reason": "换"]).status == 404)
            }
            let leader = try await village.program(of: .leader)
            let read = try await leader.get("/desk/rooms/\(room)")
            #expect(read.status == 200 && (read.object["permittedCommands"] as? [String]) == [])
            #expect(try await leader.post("/desk/rooms/\(room)/renewal", ["reason": "换"]).status == 404)
        }
    }
}
