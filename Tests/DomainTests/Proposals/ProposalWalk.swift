// SPDX-License-Identifier: Apache-2.0

import Domain

/// A walk through random commands on the proposals of a session: numbers are given in order, and proposals are merged into each
/// other and taken apart.
struct ProposalWalk {
    private(set) var trails = Trails<Proposal>()
    private var random: SeededRandom
    private var now = Village.proposalMorning
    private var nextID: Int64 = 3_000
    private(set) var lastSerial = 0

    /// What the arguments of a command, or the day, can be refused for.
    private static let byArguments: Set<ProposalRefusal> = [
        .notEligible, .onlyInSession, .nobodyInvited, .invitedTwice, .signingIsOver, .stillSigning, .incomplete,
        .severalMatters, .checksOpen, .otherSession, .unknownGround, .isTheSame, .takesNoMore, .hasMerged,
        .alreadyReplied, .unitTwice, .notOneLead, .stillAsking, .nothingPromised, .tooEarly, .unknownClass,
        .dayIsToCome, .notMerged, .sameProposer,
    ]

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    /// One act, or now and then a new proposal; the index of the proposal it was about, if there is one.
    mutating func step() -> Int? {
        now = now.advanced(byMilliseconds: Int64.random(in: 1...20_000_000, using: &random))
        if Int.random(in: 0..<300, using: &random) == 0 { now = now.advanced(byMilliseconds: 300 * 86_400_000) }
        if trails.cases.isEmpty || Int.random(in: 0..<30, using: &random) == 0 {
            draft()
            return trails.cases.indices.last
        }
        let index = trails.anyIndex(&random)
        act(on: index)
        return index
    }

    private mutating func draft() {
        nextID += 1
        let (id, kind) = (
            Proposal.ID(nextID), [Proposer.Kind.member, .member, .member, .sector, .organisation].any(&random)
        )
        trails.begin("draft", at: now) { () throws(ProposalRefusal) in
            try Proposal.drafting(
                Village.content(by: kind), of: Village.proposer(kind), standing: Village.standing, as: id,
                by: Village.proposer)
        }
    }

    private mutating func act(on index: Int) {
        let proposal = trails.cases[index].value
        if proposal.state.name.isInHandling, Bool.random(using: &random) {
            let (outcome, now) = (["A", "B", "C"].any(&random), now)
            return trails.act("reply", on: index, at: now, isPermitted: nil) { (proposal) throws(ProposalRefusal) in
                try proposal.beingReplied(outcome: outcome, at: now, practice: Village.practice)
            }
        }
        if proposal.state == .replied, Int.random(in: 0..<3, using: &random) == 0 {
            return trails.act("again", on: index, at: now, isPermitted: nil) { (proposal) throws(ProposalRefusal) in
                try proposal.beingHandledAgain()
            }
        }
        if let lead = proposal.lead, proposal.state.name == .merged, value(lead)?.state == .closed {
            let today = now.day
            return trails.act("end with lead", on: index, at: now, isPermitted: nil) {
                (proposal) throws(ProposalRefusal) in try proposal.closingWithLead(on: today)
            }
        }
        let actor = actor(for: proposal)
        let command = command(for: actor, on: proposal)
        var input = input(for: proposal, command)
        if command == .unmerge, let lead = proposal.lead.flatMap({ value($0) }) { input.lead = lead }
        let isPermitted = proposal.permittedCommands(for: actor).contains(command)
        let before = trails.cases[index].log.count
        trails.act(
            "\(command) by \(actor)", on: index, at: now, isPermitted: isPermitted, byArguments: Self.byArguments
        ) { (proposal) throws(ProposalRefusal) in
            try proposal.carryingOut(command, by: actor, with: input)
        }
        if command == .file, trails.cases[index].log.count > before { lastSerial += 1 }
    }

