// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite("A case whose deadline a changed calendar moves")
struct DueCaseTests {
    private let calendar = WorkCalendar.national.laying(
        ["2026-03-09", "2026-03-23", "2026-03-24"].map {
            CalendarDay(day: Village.day($0), kind: .off, name: "安澜建县纪念日")
        }, years: [])

    @Test("an open one stays in its stage, with the new day, one version on; and the log tells the same")
    func open() throws {
        let topic = Village.submission()
        let movedTopic = try #require(topic.after.movingDeadline(by: calendar, today: Village.day("2026-03-06")))
        #expect(movedTopic.after.state == .screening && movedTopic.after.version == 2)
        #expect(movedTopic.after.deadline?.day == Village.day("2026-03-13"))
        #expect(
            Topic.replaying([(topic.event, Village.morning), (movedTopic.event, Village.morning)], as: topic.after.id)
                == movedTopic.after)
        let session = try Village.session(.concluded)
        let movedSession = try #require(session.movingDeadline(by: calendar, today: Village.day("2026-03-21")))
        #expect(movedSession.after.state == .concluded && movedSession.after.version == session.version + 1)
        #expect(movedSession.after.deadline?.day == Village.day("2026-03-27"))
        let item = try Village.item(.dispatched)
        let movedItem = try #require(item.movingDeadline(by: calendar, today: Village.day("2026-03-23")))
        #expect(movedItem.after.state == .dispatched && movedItem.after.version == item.version + 1)
        #expect(movedItem.after.deadline?.day == Village.day("2026-03-31"))
        let erasure = try PersonalDataRequest.requesting(
            .init(.erase, of: .submitter(Village.topicID)), where: .init(isKept: true, hasOpen: false),
            as: Village.requestID, by: .codeHolder(Village.topicID), at: Village.morning, practice: Village.practice
        ).after
        let movedErasure = try #require(erasure.movingDeadline(by: calendar, today: Village.day("2026-03-06")))
        #expect(movedErasure.after.state == .open && movedErasure.after.version == 2)
        #expect(movedErasure.after.deadline?.day == Village.day("2026-03-31"))
    }

    @Test("one that owes nothing, or whose day somebody named, or whose day stays, is left alone")
    func leftAlone() throws {
        let today = Village.day("2026-03-06")
        #expect(try Village.topic(.pooled).movingDeadline(by: calendar, today: today) == nil)
        #expect(try Village.topic(.researching).movingDeadline(by: calendar, today: today) == nil)
        #expect(Village.submission().after.movingDeadline(by: .national, today: today) == nil)
        #expect(try Village.session(.outcomeIssued).movingDeadline(by: calendar, today: today) == nil)
        #expect(try Village.item(.closed).movingDeadline(by: calendar, today: today) == nil)
    }
}
