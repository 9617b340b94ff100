// SPDX-License-Identifier: Apache-2.0

import Domain

/// The desk beside the room: looks at what comes in, marks what asks for something, and puts a few to the units.
struct LiveModeration {
    /// A suggestion that can be put to the room.
    private struct Candidate {
        let id: String
        let idea: LiveWords.Idea
    }

    /// How a unit answers.
    enum Way {
        /// Says it in the room, and the secretary notes it.
        case aloud
        /// Its officer writes it.
        case written
    }

    private let client: LoopbackClient
    private let live: String
    private var secretary: LiveStaff
    private var officers: [String: LiveStaff] = [:]
    private let units: [String: String]
    /// What was approved and asks for something, in the order of coming.
    private var approved: [Candidate] = []
    private var marked: [Candidate] = []
    private var markedCount = 0
    /// What kinds were marked, and which of them the room has heard.
    private var known: Set<String> = []
    private var asked: Set<String> = []
    /// What is on the screen without an answer.
    private var open: [Candidate] = []

    init(_ client: LoopbackClient, live: String, by secretary: LiveStaff) async throws {
        (self.client, self.live, self.secretary) = (client, live, secretary)
        let listed = try await self.secretary.get("/desk/units").items()
        units = listed.reduce(into: [:]) { units, unit in
            if let name = unit["name"] as? String { units[name] = unit["id"] as? String }
        }
    }

    /// Looks at all that waits: what has no place is turned down, the rest is published.
    mutating func clear() async throws {
        var seen: Set<String> = []
        while true {
            let answer = try await secretary.get("/desk/live/\(live)/moderation")
            let queue = try answer.items("undecided")
            guard let first = queue.first?["id"] as? String else { return }
            guard seen.insert(first).inserted else {
                throw LoopbackClient.Unexpected(what: "nobody could decide", answer: answer)
            }
            let read = queue.compactMap { each -> (id: String, words: String)? in
                guard let id = each["id"] as? String, let words = each["words"] as? String else { return nil }
                return (id, words)
            }
            let (spam, rest) = (read.filter { LiveWords.isSpam($0.words) }, read.filter { !LiveWords.isSpam($0.words) })
            try await decide("rejection", on: spam.map(\.id), ["ground": RejectionGround.spamCode])
            try await decide("approval", on: rest.map(\.id))
            approved += rest.compactMap { each in
                LiveWords.idea(in: each.words).map { Candidate(id: each.id, idea: $0) }
            }
        }
    }

    /// Marks what asks for something, until so many are marked.
    mutating func mark(upTo count: Int) async throws {
        let next = takeApproved(max(0, count - markedCount))
        try await decide("suggestion", on: next.map(\.id))
        marked += next
        markedCount += next.count
    }

    /// The earliest of each kind first, so that the room hears all of them.
    private mutating func takeApproved(_ count: Int) -> [Candidate] {
        var taken: [Candidate] = []
        while taken.count < count, !approved.isEmpty {
            let place = approved.firstIndex { known.insert($0.idea.text).inserted } ?? 0
            taken.append(approved.remove(at: place))
        }
        return taken
    }

    private mutating func decide(_ segment: String, on ids: [String], _ fields: [String: Any] = [:]) async throws {
        guard !ids.isEmpty else { return }
        try await secretary.post("/desk/bulk/comments/\(segment)", fields.merging(["records": ids]) { $1 })
    }

    /// Puts a suggestion to the room and asks its unit; nothing is asked twice.
    mutating func cutIn() async throws {
        guard let place = marked.firstIndex(where: { !asked.contains($0.idea.text) }) else { return }
        let next = marked.remove(at: place)
        asked.insert(next.idea.text)
        guard let unit = units[next.idea.unit] else { throw DemoPlayer.Missing(what: next.idea.unit) }
        try await secretary.post("/desk/comments/\(next.id)/shortlist")
        try await secretary.post("/desk/comments/\(next.id)/cut-in", ["unit": unit])
        open.append(next)
    }

    /// The unit whose turn it is answers.
    mutating func answer(_ way: Way) async throws {
        guard !open.isEmpty else { return }
        let next = open.removeFirst()
        switch way {
        case .aloud:
            try await secretary.post("/desk/comments/\(next.id)/noted-answer", ["words": next.idea.answer])
        case .written:
            var officer = officers[next.idea.officer] ?? LiveStaff(client, as: next.idea.officer)
            try await officer.post("/desk/comments/\(next.id)/answer", ["words": next.idea.answer])
            officers[next.idea.officer] = officer
        }
    }
}
