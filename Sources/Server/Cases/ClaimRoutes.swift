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

    func requireFree(
        _ record: Case, for command: Case.Command, by actor: Actor, at now: Instant, in transaction: Transaction
    ) throws {
        guard Case.decisions.contains(command), record.isUndecided else { return }
        let claim = try claimStore.claim(of: record.id, in: transaction)
        if let hindrance = record.hindrance(to: command, claimed: claim, by: actor, at: now) { throw hindrance }
    }
}

/// The two ways of a claim, as the last parts of their addresses.
enum ClaimWay: String, CaseIterable, Sendable {
    case claim
    case letGo = "claim-end"

    /// Said by whoever knows that somebody else looks after the record.
    static let takeover = InputField(
        "takeover", "知道有人在看，接过来", .choice([.init(code: "yes", label: "接过来")]), isRequired: false)

    var fields: [InputField] {
        switch self {
        case .claim: [Self.takeover]
        case .letGo: []
        }
    }
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
                let input = try Input(request.form, fields: way.fields)
                return try await once(request, way, input) { _ in .seeOther("/desk/\(Desk.collection)/\(id)") }
            },
            .api(.post, path, Self.operation(way), for: holders) { request, _ in
                _ = try request.idempotencyKey()
                let input = try Input(try request.fields(way.fields), fields: way.fields)
                return try await once(request, way, input) { claim in
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
                summary: """
                    Keeps one of the \(Desk.collection) that is not decided for oneself, for some minutes; others decide it only
                    after a takeover.
                    """,
                parameters: [.record], body: way.fields, isIdempotent: true,
                success: .init(status: 200, meaning: "It is yours until then.", schema: answer))
        case .letGo:
            return Operation(
                id: "let\(Desk.operationNoun)Go", summary: "Ends one's own claim.", parameters: [.record], body: [],
                isIdempotent: true, success: .init(status: 200, meaning: "It is nobody's.", schema: answer))
        }
    }

    private func once(
        _ request: WebRequest, _ way: ClaimWay, _ input: Input, answer: @escaping @Sendable (Claim?) -> WebResponse
    ) async throws -> WebResponse {
        let desk = Desk(request, services)
        return try await services.answered.once(request) { transaction in
            switch way {
            case .claim: answer(try claim(request, input, desk, transaction))
            case .letGo: answer(try letGo(request, desk, transaction))
            }
        }
    }

    private func claim(
        _ request: WebRequest, _ input: Input, _ desk: Desk, _ transaction: Transaction
    ) throws -> Claim? {
        let id: Identifier<Desk.Case> = try request.id("record")
        try desk.lock(id, in: transaction)
        let record = try desk.visible(id, to: request.actor, in: transaction)
        let claim = try record.claiming(
            over: desk.claimStore.claim(of: id, in: transaction),
            takesOver: input.optional(ClaimWay.takeover.name) != nil, by: request.actor, at: request.now,
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
        let mayDecide = record.isUndecided && record.role(of: actor, for: Desk.Case.claimedDecision) != nil
        if let claim, !claim.claim.isHeld(by: actor) {
            let note = Note(lead: "\(claim.name)正在看", text: "到\(until(claim))。您先看别的吧。", tone: .soon, icon: .clock)
            return "\(note.html)\(mayDecide ? takeover(from: claim.name) : HTML())"
        }
        guard mayDecide else { return HTML() }
        let words = claim.map { "您在看，到\(until($0))" } ?? "在看这件的话，可以先认领，别人就不会同时办。"
        return form(claim == nil ? .claim : .letGo, words: words, button: claim == nil ? "认领" : "放下")
    }

    /// Whoever decides all the same takes it over first, knowing from whom.
    private func takeover(from name: String) -> HTML {
        form(
            .claim, words: "急着办，就和\(name)说一声，接过来再办。", button: "从\(name)接过来",
            hidden: [HiddenField(name: ClaimWay.takeover.name, value: "yes")])
    }

    private func form(_ way: ClaimWay, words: String, button: String, hidden: [HiddenField] = []) -> HTML {
        let action = "/desk/\(Desk.collection)/\(id)/\(way.rawValue)"
        return PostForm(
            action: action, token: token(action), hidden: hidden,
            content: """
                <p class="row small mute"><span>\(words)</span>\
                \(Button(label: button, style: .quiet, size: .small).html)</p>
                """
        ).html
    }

    private func until(_ claim: NamedClaim) -> String { ChineseTime.moment(claim.claim.until, today: today) }
}
