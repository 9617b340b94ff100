// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("How much comes in", .serialized)
struct IntakeTests {
    private let now = Instant(Day(year: 2026, month: 3, day: 5), hour: 9)
    private let tenant = Tenant.ID(1)

    private func client(_ address: String, device: String? = nil) -> WebRequest.Client {
        .init(address: address, device: device, isElder: false)
    }

    private func verdicts(
        _ limits: IntakeLimits, _ count: Int, client: (Int) -> WebRequest.Client, room: (Int) -> Int64 = { _ in 1 },
        at moment: Instant? = nil
    ) -> (accepted: Int, held: Int, refused: Int) {
        var counts = (accepted: 0, held: 0, refused: 0)
        for index in 0..<count {
            switch limits.admit(tenant: tenant, room: .init(room(index)), client: client(index), at: moment ?? now) {
            case .accept: counts.accepted += 1
            case .hold: counts.held += 1
            case .refuse(let seconds):
                counts.refused += 1
                #expect((1...60).contains(seconds))
            }
        }
        return counts
    }

    @Test("above the limit topics are held, above ten times the limit they are refused, and next minute all is new")
    func room() {
        let limits = IntakeLimits(perMinute: 20)
        let first = verdicts(limits, 300, client: { self.client("10.0.0.\($0)") })
        #expect(first == (20, 180, 100))
        let next = verdicts(
            limits, 20, client: { self.client("10.0.0.\($0)") }, at: now.advanced(byMilliseconds: 60_000))
        #expect(next == (20, 0, 0))
    }

    @Test("an address and a device have limits of their own, in whatever room")
    func senders() {
        let byAddress = verdicts(
            IntakeLimits(perMinute: 20), 300, client: { _ in self.client("10.0.0.1") }, room: { Int64($0) })
        #expect(byAddress == (20, 180, 100))
        let byDevice = verdicts(
            IntakeLimits(perMinute: 1_000), 150, client: { self.client("10.0.0.\($0)", device: "d") },
            room: { Int64($0) })
        #expect(byDevice == (10, 90, 50))
    }

    @Test("a hall of five hundred behind one address is taken in without a look")
    func hall() {
        let hall = verdicts(IntakeLimits(perMinute: 600), 500, client: { self.client("10.0.0.1", device: "d\($0)") })
        #expect(hall == (500, 0, 0))
    }

