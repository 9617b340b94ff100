// SPDX-License-Identifier: Apache-2.0

import Domain

/// Everybody who may come to a proposal, as its rule table names them.
enum ProposalActor: String, CaseIterable {
    case proposer
    case invited = "member who was invited"
    case signed = "member who signed"
    case otherMember = "another member"
    case officer = "proposal officer"
    case leader
    case areaLeader = "leader of an area"
    case unitOfficer = "officer of its unit"
    case otherUnitOfficer = "officer of another unit"
    case secretary
    case visitor, console, system

    var actor: Actor {
        switch self {
        case .proposer: Village.person(Village.proposerID.number, .member, .tenant)
        case .invited: Village.person(Village.invitedID.number, .member, .tenant)
        case .signed: Village.person(Village.signedID.number, .member, .tenant)
        case .otherMember: Village.person(44, .member, .tenant)
        case .officer: Village.person(45, .proposalOfficer, .tenant)
        case .leader: Village.person(46, .leader, .tenant)
        case .areaLeader: Village.person(47, .leader, .area(Village.town))
        case .unitOfficer: ActorKind.unitOfficer.actor
        case .otherUnitOfficer: ActorKind.otherUnitOfficer.actor
        case .secretary: ActorKind.roomSecretary.actor
        case .visitor: .visitor
        case .console: .console
        case .system: .system
        }
    }
}

extension Village {
    static let proposalID = Proposal.ID(2_001)
    static let leadID = Proposal.ID(2_002)
    static let assignmentID = ProposalAssignment.ID(2_101)
    static let opinionID = ProposerOpinion.ID(2_201)
    static let proposerID = Person.ID(41)
    static let invitedID = Person.ID(42)
    static let signedID = Person.ID(43)
    static let bodyID = Proposer.BodyID(2_301)

    static let proposer = ProposalActor.proposer.actor
    static let proposalOfficer = ProposalActor.officer.actor

    /// The second day of the session.
    static let proposalMorning = morning(of: "2026-03-10")
    static let series = ProposalSeries(term: 15, session: 3)
    static let inSession = ProposalPeriod(series, .inSession)
    static let proposalSessions = [
        ProposalPeriod.Session(.init(term: 15, session: 2), opens: day("2025-03-04"), closes: day("2025-03-07")),
        ProposalPeriod.Session(series, opens: day("2026-03-09"), closes: day("2026-03-12")),
    ]
    static let content = Proposal.Content(
        subject: "关于更换村口路灯的提案", situation: "村口3盏路灯不亮。", analysis: "线路老化。", advice: "请供电公司6月底前更换。", units: [unit],
        isOneMatter: true, disclosure: .open)
    static let handlers = [Proposal.Handler(unit, .lead), Proposal.Handler(otherUnit, .coHandler)]

    static func proposer(_ kind: Proposer.Kind) -> Proposer {
        switch kind {
        case .member: .member(proposerID)
        case .organisation: .organisation("民进安澜县支部", signedBy: proposerID)
        case .sector, .group, .committee: .body(kind, bodyID, signedBy: proposerID)
        }
    }

    /// Somebody who may propose as anything.
    static let standing = Proposer.Standing(
        isMember: true, bodies: [.sector: [bodyID], .group: [bodyID], .committee: [bodyID]])

    /// The sealed original of what a party hands in.
    static let sealedOriginal = Attachment.ID(2_401)

    /// What it says, with what a proposer of this kind must put beside it (BR-11).
    static func content(by kind: Proposer.Kind) -> Proposal.Content {
        guard kind == .organisation else { return content }
        return Proposal.Content(
            subject: "关于更换村口路灯的提案", situation: "村口3盏路灯不亮。", analysis: "线路老化。", advice: "请供电公司6月底前更换。",
            units: [unit], isOneMatter: true, disclosure: .open, attachments: [sealedOriginal])
    }

    static func draft(
        by kind: Proposer.Kind = .member, _ content: Proposal.Content? = nil, as id: Proposal.ID = proposalID
    ) throws -> Proposal {
        try Proposal.drafting(
            content ?? self.content(by: kind), of: proposer(kind), standing: standing, as: id, by: proposer
        ).after
    }

