// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Who sees which proposals", .serialized)
struct ProposalScopeTests {
    @Test(
        "lists, counts, titles and records show exactly what the scope includes, to everybody of the village",
        arguments: EngineKind.allCases)
    func everybody(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            try await village.seatMembers()
            let addresses = try await Self.some(village)
            let (county, unit) = (village.story.county, village.story.unit.id)
            let site = Site(tenant: county, practice: Village.practice)
            let desk = ProposalDesk(services: village.services, site: site)
            let ids = addresses.compactMap { $0.split(separator: "/").last.flatMap { Proposal.ID($0) } }
            #expect(ids.count == addresses.count)
            // One of them is with a unit, together with what is part of it.
            let (assignment, lead) = (village.services.ids.next(), ids[3])
            try await village.services.engine.write {
                _ = try $0.execute(
                    """
                    INSERT INTO proposal_assignment (id, tenant, proposal, unit, part, state, replies, contacts,
                        asks_longer, version)
                    VALUES (\(assignment), \(county.id.number), \(lead.number), \(unit.number), 'lead', 'issued', 0, 0, 0, 1)
                    """)
            }
            for villager in Villager.allCases where !villager.isOfZone {
                let scope = ProposalScope(of: village.actor(villager))
                let (included, listed, counted, titled) = try await village.services.engine.read { transaction in
                    let included = try ids.filter { id in
                        guard let proposal = try desk.proposal(id, in: transaction) else { return false }
                        return scope.includes(
                            proposal, handlers: try desk.store.handlers(of: proposal, in: transaction))
                    }
                    let parts = try ProposalListStore.Part.allCases.flatMap {
                        try desk.lists.list($0, scope: scope, after: nil, limit: 100, in: transaction)
                    }
                    return (
                        Set(included), parts.map(\.proposal.id),
                        try desk.lists.counts(scope: scope, in: transaction).values.reduce(0, +),
                        try desk.lists.titles(of: ids, scope: scope, in: transaction)
                    )
                }
                #expect(Set(listed) == included && listed.count == included.count, "\(villager)")
                #expect(counted == included.count && Set(titled.keys) == included, "\(villager)")
                guard DeskPlace.proposals.roles.contains(villager.role) else { continue }
                let program = try await village.program(of: villager)
                for (id, address) in zip(ids, addresses) {
                    #expect(try await program.get(address).status == (included.contains(id) ? 200 : 404), "\(villager)")
                }
            }
        }
    }

    /// A draft, one that waits for a signature, one that was declined, one with a part, that part, and one that is turned down.
    private static func some(_ village: Village) async throws -> [String] {
        let (member, other) = (try await village.program(of: .member), try await village.program(of: .otherMember))
        let office = try await village.program(of: .proposalOfficer)
        let invitation: [String: Any] = ["people": [village.person(.otherMember).text]]
        let draft = try await village.draftProposal()
        let waiting = try await village.draftProposal()
        #expect(try await member.post("\(waiting)/invitation", invitation).status == 200)
        let declined = try await village.draftProposal()
        #expect(try await member.post("\(declined)/invitation", invitation).status == 200)
        #expect(try await other.post("\(declined)/declining", [:]).status == 200)
        let lead = try await village.fileProposal()
        let part = try await village.fileProposal(by: .otherMember)
        let id = try #require(lead.split(separator: "/").last.map(String.init))
        #expect(try await office.post("\(part)/merging", ["proposal": id, "consent": "同意"]).status == 200)
        let down = try await village.submitProposal(by: .otherMember)
        let why: [String: Any] = ["ground": "empty", "redirect": "proposer", "explanation": "太空"]
        #expect(try await office.post("\(down)/turning-down", why).status == 200)
        return [draft, waiting, declined, lead, part, down]
    }
}
