// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Server

@Suite("Hostile input does no harm")
struct HostileInputTests {
    /// Every text holds this mark, so that it can be found wherever it is shown.
    private static let mark = "记号"
    private static let texts = [
        "<script>alert('\(mark)')</script><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>\(mark)", "\"\u{301}><b id=\(mark)>", "'\u{301} onmouseover='\(mark)",
        "\(mark)\u{0}\u{7}\u{1B}[31m\u{202E}txt.exe\u{2066}\u{200F}", "𠮷𝔘👩‍👩‍👧‍👦\(mark)\u{10FFFF}",
        "=cmd|' /C calc'!A0 \(mark)", "@SUM(1+1)*\(mark)", "${jndi:ldap://x}{{7*7}}\(mark)%00%0d%0aX: 1",
        "'; DROP TABLE topic; --\(mark)", "\(mark)\r\nSet-Cookie: a=b\r\n\r\n<html>",
        mark + String(repeating: "长", count: 9_000), mark + String(repeating: "e\u{301}\u{302}", count: 5_000),
        mark + String(repeating: "x", count: 50_000),
    ]
    /// Those of them that a database may take amiss: what looks like SQL, what no text of PostgreSQL holds, what is long.
    private static let textsForDatabases = [texts[4], texts[5], texts[9], texts[11]]
    /// Values that no text can hold, as they stand on the wire.
    private static let rawJSON = [
        #""\ud800""#, #""\udc00\ud800 记号""#, "\"\u{0}\"", "1", "null", "[]", "{}", "true", "1e999",
    ]
    private static let rawForm = ["%ED%A0%80", "%ff%fe%00", "%", "%zz", "%C0%AF", "&&==&", "%E8%AE", "a=b=c"]

