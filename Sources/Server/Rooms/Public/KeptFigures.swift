// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Foundation

/// Figures that count all that lies in a room or in the county, kept as public pages are (decision 0010): until something that
/// they count has changed. The pages themselves hold forms of one reader and are made anew.
struct KeptFigures: Sendable {
    let services: Services
    let tenant: Tenant.ID
    let today: Day

    init(_ request: WebRequest, _ services: Services) {
        self.services = services
        (tenant, today) = (request.site.tenant.id, request.now.day)
    }

    /// What a room has done.
    func figures(of room: Room.ID) async throws -> RoomFigureStore.Figures {
        let store = RoomFigureStore(tenant: tenant)
        return try await kept("figures/\(room)", .room(room)) { [today] in
            try store.figures(of: room, today: today, in: $0)
        }
    }

    /// How long people wait for the first answer, in a room or in the county.
    func times(of room: Room.ID?) async throws -> AnswerTimes {
        let store = AnswerTimeStore(tenant: tenant, contents: services.contents)
        return try await kept("answer-times/\(room?.text ?? "")", room.map { .room($0) } ?? .tenant(tenant)) {
            [today] in
            try store.times(of: room, on: today, in: $0)
        }
    }

    private func kept<Value: Codable & Sendable>(
        _ target: String, _ subject: RenderedPages.Subject,
        count: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let key = RenderedPages.Key(tenant: tenant, target: target, isElder: false, today: today)
        let bytes = try await services.pages.page(key, of: subject) {
            Array(try JSONEncoder().encode(try await services.engine.read(count)))
        }
        return try JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}
