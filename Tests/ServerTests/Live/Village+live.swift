// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// What a media consultation of today is planned by, from eight to eight.
    static func liveFields(_ session: ConsultationSession.ID) -> [String: Any] {
        ["session": session.text, "day": "2026-03-05", "from": "08:00", "to": "20:00"]
    }

    /// Puts a media consultation beside a session and opens it; returns its id.
    func openLive(beside session: ConsultationSession.ID) async throws -> MediaConsultation.ID {
        let convener = try await program(of: .convener)
        let planned = try await convener.post("/desk/live", Self.liveFields(session))
        #expect(planned.status == 201, "\(planned.text)")
        let id = try #require(planned["id"].flatMap { MediaConsultation.ID($0) })
        let opened = try await convener.post("/desk/live/\(id)/opening", [:])
        #expect(opened.status == 200 && opened["state"] == "open", "\(opened.text)")
        return id
    }

    /// What somebody says who has signed in by this phone, without the way through the codes.
    func comment(
        _ words: String = "公交站能不能南移", on live: MediaConsultation.ID, phone: String = "13812340001"
    ) async throws -> LiveComment.ID {
        let number = try #require(MobileNumber(phone))
        let now = clock.now
        let resident = ResidentSignIn(
            id: services.id(), phone: number, phoneHash: services.keys.hash(ofPhone: phone, in: story.county.id),
            tokenHash: [], device: "", createdAt: now, expiresAt: now.advanced(byMilliseconds: 1_000))
        let desk = CommentDesk(services: services, site: Site(tenant: story.county, practice: Self.practice))
        return try await services.engine.write {
            try desk.send(words, name: "豆豆妈", by: resident, to: live, isFlooded: false, at: now, in: $0).id
        }
    }

    /// Takes a comment to the room's screen and asks the officer's unit.
    func cutIn(_ comment: LiveComment.ID) async throws {
        let secretary = try await program(of: .secretary)
        for (segment, fields) in [
            ("approval", [:]), ("suggestion", [:]), ("shortlist", [:]), ("cut-in", ["unit": story.unit.id.text]),
        ] as [(String, [String: Any])] {
            let answer = try await secretary.post("/desk/comments/\(comment)/\(segment)", fields)
            #expect(answer.status == 200, "\(segment): \(answer.text)")
        }
    }
}
