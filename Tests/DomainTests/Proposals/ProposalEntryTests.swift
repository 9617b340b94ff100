// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

/// What the office does with paper of a body that was entered before: state | who | outcome.
private let entryTable = """
    signers  = proposer, member who was invited, member who signed, another member
    desks    = leader, leader of an area, officer of its unit, officer of another unit, secretary
    others   = signers, desks, visitor, console, system
    standing = submitted, not_filed, forwarded, filed, merged, handling, replied, rehandling, closed, follow_up, withdrawn

    returned | proposal officer | → submitted
    standing | proposal officer | already_submitted
    any      | others           | not_yours
    """

@Suite("What the office enters from a body's sealed paper")
struct ProposalEntryTests {
    private static let now = Village.proposalMorning
    private static let office = Village.proposalOfficer
    private static let bodies = Proposer.Kind.allCases.filter(\.isCollective)
    /// Nobody writes such a proposal here, and nobody is asked to sign it.
    private static let states = Proposal.State.Name.allCases.filter { $0 != .draft && $0 != .awaitingCoSigners }

    private static func entered(
        _ kind: Proposer.Kind = .organisation, _ content: Proposal.Content = Village.content(by: .organisation),
        registered: Proposer.Kind? = nil, standing: Proposer.Standing = Village.standing, on day: Day = now.day,
        in period: ProposalPeriod? = Village.inSession, by actor: Actor = office
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try Proposal.entering(
            content, of: Village.proposer(kind), registered: registered ?? kind, standing: standing, handedIn: day,
            in: period, as: Village.proposalID, by: actor, at: now, practice: Village.practice)
    }

    @Test("it is handed in with that, in the body's name, and says who entered it", arguments: bodies)
    func entering(_ kind: Proposer.Kind) throws {
        let transition = try Self.entered(kind)
        let proposal = transition.after
        #expect(proposal.state == .submitted && proposal.period == Village.inSession && proposal.deadline != nil)
        #expect(proposal.proposer == Village.proposer(kind) && proposal.version == 1)
        #expect(proposal.entry == .init(by: .init(45), handedIn: Self.now.day))
        #expect(Proposal.replaying([transition.event], as: Village.proposalID) == proposal)
        // From then on it is whoever signs that takes it back, and the office that files it.
        #expect(proposal.permittedCommands(for: Village.proposer) == [.withdraw])
        #expect(proposal.refusal(of: .file, by: Self.office) == nil)
    }

    @Test("nobody but the office enters, and only what a body hands in", arguments: ProposalActor.allCases)
    func whose(_ who: ProposalActor) throws {
        guard who != .officer else {
            #expect(throws: ProposalRefusal.notOfBody) { try Self.entered(.member) }
            return
        }
        #expect(throws: ProposalRefusal.notYours) { try Self.entered(by: who.actor) }
    }

