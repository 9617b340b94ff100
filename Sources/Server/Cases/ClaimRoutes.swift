// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// A desk on which undecided records are claimed for a while.
protocol ClaimDesk: CaseDesk where Case: Claimable {
    static var claims: ClaimTable { get }
    /// Holds the record until the transaction ends, so that of two who claim at once the second waits.
    func lock(_ id: Identifier<Case>, in transaction: Transaction) throws
}

extension ClaimDesk {
    var claimStore: ClaimStore<Case> { ClaimStore(tenant: site.tenant.id, table: Self.claims) }
}

/// The two ways of a claim, as the last parts of their addresses.
enum ClaimWay: String, CaseIterable, Sendable {
    case claim
    case letGo = "claim-end"
}

/// Claiming a record of a queue for a while, and letting it go.
struct ClaimRoutes<Desk: ClaimDesk>: Sendable {
    let services: Services
    /// Who decides, and may claim.
    let holders: Set<Role>

    var routes: [Route] { ClaimWay.allCases.flatMap(routes) }

    private func routes(_ way: ClaimWay) -> [Route] {
        let path = "/desk/\(Desk.collection)/{record}/\(way.rawValue)"
        return [
            .desk(.post, path, for: holders) { request, _ in
                let id: Identifier<Desk.Case> = try request.id("record")
                return try await once(request, way) { _ in .seeOther("/desk/\(Desk.collection)/\(id)") }
            },
            .api(.post, path, Self.operation(way), for: holders) { request, _ in
                _ = try request.idempotencyKey()
                _ = try request.fields([])
                return try await once(request, way) { claim in
                    .json(["until": .optional(claim.map { ChineseTime.rfc3339($0.until) })])
                }
            },
        ]
    }

    private static func operation(_ way: ClaimWay) -> Operation {
        let answer = Schema.object([("until", .nullable(.moment))])
        switch way {
        case .claim:
            return Operation(
                id: "claim\(Desk.operationNoun)",
                summary: "Keeps one of the \(Desk.collection) that is not decided for oneself, for some minutes.",
                parameters: [.record], body: [], isIdempotent: true,
                success: .init(status: 200, meaning: "It is yours until then.", schema: answer))
        case .letGo:
            return Operation(
                id: "let\(Desk.operationNoun)Go", summary: "Ends one's own claim.", parameters: [.record], body: [],
                isIdempotent: true, success: .init(status: 200, meaning: "It is nobody's.", schema: answer))
        }
    }

    private func once(
        _ request: WebRequest, _ way: ClaimWay, answer: @escaping @Sendable (Claim?) -> WebResponse
    ) async throws -> WebResponse {
        let desk = Desk(request, services)
        return try await services.answered.once(request) { transaction in
            switch way {
            case .claim: answer(try claim(request, desk, transaction))
            case .letGo: answer(try letGo(request, desk, transaction))
            }
        }
    }

    private func claim(_ request: WebRequest, _ desk: Desk, _ transaction: Transaction) throws -> Claim? {
        let id: Identifier<Desk.Case> = try request.id("record")
        try desk.lock(id, in: transaction)
        let record = try desk.visible(id, to: request.actor, in: transaction)
        let claim = try record.claiming(
            over: desk.claimStore.claim(of: id, in: transaction), by: request.actor, at: request.now,
            practice: request.site.practice)
        try desk.claimStore.replace(claim, of: id, in: transaction)
        return claim
    }

    private func letGo(_ request: WebRequest, _ desk: Desk, _ transaction: Transaction) throws -> Claim? {
        let id: Identifier<Desk.Case> = try request.id("record")
        _ = try desk.visible(id, to: request.actor, in: transaction)
        if let claim = try desk.claimStore.claim(of: id, in: transaction), claim.isHeld(by: request.actor) {
            try desk.claimStore.delete(of: id, in: transaction)
        }
        return nil
    }
}

/// On a record: who looks after it, and the button that takes it or lets it go.
struct ClaimBar<Desk: ClaimDesk> {
    let record: Desk.Case
    let id: Identifier<Desk.Case>
    let claim: NamedClaim?
    let actor: Actor
    let today: Day
    let token: (String) -> String

    var html: HTML {
        if let claim, !claim.claim.isHeld(by: actor) {
            return Note(lead: "\(claim.name)正在看", text: "到\(until(claim))。您先看别的吧。", tone: .soon, icon: .clock).html
        }
        guard record.isUndecided, record.role(of: actor, for: Desk.Case.claimedDecision) != nil else { return HTML() }
        let way = claim == nil ? ClaimWay.claim : .letGo
        let action = "/desk/\(Desk.collection)/\(id)/\(way.rawValue)"
        let words = claim.map { "您在看，到\(until($0))" } ?? "在看这件的话，可以先认领，别人就不会同时办。"
        return PostForm(
            action: action, token: token(action),
            content: """
                <p class="row small mute"><span>\(words)</span>\
                \(Button(label: claim == nil ? "认领" : "放下", style: .quiet, size: .small).html)</p>
                """
        ).html
    }

    private func until(_ claim: NamedClaim) -> String { ChineseTime.moment(claim.claim.until, today: today) }
}