    /// Another proposal, filed.
    static func leadProposal() throws -> Proposal {
        try draft(as: leadID).submitting(in: inSession, by: proposer, at: proposalMorning, practice: practice).after
            .filing(as: ProposalNumber(series, 1), checks: Set(Proposal.Check.allCases), by: proposalOfficer).after
    }

    /// The proposal as the public commands bring it to that state, all on one morning. A member's is a joint one: of two who were
    /// invited one has signed.
    static func proposal(
        _ state: Proposal.State.Name, by kind: Proposer.Kind = .member
    ) throws -> Proposal {
        let now = proposalMorning
        switch state {
        case .draft: return try draft(by: kind)
        case .awaitingCoSigners:
            return try draft().inviting(
                [signedID, invitedID], members: [signedID, invitedID], by: proposer, at: now, practice: practice
            ).after.answering(.signed, by: ProposalActor.signed.actor, on: now.day).after
        case .submitted:
            let signed =
                kind == .member
                ? try proposal(.awaitingCoSigners).answering(
                    .declined, by: ProposalActor.invited.actor, on: now.day
                ).after : try draft(by: kind)
            return try signed.submitting(in: inSession, by: proposer, at: now, practice: practice).after
        case .filed:
            return try proposal(.submitted, by: kind).filing(
                as: ProposalNumber(series, 2), checks: Set(Proposal.Check.allCases), by: proposalOfficer
            ).after
        case .returned:
            return try proposal(.submitted, by: kind).sendingBack(reason: "请补充数字", by: proposalOfficer).after
        case .replied:
            return try proposal(.handling, by: kind).beingReplied(outcome: "B", at: now, practice: practice).after
        case .rehandling: return try proposal(.replied, by: kind).beingHandledAgain().after
        case .notFiled, .forwarded, .merged, .handling, .closed, .followUp, .withdrawn:
            let (before, command) = try step(to: state, by: kind)
            return try before.carryingOut(command, by: command.holders == [.member] ? proposer : proposalOfficer).after
        }
    }

    /// Where a state is reached from, and by which command.
    private static func step(
        to state: Proposal.State.Name, by kind: Proposer.Kind
    ) throws -> (Proposal, Proposal.Command) {
        switch state {
        case .forwarded: (try proposal(.submitted, by: kind), .forward)
        case .merged: (try proposal(.filed, by: kind), .merge)
        case .handling: (try proposal(.filed, by: kind), .assign)
        case .closed: (try proposal(.replied, by: kind), .close)
        case .followUp: (try proposal(.closed, by: kind), .beginFollowUp)
        case .withdrawn: (try proposal(.submitted, by: kind), .withdraw)
        case .notFiled, .draft, .awaitingCoSigners, .submitted, .returned, .filed, .replied, .rehandling:
            (try proposal(.submitted, by: kind), .turnDown)
        }
    }

    /// The assignment as the public commands bring it to that state, all on one morning.
    static func assignment(
        _ state: ProposalAssignment.State.Name, _ part: Proposal.Part = .lead
    ) throws -> ProposalAssignment {
        let now = proposalMorning
        switch state {
        case .issued:
            return ProposalAssignment.issuing(
                .init(proposalID, .init(unit, part)), as: assignmentID, at: now, practice: practice
            ).after
        case .returnRequested: return try assignment(.issued, part).carryingOut(.requestReturn, by: officer).after
        case .signedFor: return try assignment(.issued, part).carryingOut(.signFor, by: officer).after
        case .drafted:
            return try assignment(.signedFor, part).carryingOut(.contact, by: officer).after
                .carryingOut(.draft, by: officer).after
        case .sentBack: return try assignment(.drafted, part).carryingOut(.sendBack, by: proposalOfficer).after
        case .checked: return try assignment(.drafted, part).carryingOut(.check, by: proposalOfficer).after
        case .sent:
            return part == .coHandler
                ? try assignment(.signedFor, part).carryingOut(.giveOpinion, by: officer).after
                : try assignment(.checked, part).carryingOut(.send, by: officer).after
        case .recalled: return try assignment(.signedFor, part).beingRecalled().after
        }
    }
}
