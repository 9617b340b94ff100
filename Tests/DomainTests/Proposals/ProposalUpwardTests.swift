// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// What can be done with a proposal that was sent up from a state: command | state from which it went up | who | outcome. Those that
/// are not here cannot go up.
private let upwardTable = """
    desks      = leader, leader of an area, officer of its unit, officer of another unit, secretary
    not office = proposer, member who was invited, member who signed, another member, desks, visitor, console, system
    numbered   = filed, handling, replied, rehandling, closed, follow_up

    receive_result | submitted | proposal officer | → closed
    receive_result | numbered  | proposal officer | stays
    receive_result | any       | not office       | not_yours
    forward        | any       | proposal officer | already_forwarded
    forward        | any       | not office       | not_yours
    """

@Suite("Proposals that are sent up to the committee above (A4-04)")
struct ProposalUpwardTests {
    private static let office = Village.proposalOfficer
    private static let day = Village.proposalMorning.day
    private static let sources: [Proposal.State.Name] = [
        .submitted, .filed, .handling, .replied, .rehandling, .closed, .followUp,
    ]
    private static let result = Proposal.Result(number: "市0123", isFiled: true, words: "市里已答复")

    @Test(
        "the table decides each cell once, and the code does what it says, whoever proposes",
        arguments: Proposer.Kind.allCases)
    func obeyed(_ kind: Proposer.Kind) throws {
        let table = RuleTable(
            upwardTable,
            columns: [
                .init(name: "command", values: ["receive_result", "forward"]),
                .init(name: "state", values: Self.sources.map(\.rawValue)),
                .init(name: "who", values: ProposalActor.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [] && table.combinations.count == 2 * 7 * 13)
        for source in Self.sources {
            let before = try Village.proposal(source, by: kind)
            let sent = try before.forwarding(by: Self.office).after
            #expect(sent.upward == .waiting)
            #expect(sent.state == (source == .submitted ? .forwarded : before.state), "what is filed here goes on here")
            #expect(sent.number == before.number && sent.deadline == (source == .submitted ? nil : before.deadline))
            for command in [Proposal.Command.receiveResult, .forward] {
                for who in ProposalActor.allCases {
                    let said = table.outcomes[[command.rawValue, source.rawValue, who.rawValue]] ?? ""
                    #expect(Self.outcome(of: command, on: sent, by: who.actor) == said, "\(command) \(source) \(who)")
                    let isOffered = sent.permittedCommands(for: who.actor).contains(command)
                    #expect(isOffered == (said == "stays" || said.hasPrefix("→")), "\(command) \(source) \(who)")
                }
            }
        }
    }

    @Test("the result stays with the proposal whatever becomes of it, and comes once", arguments: sources)
    func result(_ source: Proposal.State.Name) throws {
        let sent = try Village.proposal(source).forwarding(by: Self.office).after
        let told = try sent.receiving(Self.result, by: Self.office, on: Self.day).after
        #expect(told.upward == .answered(Self.result, on: Self.day))
        #expect(throws: ProposalRefusal.notForwarded) {
            try told.receiving(Self.result, by: Self.office, on: Self.day)
        }
        #expect(throws: ProposalRefusal.alreadyForwarded) { try told.forwarding(by: Self.office) }
        guard source == .filed else { return }
        let assigned = try told.carryingOut(.assign, by: Self.office).after
        #expect(assigned.state == .handling && assigned.upward == told.upward)
    }

    @Test("what is handled here is answered here too, while it waits for the committee above")
    func beside() throws {
        var proposal = try Village.proposal(.filed).forwarding(by: Self.office).after
        proposal = try proposal.carryingOut(.assign, by: Self.office).after
            .beingReplied(outcome: "B", at: Village.proposalMorning, practice: Village.practice).after
        proposal = try proposal.carryingOut(.close, by: Self.office).after
        #expect(proposal.state == .closed && proposal.upward == .waiting)
        let told = try proposal.receiving(Self.result, by: Self.office, on: Self.day.advanced(by: 30)).after
        #expect(told.state == .closed && told.closedOn == proposal.closedOn && told.deadline == proposal.deadline)
    }

    @Test("what its proposer wants back, or is part of another, does not go up")
    func withheld() throws {
        for source in [Proposal.State.Name.filed, .handling] {
            let asked = try Village.proposal(source).withdrawing(
                reason: "解决了", hasMerged: false, by: Village.proposer
            ).after
            #expect(throws: ProposalRefusal.withdrawalWaits, "\(source)") { try asked.forwarding(by: Self.office) }
        }
        let part = try Village.proposal(.merged).closingWithLead(on: Self.day).after
        #expect(throws: ProposalRefusal.alreadyEnded) { try part.forwarding(by: Self.office) }
    }

    private static func outcome(of command: Proposal.Command, on proposal: Proposal, by actor: Actor) -> String {
        do throws(ProposalRefusal) {
            let after = try proposal.carryingOut(command, by: actor).after.state.name
            return after == proposal.state.name ? "stays" : "→ \(after.rawValue)"
        } catch {
            return error.code
        }
    }
}
