// SPDX-License-Identifier: Apache-2.0

import Domain

/// What a command on a proposal may need to be told.
struct ProposalInput {
    var words = "请看一看"
    var content = Village.content
    var people = [Village.invitedID]
    var members: Set<Person.ID> = [Village.invitedID, Village.signedID]
    var period: ProposalPeriod? = Village.inSession
    var number = ProposalNumber(Village.series, 2)
    var checks = Set(Proposal.Check.allCases)
    var ground = "empty"
    /// The one that it is merged into; nil for a filed one.
    var lead: Proposal?
    /// Whether others are part of it.
    var hasMerged = false
    var handlers = Village.handlers
    var outcome = "A"
    var category = "roads"
    /// Whether all the proposers who were asked have answered.
    var isAnswered = true
    /// When something was done on site.
    var day = Village.proposalMorning.day
    var now = Village.proposalMorning
    var practice = Village.practice
}

extension Proposal {
    /// Carries out a command that is chosen by its name, so that tests can walk over all of them.
    func carryingOut(
        _ command: Command, by actor: Actor, with input: ProposalInput = ProposalInput()
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        let (words, now, practice) = (input.words, input.now, input.practice)
        return switch command {
        case .write: try writing(input.content, by: actor)
        case .invite: try inviting(input.people, members: input.members, by: actor, at: now, practice: practice)
        case .recall: try recalling(by: actor)
        case .sign: try answering(.signed, by: actor, on: now.day)
        case .decline: try answering(.declined, by: actor, on: now.day)
        case .submit: try submitting(in: input.period, by: actor, at: now, practice: practice)
        case .withdraw: try withdrawing(reason: words, hasMerged: input.hasMerged, by: actor)
        case .enterAnew:
            try enteringAnew(
                Village.content(by: .organisation), handedIn: input.day, by: actor, at: now, practice: practice)
        case .enterWithdrawal:
            try enteringWithdrawal(
                reason: words, paper: [Village.sealedOriginal], handedIn: input.day, hasMerged: input.hasMerged,
                by: actor, at: now)
        case .file: try filing(as: input.number, checks: input.checks, by: actor)
        case .turnDown:
            try turningDown(
                .init(ground: input.ground, redirect: .opinionReport, explanation: words), by: actor,
                practice: practice.profile.proposals)
        case .sendBack: try sendingBack(reason: words, by: actor)
        case .reconsider: try reconsidering(reason: words, by: actor, at: now, practice: practice)
        case .merge: try merging(into: try other(input), isLead: input.hasMerged, consent: words, by: actor)
        case .unmerge: try unmerging(from: try other(input), reason: words, by: actor, at: now, practice: practice)
        case .consentToWithdrawal: try consentingToWithdrawal(by: actor)
        case .refuseWithdrawal: try refusingWithdrawal(reason: words, by: actor)
        case .forward: try forwarding(by: actor)
        case .receiveResult: try receiving(.init(number: nil, isFiled: true, words: words), by: actor, on: now.day)
        case .review:
            try reviewing(.init(title: words, body: words), by: actor, practice: practice.profile.proposals)
        case .unpublish: try unpublishing(reason: words, by: actor)
        case .assign: try assigning(input.handlers, by: actor)
        case .chooseAsKey: try choosingAsKey(leader: words, reason: words, by: actor)
        case .handOver: try handingOver(to: Village.signedID, standing: Village.standing, by: actor)
        case .correct: try correcting(.analysis, to: words, reason: words, by: actor)
        case .categorise: try categorising(as: input.category, by: actor, practice: practice)
        case .supervise:
            try supervising(.init(.symposium, on: input.day, people: words, words: words), by: actor, on: now.day)
        case .close: try closing(isAnswered: input.isAnswered, by: actor, on: now.day, practice: practice)
        case .beginFollowUp:
            // What was promised is looked at in the year after.
            try beginningFollowUp(
                by: actor, on: now.day.advanced(byMonths: 12), practice: practice.profile.proposals)
        case .followUp:
            try followingUp(
                .init(outcome: input.outcome, words: words), by: actor, on: now.day, practice: practice)
        }
    }

    private func other(_ input: ProposalInput) throws(ProposalRefusal) -> Proposal {
        if let lead = input.lead { return lead }
        guard let lead = try? Village.leadProposal() else { throw .isTheSame }
        return lead
    }
}

/// What a command on an assignment may need to be told.
struct AssignmentInput {
    var words = "请看一看"
    var unit = HandlingUnit.ID(503)
    var others: Set<HandlingUnit.ID> = [Village.otherUnit]
    var contact = ProposalAssignment.Contact(
        .meeting, on: Village.proposalMorning.day, words: "当面谈过", withLeader: true, isContested: false)
    var outcome = "B"
    var signature = ProposalAssignment.Signature(
        signer: "局长", isPrincipal: true, day: Village.proposalMorning.day)
    var months = 5
    var opinionsOwed = 0
    var isKey = false
    var contactEnds: Day?
    var isWithdrawn = false
    var now = Village.proposalMorning
    var practice = Village.practice
}

extension ProposalAssignment {
    /// Carries out a command that is chosen by its name, so that tests can walk over all of them.
    func carryingOut(
        _ command: Command, by actor: Actor, with input: AssignmentInput = AssignmentInput()
    ) throws(AssignmentRefusal) -> Transition<ProposalAssignment> {
        let (words, now, practice) = (input.words, input.now, input.practice)
        return switch command {
        case .signFor: try signingFor(by: actor, at: now, practice: practice)
        case .requestReturn: try requestingReturn(reason: words, suggested: words, by: actor, on: now.day)
        case .reassign:
            try reassigning(to: input.unit, others: input.others, by: actor, at: now, practice: practice)
        case .uphold: try upholding(reason: words, by: actor, at: now, practice: practice)
        case .contact:
            try contacting(
                input.contact,
                others: .init(
                    opinionsOwed: input.opinionsOwed, isKey: input.isKey, contactEnds: input.contactEnds,
                    isWithdrawn: input.isWithdrawn),
                by: actor, on: now.day)
        case .draft:
            try drafting(
                .init(text: words, outcome: input.outcome, disclosure: .open), by: actor,
                practice: practice.profile.proposals)
        case .takeBack: try takingBack(by: actor)
        case .sendBack: try sendingBack(reason: words, by: actor)
        case .check: try checking(by: actor)
        case .send:
            try sending(
                signedBy: input.signature, others: .init(opinionsOwed: input.opinionsOwed, isKey: input.isKey),
                by: actor, on: now.day)
        case .giveOpinion: try givingOpinion(words, signedBy: input.signature, by: actor, on: now.day)
        case .askExtension:
            try askingExtension(
                .init(months: input.months, reason: words), by: actor, on: now.day,
                practice: practice.profile.proposals)
        case .grantExtension: try grantingExtension(by: actor, practice: practice)
        case .refuseExtension: try refusingExtension(reason: words, by: actor)
        case .remind: try reminding(words, by: actor, on: now.day)
        case .handOver: try handingOver(to: .init(61), isOfUnit: true, by: actor)
        case .correct: try correcting(words, reason: words, by: actor)
        }
    }
}
