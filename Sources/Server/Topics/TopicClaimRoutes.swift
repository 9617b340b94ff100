// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Claiming a topic of the screening queue for a while, and letting it go.
struct TopicClaimRoutes: Sendable {
    let services: Services

    static let claim = Address(
        segment: "claim",
        operation: Operation(
            id: "claimTopic", summary: "Keeps a topic that is not decided for oneself, for some minutes.",
            parameters: [.record], body: [], isIdempotent: true,
            success: .init(
                status: 200, meaning: "It is yours until then.", schema: .object([("until", .nullable(.moment))]))))
    static let letGo = Address(
        segment: "claim-end",
        operation: Operation(
            id: "letTopicGo", summary: "Ends one's own claim.", parameters: [.record], body: [], isIdempotent: true,
            success: .init(
                status: 200, meaning: "It is nobody's.", schema: .object([("until", .nullable(.moment))]))))

    /// One of the two ways: as page and operation.
    struct Address: Sendable {
        let segment: String
        let operation: Operation
    }

    var routes: [Route] { routes(Self.claim) { try claim($0, $1) } + routes(Self.letGo) { try letGo($0, $1) } }

    private typealias Change = @Sendable (WebRequest, Transaction) throws -> Claim?

    private func routes(_ address: Address, _ change: @escaping Change) -> [Route] {
        let path = "/desk/topics/{record}/\(address.segment)"
        return [
            .desk(.post, path, for: [.roomSecretary]) { request, _ in
                let id: Topic.ID = try request.id("record")
                return try await once(request, change) { _ in .seeOther("/desk/topics/\(id)") }
            },
            .api(.post, path, address.operation, for: [.roomSecretary]) { request, _ in
                _ = try request.idempotencyKey()
                _ = try request.fields([])
                return try await once(request, change) { claim in
                    .json(["until": .optional(claim.map { ChineseTime.rfc3339($0.until) })])
                }
            },
        ]
    }

    private func once(
        _ request: WebRequest, _ change: @escaping Change,
        answer: @escaping @Sendable (Claim?) -> WebResponse
    ) async throws -> WebResponse {
        try await services.answered.once(request) { answer(try change(request, $0)) }
    }

    private func claim(_ request: WebRequest, _ transaction: Transaction) throws -> Claim? {
        let desk = TopicDesk(request, services)
        let store = TopicClaimStore(tenant: request.site.tenant.id)
        let id: Topic.ID = try request.id("record")
        // Of two who claim at once the second waits, and is told.
        try desk.store.lock([id], in: transaction)
        let topic = try desk.visible(id, to: request.actor, in: transaction)
        let claim = try topic.claiming(
            over: store.claim(of: id, in: transaction), by: request.actor, at: request.now,
            practice: request.site.practice)
        try store.replace(claim, of: id, in: transaction)
        return claim
    }

    private func letGo(_ request: WebRequest, _ transaction: Transaction) throws -> Claim? {
        let desk = TopicDesk(request, services)
        let store = TopicClaimStore(tenant: request.site.tenant.id)
        let id: Topic.ID = try request.id("record")
        _ = try desk.visible(id, to: request.actor, in: transaction)
        if let claim = try store.claim(of: id, in: transaction), claim.isHeld(by: request.actor) {
            try store.delete(of: id, in: transaction)
        }
        return nil
    }
}
