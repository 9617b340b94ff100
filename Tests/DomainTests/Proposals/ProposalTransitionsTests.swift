// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The commands of a proposal")
struct ProposalTransitionsTests {
    private let proposer = Village.proposer
    private let office = Village.proposalOfficer
    private let practice = Village.practice
    private let now = Village.proposalMorning

    @Test(
        "only a member of the term proposes, for a body only who signs for it (BR-11)",
        arguments: Proposer.Kind.allCases)
    func eligible(_ kind: Proposer.Kind) throws {
        func refusal(_ standing: Proposer.Standing, by actor: Actor = Village.proposer) -> ProposalRefusal? {
            do throws(ProposalRefusal) {
                _ = try Proposal.drafting(
                    Village.content, of: Village.proposer(kind), standing: standing, as: Village.proposalID, by: actor)
                return nil
            } catch { return error }
        }
        #expect(refusal(Village.standing) == nil)
        #expect(refusal(.init(isMember: false, bodies: Village.standing.bodies)) == .notEligible)
        let needsPost = kind != .member && kind != .organisation
        #expect(refusal(.init(isMember: true)) == (needsPost ? .notEligible : nil))
        for who in ProposalActor.allCases where who != .proposer {
            #expect(refusal(Village.standing, by: who.actor) == .notYours, "\(who)")
        }
    }

