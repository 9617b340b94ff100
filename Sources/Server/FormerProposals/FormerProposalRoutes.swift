// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Proposals of earlier sessions on the desk: session by session, and each with its reply, as declared.
struct FormerProposalRoutes: RouteGroup {
    let services: Services
    static let readers = ProposalRoutes.readers
    static let address = "/desk/former-proposals"
    /// Where everybody reads what is public of one.
    static let publicAddress = "/former-proposals"

    var routes: [Route] {
        [
            .desk(.get, Self.address, for: Self.readers, list),
            .desk(.get, "\(Self.address)/{record}", for: Self.readers, record),
            .api(.get, Self.address, FormerProposalAPI.list, for: Self.readers, listJSON),
            .api(.get, "\(Self.address)/{record}", FormerProposalAPI.one, for: Self.readers, recordJSON),
            .page(.get, "\(Self.publicAddress)/{record}", publicRecord),
            .api(.get, "\(Self.publicAddress)/{record}", FormerProposalAPI.publicOne, publicJSON),
        ]
    }

    private func store(_ request: WebRequest) -> FormerProposalStore {
        FormerProposalStore(tenant: request.site.tenant.id, contents: services.contents)
    }

    private struct Found: Sendable {
        let all: [(series: ProposalSeries, count: Int)]
        let series: ProposalSeries?
        let page: ListPage<FormerProposalStore.Listed>
    }

    private func find(_ request: WebRequest, _ signedIn: SignedIn) async throws -> Found {
        let (named, limit, store) = (try ProposalStatistics.series(request), try request.limit(), store(request))
        let (keys, scope) = (services.keys, ProposalScope(of: request.actor))
        return try await services.engine.read { transaction in
            let all = try store.series(scope: scope, in: transaction)
            let series = named ?? all.first?.series
            let cursor = ListCursor(
                keys: keys,
                filter: "former-proposals/\(request.site.tenant.id)/\(signedIn.staff.id)/\(series?.code ?? 0)")
            let after = try request.query["cursor"].map { text -> Int in
                guard let serial = Int(try cursor.read(text)) else { throw WebFailure.malformedCursor }
                return serial
            }
            let rows = try series.map {
                try store.list($0, scope: scope, after: after ?? 0, limit: limit + 1, in: transaction)
            }
            return Found(
                all: all, series: series,
                page: ListPage(rows ?? [], limit: limit, cursor: cursor) { String($0.number.serial) })
        }
    }

    private func one(_ request: WebRequest, as reader: Actor? = nil) async throws -> FormerProposal {
        let id: FormerProposal.ID = try request.id("record")
        let (store, scope) = (store(request), ProposalScope(of: reader ?? request.actor))
        guard let found = try await services.engine.read({ try store.proposal(id, scope: scope, in: $0) }) else {
            throw WebFailure.notFound
        }
        return found
    }

    // MARK: - Pages

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let found = try await find(request, signedIn)
        let page = FormerProposalListPage(
            all: found.all, series: found.series, rows: found.page.items, next: found.page.next,
            practice: request.site.practice.profile.proposals)
        return Pages(request, services).desk("往年的提案", signedIn, place: .proposals, content: page.html)
    }

    private func record(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let page = FormerProposalPage(
            proposal: try await one(request), practice: request.site.practice.profile.proposals,
            today: request.now.day)
        return Pages(request, services).desk("往年的提案", signedIn, place: .proposals, content: page.html)
    }

    /// What a declared proposal says to everybody: whose, about what, by whom handled, and what came of it. Its text and its reply
    /// were reviewed by nobody (BR-41).
    private func publicRecord(_ request: WebRequest) async throws -> WebResponse {
        let proposal = try await one(request, as: .visitor)
        let page = PublicFormerProposal(
            proposal: proposal, practice: request.site.practice.profile.proposals, today: request.now.day)
        return Pages(request, services).resident(
            proposal.subject.words ?? TopicWording.erased, home: "/proposals", content: page.html)
    }

    // MARK: - API

    private func publicJSON(_ request: WebRequest) async throws -> WebResponse {
        let id: FormerProposal.ID = try request.id("record")
        return .json(FormerProposalAPI.publicJSON(try await one(request, as: .visitor), as: id))
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let found = try await find(request, signedIn)
        return .json([
            "session": .optional(found.series?.name),
            "items": .array(found.page.items.map(FormerProposalAPI.json)), "next": .optional(found.page.next),
        ])
    }

    private func recordJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let id: FormerProposal.ID = try request.id("record")
        return .json(FormerProposalAPI.json(try await one(request), as: id))
    }
}

