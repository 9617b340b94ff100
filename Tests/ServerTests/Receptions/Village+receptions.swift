// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// What a day is planned with: ten to eleven, three slots of twenty minutes, one place each.
    func receptionFields(day: String, places: String = "1") -> [String: Any] {
        [
            "room": room.id.text, "day": day, "from": "10:00", "until": "11:00", "slot": "20", "places": places,
            "place": "杨柳社区一楼", "members": [story.staff[.member]?.id.text ?? ""],
        ]
    }

    /// A day that the secretary has planned.
    func planReception(day: String = "2026-03-12", places: String = "1") async throws -> String {
        let answer = try await program(of: .secretary)
            .post("/desk/receptions", receptionFields(day: day, places: places))
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(answer["id"])
    }

    /// Somebody's booking: the answer of the API.
    func book(
        _ reception: String, at slot: String = "10:20", _ more: [String: Any] = [:]
    ) async throws -> WebAnswer {
        try await program().post("/receptions/\(reception)/bookings", ["slot": slot].merging(more) { $1 })
    }

    /// What differs between the rows of the county and what their logs tell; nothing when all is well.
    func rowDifferences() async throws -> [String] {
        let replay = RowReplay(services: services, site: Site(tenant: story.county, practice: Self.practice))
        return try await services.engine.read { try replay.differences(in: $0) }
    }
}
