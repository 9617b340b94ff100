// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Replaying the log of a proposal")
struct ProposalReplayTests {
    @Test(
        "after each of 8 000 random acts the log tells the proposal as it is, numbers have no gaps, and the sums hold")
    func walk() throws {
        var kindsSeen: Set<String> = []
        for seed: UInt64 in [5, 83, 20_260_310] {
            var walk = ProposalWalk(seed: seed)
            for step in 0..<8_000 {
                guard let index = walk.step() else { continue }
                let (proposal, log) = walk.trails.cases[index]
                let place = "seed \(seed), step \(step): \(walk.trails.lastAct)"
                try #require(Proposal.replaying(log.map(\.event), as: proposal.id) == proposal, "\(place)")
                try #require(proposal.version == log.count, "\(place)")
                try #require(walk.trails.disagreement == nil, "\(place)")
                try #require(ProposalWalk.flaw(of: proposal) == nil, "\(place)")
                try #require(walk.reckoning.isBalanced, "\(place)")
            }
            let serials = walk.trails.values.compactMap(\.number?.serial).sorted()
            #expect(serials == Array(1...max(1, walk.lastSerial)), "seed \(seed)")
            kindsSeen.formUnion(walk.trails.kindsSeen)
        }
        let expected = [
            "invited", "recalled", "co_signer_answered", "submitted", "withdrawal_asked", "withdrawn", "filed",
            "turned_down", "sent_back", "reconsidered", "merged", "unmerged", "forwarded", "assigned", "replied",
            "closed", "chosen_as_key", "categorised", "supervised",
        ]
        #expect(Set(expected).subtracting(kindsSeen) == [], "the walks missed some kind of event")
    }

    @Test("a log that does not begin with a draft tells of no proposal")
    func noBeginning() {
        #expect(Proposal.replaying([], as: Village.proposalID) == nil)
        for event in [ProposalEvent.recalled, .forwarded, .closed(on: Village.day("2026-03-10"), deadline: nil)] {
            #expect(Proposal.replaying([event], as: Village.proposalID) == nil)
        }
    }

    @Test("the written form comes back as it was and holds no word of what people wrote")
    func storedForm() throws {
        let (day, secret) = (Village.day("2026-03-10"), FreeText.kept("机密"))
        let due = Deadline(day: day, from: day, term: .workingDays(10), isProvisional: false)
        let content = Proposal.Content(
            subject: "机密", situation: "机密", analysis: "机密", advice: "机密", units: [Village.unit], isOneMatter: true,
            disclosure: .closed(reason: secret))
        let events: [ProposalEvent] = [
            .drafted(.organisation("机密", signedBy: Village.proposerID), content),
            .entered(
                .organisation("机密", signedBy: Village.proposerID), content,
                .init(by: .init(45), handedIn: day), Village.inSession, deadline: due),
            .enteredAnew(content, .init(by: .init(45), handedIn: day), deadline: due), .written(content),
            .invited([Village.invitedID], deadline: due), .recalled, .coSignerAnswered(Village.invitedID, .declined),
            .submitted(Village.inSession, deadline: due), .withdrawalAsked(reason: secret),
            .withdrawalEntered(reason: secret, .init(by: .init(45), handedIn: day), paper: [.init(2_402)]),
            .withdrawalRefused(reason: secret), .withdrawn(reason: secret), .filed(.init(Village.series, 1)),
            .turnedDown(.init(ground: "empty", redirect: .proposer, explanation: "机密")), .sentBack(reason: secret),
            .reconsidered(reason: secret, deadline: due), .merged(into: Village.leadID, consent: secret),
            .unmerged(reason: secret, deadline: nil), .forwarded,
            .resultReceived(.init(number: "机密", isFiled: true, words: "机密"), on: day),
            .reviewed(.init(title: "机密", body: "机密"), isSameText: true, reviewer: Village.invitedID, needed: 1),
            .unpublished(reason: secret), .assigned(Village.handlers), .replied(outcome: "A", deadline: due),
            .rehandlingBegan, .chosenAsKey(leader: secret, reason: secret, person: .init(15)), .supervisionAsked,
            .categorised("roads"),
            .commended(.init(7)), .handedOver(to: Village.signedID),
            .corrected(.subject, to: secret, reason: secret),
            .supervised(.init(.siteVisit, on: day, people: "机密", words: "机密", session: .init(9))),
            .closed(on: day, deadline: due), .followUpBegan,
            .followedUp(.init(outcome: "A", words: "机密"), on: day, deadline: nil), .deadlineMoved(due),
        ]
        for event in events {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(!stored.contains("机密"), "\(event.kind)")
            #expect(try keeper.decode(stored) == event, "\(event.kind)")
        }
        #expect(Set(events.map(\.kind)).count == 36 && ProposalEvent.subject == "proposal")
        let keeper = KeptTexts()
        #expect(
            try keeper.encode(ProposalEvent.filed(.init(Village.series, 1)))
                == #"{"filed":{"_0":{"serial":1,"series":{"session":3,"term":15}}}}"#)
        #expect(
            try keeper.encode(ProposalEvent.assigned([.init(Village.unit, .coHandler)]))
                == #"{"assigned":{"_0":[{"part":"co_handler","unit":"\#(Village.unit.text)"}]}}"#)
    }

    @Test("so does that of an assignment")
    func storedAssignments() throws {
        let (day, secret) = (Village.day("2026-03-10"), FreeText.kept("机密"))
        let due = Deadline(day: day, from: day, term: .months(3), isProvisional: false)
        let reply = ProposalAssignment.Reply(
            text: "机密", outcome: "A", disclosure: .closed(reason: secret), abstract: "机密")
        let signature = ProposalAssignment.Signature(signer: "机密", isPrincipal: true, day: day)
        let events: [AssignmentEvent] = [
            .issued(.init(Village.proposalID, Village.handlers[0]), deadline: due), .signedFor(day, deadline: due),
            .returnRequested(reason: secret, suggested: secret), .reassigned(Village.otherUnit, deadline: due),
            .upheld(reason: secret, received: day, deadline: due),
            .contacted(.init(.phone, on: day, words: "机密", withLeader: false, isContested: false)), .drafted(reply),
            .takenBack, .sentBack(reason: secret), .checked, .sent(signature), .opinionGiven(reply, signature),
            .extensionAsked(.init(months: 5, reason: "机密")), .extended(deadline: due),
            .extensionRefused(reason: secret), .reminded(text: secret, on: day),
            .reopened(received: day, deadline: due),
            .handedOver(to: .init(61)), .corrected(text: secret, reason: secret), .recalled, .deadlineMoved(due),
        ]
        for event in events {
            let keeper = KeptTexts()
            let stored = try keeper.encode(event)
            #expect(!stored.contains("机密"), "\(event.kind)")
            #expect(try keeper.decode(stored) == event, "\(event.kind)")
        }
        #expect(Set(events.map(\.kind)).count == 21 && AssignmentEvent.subject == "assignment")
    }
}