/// Proposals of earlier sessions as the API shows them.
enum FormerProposalAPI {
    private static let kind = Schema.string(values: Proposer.Kind.allCases.map(\.rawValue))
    private static let rating = Schema.string(values: ProposerOpinion.Rating.allCases.map(\.rawValue))

    static let list = Operation(
        id: "listFormerProposals",
        summary: "Lists proposals of an earlier session as they were declared, by number; no figure counts them.",
        parameters: [
            .init(
                name: "session", place: .query, schema: .string(),
                meaning: "Of which plenary session: 15-2; the latest if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of proposals.",
            schema: .object([
                ("session", .nullable(.text)),
                (
                    "items",
                    .array(
                        .object([
                            ("id", .id), ("number", .text), ("subject", .nullable(.text)),
                            ("proposer", .nullable(.text)), ("outcome", .nullable(.text)),
                        ]))
                ), ("next", .nullable(.string())),
            ])))

    static let one = Operation(
        id: "readFormerProposal", summary: "Reads a proposal of an earlier session as it was declared.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The proposal.",
            schema: .object([
                ("id", .id), ("number", .text), ("session", .text), ("kind", kind), ("subject", .nullable(.text)),
                ("proposer", .nullable(.text)), ("unit", .nullable(.text)), ("filedOn", .nullable(.day)),
                ("repliedOn", .nullable(.day)), ("outcome", .nullable(.text)), ("opinion", .nullable(rating)),
                ("isOpen", .boolean), ("text", .nullable(.text)), ("reply", .nullable(.text)),
            ])))

    private static let publicFields: [(String, Schema)] = [
        ("id", .id), ("number", .text), ("session", .text), ("kind", kind), ("subject", .nullable(.text)),
        ("proposer", .nullable(.text)), ("unit", .nullable(.text)), ("filedOn", .nullable(.day)),
        ("repliedOn", .nullable(.day)), ("outcome", .nullable(.text)), ("opinion", .nullable(rating)),
    ]

    static let publicOne = Operation(
        id: "readPublicFormerProposal",
        summary:
            "Reads what is public of a proposal of an earlier session, as it was declared: neither its text nor its reply.",
        parameters: [.record],
        success: .init(status: 200, meaning: "The proposal.", schema: .object(publicFields)))

    static func publicJSON(_ proposal: FormerProposal, as id: FormerProposal.ID) -> JSON {
        [
            "id": .string(id.text), "number": .string(proposal.number.text),
            "session": .string(proposal.number.series.name), "kind": .string(proposal.kind.rawValue),
            "subject": .optional(proposal.subject.words), "proposer": .optional(proposal.proposer.words),
            "unit": .optional(proposal.unit?.words), "filedOn": .optional(proposal.filedOn?.description),
            "repliedOn": .optional(proposal.repliedOn?.description), "outcome": .optional(proposal.outcome),
            "opinion": .optional(proposal.opinion?.rawValue),
        ]
    }

    static func json(_ listed: FormerProposalStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "number": .string(listed.number.text), "subject": .optional(listed.subject),
            "proposer": .optional(listed.proposer), "outcome": .optional(listed.outcome),
        ]
    }

    static func json(_ proposal: FormerProposal, as id: FormerProposal.ID) -> JSON {
        [
            "id": .string(id.text), "number": .string(proposal.number.text),
            "session": .string(proposal.number.series.name), "kind": .string(proposal.kind.rawValue),
            "subject": .optional(proposal.subject.words), "proposer": .optional(proposal.proposer.words),
            "unit": .optional(proposal.unit?.words), "filedOn": .optional(proposal.filedOn?.description),
            "repliedOn": .optional(proposal.repliedOn?.description), "outcome": .optional(proposal.outcome),
            "opinion": .optional(proposal.opinion?.rawValue), "isOpen": .boolean(proposal.isOpen),
            "text": .optional(proposal.text?.words), "reply": .optional(proposal.reply?.words),
        ]
    }
}
