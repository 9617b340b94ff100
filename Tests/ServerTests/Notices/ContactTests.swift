// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("One's own contact points", .serialized)
struct ContactTests {
    @Test("the page takes an address, shows it masked and never in full again", arguments: EngineKind.allCases)
    func page(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            let browser = try await village.browser(of: .secretary)
            let saved = try await browser.fillIn(
                "/desk/account", action: "/desk/account/contacts",
                [("mail", "Lin.Xiaohe@mail.example"), ("phone", "+86 138 1234 5678"), ("phone_pace", "each")])
            #expect(saved.status == 303)
            let page = try await browser.get(saved.header("Location") ?? "")
            #expect(page.text.contains(ContactWording.saved))
            #expect(page.text.contains("138****5678") && page.text.contains("L****@mail.example"))
            #expect(!page.text.contains("13812345678") && !page.text.contains("Xiaohe"))
            let list = try await village.program(of: .secretary).get("/desk/contacts")
            #expect(
                list.text
                    == #"{"items":[{"channel":"mail","address":"L****@mail.example","pace":"digest","isOpen":true},"#
                    + #"{"channel":"sms","address":"138****5678","pace":"each","isOpen":true}]}"#)
            let others = try await village.program(of: .leader).get("/desk/contacts")
            #expect(!others.text.contains("5678"))
            let removed = try await browser.fillIn(
                "/desk/account", action: "/desk/account/contacts/sms/removal", [])
            #expect(removed.status == 303)
            #expect(try await browser.get("/desk/account").text.contains("138****5678") == false)
            #expect(try await browser.get("/desk/account").text.contains("L****@mail.example"))
        }
    }

    @Test("what is no address comes back with what was typed, and nothing is kept", arguments: EngineKind.allCases)
    func problems(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let browser = try await village.browser(of: .secretary)
            let answer = try await browser.fillIn(
                "/desk/account", action: "/desk/account/contacts",
                [("mail", "lin@mail.example"), ("phone", "1381234567"), ("phone_pace", "each")])
            #expect(answer.status == 422)
            #expect(answer.text.contains(ContactWording.problem(.sms)))
            #expect(answer.text.contains("value=\"1381234567\""))
            #expect(answer.text.contains("本站还没有接通短信"))
            let program = try await village.program(of: .secretary)
            #expect(try await program.get("/desk/contacts").text.contains("lin@") == false)
            let refused = try await program.post(
                "/desk/contacts", ["mail": "a@b\r\nBcc: c@d.example", "mail_pace": "hourly"])
            #expect(refused.status == 422)
            let saved = try await program.post("/desk/contacts", ["mail": "a@mail.example", "mail_pace": "none"])
            #expect(saved.status == 200 && saved.text.contains(#""address":"a****@mail.example","pace":"none""#))
            #expect(try await program.delete("/desk/contacts/mail").status == 204)
            #expect(try await program.delete("/desk/contacts/pigeon").status == 404)
            #expect(try await program.get("/desk/contacts").text.contains("mail.example") == false)
        }
    }

    @Test("what still waits for an address is not sent once it is replaced or removed", arguments: EngineKind.allCases)
    func withdrawal(_ kind: EngineKind) async throws {
        try await Village.with(kind, settings: ["gateways": "show"]) { village in
            try await village.reach(.secretary, at: Village.phone, .sms, .each)
            await village.deliverLetters()
            #expect(try await village.messageCounts().waiting == 4)
            try await village.reach(.secretary, at: Village.phone, .sms, .each)
            #expect(try await village.messageCounts().waiting == 4, "the same address again is no change")
            try await village.reach(.secretary, at: "13900000000", .sms, .each)
            await village.sendMessages(.sms)
            #expect(village.shown.isEmpty)
            #expect(try await village.messageCounts() == (waiting: 0, delivered: 0, givenUp: 4, legible: 0))
        }
    }
}
