// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Published proposals in the words of Popolo (popoloproject.com), for programs that compare assemblies: motions, and the people and
/// the assembly that they name.
struct PopoloRoutes: RouteGroup {
    let services: Services
    static let address = "/popolo"

    var routes: [Route] { [.api(.get, Self.address, Popolo.operation, read)] }

    private func read(_ request: WebRequest) async throws -> WebResponse {
        let limit = try request.limit()
        let tenant = request.site.tenant
        let cursor = ListCursor(keys: services.keys, filter: "popolo/\(tenant.id)")
        let after = try request.query["cursor"].map { text -> ProposalNumber in
            guard let number = ProposalNumber(try cursor.read(text)) else { throw WebFailure.malformedCursor }
            return number
        }
        let rows = try await services.engine.read { transaction in
            try PublicProposalStore(tenant: tenant.id, contents: self.services.contents).published(
                .init(), after: after, limit: limit + 1, in: transaction)
        }
        let page = ListPage(rows, limit: limit, cursor: cursor) { $0.number.text }
        let popolo = Popolo(
            tenant: tenant, practice: request.site.practice.profile.proposals,
            base: services.baseURL(of: tenant.id))
        return .json(popolo.json(page.items, next: page.next))
    }
}

/// What of a proposal Popolo has words for. It has none for units, their assignments and replies, nor for a proposal's own number;
/// and nobody votes on a proposal. A sector, a group, a special committee and a party are organizations, and the creators of what
/// they propose: who signs for them is not said.
struct Popolo {
    let tenant: Tenant
    let practice: ProposalPractice
    /// Under which address everybody reads the proposals.
    let base: String

    private typealias Published = PublicProposalStore.PublicProposal

    func json(_ proposals: [PublicProposalStore.PublicProposal], next: String?) -> JSON {
        let creators = Dictionary(
            proposals.compactMap { proposal in Self.creator(of: proposal).map { ($0.text, proposal.signerName) } },
            uniquingKeysWith: { first, _ in first }
        ).sorted { $0.key < $1.key }
        return [
            "organizations": .array([organization] + bodies(of: proposals)),
            "persons": .array(creators.map { person($0.key, $0.value) }),
            "memberships": .array(creators.map { membership(of: $0.key) }), "motions": .array(proposals.map(motion)),
            "next": .optional(next),
        ]
    }

    /// The bodies that proposed some of these, each once. A party has no record here: it is known by the name on its seal.
    private func bodies(of proposals: [Published]) -> [JSON] {
        let named = proposals.compactMap { proposal in
            Self.bodyID(of: proposal).map { ($0, (name: proposal.bodyName ?? "", kind: proposal.kind)) }
        }
        return Dictionary(named, uniquingKeysWith: { first, _ in first }).sorted { $0.key < $1.key }.map { id, body in
            [
                "id": .string(id), "name": .string(body.name),
                "classification": .string(ProposalWording.name(body.kind)),
                // A party is no part of the committee.
                "parent_id": .optional(body.kind == .organisation ? nil : tenant.id.text),
                "sources": .array([["url": .string("\(base)/proposals")]]),
            ]
        }
    }

    private static func bodyID(of proposal: Published) -> String? { proposal.bodyID?.text ?? proposal.bodyName }

    /// Who alone, or before others, proposed it as a member.
    private static func creator(of proposal: Published) -> Person.ID? {
        proposal.kind == .member ? proposal.signer : nil
    }

    private var organization: JSON {
        [
            "id": .string(tenant.id.text), "name": .string(tenant.name), "classification": "政协委员会",
            "parent_id": .null, "sources": .array([["url": .string(base)]]),
        ]
    }

    private func person(_ id: String, _ name: String) -> JSON { ["id": .string(id), "name": .string(name)] }

    private func membership(of person: String) -> JSON {
        ["person_id": .string(person), "organization_id": .string(tenant.id.text), "role": "委员"]
    }

    private func motion(_ proposal: Published) -> JSON {
        let series = proposal.number.series
        return [
            "id": .string(proposal.id.text), "organization_id": .string(tenant.id.text),
            "legislative_session_id": .string("\(series.term)-\(series.session)"),
            "creator_id": .optional(Self.creator(of: proposal)?.text ?? Self.bodyID(of: proposal)),
            "classification": "提案",
            "text": .string("\(proposal.title)\n\n\(proposal.body)"),
            "date": .optional(proposal.submittedOn?.description),
            "result": .optional(proposal.outcome.map { ProposalWording.outcome($0, practice) }),
            "vote_events": .array([]), "sources": .array([["url": .string("\(base)/proposals/\(proposal.id)")]]),
        ]
    }

    // MARK: - The interface

    private static let sources = Schema.array(.object([("url", .text)]))

    private static let motions = Schema.array(
        .object([
            ("id", .id), ("organization_id", .id), ("legislative_session_id", .text), ("creator_id", .nullable(.text)),
            ("classification", .text), ("text", .text), ("date", .nullable(.day)), ("result", .nullable(.text)),
            ("vote_events", .array(.text)), ("sources", sources),
        ]))

    static let operation = Operation(
        id: "readPopolo",
        summary: """
            Reads published proposals as motions of Popolo, latest number first, with the members, bodies and committee that they name. \
            What Popolo has no words for stands at /proposals: numbers, units and their replies. A body that proposes \
            is an organization, and the creator of its motions. The result \
            is what the reply came to; nobody votes on a proposal.
            """,
        parameters: [.limit, .cursor],
        success: .init(
            status: 200, meaning: "A page of motions, and whom they name.",
            schema: .object([
                (
                    "organizations",
                    .array(
                        .object([
                            ("id", .text), ("name", .text), ("classification", .text), ("parent_id", .nullable(.id)),
                            ("sources", sources),
                        ]))
                ), ("persons", .array(.object([("id", .id), ("name", .text)]))),
                (
                    "memberships",
                    .array(.object([("person_id", .id), ("organization_id", .id), ("role", .text)]))
                ), ("motions", motions), ("next", .nullable(.string())),
            ])))
}
