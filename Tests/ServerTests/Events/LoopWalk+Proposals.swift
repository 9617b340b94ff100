// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport

@testable import Server

/// Proposals in the walk: some grow from its topics, units reply, proposers say what they think.
extension LoopWalk {
    private static let proposalStaff: [Villager] = [
        .proposalOfficer, .proposalOfficer, .member, .otherMember, .officer, .otherOfficer, .leader,
    ]

    mutating func proposalPlan() -> Plan {
        let dice = Int.random(in: 0..<100, using: &random)
        if proposals.count < 4 || dice < 6 { return proposing() }
        switch dice {
        case ..<45: return proposalAct()
        case ..<90: return assignmentAct()
        default: return opining()
        }
    }

    private mutating func proposing() -> Plan {
        let source: Topic.ID? = !topics.isEmpty && Bool.random(using: &random) ? recent(topics) : nil
        let actor = village.actor([.member, .otherMember, .officer].any(&random))
        let fields = LoopFields(village, &random)
        return Plan(name: "propose") { hand in
            let id = try hand.commands.draftProposal(
                fields.proposal, from: source, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made(proposals: [id])
        }
    }

    private mutating func proposalAct() -> Plan {
        let (id, other) = (recent(proposals), recent(proposals))
        let (actors, any, index, isBlind) = choice(Proposal.Command.allCases, among: Self.proposalStaff)
        let fields = LoopFields(village, &random)
        // What ends or repeats is rare, so that the way goes on.
        let isRare = Int.random(in: 0..<5, using: &random) == 0
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let found = try hand.commands.proposal(id, practice: hand.practice, tenant: hand.county)
            guard let proposal = found else { throw WebFailure.notFound }
            let rare: Set<Proposal.Command> = [
                .write, .withdraw, .recall, .turnDown, .sendBack, .forward, .categorise, .handOver, .correct, .review,
                .unpublish, .chooseAsKey, .supervise, .merge,
            ]
            let (command, actor) = Self.pick(
                proposal, actors, any, index, isBlind, avoiding: isRare ? [] : rare, leastOf: isRare ? tried : nil,
                "proposal")
            label.say("proposal \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, other: other, now: hand.now), on: id, by: actor, at: hand.now,
                practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    private mutating func assignmentAct() -> Plan {
        let id = recent(proposals)
        let (actors, any, index, isBlind) = choice(ProposalAssignment.Command.allCases, among: Self.proposalStaff)
        let fields = LoopFields(village, &random)
        let isRare = Int.random(in: 0..<5, using: &random) == 0
        let (label, tried) = (Label(""), tried)
        return Plan(label: label) { hand in
            let all = try hand.commands.assignments(of: id, practice: hand.practice, tenant: hand.county)
            guard !all.isEmpty else { throw WebFailure.notFound }
            let assignment = all[index % all.count]
            let rare: Set<ProposalAssignment.Command> = [
                .requestReturn, .reassign, .takeBack, .sendBack, .askExtension, .refuseExtension, .remind, .handOver,
                .correct,
                .contact,
            ]
            // The first talk leads on; the others are more of the same.
            let repeating = assignment.contacts.isEmpty ? rare.subtracting([.contact]) : rare
            let (command, actor) = Self.pick(
                assignment, actors, any, index, isBlind, avoiding: isRare ? [] : repeating,
                leastOf: isRare ? tried : nil, "assignment")
            label.say("assignment \(command.rawValue)")
            try hand.commands.perform(
                command, fields.of(command, now: hand.now), onPartOf: assignment.unit, in: id, by: actor, at: hand.now,
                practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    private mutating func opining() -> Plan {
        let id = recent(proposals)
        let actor = village.actor([.member, .otherMember].any(&random))
        let fields = LoopFields(village, &random)
        return Plan(name: "opine") { hand in
            guard case .staff(let staff) = actor else { throw WebFailure.notFound }
            try hand.commands.opine(
                fields.opinion, on: id, by: staff, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    /// What was never done to proposals and by units.
    var missingOfProposals: [String] {
        let all =
            Proposal.Command.allCases.map { "proposal \($0.rawValue)" }
            + ProposalAssignment.Command.allCases.map { "assignment \($0.rawValue)" } + ["propose", "opine"]
        return all.filter { commands[$0] == nil }
    }
}
