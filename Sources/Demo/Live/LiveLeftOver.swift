// SPDX-License-Identifier: Apache-2.0

import Domain

/// What becomes of the suggestions that the room never came to (BR-25): of each thing that was asked for the secretary writes an item
/// of the session, and whatever asks for the same becomes part of it.
struct LiveLeftOver {
    /// How many days a unit has for each of them.
    private static let days = 60

    private let live: String
    private let session: String
    private let day: Day
    private var secretary: LiveStaff

    init(_ client: LoopbackClient, live: String, beside session: String, on day: Day) {
        (self.live, self.session, self.day) = (live, session, day)
        secretary = LiveStaff(client, as: DemoPeople.secretary(ofRoom: 0))
    }

    mutating func itemise() async throws {
        let kinds = try await secretary.get("/desk/live/\(live)/suggestions").items().reduce(
            into: [String: [String]]()
        ) { kinds, suggestion in
            guard let id = suggestion["id"] as? String, let words = suggestion["words"] as? String,
                let idea = LiveWords.idea(in: words)
            else { return }
            kinds[idea.text, default: []].append(id)
        }
        let units = try await secretary.get("/desk/units").items()
        let record = try await secretary.get("/desk/sessions/\(session)")
        guard let topic = (try record.object["topics"] as? [String])?.first else {
            throw LoopbackClient.Unexpected(what: "no topic", answer: record)
        }
        for idea in LiveWords.ideas {
            guard let asked = kinds[idea.text], let first = asked.first else { continue }
            let task = try task(idea, on: topic, units)
            let written = try await secretary.post("/desk/comments/\(first)/items", task)
            guard let item = written["item"] else {
                throw LoopbackClient.Unexpected(what: "no item", answer: written)
            }
            guard asked.count > 1 else { continue }
            try await secretary.post(
                "/desk/bulk/comments/joining", ["records": Array(asked.dropFirst()), "item": item])
        }
    }

    /// What its unit says to it, with somebody of the unit and a day.
    private func task(_ idea: LiveWords.Idea, on topic: String, _ units: [[String: Any]]) throws -> [String: Any] {
        guard let unit = units.first(where: { $0["name"] as? String == idea.unit }), let id = unit["id"] as? String,
            let officer = (unit["officers"] as? [[String: Any]])?.first?["id"] as? String
        else { throw DemoPlayer.Missing(what: idea.unit) }
        return [
            "topic": topic, "task": idea.answer, "unit": id, "officer": officer,
            "milestones": "\(day.advanced(by: Self.days)) 办完，公布结果",
        ]
    }
}
