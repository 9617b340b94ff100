// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Replaying the log of a consultation session")
struct SessionReplayTests {
    @Test("after each of 4 000 random acts the log tells the session as it is, and the session is sound")
    func walk() throws {
        var kindsSeen: Set<String> = []
        var refusalsSeen: Set<SessionRefusal> = []
        // Four tries of one person in one session, thirty papers and twenty leaders do not come about by chance; signing up is no
        // command, nor is coming in by the link; nobody of the walk has a phone. Sessions over proposals are walked where proposals
        // are.
        let refusals = Set(SessionRefusal.allCases).subtracting([
            .alreadyPresent, .tooManyPapers, .tooManyLeaders, .notOpenToMembers, .alreadyJoined, .noProposal,
            .proposalNotOpen, .noHandlingMaterial, .notByLink, .phoneOnList, .tooManySubstitutes, .tooManyObjections,
        ])
        // Three walks at least, and more until everything has happened once.
        for seed: UInt64 in 1...40 where seed < 4 || kindsSeen.count < 33 || !refusals.isSubset(of: refusalsSeen) {
            var walk = try SessionWalk(seed: seed)
            for step in 0..<4_000 {
                guard let index = walk.step() else { continue }
                let (session, log) = walk.trails.cases[index]
                let place = "seed \(seed), step \(step): \(walk.trails.lastAct)"
                try #require(ConsultationSession.replaying(log.map(\.event), as: session.id) == session, "\(place)")
                try #require(session.version == log.count, "\(place)")
                try #require(walk.trails.disagreement == nil, "\(place)")
                try #require(SessionWalk.flaw(of: session) == nil, "\(place)")
            }
            kindsSeen.formUnion(walk.trails.kindsSeen)
            refusalsSeen.formUnion(walk.trails.refusalsSeen)
        }
        #expect(kindsSeen.count == 33, "the walks missed some kind of event: \(kindsSeen.sorted())")
        let missed = refusals.subtracting(refusalsSeen)
        #expect(missed == [], "the walks missed some refusal")
    }

    @Test("a log that does not begin with a plan tells of no session")
    func noBeginning() {
        #expect(ConsultationSession.replaying([], as: Village.sessionID) == nil)
        for event in [SessionEvent.announced, .started, .archived, .rescheduled(Village.plan)] {
            #expect(ConsultationSession.replaying([event], as: Village.sessionID) == nil)
        }
    }
}
