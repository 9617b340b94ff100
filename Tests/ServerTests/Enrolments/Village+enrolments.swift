// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// Somebody's enrolment for a session: the answer of the API.
    func enrol(_ session: ConsultationSession.ID, _ more: [String: Any] = [:]) async throws -> WebAnswer {
        try await program().post(
            "/sessions/\(session)/enrolments",
            ["name": "王大姐", "words": "想说说校门口"].merging(more) { $1 })
    }

    /// A session that was announced, a week ahead at three in the afternoon.
    func announceSession(seats: Int? = nil) async throws -> ConsultationSession.ID {
        let journey = try await carry(to: .ready)
        var fields: [String: Any] = [
            "title": "校门口怎样不堵", "topics": [journey.topic.id.text], "day": "2026-03-20", "time": "15:00",
            "place": "社区会议室",
        ]
        if let seats { fields["seats"] = String(seats) }
        let planned = try await program(of: .secretary).post("/desk/sessions", fields)
        #expect(planned.status == 201, "\(planned.text)")
        let id = try #require(planned["id"].flatMap { ConsultationSession.ID($0) })
        try await act(.announce, on: id, as: .convener)
        return id
    }
}
