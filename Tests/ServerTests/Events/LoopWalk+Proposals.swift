// SPDX-License-Identifier: Apache-2.0

import Domain
import TestSupport

@testable import Server

/// Proposals in the walk: some grow from its topics, sessions, items and clues, units reply, proposers say what they think, and what
/// becomes of a clue goes back to its topic.
extension LoopWalk {
    private static let proposalStaff: [Villager] = [
        .proposalOfficer, .proposalOfficer, .member, .otherMember, .officer, .otherOfficer, .leader,
    ]

    mutating func proposalPlan() -> Plan {
        let dice = Int.random(in: 0..<100, using: &random)
        if proposals.count < 4 || dice < 6 { return proposing() }
        switch dice {
        case ..<8: return handingOn()
        case ..<13 where !clues.isEmpty: return clueAct()
        case ..<16: return talking()
        case ..<45: return proposalAct()
        case ..<90: return assignmentAct()
        default: return opining()
        }
    }

    private mutating func proposing() -> Plan {
        let source = proposalSource()
        let actor = village.actor([.member, .otherMember, .officer].any(&random))
        let fields = LoopFields(village, &random)
        return Plan(name: source.map { "propose from \($0.field)" } ?? "propose") { hand in
            // Topics are taken whoever sees them, so that some grow from any.
            let topic = source.flatMap { $0.field == "topic" ? Topic.ID($0.id) : nil }
            let named = topic == nil ? source.map { [$0.field: $0.id] } ?? [:] : [:]
            let id = try hand.commands.draftProposal(
                fields.proposal.merging(named) { $1 }, from: topic, by: actor, at: hand.now, practice: hand.practice,
                tenant: hand.county)
            return Made(proposals: [id])
        }
    }

    /// What the next proposal grows from: the field of the form, and the record; nil for nothing.
    private mutating func proposalSource() -> (field: String, id: String)? {
        switch Int.random(in: 0..<6, using: &random) {
        case 0 where !topics.isEmpty: ("topic", recent(topics).text)
        case 1 where !clues.isEmpty, 2 where !clues.isEmpty: ("clue", recent(clues).text)
        case 3 where !items.isEmpty: ("item", recent(items).text)
        case 4 where !sessions.isEmpty: ("meeting", recent(sessions).text)
        case _: nil
        }
    }

    /// Something comes in that belongs in a proposal, and its room hands it on.
    private mutating func handingOn() -> Plan {
        let draft = TopicDraft(
            room: village.room.id, area: village.room.area, source: .scan, text: words(), place: nil)
        let (secretary, fields) = (village.actor(.secretary), LoopFields(village, &random))
        return Plan(name: "hand on") { hand in
            let (id, _) = try hand.commands.submit(
                draft, isHeld: false, at: hand.now, practice: hand.practice, tenant: hand.county)
            try hand.commands.perform(
                Topic.Command.redirect,
                ["channel": "proposal_clue", "explanation": fields.words[0], "clueText": fields.words[1]], on: id,
                by: secretary, at: hand.now, practice: hand.practice, tenant: hand.county)
            let clue = try hand.commands.clue(of: id, practice: hand.practice, tenant: hand.county)
            return Made(topics: [id], clues: [clue?.id].compactMap(\.self))
        }
    }

    private mutating func clueAct() -> Plan {
        let id = recent(clues)
        let (actors, any, index, isBlind) = choice(
            ProposalClue.Command.allCases, among: Self.proposalStaff + [.privacyOfficer])
        let reason = words()
        // What is set aside or erased is read by nobody.
        let isRare = Int.random(in: 0..<3, using: &random) == 0
        let label = Label("")
        return Plan(label: label) { hand in
            guard let clue = try hand.commands.record(id, practice: hand.practice, tenant: hand.county) else {
                throw WebFailure.notFound
            }
            let (command, actor) = Self.pick(
                clue, actors, any, index, isBlind, avoiding: isRare ? [] : [.setAside, .erase], leastOf: nil, "clue")
            label.say("clue \(command.rawValue)")
            try hand.commands.perform(
                command, command == .setAside ? ["reason": reason] : [:], on: id, by: actor, at: hand.now,
                practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    /// A session over some of them, mostly over those that are in handling.
    private mutating func talking() -> Plan {
        let named = Array(Set((0..<3).map { _ in recent(proposals) })).sorted()
        let actor = village.actor([.proposalOfficer, .proposalOfficer, .secretary].any(&random))
        let distance = Int.random(in: -1...3, using: &random)
        let room = village.room.id
        return Plan(name: "talk over") { hand in
            let open = try named.filter {
                try hand.commands.record($0, practice: hand.practice, tenant: hand.county)?.takesSupervision == true
            }
            let plan = ConsultationSession.Plan(
                title: .kept("办理协商"), day: hand.now.day.advanced(by: distance), minuteOfDay: 900, place: .kept("会议室"),
                form: ConsultationForm.proposalHandlingCode, proposals: open.isEmpty ? named : open)
            let id = try hand.commands.planProposalSession(
                plan, in: room, by: actor, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made(sessions: [id])
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
            let found = try hand.commands.record(id, practice: hand.practice, tenant: hand.county)
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
        let any = recent(proposals)
        // Few have a reply at a time: mostly one of these.
        let latest = Int.random(in: 0..<4, using: &random) == 0 ? [] : Array(proposals.suffix(80).reversed())
        let actor = village.actor([.member, .otherMember].any(&random))
        let fields = LoopFields(village, &random)
        return Plan(name: "opine") { hand in
            guard case .staff(let staff) = actor else { throw WebFailure.notFound }
            let id =
                try latest.first {
                    try hand.commands.record($0, practice: hand.practice, tenant: hand.county)?.state.name == .replied
                } ?? any
            try hand.commands.opine(
                fields.opinion, on: id, by: staff, at: hand.now, practice: hand.practice, tenant: hand.county)
            return Made()
        }
    }

    /// What was never done to proposals and by units.
    var missingOfProposals: [String] {
        let all =
            Proposal.Command.allCases.map { "proposal \($0.rawValue)" }
            + ProposalAssignment.Command.allCases.map { "assignment \($0.rawValue)" }
            + ProposalClue.Command.allCases.map { "clue \($0.rawValue)" }
            + ["propose", "propose from topic", "propose from clue", "hand on", "opine", "talk over"]
        return all.filter { commands[$0] == nil }
    }
}
