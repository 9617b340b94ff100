// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("Leaders who take part in a session")
struct SessionLeaderTests {
    private typealias Note = ConsultationSession.LeaderNote

    private func note(
        _ who: String = "副县长丁", presence: ConsultationSession.Leader.Presence = .expected,
        briefing: String? = nil, response: String? = nil
    ) -> Note {
        Note(side: .government, who: who, presence: presence, briefing: briefing, response: response)
    }

    @Test("of one person there is one line; what is left out stays as it was")
    func oneLine() throws {
        let day = try Village.session(.announced).plan.day
        let asked = try Village.session(.announced).noting(leader: note(), by: Village.secretary, on: day).after
        let there = try asked.noting(
            leader: note(presence: .present, briefing: "路灯已经排了钱"), by: Village.secretary, on: day
        ).after
        let answered = try there.noting(
            leader: note(presence: .present, response: "四月底换好"), by: Village.convener, on: day
        ).after
        #expect(answered.leaders.count == 1)
        let leader = try #require(answered.leaders.first)
        #expect(leader.presence == .present && leader.number == 0)
        #expect(leader.briefing?.words == "路灯已经排了钱" && leader.response?.words == "四月底换好")
        let two = try answered.noting(leader: note("县委书记丙"), by: Village.secretary, on: day).after
        #expect(two.leaders.map(\.number) == [0, 1])
        // The same name on the other side is somebody else.
        let other = Note(side: .party, who: "副县长丁", presence: .expected, briefing: nil, response: nil)
        #expect(try two.noting(leader: other, by: Village.secretary, on: day).after.leaders.count == 3)
    }

    @Test("nobody was there before the day of the session")
    func notYet() throws {
        let session = try Village.session(.announced)
        let eve = session.plan.day.advanced(by: -1)
        for presence in [ConsultationSession.Leader.Presence.present, .absent] {
            #expect(throws: SessionRefusal.notYetTheDay) {
                _ = try session.noting(leader: note(presence: presence), by: Village.secretary, on: eve)
            }
        }
        #expect(try session.noting(leader: note(), by: Village.secretary, on: eve).after.leaders.count == 1)
    }

    @Test("a list holds twenty")
    func bounded() throws {
        var session = try Village.session(.announced)
        for number in 0..<ConsultationSession.leadersMax {
            session = try session.noting(leader: note("领导\(number)"), by: Village.secretary, on: session.plan.day).after
        }
        let full = session
        #expect(throws: SessionRefusal.tooManyLeaders) {
            _ = try full.noting(leader: note("又一位"), by: Village.secretary, on: full.plan.day)
        }
        let known = try full.noting(leader: note("领导3", presence: .present), by: Village.secretary, on: full.plan.day)
            .after
        #expect(known.leaders.count == ConsultationSession.leadersMax && known.leaders[3].presence == .present)
    }
}