    private mutating func input(for proposal: Proposal, _ command: Proposal.Command) -> ProposalInput {
        var input = ProposalInput()
        input.now = now
        input.day = now.day
        input.people = [[], [Village.invitedID], [Village.signedID, Village.invitedID]].any(&random)
        input.number = ProposalNumber(Village.series, lastSerial + 1)
        input.checks = Bool.random(using: &random) ? input.checks : []
        input.isAnswered = Bool.random(using: &random)
        // Few of all can take others in.
        let leads = trails.values.filter { $0.takesMerged && $0.id != proposal.id }
        input.lead =
            leads.isEmpty || Int.random(in: 0..<4, using: &random) == 0
            ? trails.values.any(&random) : leads.any(&random)
        input.hasMerged = trails.values.contains { $0.state == .merged(into: proposal.id) }
        return input
    }

    private func value(_ id: Proposal.ID) -> Proposal? { trails.values.first { $0.id == id } }

    /// Any command; mostly one that has a prospect, if there is one.
    private mutating func command(for actor: Actor, on proposal: Proposal) -> Proposal.Command {
        // One of very many: what was replied to is closed now and then, so that a walk comes to its end.
        if proposal.state == .replied, Int.random(in: 0..<4, using: &random) == 0 { return .close }
        let permitted = Proposal.Command.allCases.filter(proposal.permittedCommands(for: actor).contains)
        return permitted.isEmpty || Int.random(in: 0..<3, using: &random) == 0
            ? Proposal.Command.allCases.any(&random) : permitted.any(&random)
    }

    private mutating func actor(for proposal: Proposal) -> Actor {
        switch Int.random(in: 0..<8, using: &random) {
        case 0..<3:
            proposal.state == .awaitingCoSigners && Bool.random(using: &random)
                ? ProposalActor.invited.actor : Village.proposer
        case 3..<7: Village.proposalOfficer
        default: ProposalActor.allCases.any(&random).actor
        }
    }

    /// The sums of all that the walk has made.
    var reckoning: ProposalReckoning {
        let submitted = trails.values.filter { $0.period != nil }
        var parts: [ProposalReckoning.Part: Int] = [:]
        for each in submitted {
            let part = ProposalReckoning.Part(
                each.state.name, isNumbered: each.number != nil, isPartOfOther: each.lead != nil)
            if let part { parts[part, default: 0] += 1 }
        }
        return ProposalReckoning(
            submitted: submitted.count, filed: submitted.count { $0.number != nil }, parts: parts)
    }
}

extension ProposalWalk {
    /// Whether the year after asks what became of it; what a part promised, its lead did.
    private static func isLookedBackOn(_ proposal: Proposal) -> Bool {
        guard proposal.state == .closed || proposal.state == .followUp, proposal.lead == nil else { return false }
        return proposal.outcome == "B" || (proposal.isKey && proposal.followUps == 0)
    }

    /// What no proposal may ever be; nil if all is well.
    static func flaw(of proposal: Proposal) -> String? {
        let name = proposal.state.name
        let owing: Set<Proposal.State.Name> = [.awaitingCoSigners, .submitted, .replied]
        if (proposal.deadline != nil) != (owing.contains(name) || isLookedBackOn(proposal)) {
            return "a term nobody owes, or none where one is"
        }
        if proposal.period == nil, ![.draft, .awaitingCoSigners, .withdrawn].contains(name) {
            return "never handed in"
        }
        let numbered: Set<Proposal.State.Name> = [.filed, .handling, .replied, .rehandling]
        if numbered.contains(name), proposal.number == nil { return "no number" }
        let unnumbered: Set<Proposal.State.Name> = [.draft, .awaitingCoSigners, .returned, .notFiled, .forwarded]
        if unnumbered.contains(name), proposal.number != nil { return "a number too early" }
        if name == .merged, proposal.lead == nil { return "merged into nothing" }
        if proposal.lead != nil, name != .merged, name != .closed { return "part of another, and goes on by itself" }
        if proposal.withdrawal != nil, name != .filed, name != .handling { return "asked back where nobody decides it" }
        if proposal.publication.isPublic, proposal.publicText == nil { return "public without a text" }
        if proposal.replies > Proposal.repliesMax { return "replied too often" }
        return name == .closed && proposal.closedOn == nil ? "closed on no day" : nil
    }
}
