// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import DatabaseTestSupport
import Domain
import EventStreams
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Streams over HTTP", .serialized)
struct StreamRouteTests {
    @Test(
        "tell what was missed and then what comes, each once, and go on without the framework",
        arguments: EngineKind.allCases)
    func told(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let channel = SessionWall.channel(session, of: village.story.county.id)
            let store = StreamStore(tenant: village.story.county.id)
            let last = try await village.services.engine.read { try store.last(of: channel, in: $0) }
            #expect(last > 0, "the session has been told of by its own steps")
            let bearer = ("Authorization", "Bearer \(try await village.signIn(.secretary))")
            let path = "/api/v1/streams/session-wall/\(session)"
            let new = try await Watching(port: village.client.port, path, headers: [bearer])
            let late = try await Watching(
                port: village.client.port, "\(path)?after=0", headers: [bearer, ("Last-Event-ID", "\(last - 1)")])
            try await late.wait { $0.numbers == [Int(last)] }
            let head = late.received.lowercased()
            #expect(head.contains("content-type: text/event-stream\r\n") && head.contains("retry: "))
            #expect(head.contains("transfer-encoding: chunked\r\n"))
            try await new.wait { $0.received.contains("retry: ") }
            try await village.say("先试一个月", at: session)
            try await late.wait { $0.numbers == [Int(last), Int(last) + 1] }
            try await new.wait { $0.numbers == [Int(last) + 1] }
            #expect(new.received.contains("event: changed\ndata: {\"version\":"))
            #expect(!new.received.contains("先试一个月"), "no word of the session is in its stream")
            #expect(village.services.streams.hub.viewers == 2)
            for watching in [new, late] { await watching.leave() }
            try await late.wait { _ in village.services.streams.hub.viewers == 0 }
        }
    }

    @Test("are there for those who may see the page, and for a page's own ticket in the same browser")
    func hidden() async throws {
        try await Village.with(.sqlite) { village in
            let session = try #require(try await village.carry(to: .inProgress).session)
            let path = "/streams/session-wall/\(session)"
            #expect(try await village.visitor().get(path).status == 404)
            for other in [Villager.leader, .member, .otherSecretary] {
                #expect(try await village.browser(of: other).get(path).status == 404)
                #expect(try await village.program(of: other).get(path).status == 404)
            }
            let secretary = try await village.browser(of: .secretary)
            let wall = try await secretary.get("/desk/sessions/\(session)/screen")
            let found = try #require(wall.text.firstMatch(of: /data-stream="([^"]+)"/))
            let address = String(found.output.1).replacing("&amp;", with: "&")
            #expect(address.hasPrefix("\(path)?after=") && address.contains("&ticket="))
            // The ticket alone opens nothing, nor does it in another browser.
            #expect(try await village.visitor().get(address).status == 404)
            #expect(try await village.browser(of: .member).get(address).status == 404)
            let cookie = try #require(secretary.cookies["sign_in"])
            let watching = try await Watching(
                port: village.client.port, address, headers: [("Cookie", "sign_in=\(cookie)")])
            try await watching.wait { $0.received.contains("retry: ") }
            await watching.leave()
        }
    }

    @Test("a ticket is good for its channel, its browser and its time")
    func tickets() async throws {
        try await Village.with(.sqlite) { village in
            let ticket = StreamTicket(authenticator: village.services.keys.forms)
            let request = WebRequest.sketched(village, device: "AAAAAAAAAAAAAAAAAAAAAA", at: village.clock.now)
            let other = WebRequest.sketched(village, device: "BBBBBBBBBBBBBBBBBBBBBB", at: village.clock.now)
            let late = WebRequest.sketched(
                village, device: "AAAAAAAAAAAAAAAAAAAAAA",
                at: village.clock.now.advanced(byMilliseconds: StreamTicket.milliseconds))
            func channel(_ record: Int64) -> StreamChannel {
                StreamChannel(tenant: village.story.county.id, kind: .sessionWall, record: record)
            }
            let issued = ticket.issue(for: channel(1), to: request)
            #expect(ticket.isValid(issued, for: channel(1), from: request))
            #expect(!ticket.isValid(issued, for: channel(2), from: request))
            #expect(!ticket.isValid(issued, for: channel(1), from: other))
            #expect(!ticket.isValid(issued, for: channel(1), from: late))
            for wrong in ["", ".", "1.", "9999999999999.\(issued.split(separator: ".")[1])"] {
                #expect(!ticket.isValid(wrong, for: channel(1), from: request))
            }
        }
    }

    @Test("servers understand each other's notices, and nothing else")
    func notices() {
        let channel = StreamChannel(tenant: .init(7), kind: .sessionWall, record: 12)
        for isFigure in [true, false] {
            let notice = StreamNotification(channel, isFigure: isFigure)
            #expect(StreamNotification(notice.text) == notice)
        }
        for text in ["", "event", "event 7", "event 7/wall/1", "other \(channel.key)", "event \(channel.key) x"] {
            #expect(StreamNotification(text) == nil, "\(text)")
        }
    }
}

extension Village {
    /// Notes what somebody who is there has said.
    fileprivate func say(_ text: String, at session: ConsultationSession.ID) async throws {
        let participant = try #require(try await self.session(session)?.participants.first { $0.isPresent })
        let answer = try await program(of: .secretary).post(
            "/desk/sessions/\(session)/opinions",
            ["participant": participant.id.text, "stance": "suggestion", "text": text])
        #expect(answer.status == 200, "\(answer.text)")
    }
}

extension WebRequest {
    /// A browser's request for a page, as the frame makes it.
    fileprivate static func sketched(_ village: Village, device: String, at now: Instant) -> WebRequest {
        WebRequest(
            head: .init(method: .get, scheme: "http", authority: "127.0.0.1", path: "/"),
            site: Site(tenant: village.story.county, practice: Village.practice), signedIn: nil, resident: nil,
            parameters: [:], query: [:], body: [], multipart: nil, formNonce: nil,
            forms: FormDesk(tokens: village.services.formTokens, binding: Array(device.utf8)),
            client: .init(address: "127.0.0.1", device: device, isElder: false), now: now)
    }
}
