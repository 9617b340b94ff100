// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

@testable import Server

extension Village {
    /// A call for opinions in which people answer.
    package struct OpenCall: Sendable {
        package let call: Deliberation.ID
        package let statements: [OpinionStatement.ID]

        package var address: String { "/deliberations/\(call)" }
    }

    /// What the village is asked, as far as nothing else is said.
    package static let statements = ["一二年级提前十分钟放学", "东门前只许公交车通过", "家长把车停远一点走过来"]

    /// The fixture could not be made.
    package struct NoCall: Error {
        package let answer: String
    }

    /// Begins a call on the published topic, or beside a session, with these statements, and opens it up to a day.
    package func openCall(
        _ words: [String] = statements, beside session: ConsultationSession.ID? = nil, until day: String = "2026-03-20"
    ) async throws -> OpenCall {
        let secretary = try await program(of: .secretary)
        let matter = session.map { ["session": $0.text] } ?? ["topic": story.published.id.text]
        let begun = try await secretary.post(
            "/desk/deliberations", matter.merging(["question": "东门口怎么才能不堵？"]) { $1 })
        guard let call = begun["id"].flatMap({ Deliberation.ID($0) }) else { throw NoCall(answer: begun.text) }
        var statements: [OpinionStatement.ID] = []
        for text in words {
            let said = try await secretary.post("/desk/deliberations/\(call)/statements", ["text": text])
            guard let id = said["id"].flatMap({ OpinionStatement.ID($0) }) else { throw NoCall(answer: said.text) }
            statements.append(id)
        }
        let opened = try await secretary.post("/desk/deliberations/\(call)/open", ["until": day])
        guard opened["state"] == "open" else { throw NoCall(answer: opened.text) }
        return OpenCall(call: call, statements: statements)
    }

    /// So many devices answer everything: all agree with the first statement; on the others the first `lean` are of one mind and
    /// the rest of the other, half of them if nothing is said.
    package func castVotes(in open: OpenCall, people: Int, lean: Int? = nil) async throws {
        let desk = OpinionVoteDesk(services: services, site: Site(tenant: story.county, practice: Self.practice))
        let (now, keys, tenant) = (clock.now, services.keys, story.county.id)
        try await services.engine.write { transaction in
            for person in 0..<people {
                let voice = OpinionVoice.device("device-\(person)")
                for (place, statement) in open.statements.enumerated() {
                    let agrees = place == 0 || (person < lean ?? (people / 2)) == place.isMultiple(of: 2)
                    try desk.vote(
                        .init(statement: statement, answer: agrees ? .agree : .disagree), in: open.call, by: voice,
                        voice.key(in: open.call, of: tenant, keys), at: now, in: transaction)
                }
            }
        }
    }

    /// Draws the maps that are to be drawn.
    package func drawMaps() async throws { try await OpinionMapping(services: services).look() }
}
