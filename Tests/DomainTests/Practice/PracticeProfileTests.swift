// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("The practice profile")
struct PracticeProfileTests {
    @Test("the standard profile: five working days, five hundred characters, one review, eight grounds")
    func standard() {
        let profile = PracticeProfile.standard
        #expect((profile.screeningDays, profile.topicTextLimit, profile.topicReviews) == (5, 500, 1))
        #expect(
            profile.rejectionGrounds.map(\.code) == [
                "other_competence", "in_proceedings", "personal_matter", "named_accusation", "secrets", "emergency",
                "no_matter", "spam",
            ])
    }

    @Test("watched words: the standard's are long enough to say something, and older profiles have them")
    func watchedWords() throws {
        #expect(PracticeProfile.standard.watchedWords == WatchedWords.standard)
        #expect(WatchedWords.standard.allSatisfy { WatchedWords.lengths.contains($0.count) })
        #expect(Set(WatchedWords.standard).count == WatchedWords.standard.count)
        var profile = PracticeProfile.standard
        profile.watchedWords = []
        let written = try JSONEncoder().encode(profile)
        #expect(try JSONDecoder().decode(PracticeProfile.self, from: written).watchedWords == [], "none is none")
        let old = #"{"screeningDays":7,"topicTextLimit":300,"topicReviews":2,"rejectionGrounds":[]}"#
        let read = try JSONDecoder().decode(PracticeProfile.self, from: Data(old.utf8))
        #expect(read.watchedWords == WatchedWords.standard)
    }

    @Test("each ground has a name and tells the right channel")
    func grounds() {
        for ground in PracticeProfile.standard.rejectionGrounds {
            #expect(PracticeProfile.standard.rejectionGround(ground.code) == ground)
            #expect(!ground.name.isEmpty && !ground.channel.isEmpty)
        }
        #expect(PracticeProfile.standard.rejectionGround("bad_mood") == nil)
    }

    @Test("a profile is read from JSON as it was written")
    func json() throws {
        let written = try JSONEncoder().encode(PracticeProfile.standard)
        #expect(try JSONDecoder().decode(PracticeProfile.self, from: written) == .standard)
    }

    @Test("the standard terms of sessions, items and erasures (rules.md C.5, D.2)")
    func terms() {
        let (sessions, outcomes) = (PracticeProfile.standard.sessions, PracticeProfile.standard.outcomes)
        #expect((sessions.noticeDays, sessions.minutesDays, sessions.outcomeDays) == (10, 3, 7))
        #expect(sessions.objectionDays == 2)
        #expect(sessions.requiredCategories == [.member, .department, .grassroots, .people])
        #expect((outcomes.returnDays, outcomes.reportMonths) == (5, 1))
        #expect((outcomes.confirmationDays, outcomes.reopenMonths) == (10, 12))
        #expect((outcomes.lookBackMonth, outcomes.inspectionMonths) == (4, 1))
        #expect((outcomes.verificationDays, outcomes.arbitrationDays) == (5, 3))
        #expect(PracticeProfile.standard.erasureDays == 15)
    }

    @Test("a profile that was written before sessions and items existed has the standard's terms for them")
    func oldForm() throws {
        let old = #"{"screeningDays":7,"topicTextLimit":300,"topicReviews":2,"rejectionGrounds":[]}"#
        let profile = try JSONDecoder().decode(PracticeProfile.self, from: Data(old.utf8))
        #expect((profile.screeningDays, profile.topicTextLimit, profile.topicReviews) == (7, 300, 2))
        #expect(profile.sessions == SessionPractice() && profile.outcomes == OutcomePractice())
        #expect(profile.erasureDays == 15)
        #expect(profile.proposals == ProposalPractice())
    }

    @Test("terms of proposals that were written before there was a follow-up have the standard's for it")
    func oldProposals() throws {
        var object = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(ProposalPractice(replyMonths: 2))) as? [String: Any]
        )
        for key in ["followUpMonths", "commendation", "clueMonth"] { object[key] = nil }
        let old = try JSONSerialization.data(withJSONObject: object)
        #expect(try JSONDecoder().decode(ProposalPractice.self, from: old) == ProposalPractice(replyMonths: 2))
    }

    @Test("of what was filed one in a hundred is good, a part of one counts as one, and one in five is collective")
    func commendation() {
        let practice = CommendationPractice()
        #expect([0, 1, 86, 100, 101, 159].map(practice.goodMax) == [1, 1, 1, 1, 2, 2])
        #expect([0, 1, 5, 6, 10].map(practice.collectiveMin) == [0, 1, 1, 2, 2])
    }

    @Test("the standard terms and lists of proposals (rules.md C.1, C.2)")
    func proposals() {
        let practice = PracticeProfile.standard.proposals
        #expect((practice.plenaryLeadMonths, practice.cutOffDays, practice.coSignDays) == (3, 1, 10))
        #expect((practice.returnDays, practice.replyMonths, practice.replyMonthsMax) == (5, 3, 6))
        #expect((practice.coHandlerMonths, practice.rehandlingMonths) == (1, 1))
        #expect(practice.followUpMonths == 12 && practice.commendation.criteria.reduce(0) { $0 + $1.points } == 100)
        #expect(practice.grounds.count == 10 && practice.ground("empty") != nil && practice.ground("mood") == nil)
        #expect(practice.classes.map(\.code) == ["A", "B", "C", "D"])
        #expect(practice.classes.filter(\.isSolved).map(\.code) == ["A"])
        #expect(practice.classes.filter(\.isPromised).map(\.code) == ["B"])
    }
}
