// SPDX-License-Identifier: Apache-2.0

import Configuration
import Domain
import Foundation
import TestSupport
import Testing

@testable import Server

@Suite("Gateways")
struct GatewayTests {
    private static let quick = Curl.Patience(connectMilliseconds: 500, totalMilliseconds: 700)

    private func settings(_ texts: [String: String]) throws -> GatewaySettings {
        try Settings(ConfigReader(provider: SettingsText(texts.merging(["data": "/tmp/x"]) { $1 }).provider)).gateways
    }

    private func mailGateway(port: Int) throws -> MailGateway {
        let settings = try settings(["mail-server": "smtp://127.0.0.1:\(port)", "mail-from": "notice@anlan.example"])
        guard case .send(let mail?, _) = settings.mode else { throw GatewayFailure.unavailable(reason: "no settings") }
        return MailGateway(mail, patience: Self.quick)
    }

    private func smsGateway(port: Int) throws -> SMSGateway {
        let settings = try settings(["sms-address": "http://127.0.0.1:\(port)/send", "sms-token": "geheim"])
        guard case .send(_, let sms?) = settings.mode else { throw GatewayFailure.unavailable(reason: "no settings") }
        return SMSGateway(sms, patience: Self.quick)
    }

    private func message(
        _ address: String, _ channel: ContactChannel, title: String = "今日提要", text: String = "您好。\n.\n再见。"
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            key: "0000000000ABC", address: try #require(ContactAddress(address, on: channel)), senderName: "安澜县政协",
            title: title, text: text, writtenAt: Village.morning)
    }

    @Test("a mail arrives with its head in order and its words whole, the line with a lonely dot too")
    func mail() async throws {
        let server = FakeMailServer()
        let line = try await server.serve()
        let gateway = try mailGateway(port: line.port)
        try await gateway.send(try message("lin@mail.example", .mail))
        let mail = try #require(server.mails.first)
        let (head, body) = try Self.parts(mail)
        #expect(server.heads("Message-ID") == ["<0000000000ABC@anlan.example>"])
        #expect(server.heads("Date") == ["Thu, 05 Mar 2026 09:00:00 +0800"])
        #expect(server.heads("To") == ["<lin@mail.example>"])
        #expect(server.heads("Content-Type") == ["text/plain; charset=utf-8"])
        #expect(head.contains("From: =?UTF-8?B?\(Data("安澜县政协".utf8).base64EncodedString())?= <notice@anlan.example>"))
        #expect(body == "您好。\n.\n再见。")
        await gateway.close()
        await line.close()
    }

    @Test(
        "what people wrote never becomes a line of the head",
        arguments: [
            "a\r\nBcc: boss@mail.example", "\r\n\r\nbody", "\n.\r\nMAIL FROM:<x@y.example>",
            "长" + String(repeating: "标题很长", count: 60), "👩‍👩‍👧‍👦\(String(repeating: "e\u{301}", count: 80))", "?= =?UTF-8?B?",
        ])
    func injection(_ hostile: String) async throws {
        let server = FakeMailServer()
        let line = try await server.serve()
        let gateway = try mailGateway(port: line.port)
        try await gateway.send(try message("lin@mail.example", .mail, title: hostile, text: hostile))
        let mail = try #require(server.mails.first)
        #expect(server.mails.count == 1)
        let (head, body) = try Self.parts(mail)
        let names = head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        #expect(head.utf8.allSatisfy { $0 < 0x80 })
        #expect(mail.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 98 })
        #expect(body == hostile)
        let start = try #require(head.range(of: "Subject: ")).upperBound
        let end = try #require(head.range(of: "\r\nMessage-ID")).lowerBound
        let words = head[start..<end].split(separator: "\r\n ").map { $0.dropFirst(10).dropLast(2) }
        let subject = words.map { String(decoding: Data(base64Encoded: String($0)) ?? Data(), as: UTF8.self) }.joined()
        #expect(subject == hostile)
        await gateway.close()
        await line.close()
    }

    /// Head and decoded body of a mail.
    private static func parts(_ mail: String) throws -> (head: String, body: String) {
        let gap = try #require(mail.range(of: "\r\n\r\n"))
        let encoded = mail[gap.upperBound...].replacing("\r\n", with: "")
        let body = try #require(Data(base64Encoded: String(encoded)))
        return (String(mail[..<gap.lowerBound]), String(decoding: body, as: UTF8.self))
    }

    @Test(
        "a no to the recipient is for good; a no to the sender, a later, a hang-up and a silence are for now",
        arguments: [
            (FakeMailServer.Mood.refusesRecipients, true), (.refusesSenders, false), (.defers, false), (.down, false),
            (.forgetsToAnswer, false), (.silent, false),
        ])
    func moods(_ mood: FakeMailServer.Mood, isFinal: Bool) async throws {
        let server = FakeMailServer()
        server.mood = mood
        let line = try await server.serve()
        let gateway = try mailGateway(port: line.port)
        let failure = await #expect(throws: GatewayFailure.self) {
            try await gateway.send(try message("lin@mail.example", .mail))
        }
        switch failure {
        case .refused(let code): #expect(isFinal && code == 550)
        case .unavailable(let reason):
            #expect(!isFinal, "\(reason)")
            #expect(!reason.contains("lin@"))
        case nil: break
        }
        await gateway.close()
        await line.close()
    }

    @Test(
        "an adapter's answer says whether an SMS is taken, refused for good, or to be tried again",
        arguments: [
            (200, "taken"), (202, "taken"), (409, "taken"), (400, "refused"), (410, "refused"), (422, "refused"),
            (401, "later"), (403, "later"), (404, "later"), (429, "later"), (301, "later"), (500, "later"),
            (503, "later"), (0, "later"),
        ])
    func answers(_ status: Int, _ expected: String) async throws {
        let adapter = FakeSMSAdapter()
        adapter.answer { _, _ in status == 0 ? nil : status }
        let line = try await adapter.serve()
        let gateway = try smsGateway(port: line.port)
        var outcome = "taken"
        do {
            try await gateway.send(try message(Village.phone, .sms, text: "一\"二\\三\n四"))
        } catch GatewayFailure.refused(let code) {
            #expect(code == status)
            outcome = "refused"
        } catch GatewayFailure.unavailable(let reason) {
            #expect(!reason.contains(Village.phone) && !reason.contains("geheim"))
            outcome = "later"
        }
        #expect(outcome == expected)
        let request = try #require(adapter.requests.first)
        #expect(adapter.requests.count == 1, "nothing is followed and nothing repeated")
        #expect(request.head.hasPrefix("POST /send HTTP/1.1\r\n"))
        #expect(request.head.contains("Authorization: Bearer geheim\r\n"))
        #expect(request.id == "0000000000ABC" && request.phone == Village.phone && request.text == "一\"二\\三\n四")
        await gateway.close()
        await line.close()
    }

    @Test("a gateway that is not there is not there for now")
    func nobody() async throws {
        let line = try await FakeSMSAdapter().serve()
        await line.close()
        let gateway = try smsGateway(port: line.port)
        await #expect(throws: GatewayFailure.self) { try await gateway.send(try message(Village.phone, .sms)) }
        await gateway.close()
    }

    @Test("secrets and addresses of gateways are checked, and every mistake is told")
    func mistakes() throws {
        let wrong: [([String: String], String)] = [
            (["gateways": "show", "address": "0.0.0.0"], "gateways"), (["gateways": "maybe"], "gateways"),
            (["mail-server": "http://mail.example", "mail-from": "a@b.example"], "mail-server"),
            (["mail-server": "smtp://u:p@mail.example", "mail-from": "a@b.example"], "mail-server"),
            (["mail-server": "smtps://mail.example"], "mail-from"),
            (["mail-server": "smtps://mail.example", "mail-from": "a@b.example", "mail-user": "a"], "mail-password"),
            (["sms-address": "http://sms.example", "sms-token": "a"], "sms-address"),
            (["sms-address": "file:///etc/passwd", "sms-token": "a"], "sms-address"),
            (["sms-address": "https://127.0.0.1@sms.example", "sms-token": "a"], "sms-address"),
            (["sms-address": "https://sms.example"], "sms-token"),
            (["sms-address": "https://sms.example", "sms-token": "a\r\nX: 1"], "sms-token"),
        ]
        for (texts, word) in wrong {
            let mistakes = try #require(throws: Settings.Mistakes.self) { try settings(texts) }
            #expect(mistakes.sentences.count == 1 && mistakes.description.contains(word), "\(texts)")
        }
        #expect(Gateways(try settings([:])).channels == [])
        #expect(Gateways(try settings(["gateways": "show"])).channels == [.mail, .sms])
        let sms = ["sms-address": "https://sms.example/send", "sms-token": "a"]
        #expect(Gateways(try settings(sms)).channels == [.sms])
    }
}