    @Test(
        "photos: a hall of seven hundred with three each is within its hour, a device and an address that go on are not"
    )
    func photos() {
        let hall = PhotoLimits()
        for person in 0..<700 {
            for _ in 0..<3 { #expect(hall.isWithin(client("10.0.0.1", device: "d\(person)"), at: now)) }
        }
        let device = PhotoLimits()
        let own = (0..<40).map { device.isWithin(client("10.0.0.\($0)", device: "d"), at: now) }
        #expect(own.filter(\.self).count == 30)
        #expect(device.isWithin(client("10.0.0.1", device: "other"), at: now), "the neighbour")
        let address = PhotoLimits(perAddress: 5, perDevice: 100)
        let flood = (0..<8).map { _ in address.isWithin(client("10.0.0.1"), at: now) }
        #expect(flood.filter(\.self).count == 5)
        #expect(address.isWithin(client("10.0.0.2"), at: now))
        #expect(address.isWithin(client("10.0.0.1"), at: now.advanced(byMilliseconds: 3_600_000)), "an hour later")
    }

    @Test(
        "photos: made-up devices of an address above its limit are not kept apart, and of too many senders all begin anew"
    )
    func photoSenders() {
        let flooded = PhotoLimits(perAddress: 2, perDevice: 1, sendersMax: 10)
        #expect(flooded.isWithin(client("10.0.0.2", device: "own"), at: now))
        for index in 0..<20 { _ = flooded.isWithin(client("10.0.0.1", device: "d\(index)"), at: now) }
        #expect(!flooded.isWithin(client("10.0.0.2", device: "own"), at: now), "the others are not forgotten for them")
        let many = PhotoLimits(perAddress: 1, perDevice: 1, sendersMax: 4)
        #expect(many.isWithin(client("10.0.0.1"), at: now) && !many.isWithin(client("10.0.0.1"), at: now))
        for index in 2..<6 { #expect(many.isWithin(client("10.0.0.\(index)"), at: now)) }
        #expect(many.isWithin(client("10.0.0.1"), at: now), "begun anew")
    }

    @Test("a limit beyond counting is none")
    func unlimited() {
        let all = verdicts(IntakeLimits(perMinute: .max), 2_000, client: { _ in self.client("10.0.0.1") })
        #expect(all == (2_000, 0, 0))
    }

    @Test(
        "over HTTP: held topics are taken in, refused ones are told when to come again", arguments: EngineKind.allCases)
    func overHTTP(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "2"]) { village in
            var ids: [String] = []
            for index in 0..<20 {
                let answer = try await village.program().post("/topics", ["room": "YANGXV01", "text": "第\(index)件"])
                #expect(answer.status == 201)
                ids.append(try #require(answer["id"]))
            }
            let refused = try await village.program().post("/topics", ["room": "YANGXV01", "text": "再一件"])
            #expect(refused.status == 429)
            #expect(refused.header("Retry-After") == "60")
            let states = try await ids.states(in: village)
            #expect(states == [.screening, .screening] + Array(repeating: .held, count: 18))
            village.clock.move(minutes: 1)
            let again = try await village.program().post("/topics", ["room": "YANGXV01", "text": "再一件"])
            #expect(again.status == 201)
        }
    }

    @Test(
        "a room is counted once, by whatever name: its id, its code, a code that was replaced",
        arguments: EngineKind.allCases)
    func names(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "3"]) { village in
            let room = village.room
            let renewed = try await village.program(of: .secretary)
                .post("/desk/rooms/\(room.id)/renewal", ["reason": "换新"])
            // The room has all that it takes in a minute, from other addresses.
            for address in ["10.0.0.1", "10.0.0.2", "10.0.0.3"] {
                _ = village.services.intake.admit(
                    tenant: village.story.county.id, room: room.id.text, client: client(address), at: village.clock.now)
            }
            for name in [room.id.text, try #require(renewed["token"]), room.token.text] {
                let answer = try await village.program().post("/topics", ["room": name, "text": "路灯不亮"])
                let id = try #require(answer["id"], "\(answer.text)")
                #expect(try await [id].states(in: village) == [.held], "\(name)")
            }
        }
    }

    @Test("who sends the same again since the answer was lost uses up nothing", arguments: EngineKind.allCases)
    func retries(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "2"]) { village in
            let program = village.program()
            let fields = ["room": village.room.token.text, "text": "路灯不亮"]
            for _ in 0..<30 {
                let answer = try await program.post("/topics", fields, key: "0123456789abcdef-again")
                #expect(answer.status == 201)
            }
            let other = try await program.post("/topics", ["room": village.room.token.text, "text": "井盖松了"])
            let id = try #require(other["id"], "\(other.text)")
            #expect(try await [id].states(in: village) == [.screening], "the second of two")
        }
    }

    @Test("a form that is refused comes back with its words and its token, and is taken when it is sent once more")
    func formComesBack() async throws {
        try await Village.with(.sqlite, settings: ["intake-limit": "2"]) { village in
            let (browser, action) = (village.visitor(), "/r/YANGXV01/topics")
            let text = "路灯不亮，<b>第三根</b>杆子"
            for index in 0..<20 {
                _ = try await village.program().post("/topics", ["room": "YANGXV01", "text": "第\(index)件"])
            }
            let before = try await village.topicCount()
            let checked = try await browser.fillIn(
                "/r/YANGXV01/raise", action: "/r/YANGXV01/check", [("text", text), ("place", "桥头")])
            let token = try #require(checked.formToken(action))
            let refused = try await browser.post(action, [("_token", token), ("text", text), ("place", "桥头")])
            #expect(refused.status == 429)
            #expect(refused.text.contains("<p>路灯不亮，&lt;b&gt;第三根&lt;/b&gt;杆子</p>"))
            #expect(refused.text.contains("name=\"place\" value=\"桥头\""))
            #expect(refused.formToken(action) == token, "the same act, so that it is done once")
            village.clock.move(minutes: 1)
            for _ in 0..<2 {
                let taken = try await browser.post(action, [("_token", token), ("text", text), ("place", "桥头")])
                #expect(taken.status == 303)
            }
            let after = try await village.topicCount()
            #expect(after == before + 1)
        }
    }

    @Test("guesses at tracking codes are limited per address; when very many guess, each of them after one miss")
    func misses() throws {
        let limits = MissLimits()
        for _ in 0..<31 {
            try limits.check("10.0.0.1", at: now)
            limits.countMiss("10.0.0.1", at: now)
        }
        #expect(throws: WebFailure.tooManyRequests(seconds: 60)) { try limits.check("10.0.0.1", at: now) }
        try limits.check("10.0.0.2", at: now)
        try limits.check("10.0.0.1", at: now.advanced(byMilliseconds: 60_000))
        for index in 0..<3_000 { limits.countMiss("10.1.0.\(index)", at: now) }
        #expect(throws: WebFailure.self) { try limits.check("10.1.0.7", at: now) }
        // Whoever types a right code the first time is never shut out by others.
        try limits.check("10.0.0.9", at: now)
    }

    @Test("a household's IPv6 addresses are one address")
    func household() throws {
        let limits = MissLimits()
        for index in 0..<31 { limits.countMiss("2001:db8:1:2::\(String(index + 1, radix: 16))", at: now) }
        #expect(throws: WebFailure.self) { try limits.check("2001:db8:1:2:ffff::1", at: now) }
        try limits.check("2001:db8:1:3::1", at: now)
    }

    @Test("a flood from one address is refused itself, and shuts nobody else out of the room")
    func flood() {
        let limits = IntakeLimits(perMinute: 5)
        let tenant = Tenant.ID(1)
        func admit(_ address: String) -> IntakeLimits.Verdict {
            limits.admit(
                tenant: tenant, room: "R", client: .init(address: address, device: nil, isElder: false), at: now)
        }
        for _ in 0..<500 { _ = admit("10.0.0.1") }
        guard case .refuse = admit("10.0.0.1") else {
            Issue.record("the flood goes on")
            return
        }
        if case .refuse = admit("10.0.0.2") { Issue.record("a neighbour is refused for the flood") }
    }

    @Test("over HTTP: who guesses is stopped, and codes in his hand do not help him in that minute")
    func guessing() async throws {
        try await Village.with(.sqlite) { village in
            for index in 0..<31 {
                let guess = TrackingCode(random: UInt64(index) &* 7_919)
                let answer = try await village.program().get("/topics/status/\(guess.text)")
                #expect(answer.status == 404)
            }
            let own = "/topics/status/\(village.story.asked.code.text)"
            let stopped = try await village.program().get(own)
            #expect(stopped.status == 429)
            village.clock.move(minutes: 1)
            let again = try await village.program().get(own)
            #expect(again.status == 200)
        }
    }
}

extension [String] {
    /// The states of the topics with these ids.
    fileprivate func states(in village: Village) async throws -> [Topic.State.Name?] {
        var states: [Topic.State.Name?] = []
        for text in self {
            guard let id = Identifier<Topic>(text) else { continue }
            states.append(try await village.topic(id)?.state.name)
        }
        return states
    }
}
