// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The tenant's calendar and the open deadlines", .serialized)
struct CalendarDeskTests {
    private static let holiday = CalendarDay(
        day: Day(year: 2026, month: 3, day: 24), kind: .off, name: "安澜建县纪念日")

    @Test("a new day off moves what is open and nothing else, each with an event", arguments: EngineKind.allCases)
    func movesWhatIsOpen(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let cases = try await OpenCases.open(in: village)
            let before = try await Sight(cases, village)
            #expect(before.days == ["2026-03-27", "2026-03-25", "2026-03-30", "2026-04-13"])
            let receipt = try await village.set(CalendarChange(days: [Self.holiday]))
            #expect(receipt.moved == 4)
            let after = try await Sight(cases, village)
            #expect(after.days == ["2026-03-30", "2026-03-26", "2026-03-31", "2026-04-14"])
            #expect(after.rows == after.days, "the rows say what the logs say")
            #expect(after.versions == before.versions.map { $0 + 1 })
            #expect(after.kinds == Array(repeating: "deadline_moved console", count: 4))
            #expect(after.others == before.others, "closed, named and overdue ones are left alone")
            try await village.seal()
            let report = try await village.verify()
            #expect(report.isClean, "\(String(describing: report.firstBad))")
        }
    }

    @Test("nothing that is in time becomes late by a make-up day", arguments: EngineKind.allCases)
    func nothingBecomesLate(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let cases = try await OpenCases.open(in: village)
            // Wednesday the 25th: with two make-up days before, the minutes would have been due on the 23rd.
            village.clock.move(hours: 48)
            let days = [21, 22].map {
                CalendarDay(day: Day(year: 2026, month: 3, day: $0), kind: .work, name: "补班")
            }
            _ = try await village.set(CalendarChange(days: days))
            let after = try await Sight(cases, village)
            #expect(after.days == ["2026-03-25", "2026-03-25", "2026-03-30", "2026-04-09"])
            #expect(after.rows == after.days)
        }
    }

    @Test(
        "with the next year's table what was provisional is final, and new deadlines are too",
        arguments: EngineKind.allCases)
    func nextYear(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let december = Instant(Day(year: 2026, month: 12, day: 28), hour: 9)
            village.clock.move(milliseconds: december.milliseconds - village.clock.now.milliseconds)
            let (before, first) = try await village.raise()
            #expect(before.day.description == "2027-01-04" && before.isProvisional)
            let table = try CalendarFile.days(
                in: "day,kind,name\n2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-03,off,元旦\n", year: 2027)
            let receipt = try await village.set(CalendarChange(days: table, year: 2027))
            #expect(receipt.moved > 0 && receipt.years.contains(2027))
            let moved = try #require(try await village.topic(first)?.deadline)
            #expect(moved.day.description == "2027-01-05" && !moved.isProvisional)
            let (after, _) = try await village.raise()
            #expect(after == moved, "the running server goes by the new table at once")
            #expect(try await village.set(CalendarChange(year: 2027)).moved == 0, "once is enough")
        }
    }

    @Test("a change that cannot be changes nothing", arguments: EngineKind.allCases)
    func allOrNothing(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let cases = try await OpenCases.open(in: village)
            let before = try await Sight(cases, village)
            let unknown = Day(year: 2026, month: 3, day: 25)
            await #expect(throws: CalendarProblem.notSet(unknown)) {
                try await village.set(CalendarChange(days: [Self.holiday], removed: [unknown]))
            }
            #expect(try await Sight(cases, village) == before)
            #expect(village.calendar == .national)
            _ = try await village.set(CalendarChange(days: [Self.holiday]))
            _ = try await village.set(CalendarChange(removed: [Self.holiday.day]))
            #expect(try await Sight(cases, village).days == before.days, "taken back, all is as it was")
            #expect(village.calendar == .national)
        }
    }

    @Test("another tenant's calendar and deadlines stay as they are", arguments: EngineKind.allCases)
    func tenantWall(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let story = village.story
            let monday = CalendarDay(day: Day(year: 2026, month: 3, day: 9), kind: .off, name: "安澜建县纪念日")
            _ = try await village.set(CalendarChange(days: [monday]))
            var watch = CalendarWatch(services: village.services)
            try await watch.look()
            let own = try #require(try await village.topic(story.waiting.id)?.deadline)
            let others = try #require(try await village.topic(story.waitingInZone.id, of: story.zone)?.deadline)
            #expect(own.day.description == "2026-03-13")
            #expect(others.day.description == "2026-03-12")
        }
    }

    @Test(
        "what another server has changed is followed, and what was begun by the old calendar too",
        arguments: EngineKind.allCases)
    func watch(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            var watch = CalendarWatch(services: village.services)
            try await watch.look()
            let cases = try await OpenCases.open(in: village)
            let store = CalendarStore(tenant: village.story.county.id)
            try await village.services.engine.write { try store.set(Self.holiday, in: $0) }
            #expect(village.calendar == .national)
            try await watch.look()
            #expect(!village.calendar.isWorkingDay(Self.holiday.day))
            let first = try await Sight(cases, village)
            #expect(first.days == ["2026-03-30", "2026-03-26", "2026-03-31", "2026-04-14"])
            #expect(first.kinds == Array(repeating: "deadline_moved system", count: 4))
            // Somebody was still at it by the calendar of before.
            let (stale, late) = try await village.raise(by: Village.practice)
            #expect(stale.day.description == "2026-03-30")
            try await watch.look()
            #expect(try await village.topic(late)?.deadline?.day.description == "2026-03-31")
            try await watch.look()
            #expect(try await Sight(cases, village) == first, "and then there is nothing to write")
        }
    }

    @Test("the trace says that the day was moved")
    func trace() async throws {
        try await Village.with(.sqlite) { village in
            let cases = try await OpenCases.open(in: village)
            _ = try await village.set(CalendarChange(days: [Self.holiday]))
            let secretary = try await village.browser(of: .secretary)
            let page = try await secretary.get("/desk/topics/\(cases.topic)")
            #expect(page.text.contains("期限改到3月30日（周一）（放假安排变了）"))
            #expect(page.text.contains("3月24日（周二）放假（安澜建县纪念日）"))
        }
    }
}

