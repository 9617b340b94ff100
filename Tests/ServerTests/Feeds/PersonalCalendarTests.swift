// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("A person's own calendar", .serialized)
struct PersonalCalendarTests {
    /// The path of a calendar's secret address.
    private static func path(_ answer: WebAnswer) throws -> String {
        let address = try #require(answer["address"])
        return String(address.dropFirst("http://127.0.0.1".count))
    }

    /// The properties of a calendar by its components: read as RFC 5545 says, and nothing that it forbids.
    private static func components(_ answer: WebAnswer) throws -> [(kind: String, values: [String: String])] {
        let text = answer.text
        #expect(answer.header("Content-Type") == "text/calendar; charset=utf-8" && text.hasSuffix("\r\n"))
        #expect(!text.replacing("\r\n", with: "").contains { $0 == "\n" || $0 == "\r" }, "lines end with CR LF")
        let raw = text.components(separatedBy: "\r\n")
        #expect(raw.allSatisfy { $0.utf8.count <= 75 }, "no line is longer than 75 bytes")
        var found: [(kind: String, values: [String: String])] = []
        var open: [String] = []
        for line in text.replacing("\r\n ", with: "").components(separatedBy: "\r\n") where !line.isEmpty {
            let colon = try #require(line.firstIndex(of: ":"))
            let (name, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
            switch name {
            case "BEGIN":
                open.append(value)
                found.append((value, [:]))
            case "END": #expect(open.popLast() == value)
            default:
                #expect(found[found.count - 1].values[name] == nil, "\(name) stands once")
                found[found.count - 1].values[name] = unescaped(value)
            }
        }
        #expect(open.isEmpty)
        return found
    }

    private static func unescaped(_ value: String) -> String {
        var (text, isEscaped) = ("", false)
        for character in value {
            if isEscaped {
                text.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                #expect(character != ";" && character != ",", "it would end the value")
                text.append(character)
            }
        }
        return text
    }

    @Test(
        "sessions are events and what is owed are tasks; nothing leaves the house that is not public",
        arguments: EngineKind.allCases)
    func calendar(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let session = try #require(try await village.carry(to: .announced).session)
            let item = try #require(try await village.carry(to: .accepted).item)
            let hidden = try await village.carry(to: .researching, isPublic: false).topic.id
            func told(_ villager: Villager) async throws -> [(kind: String, values: [String: String])] {
                let made = try await village.program(of: villager).post("/desk/me/calendar", [:])
                #expect(made.status == 201)
                let answer = try await village.visitor().get(Self.path(made))
                #expect(answer.status == 200, "\(villager)")
                #expect(!answer.text.contains("王小雨") && !answer.text.contains("13900001111"))
                return try Self.components(answer)
            }
            let secretary = try await told(.secretary)
            #expect(secretary.first?.kind == "VCALENDAR")
            #expect(secretary.contains { $0.kind == "VEVENT" && $0.values["UID"] == "session-\(session)@shangliang" })
            let task = try #require(
                secretary.first { $0.values["UID"] == "due-desk-items-\(item)@shangliang" })
            #expect(task.kind == "VTODO" && task.values["SUMMARY"]?.hasPrefix("事项要办") == true)
            #expect(task.values["DUE;VALUE=DATE"]?.count == 8 && task.values["STATUS"] == "NEEDS-ACTION")
            #expect(task.values["LAST-MODIFIED"]?.wholeMatch(of: /\d{8}T\d{6}Z/) != nil)
            #expect(task.values["URL"]?.hasSuffix("/desk/items/\(item)") == true)
            let research = try #require(
                secretary.first { $0.values["UID"] == "due-desk-topics-\(hidden)@shangliang" })
            #expect(research.values["SUMMARY"] == "议题要办", "its text is nobody's outside")
            let member = try await told(.member)
            #expect(member.contains { $0.values["UID"] == "session-\(session)@shangliang" })
            #expect(member.contains { $0.values["UID"] == "due-desk-topics-\(hidden)@shangliang" })
            #expect(!member.contains { $0.values["UID"] == "due-desk-items-\(item)@shangliang" })
            let officer = try await told(.officer)
            #expect(officer.filter { $0.kind == "VTODO" }.count == 1 && !officer.contains { $0.kind == "VEVENT" })
            #expect(
                officer.first { $0.kind == "VTODO" }?.values["SUMMARY"] == "事项要办：\(Journey.task)",
                "what stands on the public page may travel")
            let unpublished = try #require(try await village.carry(to: .accepted, isPublic: false).item)
            let after = try await told(.officer)
            #expect(
                after.first { $0.values["UID"] == "due-desk-items-\(unpublished)@shangliang" }?.values["SUMMARY"]
                    == "事项要办", "and nothing else does")
            // Who supervises an item does not owe what its unit owes, and has the own signature when it is due.
            let signed = try #require(try await village.carry(to: .accepted).item)
            let supervision = [
                "partyPerson": village.person(.otherOfficer).text, "committeePerson": village.person(.leader).text,
            ]
            let named = try await village.program(of: .secretary).post("/desk/items/\(signed)/supervision", supervision)
            #expect(named.status == 200, "\(named.text)")
            let uid = "due-desk-items-\(signed)@shangliang"
            for villager in [Villager.otherOfficer, .leader] {
                #expect(try await !told(villager).contains { $0.values["UID"] == uid }, "\(villager)")
            }
            let report = ["adoption": "adopted", "claimed": "solved", "text": Journey.report]
            try await village.act(.report, report, on: signed, as: .officer)
            try await village.act(.verify, on: signed, as: .secretary)
            let asked = try #require(try await village.item(signed)?.deadline?.day.description.replacing("-", with: ""))
            for villager in [Villager.otherOfficer, .leader] {
                let task = try #require(try await told(villager).first { $0.values["UID"] == uid }, "\(villager)")
                #expect(task.values["SUMMARY"] == "待会签：\(Journey.task)" && task.values["DUE;VALUE=DATE"] == asked)
            }
            #expect(try await !told(.officer).contains { $0.values["SUMMARY"]?.hasPrefix("待会签") == true })
            for other in [Villager.otherSecretary, .otherOfficer, .leader, .zoneSecretary] {
                guard !other.isOfZone else { continue }
                let parts = try await told(other)
                #expect(!parts.contains { $0.values["UID"]?.contains(item.text) == true }, "\(other)")
            }
        }
    }

    @Test("the address is secret, changed and taken away by its holder, and noted", arguments: EngineKind.allCases)
    func address(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let visitor = village.visitor()
            #expect(try await program.get("/desk/me/calendar").object["madeAt"] is String == false)
            let first = try Self.path(try await program.post("/desk/me/calendar", [:]))
            let second = try Self.path(try await program.post("/desk/me/calendar", [:]))
            let statuses = [try await visitor.get(first).status, try await visitor.get(second).status]
            #expect(statuses == [404, 200])
            #expect(try await visitor.get("/calendars/x/own.ics").status == 404)
            let browser = try await village.browser(of: .secretary)
            let page = "/desk/account/calendar"
            let third = try await browser.fillIn(page, action: page, [])
            let shown = try #require(third.text.firstMatch(of: /\/calendars\/[A-Za-z0-9_-]{27}\/own\.ics/)?.output)
            #expect(third.status == 200)
            let replaced = [try await visitor.get(second).status, try await visitor.get(String(shown)).status]
            #expect(replaced == [404, 200])
            let again = try await browser.get(page).text
            #expect(!again.contains("/calendars/"), "it is told once")
            let gone = try await browser.fillIn(page, action: "\(page)/revocation", [])
            #expect(gone.status == 303)
            #expect(try await visitor.get(String(shown)).status == 404)
            #expect(try await program.post("/desk/me/calendar/revocation", [:]).status == 204)
            let (tenant, person) = (village.story.county.id.number, village.person(.secretary).number)
            let kinds = try await village.services.engine.read {
                try $0.rows(
                    """
                    SELECT kind FROM event WHERE tenant = \(tenant) AND subject_kind = 'account' AND subject = \(person)
                        AND kind LIKE 'calendar%' ORDER BY id
                    """
                ) { try $0.next(String.self) }
            }
            #expect(kinds == ["calendar_made", "calendar_made", "calendar_made", "calendar_revoked"])
        }
    }

    @Test("an account that is closed has no calendar", arguments: EngineKind.allCases)
    func closed(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let made = try await village.program(of: .colleague).post("/desk/me/calendar", [:])
            let path = try Self.path(made)
            #expect(try await village.visitor().get(path).status == 200)
            let person = village.person(.colleague)
            let ended = try await village.program(of: .securityAdministrator)
                .post("/desk/accounts/\(person.text)/closing", ["reason": "调离"])
            #expect(ended.status == 200, "\(ended.text)")
            #expect(try await village.visitor().get(path).status == 404)
        }
    }

    @Test("texts are escaped and long lines are folded between characters, whatever they hold")
    func folding() throws {
        let hostile = "甲;乙,丙\\丁\n戊\r\u{0007}" + String(repeating: "很长的标题🏮", count: 40)
        let feed = CalendarFeed(
            name: hostile, events: [],
            tasks: [.init(uid: "1@x", title: hostile, day: Village.morning.day, address: "http://x/")],
            now: Village.morning)
        let answer = String(decoding: feed.bytes, as: UTF8.self)
        #expect(answer.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(!answer.contains("\u{FFFD}"))
        let line = try #require(
            answer.replacing("\r\n ", with: "").components(separatedBy: "\r\n").first { $0.hasPrefix("SUMMARY:") })
        #expect(
            Self.unescaped(String(line.dropFirst(8)))
                == "甲;乙,丙\\丁\n戊" + String(repeating: "很长的标题🏮", count: 40))
    }
}
