// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("The research on a topic")
struct TopicResearchTests {
    @Test("whoever asks a member names the last day; the day itself is in time, an earlier one has passed")
    func day() throws {
        let selected = try Village.topic(.selected)
        let today = try assigned(selected, by: "2026-03-05")
        #expect(today.state == .researching)
        #expect(today.researcher == Village.researcherID)
        #expect(
            today.deadline
                == Deadline(
                    day: Village.day("2026-03-05"), from: Village.day("2026-03-05"), term: .named, isProvisional: false)
        )
        #expect(throws: TopicRefusal.dayHasPassed) { try assigned(selected, by: "2026-03-04") }
    }

    @Test("a day that somebody named is not moved by the calendar")
    func holiday() throws {
        #expect(try assigned(Village.topic(.selected), by: "2026-04-05").deadline?.day == Village.day("2026-04-05"))
    }

    @Test("asked again, another member takes over, with another day")
    func takenOver() throws {
        let far = Village.morning.day.advanced(byMonths: 36)
        #expect(throws: TopicRefusal.dayTooFar) {
            try Village.topic(.selected).assigning(
                researcher: Person.ID(9), by: far.advanced(by: 1), actor: Village.secretary, at: Village.morning,
                practice: Village.practice)
        }
        let other = try Village.topic(.researching).assigning(
            researcher: Person.ID(18), by: Village.day("2026-03-31"), actor: Village.secretary, at: Village.morning,
            practice: Village.practice
        ).after
        #expect(other.researcher == Person.ID(18))
        #expect(other.deadline?.day == Village.day("2026-03-31"))
        #expect(throws: TopicRefusal.notYours) { try other.researching(Village.record, by: Village.researcher) }
        #expect(try other.researching(Village.record, by: ActorKind.otherMember.actor).after.state == .ready)
    }

    @Test("the first record makes the topic ready and ends the term; later ones are counted")
    func records() throws {
        let first = try Village.topic(.researching).researching(Village.record, by: Village.researcher)
        #expect(first.event == .researched(Village.record))
        #expect(first.after.state == .ready)
        #expect(first.after.researchRecords == 1)
        #expect(first.after.deadline == nil)
        let second = try first.after.researching(Village.record, by: Village.researcher).after
        #expect(second.state == .ready && second.researchRecords == 2)
        let late = try Village.topic(.scheduled).researching(Village.record, by: Village.researcher).after
        #expect(late.state == .scheduled && late.researchRecords == 2 && late.session == Village.sessionID)
    }

    @Test("without a record there is no session (BR-01)")
    func noSession() throws {
        #expect(throws: TopicRefusal.notResearched) {
            try Village.topic(.researching).scheduling(in: Village.sessionID)
        }
        #expect(throws: TopicRefusal.notResearched) { try Village.topic(.selected).scheduling(in: Village.sessionID) }
        let scheduled = try Village.topic(.ready).scheduling(in: Village.sessionID).after
        #expect(scheduled.session == Village.sessionID)
    }

    @Test("a cancelled session gives the topic back, and another one may take it")
    func givenBack() throws {
        let ready = try Village.topic(.scheduled).unscheduling().after
        #expect(ready.state == .ready && ready.session == nil)
        #expect(try ready.scheduling(in: ConsultationSession.ID(302)).after.session == ConsultationSession.ID(302))
    }

    private func assigned(_ topic: Topic, by day: String) throws(TopicRefusal) -> Topic {
        try topic.assigning(
            researcher: Village.researcherID, by: Village.day(day), actor: Village.convener, at: Village.morning,
            practice: Village.practice
        ).after
    }
}
