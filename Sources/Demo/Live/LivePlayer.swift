// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// Plays the day step by step: the clock is moved, people say something, the desk decides, and at its hours the room does its
/// part.
struct LivePlayer {
    private let client: LoopbackClient
    private let day: Day
    private let time: PlayedTime
    private let scale: LiveScale
    private let live: String
    private let session: String
    private var convener: LiveStaff
    private var audience: LiveAudience
    private var moderation: LiveModeration

    /// When the window is open, and in which steps the room has a question put to it.
    private static let opensAt = 9
    private static let closesAt = opensAt + LiveScale.hours
    private static let sessionOpens = step(14, 0)
    private static let sessionEnds = step(17, 0)
    private static let cutIns = [31, 32, 34, 35, 37, 38, 40, 41, 43, 44, 46, 47]
    /// One comes so late that its unit answers the next hour, when the window is closed.
    private static let lateCutIn = step(18, 50)
    private static let headCount = step(14, 30)
    private static let title = "社区活动室关门太早"

    private static func step(_ hour: Int, _ minute: Int) -> Int {
        (hour - opensAt) * LiveScale.stepsPerHour + minute * LiveScale.stepsPerHour / 60
    }

    /// Puts the consultation beside the session of the day and opens it.
    init(_ client: LoopbackClient, on day: Day, time: PlayedTime, scale: LiveScale, seed: UInt64) async throws {
        (self.client, self.day, self.time, self.scale) = (client, day, time, scale)
        convener = LiveStaff(client, as: DemoPeople.convener(ofRoom: 0))
        let upcoming = try await convener.get("/desk/sessions?limit=100")
        guard
            let session = try upcoming.items().first(where: { $0["title"] as? String == Self.title })?["id"] as? String
        else { throw DemoPlayer.Missing(what: Self.title) }
        self.session = session
        let planned = try await convener.post(
            "/desk/live",
            [
                "session": session, "day": day.description, "from": "0\(Self.opensAt):00", "to": "\(Self.closesAt):00",
            ])
        guard let live = planned["id"] else { throw LoopbackClient.Unexpected(what: "not planned", answer: planned) }
        self.live = live
        time.move(to: Instant(day, hour: Self.opensAt))
        try await convener.post("/desk/live/\(live)/opening")
        audience = LiveAudience(client, live: live, seed: seed)
        moderation = try await LiveModeration(
            client, live: live, by: LiveStaff(client, as: DemoPeople.secretary(ofRoom: 0)))
    }

    mutating func play(_ progress: (LiveDemo.Progress) -> Void) async throws -> LiveDemo.Played {
        for step in 0..<LiveScale.steps {
            try await play(step)
            progress(.init(played: step + 1, total: LiveScale.steps, now: time.now))
        }
        return try await end()
    }

    // MARK: - One step

    private mutating func play(_ step: Int) async throws {
        let start = Instant(day, hour: Self.opensAt).advanced(byMilliseconds: Int64(step) * 600_000)
        time.move(to: start)
        // People come in the first half of the day, and are there for the rest.
        if step.isMultiple(of: LiveScale.stepsPerHour) {
            let hour = step / LiveScale.stepsPerHour + 1
            try await audience.grow(to: min(scale.accounts, max(8, scale.accounts * hour * 2 / LiveScale.hours)))
        }
        let count =
            LiveScale.share(of: scale.comments, by: step)
            - (step == 0 ? 0 : LiveScale.share(of: scale.comments, by: step - 1))
        time.move(to: start.advanced(byMilliseconds: 60_000))
        try await audience.say(count)
        time.move(to: start.advanced(byMilliseconds: 3 * 60_000))
        try await moderation.clear()
        try await moderation.mark(upTo: LiveScale.share(of: scale.suggestions, by: step))
        try await audience.like(count / 2)
        try await playRoom(step, from: start)
    }

    private mutating func playRoom(_ step: Int, from start: Instant) async throws {
        if step == Self.sessionOpens { try await openSession() }
        if step == Self.headCount {
            try await convener.post("/desk/live/\(live)/heads", ["count": String(scale.heads)])
        }
        if step == Self.sessionEnds {
            try await convener.post(
                "/desk/sessions/\(session)/conclusion",
                ["reached": "consensus", "text": "一致同意：活动室下月起开到20点，街道排班，留言里的建议逐条答复。"])
        }
        if step == Self.lateCutIn { try await moderation.cutIn() }
        guard let turn = Self.cutIns.firstIndex(of: step) else { return }
        time.move(to: start.advanced(byMilliseconds: 4 * 60_000))
        try await moderation.cutIn()
        time.move(to: start.advanced(byMilliseconds: 8 * 60_000))
        try await moderation.answer(turn.isMultiple(of: 2) ? .aloud : .written)
    }

    /// Opens the session with all of its people there.
    private mutating func openSession() async throws {
        var secretary = LiveStaff(client, as: DemoPeople.secretary(ofRoom: 0))
        let opened = try await secretary.post("/desk/sessions/\(session)/opening")
        let people = try opened.items("participants").compactMap { $0["id"] as? String }
        try await secretary.post("/desk/sessions/\(session)/check-in", ["present": people])
    }

    // MARK: - The end

    /// Closes it, lets the last unit answer, writes down what the platforms say, makes items of what is left over, and reports.
    private mutating func end() async throws -> LiveDemo.Played {
        let close = Instant(day, hour: Self.closesAt)
        time.move(to: close.advanced(byMilliseconds: -30_000))
        try await convener.post("/desk/live/\(live)/closing")
        time.move(to: close.advanced(byMilliseconds: 20 * 60_000))
        try await moderation.answer(.written)
        for platform in scale.platforms { try await declare(platform) }
        time.move(to: close.advanced(byMilliseconds: 30 * 60_000))
        var leftOver = LiveLeftOver(client, live: live, beside: session, on: day)
        try await leftOver.itemise()
        time.move(to: close.advanced(byMilliseconds: 40 * 60_000))
        let reported = try await convener.post(
            "/desk/live/\(live)/report", ["words": "十个小时，场外的话都看过了。能当场回应的请单位当场回应，没有轮到的都写进了会上商定的事项。"])
        let figures = try JSONSerialization.data(
            withJSONObject: try reported.object["figures"] ?? [:], options: [.sortedKeys])
        return LiveDemo.Played(
            live: live, report: "/desk/live/\(live)/replay", figures: String(decoding: figures, as: UTF8.self))
    }

    private mutating func declare(_ platform: LiveScale.Platform) async throws {
        let buckets = LiveScale.buckets(of: platform.views).enumerated().map { index, views in
            "\(Self.time(halfHour: index)),\(Self.time(halfHour: index + 1)),\(views)"
        }
        try await convener.post(
            "/desk/live/\(live)/views",
            [
                "platform": platform.name, "source": platform.source, "day": day.description,
                "buckets": buckets.joined(separator: "\n"), "total": String(platform.views),
            ])
    }

    private static func time(halfHour index: Int) -> String {
        let minutes = opensAt * 60 + index * 30
        return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minutes % 60 == 0 ? "00" : "30")"
    }
}