    @Test("sectors and groups propose while the session is open, all others all year (BR-12)")
    func inSession() throws {
        for kind in Proposer.Kind.allCases {
            for period in ProposalPeriod.Kind.allCases {
                let draft = try Village.draft(by: kind)
                let isLate = [.sector, .group].contains(kind) && period != .inSession
                let submitting = { () throws(ProposalRefusal) in
                    try draft.submitting(
                        in: .init(Village.series, period), by: proposer, at: now, practice: practice)
                }
                if isLate {
                    #expect(throws: ProposalRefusal.onlyInSession) { try submitting() }
                } else {
                    #expect(try submitting().after.period?.kind == period)
                }
            }
        }
        #expect(throws: ProposalRefusal.noSession) {
            try Village.draft().submitting(in: nil, by: proposer, at: now, practice: practice)
        }
    }

    private func submitting(_ proposal: Proposal, on day: Day) throws -> Proposal {
        let transition = try proposal.submitting(
            in: Village.inSession, by: proposer, at: Instant(day, hour: 9), practice: practice)
        return transition.after
    }

    @Test("a joint proposal is handed in when all have answered, or their days are over (BR-11)")
    func coSigning() throws {
        let waiting = try Village.proposal(.awaitingCoSigners)
        let last = try #require(waiting.deadline?.day)
        #expect(last == Village.day("2026-03-24"))
        #expect(throws: ProposalRefusal.stillSigning) { try submitting(waiting, on: last) }
        let expired = try submitting(waiting, on: last.advanced(by: 1))
        #expect(expired.proposers == [Village.proposerID, Village.signedID] && expired.isJoint)
        let invited = ProposalActor.invited.actor
        #expect(throws: ProposalRefusal.signingIsOver) {
            try waiting.answering(.signed, by: invited, on: last.advanced(by: 1))
        }
        let signed = try waiting.answering(.signed, by: invited, on: last).after
        #expect(try submitting(signed, on: now.day).proposers.count == 3)
    }

    @Test("invited are other members, each once, and the text stands while they sign")
    func inviting() throws {
        let draft = try Village.draft()
        func inviting(_ people: [Int64], members: [Int64] = Array(40...90)) -> ProposalRefusal? {
            var input = ProposalInput()
            input.people = people.map { Person.ID($0) }
            input.members = Set(members.map { Person.ID($0) })
            do throws(ProposalRefusal) {
                _ = try draft.carryingOut(.invite, by: proposer, with: input)
                return nil
            } catch { return error }
        }
        #expect(inviting([42, 43]) == nil && inviting([]) == .nobodyInvited)
        #expect(inviting([42, 42]) == .invitedTwice && inviting([41]) == .invitedTwice)
        #expect(inviting([42], members: [43]) == .notEligible)
        #expect(inviting(Array(42...71)) == nil && inviting(Array(42...72)) == .tooManyInvited)
        let recalled = try Village.proposal(.awaitingCoSigners).recalling(by: proposer).after
        #expect(recalled.state == .draft && recalled.coSigners.isEmpty && recalled.deadline == nil)
    }

    @Test("situation, analysis and concrete advice are all there, on one matter, before it is handed in")
    func complete() throws {
        func content(_ parts: [String], isOneMatter: Bool = true) -> Proposal.Content {
            .init(
                subject: parts[0], situation: parts[1], analysis: parts[2], advice: parts[3], isOneMatter: isOneMatter,
                disclosure: .open)
        }
        func submit(_ content: Proposal.Content) throws -> Proposal {
            try Village.draft(content).carryingOut(.submit, by: proposer).after
        }
        for gap in 0..<4 {
            var parts = ["关于修灯的提案", "灯不亮", "线老化", "请换"]
            parts[gap] = ""
            #expect(throws: ProposalRefusal.incomplete) { try submit(content(parts)) }
        }
        #expect(throws: ProposalRefusal.severalMatters) {
            try submit(content(["关于修灯的提案", "灯不亮", "线老化", "请换"], isOneMatter: false))
        }
    }

    @Test("of a party the sealed original is there before it is handed in (BR-11)", arguments: Proposer.Kind.allCases)
    func sealed(_ kind: Proposer.Kind) throws {
        let bare = try Village.draft(by: kind, Village.content)
        func hindrance(_ proposal: Proposal) -> ProposalRefusal? {
            proposal.hindrance(to: .submit, on: now.day, isAnswered: true, practice: practice.profile.proposals)
        }
        if kind == .organisation {
            #expect(hindrance(bare) == .sealMissing)
            #expect(throws: ProposalRefusal.sealMissing) { try submitting(bare, on: now.day) }
            // Written anew without naming it, it keeps its files.
            let kept = try Village.draft(by: kind).writing(Village.content, by: proposer).after
            #expect(hindrance(kept) == nil)
        } else {
            #expect(hindrance(bare) == nil)
        }
        #expect(try submitting(Village.draft(by: kind), on: now.day).state == .submitted)
    }

    @Test("no button invites, signs or hands in for whom the registers no longer know, and to decline is free (BR-11)")
    func termIsOver() throws {
        let (draft, waiting) = (try Village.draft(), try Village.proposal(.awaitingCoSigners))
        func hindrance(
            _ command: Proposal.Command, _ proposal: Proposal, _ standing: Proposer.Standing
        ) -> ProposalRefusal? {
            proposal.hindrance(
                to: command, on: now.day, isAnswered: true, standing: standing, practice: practice.profile.proposals)
        }
        let over = Proposer.Standing(isMember: false, bodies: Village.standing.bodies)
        #expect(hindrance(.invite, draft, over) == .notEligible && hindrance(.submit, draft, over) == .notEligible)
        #expect(hindrance(.sign, waiting, over) == .notEligible && hindrance(.decline, waiting, over) == nil)
        #expect(hindrance(.write, draft, over) == nil && hindrance(.withdraw, draft, over) == nil)
        for (command, proposal) in [(Proposal.Command.invite, draft), (.submit, draft), (.sign, waiting)] {
            #expect(hindrance(command, proposal, Village.standing) == nil, "\(command)")
        }
        // Who no longer convenes a sector is a member still.
        let sector = try Village.draft(by: .sector)
        #expect(hindrance(.submit, sector, .init(isMember: true)) == .notEligible)
        #expect(hindrance(.submit, sector, Village.standing) == nil)
    }

    @Test("a number is of its session, and given when everything was gone through (BR-13)")
    func filing() throws {
        let submitted = try Village.proposal(.submitted)
        for check in Proposal.Check.allCases {
            let checks = Set(Proposal.Check.allCases).subtracting([check])
            #expect(throws: ProposalRefusal.checksOpen) {
                try submitted.filing(as: .init(Village.series, 1), checks: checks, by: office)
            }
        }
        #expect(throws: ProposalRefusal.otherSession) {
            try submitted.filing(
                as: .init(.init(term: 15, session: 2), 1), checks: Set(Proposal.Check.allCases), by: office)
        }
        let filed = try Village.proposal(.filed)
        #expect(filed.number?.text == "15-3-002" && filed.deadline == nil)
        // It keeps it, whatever becomes of it.
        #expect(try filed.carryingOut(.merge, by: office).after.number == filed.number)
    }

    @Test(
        "not filed with a ground of the list and a way for the matter (BR-14), and reviewed anew if that was a mistake")
    func turningDown() throws {
        let submitted = try Village.proposal(.submitted)
        var input = ProposalInput()
        input.ground = "bad_mood"
        #expect(throws: ProposalRefusal.unknownGround) {
            try submitted.carryingOut(.turnDown, by: office, with: input)
        }
        let ten = practice.profile.proposals.grounds
        #expect(ten.count == 10 && Set(ten.map(\.code)).count == 10)
        for ground in ten {
            input.ground = ground.code
            let down = try submitted.carryingOut(.turnDown, by: office, with: input).after
            #expect(try down.carryingOut(.reconsider, by: office).after.deadline == submitted.deadline)
        }
    }

    @Test("merging destroys nothing: undone, it stands where it stood (BR-16)")
    func merging() throws {
        for state in [Proposal.State.Name.submitted, .filed] {
            let proposal = try Village.proposal(state)
            let lead = try Village.leadProposal()
            let merged = try proposal.merging(into: lead, isLead: false, consent: "都同意", by: office).after
            #expect(merged.content == proposal.content && merged.proposers == proposal.proposers)
            #expect(merged.number == proposal.number && merged.lead == lead.id && merged.deadline == nil)
            let back = try merged.unmerging(from: lead, reason: "不是一件事", by: office, at: now, practice: practice).after
            #expect(back.state == proposal.state && back.lead == nil && back.deadline == proposal.deadline)
        }
    }

    @Test("the chain is one link long, and nothing is merged into what has no number, or is with units already")
    func chain() throws {
        let proposal = try Village.proposal(.filed)
        #expect(throws: ProposalRefusal.isTheSame) {
            try proposal.merging(into: proposal, isLead: false, consent: "好", by: office)
        }
        #expect(throws: ProposalRefusal.hasMerged) {
            try proposal.merging(into: Village.leadProposal(), isLead: true, consent: "好", by: office)
        }
        let other = try Village.draft(as: Village.leadID)
        #expect(throws: ProposalRefusal.takesNoMore) {
            try proposal.merging(into: other, isLead: false, consent: "好", by: office)
        }
        let handled = try Village.leadProposal().assigning(Village.handlers, by: office).after
        #expect(throws: ProposalRefusal.takesNoMore) {
            try proposal.merging(into: handled, isLead: false, consent: "好", by: office)
        }
    }

    @Test(
        "a merged proposal ends with the one that it is part of, and is taken out only before that is answered (BR-16)")
    func endingTogether() throws {
        let merged = try Village.proposal(.merged)
        let lead = try Village.leadProposal().assigning(Village.handlers, by: office).after
        #expect(
            try merged.unmerging(from: lead, reason: "不是一件", by: office, at: now, practice: practice).after.state
                == .filed)
        let replied = try lead.beingReplied(outcome: "A", at: now, practice: practice).after
        #expect(throws: ProposalRefusal.alreadyReplied) {
            try merged.unmerging(from: replied, reason: "不是一件", by: office, at: now, practice: practice)
        }
        let closed = try merged.closingWithLead(on: now.day).after
        #expect(closed.state == .closed && closed.lead == lead.id)
        #expect(throws: ProposalRefusal.notMerged) { try lead.closingWithLead(on: now.day) }
    }

    @Test("after filing it is taken back by consent alone, and meanwhile neither merged nor given to units")
    func withdrawing() throws {
        let asked = try Village.proposal(.filed).carryingOut(.withdraw, by: proposer).after
        #expect(asked.state == .filed && asked.withdrawal != nil && !asked.takesMerged)
        for command in [Proposal.Command.withdraw, .merge, .assign] {
            let actor = command == .withdraw ? proposer : office
            #expect(asked.refusal(of: command, by: actor) == .withdrawalWaits, "\(command)")
        }
        let gone = try asked.consentingToWithdrawal(by: office).after
        #expect(gone.state == .withdrawn && gone.number == asked.number)
        #expect(try asked.refusingWithdrawal(reason: "已交办", by: office).after.withdrawal == nil)
        var input = ProposalInput()
        input.hasMerged = true
        #expect(throws: ProposalRefusal.hasMerged) {
            try Village.proposal(.filed).carryingOut(.withdraw, by: proposer, with: input)
        }
    }

    @Test("one unit leads, alone or with co-handlers, or several each reply; no unit twice")
    func assigning() throws {
        let filed = try Village.proposal(.filed)
        func refusal(_ parts: Proposal.Part..., isSame: Bool = false) -> ProposalRefusal? {
            var input = ProposalInput()
            input.handlers = parts.enumerated().map {
                .init(HandlingUnit.ID(isSame ? 500 : 500 + Int64($0)), $1)
            }
            do throws(ProposalRefusal) {
                _ = try filed.carryingOut(.assign, by: office, with: input)
                return nil
            } catch { return error }
        }
        #expect(refusal(.lead) == nil && refusal(.lead, .coHandler, .coHandler) == nil)
        #expect(refusal(.separate, .separate) == nil)
        #expect(refusal() == .notOneLead && refusal(.coHandler) == .notOneLead && refusal(.separate) == .notOneLead)
        #expect(refusal(.lead, .lead) == .notOneLead && refusal(.lead, .separate) == .notOneLead)
        #expect(refusal(.separate, .separate, .coHandler) == .notOneLead)
        #expect(refusal(.lead, .coHandler, isSame: true) == .unitTwice)
    }

    @Test("it ends when all have said what they think, or their days are over; silence is no opinion (BR-21)")
    func closing() throws {
        let replied = try Village.proposal(.replied)
        let last = try #require(replied.deadline?.day)
        #expect(throws: ProposalRefusal.stillAsking) {
            try replied.closing(isAnswered: false, by: office, on: last, practice: practice)
        }
        #expect(
            try replied.closing(isAnswered: true, by: office, on: now.day, practice: practice).after.closedOn
                == now.day)
        #expect(
            try replied.closing(isAnswered: false, by: office, on: last.advanced(by: 1), practice: practice).after
                .state == .closed)
    }

    @Test("who is not satisfied gets a second reply, and no third (BR-20)")
    func again() throws {
        let again = try Village.proposal(.replied).beingHandledAgain().after
        #expect(again.state == .rehandling && again.replies == 1)
        let second = try again.beingReplied(outcome: "A", at: now, practice: practice).after
        #expect(second.replies == 2 && second.outcome == "A")
        #expect(throws: ProposalRefusal.repliedTwice) { try second.beingHandledAgain() }
        #expect(throws: ProposalRefusal.notInHandling) {
            try second.beingReplied(outcome: "A", at: now, practice: practice)
        }
    }

    @Test("a key proposal has a leader, and ends only after its handling was supervised (BR-22)")
    func key() throws {
        let key = try Village.proposal(.replied).carryingOut(.chooseAsKey, by: office).after
        #expect(key.isKey && key.keyReason != nil && key.refusal(of: .close, by: office) == .notSupervised)
        var input = ProposalInput()
        input.day = input.now.day.advanced(by: 1)
        #expect(throws: ProposalRefusal.dayIsToCome) { try key.carryingOut(.supervise, by: office, with: input) }
        #expect(throws: ProposalRefusal.notConsultation) {
            try key.supervising(
                .init(.siteVisit, on: now.day, people: "三方", words: "看了", session: .init(9)), by: office, on: now.day)
        }
        let supervised = try key.carryingOut(.supervise, by: ProposalActor.leader.actor).after
        #expect(try supervised.carryingOut(.close, by: office).after.state == .closed)
    }

    @Test("a leader of the directory is asked to supervise what was answered and was not supervised (BR-22)")
    func leading() throws {
        let leader = Person.ID(15)
        let led = try replied(ledBy: leader)
        #expect(led.isKey && led.ledBy == leader && led.leader == .kept("县委书记"))
        let asked = try #require(led.askingForSupervision()).after
        #expect(asked.state == led.state && asked.version == led.version + 1 && asked.supervisions == 0)
        #expect(try replied(ledBy: nil).askingForSupervision() == nil, "whoever is only a name is told by the office")
        let renamed = try led.choosingAsKey(leader: "县长", reason: "换人", by: office).after
        #expect(renamed.ledBy == nil && renamed.askingForSupervision() == nil)
        #expect(try Village.proposal(.handling).askingForSupervision() == nil)
        let instructed = try led.supervising(
            .init(.instruction, on: now.day, people: "县委书记", words: "抓紧办"), by: ProposalActor.leader.actor,
            on: now.day
        ).after
        #expect(instructed.askingForSupervision() == nil && instructed.refusal(of: .close, by: office) == nil)
    }

    /// A key proposal that was replied to, led by this person.
    private func replied(ledBy person: Person.ID?) throws -> Proposal {
        let proposal = try Village.proposal(.replied)
        return try proposal.choosingAsKey(leader: "县委书记", person: person, reason: "群众说得多", by: office).after
    }

    @Test("what was promised is looked at in the year after, and nothing else")
    func followUp() throws {
        let closed = try Village.proposal(.closed)
        let classes = practice.profile.proposals
        #expect(throws: ProposalRefusal.tooEarly) {
            try closed.beginningFollowUp(by: office, on: Village.day("2026-12-31"), practice: classes)
        }
        let begun = try closed.beginningFollowUp(by: office, on: Village.day("2027-01-01"), practice: classes).after
        #expect(closed.deadline?.term == .months(12) && begun.deadline == closed.deadline, "and by when is said")
        let solved = try begun.carryingOut(.followUp, by: office).after
        #expect(solved.outcome == "A" && solved.deadline == nil)
        #expect(throws: ProposalRefusal.nothingPromised) {
            try solved.beginningFollowUp(by: office, on: Village.day("2028-01-01"), practice: classes)
        }
        var input = ProposalInput()
        input.outcome = "Z"
        #expect(throws: ProposalRefusal.unknownClass) { try begun.carryingOut(.followUp, by: office, with: input) }
        input.outcome = "B"
        let again = try begun.carryingOut(.followUp, by: office, with: input).after
        #expect(again.deadline?.from == input.now.day && again.followUps == 1, "what is promised anew is asked anew")
    }

    @Test("a key proposal is looked back on once, whatever its class")
    func lookBack() throws {
        var solved = try Village.proposal(.handling).carryingOut(.chooseAsKey, by: office).after
        solved = try solved.beingReplied(outcome: "A", at: now, practice: practice).after
        solved = try solved.carryingOut(.supervise, by: office).after.carryingOut(.close, by: office).after
        #expect(solved.deadline != nil)
        let classes = practice.profile.proposals
        let begun = try solved.beginningFollowUp(by: office, on: Village.day("2027-01-01"), practice: classes).after
        let looked = try begun.carryingOut(.followUp, by: office).after
        #expect(looked.followUps == 1 && looked.deadline == nil)
        #expect(throws: ProposalRefusal.nothingPromised) {
            try looked.beginningFollowUp(by: office, on: Village.day("2028-01-01"), practice: classes)
        }
    }

    @Test("another who signed becomes the first proposer, and whoever was first still gets a reply (BR-11)")
    func handingOver() throws {
        let filed = try Village.proposal(.filed)
        #expect(throws: ProposalRefusal.sameProposer) { try hand(filed, to: Village.proposerID) }
        #expect(throws: ProposalRefusal.notEligible) { try hand(filed, to: Village.invitedID) }
        #expect(throws: ProposalRefusal.notEligible) { try hand(filed, to: Village.signedID, .init(isMember: false)) }
        let handed = try hand(filed, to: Village.signedID)
        #expect(handed.proposers == [Village.signedID, Village.proposerID])
        #expect(handed.refusal(of: .withdraw, by: ProposalActor.signed.actor) == nil)
        let body = try Village.proposal(.filed, by: .sector)
        #expect(throws: ProposalRefusal.notEligible) {
            try body.handingOver(to: Village.signedID, standing: .init(isMember: true), by: office)
        }
        #expect(
            try body.handingOver(to: Village.signedID, standing: Village.standing, by: office).after.proposer.body
                == Village.bodyID)
    }

    private func hand(
        _ filed: Proposal, to person: Person.ID, _ standing: Proposer.Standing = Village.standing
    ) throws -> Proposal {
        try filed.handingOver(to: person, standing: standing, by: office).after
    }

    @Test("a slip is put right part by part, and the log keeps what stood there")
    func correcting() throws {
        let filed = try Village.proposal(.filed)
        for field in Proposal.Field.allCases {
            let corrected = try filed.correcting(field, to: "改好的", reason: "写错了", by: office).after
            #expect(corrected.content[field].words == "改好的")
            let others = Proposal.Field.allCases.filter { $0 != field }
            #expect(others.allSatisfy { corrected.content[$0] == filed.content[$0] })
        }
    }

    @Test("it is sorted by the county's list alone")
    func category() throws {
        let sorted = try Village.proposal(.submitted).carryingOut(.categorise, by: office).after
        #expect(sorted.category == "roads")
        var input = ProposalInput()
        input.category = "mood"
        #expect(throws: ProposalRefusal.unknownCategory) {
            try sorted.carryingOut(.categorise, by: office, with: input)
        }
    }

    @Test("published is what its proposer agrees to, read by somebody else (BR-41)")
    func publishing() throws {
        let filed = try Village.proposal(.filed)
        let public_ = try filed.carryingOut(.review, by: office).after
        #expect(public_.publication == .published)
        #expect(try public_.carryingOut(.unpublish, by: office).after.publication == .withdrawn)
        let closed = Proposal.Content(
            subject: "关于修灯的提案", situation: "灯", analysis: "线", advice: "换", isOneMatter: true,
            disclosure: .closed(reason: .kept("涉及他人")))
        let hidden = try Village.draft(closed).carryingOut(.submit, by: proposer).after
            .carryingOut(.file, by: office).after
        #expect(hidden.refusal(of: .review, by: office) == .notDisclosed)
        let both = Actor.staff(
            Staff(
                id: Village.signedID, name: "村民",
                appointments: [Appointment(.member, .tenant), Appointment(.proposalOfficer, .tenant)]))
        #expect(filed.refusal(of: .review, by: both) == .ownText)
    }

    @Test("what was handed in is seen by those who review and lead, by who proposes and signs, and by its units")
    func scope() throws {
        func sees(_ who: ProposalActor, _ proposal: Proposal, _ handlers: Set<HandlingUnit.ID> = []) -> Bool {
            ProposalScope(of: who.actor).includes(proposal, handlers: handlers)
        }
        let draft = try Village.draft()
        for who in ProposalActor.allCases { #expect(sees(who, draft) == (who == .proposer), "\(who)") }
        let waiting = try Village.proposal(.awaitingCoSigners)
        for who in ProposalActor.allCases {
            #expect(sees(who, waiting) == [.proposer, .invited, .signed].contains(who), "\(who)")
        }
        let handled = try Village.proposal(.handling)
        let seeing: [ProposalActor] = [.proposer, .signed, .officer, .leader, .unitOfficer, .console, .system]
        for who in ProposalActor.allCases {
            #expect(sees(who, handled, [Village.unit]) == seeing.contains(who), "\(who)")
        }
    }
}