extension Village {
    /// The calendar by which the county's site goes just now.
    fileprivate var calendar: WorkCalendar { site.practice.calendar }

    private var site: Site {
        services.sites.all.first { $0.tenant.id == story.county.id } ?? .unfounded
    }

    /// Changes the county's calendar, as the command line does.
    @discardableResult
    fileprivate func set(_ change: CalendarChange) async throws -> CalendarReceipt {
        try await installation.changeCalendar(change, of: story.county.id)
    }

    /// Raises a topic now, by the rules of the running server or by others; its deadline and id.
    fileprivate func raise(by practice: Practice? = nil) async throws -> (Deadline, Topic.ID) {
        let draft = TopicDraft(room: room.id, area: room.area, source: .scan, text: "公交站没有凳子。", place: nil)
        let (now, tenant, practice) = (clock.now, story.county, practice ?? site.practice)
        let id = try await Commands.run(on: installation) {
            try $0.submit(draft, at: now, practice: practice, tenant: tenant).id
        }
        return (try #require(try await topic(id)?.deadline), id)
    }
}

/// What can be seen of the cases: of the four that are open, and of the others.
private struct Sight: Equatable {
    /// Due days as the logs tell them: topic, session, item, erasure.
    var days: [String] = []
    /// Due days as the rows say.
    var rows: [String] = []
    var versions: [Int] = []
    /// The last event of each, and who acted.
    var kinds: [String] = []
    var others: [String] = []

    init(_ cases: OpenCases, _ village: Village) async throws {
        let (services, county) = (village.services, village.story.county)
        self = try await services.engine.read { transaction in
            let site = Site(tenant: county, practice: Village.practice)
            let sight = Reader(services: services, site: site, transaction: transaction)
            var seen = Sight()
            try sight.add(cases.topic, TopicEvent.self, to: &seen) { Topic.replaying($0, as: cases.topic) }
            try sight.add(cases.session, SessionEvent.self, to: &seen) {
                ConsultationSession.replaying($0.map(\.event), as: cases.session)
            }
            try sight.add(cases.item, ItemEvent.self, to: &seen) {
                SuggestionItem.replaying($0.map(\.event), as: cases.item)
            }
            try sight.add(cases.erasure, PersonalDataEvent.self, to: &seen) {
                PersonalDataRequest.replaying($0.map(\.event), as: cases.erasure)
            }
            for topic in [cases.overdue, cases.researching, cases.inHandling] {
                let topic = try TopicStore(tenant: county.id, contents: services.contents).topic(topic, in: transaction)
                seen.others.append("\(topic?.deadline?.day.description ?? "-") \(topic?.version ?? 0)")
            }
            let issued = try SessionDesk(services: services, site: site).session(cases.issued, in: transaction)
            seen.others.append("\(issued?.deadline?.day.description ?? "-") \(issued?.version ?? 0)")
            return seen
        }
    }

    private init() {}

    private struct Reader {
        let services: Services
        let site: Site
        let transaction: Transaction

        func add<Case: DueCase>(
            _ id: Identifier<Case>, _ event: Case.Event.Type, to seen: inout Sight,
            _ replay: ([(event: Case.Event, at: Instant)]) -> Case?
        ) throws {
            let log = try services.eventLog.log(
                of: id.number, tenant: site.tenant.id, as: event, in: transaction)
            let value = try #require(replay(log.map { ($0.event, $0.at) }))
            #expect(value.version == log.count)
            seen.days.append(value.deadline?.day.description ?? "-")
            seen.versions.append(value.version)
            seen.kinds.append("\(log.last?.event.kind ?? "-") \(log.last?.actorKind ?? "-")")
            let store = CalendarStore(tenant: site.tenant.id)
            let rows = try CalendarStore.DueKind.allCases.flatMap {
                try store.due($0, after: 0, limit: 1_000, in: transaction)
            }
            seen.rows.append(rows.first { $0.id == id.number }?.deadline.day.description ?? "-")
        }
    }
}
