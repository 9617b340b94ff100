// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The lifecycle of a proposal")
struct ProposalLifecycleTests {
    private let table = RuleTable(
        proposalTable,
        columns: [
            .init(name: "command", values: Proposal.Command.allCases.map(\.rawValue)),
            .init(name: "state", values: Proposal.State.Name.allCases.map(\.rawValue)),
            .init(name: "who", values: ProposalActor.allCases.map(\.rawValue)),
            .init(name: "kind", values: Proposer.Kind.allCases.map(\.rawValue)),
        ])

    @Test("the rule book decides each cell once: every command, state, kind of actor and kind of proposer")
    func complete() {
        #expect(table.problems == [])
        #expect(table.combinations.count == 30 * 14 * 13 * 5)
    }

    @Test("the code does what the rule book says, and the buttons too", arguments: Proposer.Kind.allCases)
    func obeyed(_ kind: Proposer.Kind) throws {
        // For a body nobody is invited to sign, so that such a proposal never waits for it.
        for name in Proposal.State.Name.allCases where kind == .member || name != .awaitingCoSigners {
            let proposal = try Village.proposal(name, by: kind)
            #expect(proposal.state.name == name)
            for who in ProposalActor.allCases {
                for command in Proposal.Command.allCases {
                    let said = table.outcomes[[command.rawValue, name.rawValue, who.rawValue, kind.rawValue]] ?? ""
                    let does = outcome(of: command, on: proposal, by: who.actor)
                    #expect(does == said, "\(command) \(name) \(who.rawValue) \(kind)")
                    guard proposal.refusal(of: command, by: who.actor) != nil else { continue }
                    #expect(said != "stays" && !said.hasPrefix("→"), "\(command) \(name) \(who.rawValue) \(kind)")
                }
            }
        }
    }

    @Test("state names, refusal codes and kinds are stable: the database and the API know them")
    func stableNames() {
        #expect(
            Proposal.State.Name.allCases.map(\.rawValue) == [
                "draft", "awaiting_co_signers", "submitted", "returned", "not_filed", "forwarded", "filed", "merged",
                "handling", "replied", "rehandling", "closed", "follow_up", "withdrawn",
            ])
        #expect(
            Proposer.Kind.allCases.map(\.rawValue) == ["member", "sector", "group", "organisation", "committee"])
        #expect(
            ProposalPeriod.Kind.allCases.map(\.rawValue) == ["before_session", "in_session", "recess"])
        #expect(
            Proposal.Redirect.allCases.map(\.rawValue) == [
                "opinion_report", "department", "discipline", "procedure", "proposer",
            ])
        #expect(Set(ProposalRefusal.allCases.map(\.code)).count == ProposalRefusal.allCases.count)
    }

    private func outcome(of command: Proposal.Command, on proposal: Proposal, by actor: Actor) -> String {
        do throws(ProposalRefusal) {
            let next = try proposal.carryingOut(command, by: actor).after.state.name
            return next == proposal.state.name ? "stays" : "→ \(next.rawValue)"
        } catch {
            return error.code
        }
    }
}