    @Test("no field of a program's request makes the server fail", arguments: EngineKind.allCases)
    func programs(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "1000000"]) { village in
            let records = try await Self.records(village)
            for (path, fields, villager) in Self.operations(village, records) {
                let program = if let villager { try await village.program(of: villager) } else { village.program() }
                // Photos stay at home: the words around them shall be taken in.
                let named = fields.filter { $0.name != ResidentPhotos.field.name }
                let good = Dictionary(uniqueKeysWithValues: named.map { ($0.name, Self.plain($0, village)) })
                for field in fields {
                    for text in kind == .sqlite ? Self.texts : Self.textsForDatabases {
                        let answer = try await program.post(path, good.merging([field.name: text]) { $1 })
                        expectHarmless(answer, "\(path) \(field.name)")
                    }
                    for raw in Self.rawJSON {
                        let body = #"{"\#(field.name)":\#(raw)}"#
                        let answer = try await program.post(path, bytes: Array(body.utf8))
                        expectHarmless(answer, "\(path) \(field.name) \(raw)")
                        #expect((400..<500).contains(answer.status) || answer.status == 201)
                    }
                }
                let invalid: [[UInt8]] = [
                    [], [0xFF, 0xFE], Array("{\"text\":\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"}".utf8),
                ]
                for bytes in invalid {
                    #expect(try await program.post(path, bytes: bytes).status == 400, "\(path)")
                }
            }
            try await expectHarmlessPages(village)
        }
    }

    @Test("no field of a form makes the server fail, and pages show it as words", arguments: EngineKind.allCases)
    func forms(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["intake-limit": "1000000"]) { village in
            let base = "/r/\(village.room.token.text)"
            let fields = RaiseRoutes.fields(.standard)
            for field in fields {
                for text in Self.texts {
                    let browser = village.visitor()
                    let sent = fields.map { ($0.name, $0.name == field.name ? text : Self.plain($0, village)) }
                    let check = try await browser.fillIn("\(base)/raise", action: "\(base)/check", sent)
                    expectHarmless(check, field.name)
                    guard let token = check.formToken("\(base)/topics") else { continue }
                    let done = try await browser.post("\(base)/topics", [("_token", token)] + sent)
                    expectHarmless(done, field.name)
                    if done.status == 303, let place = done.header("Location") {
                        let received = try await browser.get(place)
                        let status = try await browser.get(place.replacing("/received", with: ""))
                        expectHarmless(received, place)
                        expectHarmless(status, place)
                    }
                }
            }
            for raw in Self.rawForm {
                let browser = village.visitor()
                let token = try await browser.token(on: "\(base)/raise", for: "\(base)/check")
                let body = Array("_token=\(token)&text=\(raw)&place=\(raw)".utf8)
                let answer = try await browser.post("\(base)/check", encoded: body)
                expectHarmless(answer, raw)
            }
            try await signInForm(village)
            try await deskForms(village)
            try await expectHarmlessPages(village)
        }
    }

    private func signInForm(_ village: Village) async throws {
        for text in Self.texts {
            for name in ["name", "password", "next", "_token"] {
                let fields = ["name": "mishu9", "password": "x"].merging([name: text]) { $1 }
                let answer = try await village.visitor().fillIn(
                    "/sign-in", action: "/sign-in", fields.sorted { $0.key < $1.key })
                expectHarmless(answer, "/sign-in \(name)")
            }
            let browser = village.visitor()
            let token = try await browser.token(on: "/", for: "/status")
            let answer = try await browser.post("/status", [("_token", token), ("code", text)])
            expectHarmless(answer, "/status")
            #expect([404, 413].contains(answer.status))
        }
    }

    private func deskForms(_ village: Village) async throws {
        let browser = try await village.browser(of: .secretary)
        let id = village.story.waiting.id
        for act in TopicDesk.acts where [.ask, .reject, .review, .relate, .merge, .solveDirectly].contains(act.command)
        {
            let action = "/desk/topics/\(id)/\(act.segment)"
            for field in act.fields(.standard) + [recordVersionField] {
                // Too long or no such choice: the form comes back with what was typed.
                for text in Self.texts.map({ $0 + String(repeating: "超", count: 600) }) {
                    let fields = act.fields(.standard).map { ($0.name, $0.name == field.name ? text : "") }
                    let extra = field.name == "version" ? [("version", text)] : []
                    let answer = try await browser.fillIn(action, action: action, fields + extra)
                    #expect([413, 422].contains(answer.status), "\(action) \(field.name)")
                    expectHarmless(answer, "\(action) \(field.name)")
                }
            }
        }
    }

    /// Values of a query or of a part of an address, encoded.
    private static let values =
        texts.filter { $0.utf8.count < 2_000 }.map { FormEncoding.encode($0) } + rawForm
        + ["0", "-1", "101", "99999999999999999999", "9223372036854775808", "1e3", "٣"]

    @Test("no query makes the server fail", arguments: EngineKind.allCases)
    func addresses(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let secretary = try await village.browser(of: .secretary)
            let program = try await village.program(of: .secretary)
            let pages = [
                "/?area", "/?limit", "/?cursor", "/topics?q", "/topics?area", "/topics?room", "/topics?limit",
                "/topics?cursor", "/topics?category", "/search?q", "/search?category", "/search?kind", "/elder?back",
                "/elder?on", "/sign-in?next", "/desk/topics?part",
                "/desk/topics?limit",
                "/desk/topics?cursor", "/desk/topics?done", "/desk/notices?limit", "/desk/notices?cursor",
                "/desk/rooms?area", "/desk/rooms?cursor", "/desk/sessions?part", "/desk/sessions?cursor",
                "/desk/sessions?done", "/desk/bulk/topics/rejection?words", "/desk/bulk/items/handover?keeper",
                "/desk/items?part", "/desk/items?cursor", "/desk/items?done", "/desk/receptions?part",
                "/desk/receptions?cursor", "/desk/receptions?done", "/desk/sentiments?part", "/desk/sentiments?cursor",
                "/desk/sentiments?done", "/desk/visits/\(village.room.id)?done",
                "/desk/enrolments/\(village.room.id)?done", "/answers?cursor", "/answers?limit",
                "/desk/topics/\(village.story.published.id)/sheet?format",
                "/r/\(village.room.token.text)/receptions?cursor",
            ]
            // Those of the API are all named in its description.
            let reads = village.installation.table.routes.filter {
                $0.isAPI && $0.method == .get && !$0.path.contains("{")
                    && $0.operation?.success.fileTypes.isEmpty == true
            }
            let lists = reads.flatMap { route in
                (route.operation?.parameters ?? []).filter { $0.place == .query }.map {
                    "\(route.path.dropFirst("/api/v1".count))?\($0.name)"
                }
            }
            #expect(lists.contains("/desk/board/topics?source") && lists.count > 100)
            for value in Self.values {
                for page in pages { expectHarmless(try await secretary.get("\(page)=\(value)"), "\(page)=\(value)") }
                for list in lists { expectHarmless(try await program.get("\(list)=\(value)"), "\(list)=\(value)") }
            }
        }
    }

    // What is no id is turned away before a statement is sent: one engine tells as much as two.
    @Test("no part of an address makes the server fail")
    func pathParts() async throws {
        try await Village.with(.sqlite) { village in
            let secretary = try await village.browser(of: .secretary)
            let headers = [("Authorization", "Bearer \(try await village.signIn(.secretary))")]
            for route in village.installation.table.routes where route.method == .get && route.path.contains("{") {
                // Codes that miss are limited by the minute.
                village.clock.move(minutes: 1)
                for value in Self.values {
                    let path = route.path.replacing(/\{[A-Za-z]+\}/, with: value)
                    let answer = try await secretary.get(path, headers: route.isAPI ? headers : [])
                    expectHarmless(answer, path)
                    // Whoever has not signed in by phone is led there first, or told to.
                    let expected = route.audience == .resident ? [303, 400, 401] : [400, 404]
                    #expect(expected.contains(answer.status), "\(path): \(answer.status)")
                }
            }
        }
    }

    /// Records on which most acts are still open.
    private struct Records {
        let session: ConsultationSession.ID
        let item: SuggestionItem.ID
        let confirming: Journey
        let reception: ReceptionDay.ID
        let visit: ReceptionVisit.ID
        let booking: String
        let sentiment: SentimentIssue.ID
        let enrolled: ConsultationSession.ID
        let enrolment: Enrolment.ID
        let enrolmentCode: String
    }

    private static func records(_ village: Village) async throws -> Records {
        let planned = try #require(try await village.carry(to: .planned).session)
        let dispatched = try #require(try await village.carry(to: .dispatched).item)
        let reception = try await village.planReception(day: "2026-03-05", places: "6")
        let booked = try await village.book(reception)
        let visit = try #require(booked["id"])
        _ = try await village.program(of: .secretary).post("/desk/visits/\(visit)/check-in", [:])
        let announced = try #require(try await village.carry(to: .announced).session)
        let enrolment = try await village.enrol(announced)
        return Records(
            session: planned, item: dispatched, confirming: try await village.carry(to: .verified),
            reception: try #require(ReceptionDay.ID(reception)), visit: try #require(ReceptionVisit.ID(visit)),
            booking: try #require(booked["bookingCode"]),
            sentiment: try #require(SentimentIssue.ID(try await village.visitSentiment())), enrolled: announced,
            enrolment: try #require(enrolment["id"].flatMap { Enrolment.ID($0) }),
            enrolmentCode: try #require(enrolment["enrolmentCode"]))
    }

    /// The operations that take fields, each with the fields of the registry and who calls it.
    private static func operations(
        _ village: Village, _ records: Records
    ) -> [(path: String, fields: [InputField], villager: Villager?)] {
        let code = village.story.asked.code.text
        let confirming = records.confirming.item.map {
            "/topics/status/\(records.confirming.topic.code.text)/confirmations/\($0)"
        }
        let everybody: [(String, [InputField], Villager?)] = [
            ("/topics", RaiseRoutes.apiFields(.standard), nil),
            ("/topics/status/\(code)/answer", TopicAct.answer.fields(.standard), nil),
            (confirming ?? "", ConfirmationRoutes.fields, nil),
            ("/topics/\(village.story.published.id)/supports", SupportRoutes.fields, nil),
            ("/clues", ClueRoutes.fields, nil),
            ("/sign-ins", SignInRoutes.fields, nil), ("/desk/contacts", ContactDesk.fields, .secretary),
            ("/desk/notice-choices", NoticeChoiceRoutes.fields, .secretary),
            ("/desk/sessions", SessionRoutes.planFields(.standard), .secretary),
            ("/desk/proposal-sessions", ProposalSessionRoutes.fields, .proposalOfficer),
            ("/desk/proposal-entries", ProposalForm.bodyFields + ProposalForm.paperFields, .proposalOfficer),
            ("/desk/receptions", ReceptionRoutes.planFields, .secretary),
            ("/receptions/\(records.reception)/bookings", BookingRoutes.fields, nil),
            ("/bookings/\(records.booking)/cancellation", [], nil),
            ("/sessions/\(records.enrolled)/enrolments", EnrolmentRoutes.fields, nil),
            ("/enrolments/\(records.enrolmentCode)/forgetting", [], nil),
            ("/desk/sentiments", SentimentRoutes.beginFields, .secretary),
            (
                "/desk/bulk/topics/rejection", TopicAct.reject.fields(.standard) + [BulkRoutes<TopicDesk>.recordsField],
                .secretary
            ),
        ]
        return everybody + acts(TopicDesk.self, village.story.waiting.id) { $0.holders }
            + acts(SessionDesk.self, records.session) { $0.holders } + acts(ItemDesk.self, records.item) { $0.holders }
            + acts(ReceptionDesk.self, records.reception) { $0.holders }
            + acts(VisitDesk.self, records.visit) { $0.holders }
            + acts(EnrolmentDesk.self, records.enrolment) { $0.holders }
            + acts(SentimentDesk.self, records.sentiment) { $0.holders }
            + acts(RoomCodeDesk.self, RoomCode.ID(village.room.id.number)) { $0.holders }
    }

    private static func acts<Desk: CaseDesk>(
        _ desk: Desk.Type, _ id: Identifier<Desk.Case>, _ holders: (Desk.Case.Command) -> Set<Role>
    ) -> [(path: String, fields: [InputField], villager: Villager?)] {
        Desk.acts.map { act in
            (
                "/desk/\(Desk.collection)/\(id)/\(act.segment)", act.fields(.standard) + [recordVersionField],
                Self.caller(holders(act.command))
            )
        }
    }

    /// Somebody whose act it is.
    private static func caller(_ holders: Set<Role>) -> Villager {
        let callers: [(Role, Villager)] = [
            (.roomSecretary, .secretary), (.convener, .convener), (.unitOfficer, .officer), (.member, .member),
        ]
        return callers.first { holders.contains($0.0) }?.1 ?? .leader
    }

    /// A value that the field takes.
    private static func plain(_ field: InputField, _ village: Village) -> String {
        switch field.kind {
        case .choice(let options): options[0].code
        case .day: "2026-03-20"
        case .time: "14:30"
        case .phone: "13700000009"
        case .phoneEnding: "0009"
        case .areaCode: "990101001001"
        case .reference, .references, .files, .photos: village.story.published.id.text
        case .version: "99"
        case .secret: "x"
        case .paragraph, .line: field.name == "room" ? village.room.token.text : "桥面有坑"
        }
    }

    /// What was sent is shown as words or not at all, and the server did not fail.
    private func expectHarmless(_ answer: WebAnswer, _ what: String) {
        #expect(answer.status < 500, "\(what): \(answer.status)")
        #expect(answer.cookies["a"] == nil && answer.header("X") == nil, "\(what)")
        for part in ["<script>alert", "<img src=x", "<svg onload", "<b id=", "\u{202E}", "\u{2066}", "\u{1B}", "\u{0}"]
        {
            #expect(!answer.text.unicodeScalars.contains(part.unicodeScalars), "\(what) shows \(part)")
        }
        // In JSON an apostrophe is a letter like any other.
        let isPage = answer.header("Content-Type")?.hasPrefix("text/html") == true
        #expect(!isPage || !answer.text.unicodeScalars.contains("onmouseover='".unicodeScalars), "\(what)")
    }

    /// Everybody's pages after all that was sent; and the log, which holds none of it.
    private func expectHarmlessPages(_ village: Village) async throws {
        let secretary = try await village.browser(of: .secretary)
        let paths = [
            "/", "/topics", "/r/\(village.room.token.text)", "/desk/rooms/\(village.room.id)",
            "/rooms?q=%3Cscript%3E", "/desk/topics?limit=100", "/desk/topics?part=ended",
            "/desk/sessions", "/desk/items?part=to_sign",
            "/desk/topics/\(village.story.waiting.id)", "/desk/notices", "/desk/account",
            "/status/\(village.story.waiting.code.text)", "/status/\(village.story.asked.code.text)",
            "/api/v1/topics", "/desk/receptions", "/desk/sentiments", "/r/\(village.room.token.text)/receptions",
        ]
        for path in paths {
            let answer = try await secretary.get(path)
            #expect(answer.status == 200, "\(path)")
            expectHarmless(answer, path)
        }
        let queue = try await village.program(of: .secretary).get("/desk/topics?limit=100")
        #expect(queue.text.contains(Self.mark), "some of it was taken in")
        expectHarmless(queue, "the queue")
        let leaks = village.log.lines.filter { $0.contains(Self.mark) || $0.contains("error") }
        #expect(leaks.isEmpty, "\(leaks.prefix(3))")
    }
}
