// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport
import Testing

@testable import Server

extension Village {
    /// An issue that the member has begun.
    func beginSentiment() async throws -> String {
        let answer = try await program(of: .member).post(
            "/desk/sentiments",
            [
                "room": room.id.text, "title": "桥头的灯不亮", "day": "2026-03-04", "place": "桥头",
                "words": "六根杆子灭了四根。", "person": "王大姐", "phone": Self.phone,
            ])
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(answer["id"])
    }

    /// One that the member has listened to and visited.
    func visitSentiment() async throws -> String {
        let id = try await beginSentiment()
        let member = try await program(of: .member)
        for segment in ["listening", "visiting"] {
            let answer = try await member.post(
                "/desk/sentiments/\(id)/\(segment)", ["day": "2026-03-05", "place": "王大姐家", "words": "孩子晚自习回来怕。"])
            #expect(answer.status == 200, "\(segment): \(answer.text)")
        }
        return id
    }
}
