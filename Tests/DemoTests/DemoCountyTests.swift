// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Demo
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("The demo county", .serialized)
struct DemoCountyTests {
    @Test("every state of every kind of case is there", arguments: EngineKind.allCases)
    func states(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            let topics = try await county.values { "SELECT DISTINCT state FROM topic WHERE tenant = \($0)" }
            #expect(topics == Set(Topic.State.Name.allCases.map(\.rawValue)))
            let sessions = try await county.values {
                "SELECT DISTINCT state FROM consultation_session WHERE tenant = \($0)"
            }
            #expect(sessions == Set(ConsultationSession.State.Name.allCases.map(\.rawValue)))
            let items = try await county.values { "SELECT DISTINCT state FROM suggestion_item WHERE tenant = \($0)" }
            #expect(items == Set(SuggestionItem.State.Name.allCases.map(\.rawValue)))
            let requests = try await county.values {
                "SELECT DISTINCT state FROM personal_data_request WHERE tenant = \($0)"
            }
            #expect(requests == Set(PersonalDataRequest.State.Name.allCases.map(\.rawValue)))
            let receptions = try await county.values { "SELECT DISTINCT state FROM reception_day WHERE tenant = \($0)" }
            #expect(receptions == Set(ReceptionDay.State.Name.allCases.map(\.rawValue)))
            let visits = try await county.values { "SELECT DISTINCT state FROM reception_visit WHERE tenant = \($0)" }
            #expect(visits == Set(ReceptionVisit.State.Name.allCases.map(\.rawValue)))
            let enrolments = try await county.values {
                "SELECT DISTINCT state FROM session_enrolment WHERE tenant = \($0)"
            }
            #expect(enrolments == Set(Enrolment.State.Name.allCases.map(\.rawValue)))
            let walks = try await county.values { "SELECT DISTINCT state FROM sentiment_issue WHERE tenant = \($0)" }
            #expect(walks == Set(SentimentIssue.State.Name.allCases.map(\.rawValue)))
            let words = try await county.values {
                "SELECT DISTINCT COALESCE(outcome, 'silent') FROM confirmation WHERE tenant = \($0)"
            }
            #expect(words == Set(OutcomeClass.allCases.map(\.rawValue) + ["silent"]))
        }
    }

    @Test(
        "members and a committee did more than sit in sessions, and a leader was at one of them",
        arguments: EngineKind.allCases)
    func workingTogether(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            let activities = try await county.values { "SELECT DISTINCT kind FROM duty_activity WHERE tenant = \($0)" }
            #expect(activities == Set(DutyActivityKind.allCases.map(\.rawValue)))
            let trainings = try await county.values { "SELECT DISTINCT kind FROM training WHERE tenant = \($0)" }
            #expect(trainings == ["proposals", "sentiments"])
            let groups = try await county.values {
                "SELECT DISTINCT group_kind FROM organ WHERE tenant = \($0) AND kind = 'duty_group'"
            }
            #expect(groups == Set(DirectoryWording.groupKinds.map(\.code)))
            let led = try await county.count {
                "SELECT COUNT(*) FROM event WHERE tenant = \($0) AND kind = 'leader_noted'"
            }
            #expect(led == 1)
            let deeds = try await county.count { "SELECT COUNT(*) FROM expert_contribution WHERE tenant = \($0)" }
            let asked = try await county.count {
                "SELECT COUNT(*) FROM appraisal WHERE tenant = \($0) AND opinion IS NULL"
            }
            #expect(deeds == 1 && asked == 1, "what an expert did, and what a member is asked to appraise")
            try await RunningServer.with(county.installation) { port in
                let page = try await Browser(WebClient(port: port)).get("/r/YANGXV01").text
                for words in ["清河街道党工委", "编入这里的委员", "骆闻笙（市级委员）"] { #expect(page.contains(words), "\(words)") }
                let desk = try await Self.desk("lingdao", at: port)
                let contacts = try await desk.get("/desk/quotas?duty=contacts")
                let items = contacts.object["items"] as? [[String: Any]] ?? []
                #expect(items.contains { $0["done"] as? Int ?? 0 > 0 }, "\(contacts.text)")
            }
        }
    }

    @Test(
        "topics are raised, one on a reception day and one on a walk, some of them double, and one goes into a second round"
    )
    func topics() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            #expect(try await county.count { "SELECT COUNT(*) FROM topic WHERE tenant = \($0) AND round = 1" } == 46)
            #expect(try await county.count { "SELECT COUNT(*) FROM topic WHERE tenant = \($0) AND round = 2" } == 1)
            #expect(
                try await county.count { "SELECT COUNT(*) FROM topic WHERE tenant = \($0) AND state = 'merged'" } == 2)
            let supports = try await county.count {
                "SELECT COUNT(*) FROM topic_support WHERE tenant = \($0) AND phone IS NOT NULL"
            }
            #expect(supports > 20)
        }
    }

    @Test(
        "a month has gathered sessions and reports them, and two topics of the year before are looked back on",
        arguments: EngineKind.allCases)
    func campaignsAndLookBacks(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            try await RunningServer.with(county.installation) { port in
                let client = APIClient(WebClient(port: port))
                let signedIn = try await client.post("/sign-ins", ["name": "mishu2", "password": "anlan-demo"])
                let token = try #require(signedIn.object["token"] as? String)
                let desk = APIClient(WebClient(port: port), bearer: token)
                let campaigns = try await desk.get("/desk/campaigns")
                let items = try #require(campaigns.object["items"] as? [[String: Any]])
                #expect(items.map { $0["name"] as? String } == ["界别协商周", "进小区听意见", "民生议事月"])
                let visits = try await desk.get("/desk/campaigns/\(try #require(items[1]["id"] as? String))")
                let walks = try #require(visits.object["walks"] as? [[String: Any]], "\(visits.text)")
                #expect(walks.map { $0["state"] as? String } == ["consulted", "result_returned", "closed"])
                let id = try #require(items.last?["id"] as? String)
                let report = try await desk.get("/desk/campaigns/\(id)")
                #expect(report.object["planned"] as? Int == 4 && report.object["held"] as? Int == 4)
                #expect(report.object["consensus"] as? Int == 3)
                #expect(report.object["items"] as? Int == 4)
                let first = try #require(items.last?["startsOn"] as? String)
                let last = try #require(items.last?["endsOn"] as? String)
                let days = (report.object["sessions"] as? [[String: Any]])?.compactMap { $0["day"] as? String } ?? []
                #expect(days.count == 4 && days.allSatisfy { first <= $0 && $0 <= last })
                let lookBacks = try await desk.get("/desk/lookbacks")
                let listed = try #require(lookBacks.object["items"] as? [[String: Any]])
                #expect(listed.map { $0["state"] as? String } == ["under_way", "concluded"])
                #expect(lookBacks.object["isOwed"] as? Bool == false)
                let concluded = try await desk.get("/desk/lookbacks/\(try #require(listed.last?["id"] as? String))")
                #expect(concluded.object["grade"] as? String == "held")
                #expect((concluded.object["steps"] as? [Any])?.count == 2)
                #expect((concluded.object["answered"] as? Int ?? 0) > 2, "people were asked again")
            }
        }
    }

    @Test(
        "a newcomer sees one media consultation with comments, answers and its replay, and one call with votes and a map",
        arguments: EngineKind.allCases)
    func liveAndOpinions(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            let guide = DemoCounty.guide(folder: county.folder, base: "http://127.0.0.1:1").joined(separator: "\n")
            let live = try #require(guide.firstMatch(of: /\/live\/([0-9A-Z]{13})/)?.output.1)
            let call = try #require(guide.firstMatch(of: /\/deliberations\/([0-9A-Z]{13})/)?.output.1)
            try await OpinionMapping(services: county.services).look()
            try await RunningServer.with(county.installation) { port in
                let visitor = Browser(WebClient(port: port))
                let page = try await visitor.get("/live/\(live)").text
                for words in ["已经结束", "夜班司机", "两处投放点都装太阳能灯", "当场回应2条"] {
                    #expect(page.contains(words), "\(words)")
                }
                #expect(!page.contains("代办贷款"), "what was turned down")
                #expect(try await visitor.get("/deliberations/\(call)").text.contains("第1条，共10条"))
                #expect(try await visitor.get("/deliberations/\(call)/map").text.contains("最大公约数"))
                let desk = try await Self.desk("mishu3", at: port)
                let figures = try await desk.get("/desk/live/\(live)")
                let counted = try #require(figures.object["figures"] as? [String: Any], "\(figures.text)")
                let expected = [
                    "comments": 9, "published": 8, "suggestions": 5, "cutIn": 3, "answeredOnSpot": 2,
                    "answeredLater": 1, "itemised": 2, "leftOver": 0,
                ]
                for (name, count) in expected { #expect(counted[name] as? Int == count, "\(name)") }
                #expect(counted["nest"] as? Bool == true && figures.object["views"] as? Int == 6_840)
                #expect(figures["state"] == "reported")
                let replay = try await desk.get("/desk/live/\(live)/timeline")
                #expect((replay.object["items"] as? [Any])?.count ?? 0 >= 8, "\(replay.text)")
            }
        }
    }

    private static func desk(_ name: String, at port: Int) async throws -> APIClient {
        let signedIn = try await APIClient(WebClient(port: port))
            .post("/sign-ins", ["name": name, "password": "anlan-demo"])
        return APIClient(WebClient(port: port), bearer: try #require(signedIn.object["token"] as? String))
    }

    @Test(
        "a session's proposals are 91 handed in, 86 filed and 81 after merging, all closed, by the statistics and their records",
        arguments: EngineKind.allCases)
    func proposals(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind, figures: .proposals) { county in
            try await RunningServer.with(county.installation) { port in
                let desk = try await Self.office(at: port)
                let sheet = try await desk.get("/desk/proposal-statistics")
                #expect(sheet.object["isBalanced"] as? Bool == true, "\(sheet.text)")
                let figures = try #require(sheet.object["figures"] as? [String: Any])
                let expected = [
                    "submitted": 91, "filed": 86, "bundles": 81, "merged": 5, "closed": 81, "assigned": 81,
                    "in_time": 81, "late": 0, "overdue": 0, "dissatisfied": 0,
                ]
                for (figure, count) in expected {
                    #expect(figures[figure] as? Int == count, "\(figure)")
                    let records = try await desk.get(
                        "/desk/proposal-statistics/records?session=11-5&figure=\(figure)&limit=100")
                    #expect(records.object["count"] as? Int == count, "\(figure): \(records.text)")
                }
                let returned = try #require(figures["returned"] as? Int)
                #expect(figures["content"] as? Int == returned, "all who said something are content")
                #expect(returned < figures["asked"] as? Int ?? 0, "and some said nothing")
                let table = try await desk.get("/desk/proposal-tables/assignments?format=csv").text
                let sent = table.split(whereSeparator: \.isNewline).dropFirst().map {
                    $0.split(separator: ",", omittingEmptySubsequences: false)[7]
                }
                #expect(sent.count == 81 && Set(sent).count > 10, "no county replies on one day: \(Set(sent))")
                let open = try await APIClient(WebClient(port: port)).get("/proposals?limit=100")
                #expect((open.object["items"] as? [Any])?.count == 81, "what is closed is public")
            }
        }
    }

    @Test(
        "another session's are 159 filed, all closed, all who said something satisfied; 5 collective ones and 15 of members went up",
        arguments: EngineKind.allCases)
    func upward(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind, figures: .upward) { county in
            try await RunningServer.with(county.installation) { port in
                let desk = try await Self.office(at: port)
                let sheet = try await desk.get("/desk/proposal-statistics")
                #expect(sheet.object["isBalanced"] as? Bool == true, "\(sheet.text)")
                let figures = try #require(sheet.object["figures"] as? [String: Any])
                let expected = [
                    "submitted": 179, "filed": 159, "bundles": 159, "closed": 159, "dissatisfied": 0, "upward": 20,
                    "upward_collective": 5, "upward_individual": 15, "upward_answered": 20, "key": 3,
                    "key_supervised": 3,
                ]
                for (figure, count) in expected {
                    #expect(figures[figure] as? Int == count, "\(figure)")
                    let records = try await desk.get(
                        "/desk/proposal-statistics/records?session=11-5&figure=\(figure)&limit=100")
                    #expect(records.object["count"] as? Int == count, "\(figure): \(records.text)")
                }
                let (asked, returned) = (figures["asked"] as? Int ?? 0, figures["returned"] as? Int ?? 0)
                #expect(figures["content"] as? Int == returned && returned > 0, "all who said something are content")
                #expect(returned < asked, "and the response rate beside it is no hundred")
                let tables = try #require(sheet.object["tables"] as? [[String: Any]])
                let categories = try #require(tables.first { $0["by"] as? String == "category" })
                let rows = try #require(categories["rows"] as? [[String: Any]])
                let sum = rows.reduce(0) { $0 + (($1["figures"] as? [String: Any])?["filed"] as? Int ?? 0) }
                #expect(rows.count > 5 && sum == 159, "each that was filed is sorted")
                let good = try await APIClient(WebClient(port: port)).get("/good-proposals")
                let announced = try #require(good.object["items"] as? [[String: Any]])
                #expect((announced.first?["proposals"] as? [Any])?.count == 1, "\(good.text)")
            }
        }
    }

    /// The proposals office of the county, as a program.
    private static func office(at port: Int) async throws -> APIClient {
        let signedIn = try await APIClient(WebClient(port: port))
            .post("/sign-ins", ["name": "tian", "password": "anlan-demo"])
        return APIClient(WebClient(port: port), bearer: try #require(signedIn.object["token"] as? String))
    }

    @Test(
        "three notices went out: one answered by all, one on which somebody is silent though reminded, one that is new")
    func notices() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            try await RunningServer.with(county.installation) { port in
                let desk = try await Self.desk("lingdao", at: port)
                let listed = try #require(
                    try await desk.get("/desk/deployments").object["items"] as? [[String: Any]])
                let figures = listed.map { line in
                    ["receipts", "unsigned", "owed"].map { name in line[name] as? Int }
                }
                #expect(Set(figures) == [[3, 0, 0], [4, 1, 2], [2, 1, 2]])
                let drains = try #require(listed.first { $0["receipts"] as? Int == 4 }?["id"] as? String)
                let read = try await desk.get("/desk/deployments/\(drains)")
                let receipts = try #require(read.object["receipts"] as? [[String: Any]])
                #expect(receipts.contains { $0["followers"] as? Int == 1 }, "a topic followed")
                #expect(receipts.filter { $0["remindedOn"] is String }.count == 2)
                let secretary = try await Self.desk("mishu", at: port)
                let waiting = try await secretary.get("/desk/receipts?part=to_report")
                #expect((waiting.object["items"] as? [[String: Any]])?.count == 1, "\(waiting.text)")
            }
        }
    }

    @Test("what happened in it is told by the log of events, in every kind that people can cause")
    func kinds() async throws {
        try await PlayedCounty.with(.sqlite) { county in
            let kinds = try await county.values {
                "SELECT DISTINCT subject_kind || ' ' || kind FROM event WHERE tenant = \($0)"
            }
            let expected = [
                "topic reopened", "topic merged", "topic round_opened", "topic erased", "topic related",
                "topic withdrawn", "topic added", "topic scored", "topic mediated", "topic plan_decided",
                "topic escalation_asked", "topic gathered", "topic escalated", "topic result_returned",
                "topic receipt_given",
                "session objected", "session turn_ended", "session paper_handed_in", "contest_entry published",
                "enrolment lapsed", "session postponed", "session cancelled", "session archived",
                "item reopened", "item reassigned", "item signed", "item upheld", "item sent_back", "item extended",
                "support supported", "confirmation answered", "reception finished", "reception cancelled",
                "visit walked_in",
                "visit raised", "sentiment came_back", "erasure granted", "erasure refused", "directory entered",
                "deployment issued", "deployment_receipt signed", "deployment_receipt reported",
                "deployment_receipt linked",
                "deployment_receipt reminded",
                "look_back chosen", "look_back looked", "look_back asked", "look_back concluded",
                "proposal co_signer_answered", "proposal filed", "proposal turned_down", "proposal sent_back",
                "proposal merged", "proposal forwarded", "proposal reviewed", "proposal chosen_as_key",
                "proposal supervised", "proposal assigned", "proposal replied", "proposal rehandling_began",
                "proposal closed", "proposal entered", "proposal result_received", "commendation evaluator_invited",
                "commendation evaluator_link_made", "commendation evaluated", "clue left", "clue released",
                "assignment signed_for", "assignment return_requested",
                "assignment upheld",
                "assignment contacted", "assignment drafted", "assignment checked", "assignment sent",
                "assignment opinion_given", "assignment reopened", "assignment reminded", "opinion answered",
                "media_consultation reported", "live_comment rejected", "live_comment answered",
                "live_comment itemised", "deliberation opened",
            ]
            #expect(Set(expected).subtracting(kinds) == [])
        }
    }

    @Test("the same seed makes the same county on both engines, and twice; another seed another one")
    func sameSeed() async throws {
        let first = try await PlayedCounty.with(.sqlite) { try await CountyDigest($0).lines }
        let again = try await PlayedCounty.with(.sqlite) { try await CountyDigest($0).lines }
        let other = try await PlayedCounty.with(.postgres) { try await CountyDigest($0).lines }
        let another = try await PlayedCounty.with(.sqlite, seed: 8) { try await CountyDigest($0).lines }
        #expect(first.count > 500)
        #expect(zip(first, again).first { $0 != $1 } == nil && first.count == again.count)
        #expect(zip(first, other).first { $0 != $1 } == nil && first.count == other.count)
        #expect(first != another)
    }

    @Test("the same seed makes the same year of figures on both engines")
    func sameSeedOfFigures() async throws {
        let first = try await PlayedCounty.with(.sqlite, figures: .levels) { try await CountyDigest($0).lines }
        let other = try await PlayedCounty.with(.postgres, figures: .levels) { try await CountyDigest($0).lines }
        #expect(first.count > 5_000)
        #expect(zip(first, other).first { $0 != $1 } == nil && first.count == other.count)
    }

    @Test("five hundred commands share a transaction", arguments: EngineKind.allCases)
    func transactions(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            // The founding, then the story; each command appends an event or more.
            let events = try await county.services.engine.read {
                try $0.first("SELECT COUNT(*) FROM event") { try $0.next(Int.self) } ?? 0
            }
            #expect(events > DemoCounty.commandsPerTransaction)
            #expect((3...4).contains(county.transactions))
        }
    }

    @Test(
        "the log of both tenants verifies after sealing, and what was erased still counts",
        arguments: EngineKind.allCases)
    func verifies(_ kind: EngineKind) async throws {
        try await PlayedCounty.with(kind) { county in
            for tenant in try await county.tenants {
                try await Sealer.seal(tenant: tenant.id, county.services)
            }
            let verification = Verification(keys: county.services.keys)
            let reports = try await county.services.engine.read { transaction in
                try DirectoryStore().sites(on: Clock.system.now().day, in: transaction).all.map {
                    try verification.report(on: $0, in: transaction)
                }
            }
            #expect(reports.count == 2)
            for report in reports {
                #expect(report.isClean, "\(String(describing: report.firstBad))")
                #expect(report.unsealed == 0)
            }
            #expect(reports[0].erased > 0)
        }
    }

    @Test(
        "the story can be played on any day: weekends, holidays, the turn of a year, just after midnight",
        arguments: [
            (2026, 7, 25, 15), (2026, 2, 18, 0), (2026, 5, 9, 23), (2026, 1, 1, 9), (2026, 11, 21, 12), (2027, 3, 1, 8),
        ])
    func anyDay(_ year: Int, _ month: Int, _ day: Int, _ hour: Int) async throws {
        let now = Instant(Day(year: year, month: month, day: day), hour: hour)
        try await PlayedCounty.with(.sqlite, at: now) { county in
            let late = try await county.count { _ in
                "SELECT COUNT(*) FROM event WHERE recorded_at > \(now.milliseconds)"
            }
            #expect(late == 0, "nothing happened in the future")
            let today = now.day.description
            let waiting = try await county.count {
                "SELECT COUNT(*) FROM consultation_session WHERE tenant = \($0) AND state = 'ready' AND starts_on = \(today)"
            }
            #expect(waiting == 1, "one session can be opened today")
            let days = try await county.values {
                "SELECT starts_on FROM consultation_session WHERE tenant = \($0) AND starts_on <> \(today)"
            }
            #expect(days.allSatisfy { Day($0).map(WorkCalendar.national.isWorkingDay) ?? false }, "\(days)")
            let overdue = try await county.count {
                "SELECT COUNT(*) FROM suggestion_item WHERE tenant = \($0) AND due_on < \(today)"
            }
            #expect(overdue > 0)
        }
    }
}
