// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite("The form in which a session is held")
struct ConsultationFormTests {
    private let practice = Village.practice

    private func session(_ form: String?, on day: String = "2026-03-20") throws -> ConsultationSession {
        let plan = ConsultationSession.Plan(
            title: .kept("教育资源怎样均衡"), day: Village.day(day), minuteOfDay: 570, place: .kept("政协会议室"), form: form)
        return try Village.plannedSession(plan: plan)
    }

    private func announced(_ form: String?, on day: String = "2026-03-20") throws -> ConsultationSession {
        try session(form, on: day).announcing(
            topics: [Village.topic(.ready)], by: Village.convener, at: Village.morning, practice: practice
        ).after
    }

    @Test("codes are each their own, periods and texts are in their bounds")
    func catalogue() {
        let forms = SessionPractice().allForms
        #expect(Set(forms.map(\.code)).count == forms.count && forms.first?.code == ConsultationForm.roomCode)
        for form in forms {
            #expect(ConsultationForm.daysRange.contains(form.noticeDays))
            #expect(ConsultationForm.daysRange.contains(form.paperDays) && form.paperDays <= form.noticeDays)
            #expect(!form.name.isEmpty && !form.convenedBy.isEmpty && !form.output.isEmpty && !form.steps.isEmpty)
        }
    }

    @Test("a session without a form has the room's; one whose form the county gave up has that of the catalogue")
    func lookUp() {
        var own = SessionPractice(noticeDays: 4, requiredCategories: [.people], forms: [])
        #expect(own.form(nil).noticeDays == 4 && own.form(nil).requiredCategories == [.people])
        #expect(own.form("thematic").paperDays == 5)
        #expect(own.form("nobody_knows").code == ConsultationForm.roomCode)
        own.forms = [
            ConsultationForm(
                code: "thematic", name: "专题", convenedBy: "县政协", steps: [], noticeDays: 2, paperDays: 1,
                requiredCategories: [], output: "报告")
        ]
        #expect(own.form("thematic").noticeDays == 2)
    }

    @Test("the notice that people must have is that of the form (BR-37)")
    func notice() throws {
        // Village.morning is Thursday the 5th of March: ten working days lead to the 19th, three to the 10th.
        #expect(throws: SessionRefusal.noticeTooShort) { try announced("thematic", on: "2026-03-18") }
        #expect(try announced("thematic", on: "2026-03-19").state == .announced)
        #expect(throws: SessionRefusal.noticeTooShort) { try announced("deliberation", on: "2026-03-09") }
        #expect(try announced("deliberation", on: "2026-03-10").state == .announced)
        let latest = ConsultationForm.latest(10, before: Village.day("2026-03-19"), practice.calendar)
        #expect(latest == Village.day("2026-03-05"))
    }

    @Test("papers that go out late need a word, and so does a category of the form that is missing (BR-04)")
    func papers() throws {
        let session = try announced("counterpart")
        // Three working days before Friday the 20th is Tuesday the 17th.
        let late = Village.morning(of: "2026-03-18")
        #expect(throws: SessionRefusal.papersLate) {
            try session.readying(waiver: nil, by: Village.secretary, at: late, practice: practice)
        }
        let inTime = Village.morning(of: "2026-03-17")
        let ready = try session.readying(waiver: nil, by: Village.secretary, at: inTime, practice: practice)
        #expect(ready.after.state == .ready)
        let explained = try session.readying(
            waiver: "数据昨天才核完", by: Village.secretary, at: late, practice: practice)
        #expect(explained.after.state == .ready)
        #expect(try announced("thematic").missingCategories(practice) == [.expert])
    }

    @Test("what is to be looked at first is looked at before it ends (A2-21)")
    func visit() throws {
        let begun = try announced("deliberation").readying(
            waiver: nil, by: Village.secretary, at: Village.morning, practice: practice
        ).after.starting(by: Village.secretary, at: Village.sessionMorning)
            .after.checkingIn([Participant.ID(81)], by: Village.secretary).after
        func concluding(_ session: ConsultationSession) throws -> ConsultationSession {
            try session.concluding(
                .consensus(.kept("修")), by: Village.convener, at: Village.sessionMorning, practice: practice
            ).after
        }
        #expect(throws: SessionRefusal.noVisit) { try concluding(begun) }
        let seen = try begun.recordingVisit("路面坑洼", by: Village.convener).after
        #expect(try concluding(seen).state == .concluded && seen.visits == 1)
    }

    @Test("whoever oversees by consulting looks at it before it is judged, and asks those concerned (A3-01)")
    func consultativeOversight() throws {
        let form = practice.profile.sessions.form(ConsultationForm.consultativeOversightCode)
        #expect(form.code == ConsultationForm.consultativeOversightCode && form.name == "协商式监督")
        #expect(form.convener == .specialCommittee && form.hasVisit)
        #expect(try announced(form.code).missingCategories(practice).contains(.expert) == false)
        // Five working days lead from Thursday the 5th of March to the 12th.
        #expect(throws: SessionRefusal.noticeTooShort) { try announced(form.code, on: "2026-03-11") }
        #expect(try announced(form.code, on: "2026-03-12").state == .announced)
    }

    @Test("a profile from before there were forms has those of the catalogue; a new one is read as it was written")
    func stored() throws {
        let old = #"{"noticeDays":4,"minutesDays":3,"outcomeDays":7,"requiredCategories":["people"]}"#
        let read = try JSONDecoder().decode(SessionPractice.self, from: Data(old.utf8))
        #expect(read.forms == ConsultationForm.catalogue && read.noticeDays == 4)
        let again = try JSONDecoder().decode(SessionPractice.self, from: JSONEncoder().encode(read))
        #expect(again == read && read.speakingMinutes == 5 && read.fixedTopics == 4 && read.objectionDays == 2)
        // Rooms of before the five parties had names call them as most places do.
        let rooms = #"{"levels":["town","village"],"platform":"有事好商量","channel":"“码”上议","venue":"协商议事室"}"#
        let room = try JSONDecoder().decode(RoomPractice.self, from: Data(rooms.utf8))
        #expect(room.parties == RoomPractice.usualParties && room.levels == [.town, .village])
        #expect(try JSONDecoder().decode(RoomPractice.self, from: JSONEncoder().encode(room)) == room)
        // A form from before it was asked who may convene: one of the catalogue has the catalogue's.
        let form =
            #"{"name":"专题","convenedBy":"县政协","steps":[],"noticeDays":2,"paperDays":1,"#
            + #""requiredCategories":[],"output":"报告","hasVisit":false,"code":"#
        let known = try JSONDecoder().decode(ConsultationForm.self, from: Data((form + #""thematic"}"#).utf8))
        let own = try JSONDecoder().decode(ConsultationForm.self, from: Data((form + #""hall"}"#).utf8))
        #expect(known.convener == .committee && own.convener == .room && own.speakingMinutes == 5)
    }
}