    @Test("paper is whole as it comes, of a day that was, and signed by whom the registers name (BR-11, BR-12)")
    func wrong() throws {
        func content(
            _ advice: String, isOneMatter: Bool = true, files: [Domain.Attachment.ID] = [Village.sealedOriginal]
        )
            -> Proposal.Content
        {
            .init(
                subject: "关于更换村口路灯的提案", situation: "不亮。", analysis: "老化。", advice: advice,
                isOneMatter: isOneMatter, disclosure: .open, attachments: files)
        }
        #expect(throws: ProposalRefusal.incomplete) { try Self.entered(.organisation, content("")) }
        #expect(throws: ProposalRefusal.severalMatters) {
            try Self.entered(.organisation, content("换。", isOneMatter: false))
        }
        for kind in Self.bodies {
            #expect(throws: ProposalRefusal.sealMissing, "\(kind)") {
                try Self.entered(kind, content("换。", files: []))
            }
        }
        #expect(throws: ProposalRefusal.dayIsToCome) { try Self.entered(on: Self.now.day.advanced(by: 1)) }
        #expect(throws: ProposalRefusal.noSession) { try Self.entered(in: nil) }
        let recess = ProposalPeriod(Village.series, .recess)
        #expect(throws: ProposalRefusal.onlyInSession) { try Self.entered(.sector, in: recess) }
        #expect(try Self.entered(.organisation, in: recess).after.state == .submitted)
        #expect(throws: ProposalRefusal.notEligible) { try Self.entered(standing: .init(isMember: false)) }
        #expect(throws: ProposalRefusal.notEligible) {
            try Self.entered(.committee, standing: .init(isMember: true))
        }
    }

    @Test("sent back, it comes on paper once more: the table decides each state and actor once, and is obeyed")
    func anew() throws {
        let table = RuleTable(
            entryTable,
            columns: [
                .init(name: "state", values: Self.states.map(\.rawValue)),
                .init(name: "who", values: ProposalActor.allCases.map(\.rawValue)),
            ])
        #expect(table.problems == [] && table.combinations.count == 12 * 13)
        for state in Self.states {
            let proposal = try Self.proposal(state)
            #expect(proposal.state.name == state)
            for who in ProposalActor.allCases {
                let said = table.outcomes[[state.rawValue, who.rawValue]] ?? ""
                #expect(Self.outcome(on: proposal, by: who.actor) == said, "\(state) \(who)")
                let isOffered = proposal.permittedCommands(for: who.actor).contains(.enterAnew)
                #expect(isOffered == said.hasPrefix("→"), "\(state) \(who)")
            }
        }
    }

    @Test(
        "what was attached before stays beside the new paper, and the period as it was; the last one who entered is named"
    )
    func again() throws {
        let returned = try Self.proposal(.returned)
        let other = Domain.Attachment.ID(2_402)
        let text = Proposal.Content(
            subject: "关于更换村口路灯的提案", situation: "3盏不亮。", analysis: "老化。", advice: "请更换。", isOneMatter: true,
            disclosure: .open, attachments: [other])
        let later = Self.now.day.advanced(by: -1)
        let anew = try returned.enteringAnew(
            text, handedIn: later, by: Village.person(48, .proposalOfficer, .tenant), at: Self.now,
            practice: Village.practice
        ).after
        #expect(anew.state == .submitted && anew.period == returned.period && anew.content.situation.words == "3盏不亮。")
        #expect(anew.content.attachments == [Village.sealedOriginal, other])
        #expect(anew.entry == .init(by: .init(48), handedIn: later))
        #expect(throws: ProposalRefusal.dayIsToCome) {
            try returned.enteringAnew(
                text, handedIn: Self.now.day.advanced(by: 1), by: Self.office, at: Self.now, practice: Village.practice)
        }
        // Whoever signs may write it on here all the same.
        #expect(returned.permittedCommands(for: Village.proposer).isSuperset(of: [.write, .submit]))
    }

    @Test("where the body is of another kind than it is entered as, that is said, and not of who signs (BR-11)")
    func otherKind() throws {
        let nobody = Proposer.Standing(isMember: false)
        #expect(throws: ProposalRefusal.bodyOfOtherKind) {
            try Self.entered(.sector, registered: .committee, standing: nobody)
        }
        #expect(throws: ProposalRefusal.notEligible) { try Self.entered(.sector, standing: nobody) }
        // Of a party the registers say nothing.
        #expect(try Self.entered(.organisation, registered: .sector).after.state == .submitted)
    }

    @Test("on paper it is taken back: at once without a number, by consent with one", arguments: bodies)
    func takenBack(_ kind: Proposer.Kind) throws {
        let other = Domain.Attachment.ID(2_402)
        let undecided = try Self.entered(kind).after
        let back = try Self.withdrawal(of: undecided, paper: [other])
        #expect(back.after.state == .withdrawn && back.after.withdrawal == nil && back.after.deadline == nil)
        #expect(back.after.content.attachments == [Village.sealedOriginal, other])
        #expect(back.after.entry == undecided.entry, "who entered the text stays")
        let filed = try undecided.carryingOut(.file, by: Self.office).after
        let asked = try Self.withdrawal(of: filed, paper: [other]).after
        #expect(asked.state == .filed && asked.withdrawal?.words == "已经解决")
        #expect(asked.refusal(of: .enterWithdrawal, by: Self.office) == .withdrawalWaits)
        #expect(try asked.consentingToWithdrawal(by: Self.office).after.state == .withdrawn)
        #expect(try asked.refusingWithdrawal(reason: "正在办", by: Self.office).after.withdrawal == nil)
    }

    @Test("taking back on paper needs the paper, a day that was, and no other proposal that is part of it")
    func takenBackWrong() throws {
        let filed = try Self.proposal(.filed)
        #expect(throws: ProposalRefusal.sealMissing) { try Self.withdrawal(of: filed, paper: []) }
        #expect(throws: ProposalRefusal.dayIsToCome) {
            try Self.withdrawal(of: filed, on: Self.now.day.advanced(by: 1))
        }
        #expect(throws: ProposalRefusal.hasMerged) { try Self.withdrawal(of: filed, hasMerged: true) }
        #expect(throws: ProposalRefusal.notYours) { try Self.withdrawal(of: filed, by: Village.proposer) }
    }

    private static func withdrawal(
        of proposal: Proposal, paper: [Domain.Attachment.ID] = [Village.sealedOriginal], on day: Day = now.day,
        hasMerged: Bool = false, by actor: Actor = office
    ) throws(ProposalRefusal) -> Transition<Proposal> {
        try proposal.enteringWithdrawal(
            reason: "已经解决", paper: paper, handedIn: day, hasMerged: hasMerged, by: actor, at: now)
    }

    /// An entered one as the public commands bring it to that state.
    private static func proposal(_ state: Proposal.State.Name) throws -> Proposal {
        switch state {
        case .draft, .awaitingCoSigners, .submitted: return try carry()
        case .returned: return try carry(.sendBack)
        case .notFiled: return try carry(.turnDown)
        case .forwarded: return try carry(.forward)
        case .filed: return try carry(.file)
        case .merged: return try carry(.file, .merge)
        case .handling: return try carry(.file, .assign)
        case .replied:
            return try proposal(.handling).beingReplied(outcome: "B", at: now, practice: Village.practice).after
        case .rehandling: return try proposal(.replied).beingHandledAgain().after
        case .closed: return try proposal(.replied).carryingOut(.close, by: office).after
        case .followUp: return try proposal(.closed).carryingOut(.beginFollowUp, by: office).after
        case .withdrawn: return try carry().carryingOut(.withdraw, by: Village.proposer).after
        }
    }

    private static func carry(_ commands: Proposal.Command...) throws -> Proposal {
        try commands.reduce(entered().after) { try $0.carryingOut($1, by: office).after }
    }

    private static func outcome(on proposal: Proposal, by actor: Actor) -> String {
        do throws(ProposalRefusal) {
            let after = try proposal.carryingOut(.enterAnew, by: actor).after.state.name
            return after == proposal.state.name ? "stays" : "→ \(after.rawValue)"
        } catch {
            return error.code
        }
    }
}
