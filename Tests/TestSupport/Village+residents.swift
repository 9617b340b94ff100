// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

@testable import Server

extension Village {
    /// The digits of the last SMS to a phone, as the page on the machine itself would show it. Sends what waits first.
    package func digits(sentTo phone: String) async -> String? {
        await sendMessages(.sms)
        return shown.first { $0.address == phone && $0.title == ResidentWording.codeTitle }
            .flatMap { $0.text.firstMatch(of: /(\d{6})/).map { String($0.output.1) } }
    }

    /// Signs a phone in by the API; returns the token.
    package func residentToken(_ phone: String, host: String = countyHost) async throws -> String {
        let program = program(host: host)
        let asked = try await program.post("/resident/codes", ["phone": phone])
        guard let ticket = asked["ticket"], let digits = await digits(sentTo: phone) else {
            throw NoCode(answer: asked.text)
        }
        let entered = try await program.post(
            "/resident/sign-ins", ["phone": phone, "ticket": ticket, "code": digits], key: nil)
        guard let token = entered["token"] else { throw NoCode(answer: entered.text) }
        return token
    }

    /// A program that a resident has signed in with.
    package func resident(_ phone: String) async throws -> APIClient {
        APIClient(client, bearer: try await residentToken(phone))
    }

    /// A browser in which a resident has signed in by the pages.
    package func residentBrowser(_ phone: String, next: String = "/mine") async throws -> Browser {
        let browser = visitor()
        let page = try await browser.fillIn(
            "/mine/sign-in", action: "/mine/code", [("phone", phone), ("next", next)])
        guard let token = page.formToken("/mine/sign-in"), let ticket = page.hiddenField("ticket"),
            let digits = await digits(sentTo: phone)
        else { throw NoCode(answer: page.text) }
        let entered = try await browser.post(
            "/mine/sign-in",
            [("_token", token), ("phone", phone), ("ticket", ticket), ("next", next), ("code", digits)])
        guard entered.status == 303, entered.header("Location") == next else { throw NoCode(answer: entered.text) }
        return browser
    }

    /// No code came, or it was not taken.
    package struct NoCode: Error {
        package let answer: String
    }
}

extension WebAnswer {
    /// The value of a field that travels unseen with a form of the page.
    package func hiddenField(_ name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}
