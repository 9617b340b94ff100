// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("Forms come from our own pages", .serialized)
struct FormSafetyTests {
    private let base = "/r/YANGXV01"

    @Test("without a token, with a broken one, or with somebody else's, nothing is taken")
    func tokens() async throws {
        try await Village.with(.sqlite) { village in
            let before = try await village.topicCount()
            let (own, stranger) = (village.visitor(), village.visitor())
            let check = try await own.fillIn("\(base)/raise", action: "\(base)/check", [("text", "桥面有坑")])
            let token = try #require(check.formToken("\(base)/topics"))
            let foreign = try await stranger.fillIn("\(base)/raise", action: "\(base)/check", [("text", "桥面有坑")])
                .formToken("\(base)/topics")
            let other = try #require(check.formToken("\(base)/raise"))
            let wrong = [nil, "", "%%%", String(token.dropLast(2)) + "AA", foreign, other]
            for wrong in wrong {
                let fields = (wrong.map { [("_token", $0)] } ?? []) + [("text", "桥面有坑")]
                let answer = try await own.post("\(base)/topics", fields)
                #expect(answer.status == 403, "\(wrong ?? "none")")
                #expect(answer.text.contains(WebFailure.formExpired.sentence))
            }
            #expect(try await village.topicCount() == before)
            #expect(try await own.post("\(base)/topics", [("_token", token), ("text", "桥面有坑")]).status == 303)
        }
    }

    @Test("a token of a sign-in that has ended, or of another person, is none")
    func oldToken() async throws {
        try await Village.with(.sqlite) { village in
            let page = "/desk/topics/\(village.story.waiting.id)"
            let before = try await village.browser(of: .secretary).token(on: "\(page)/pool", for: "\(page)/pool")
            let again = try await village.browser(of: .secretary)
            #expect(try await again.post("\(page)/pool", [("_token", before)]).status == 403)
            #expect(try await village.topic(village.story.waiting.id)?.version == 1)
            #expect(try await again.fillIn("\(page)/pool", action: "\(page)/pool", []).status == 303)
        }
    }

    @Test("a form that another site sends is not taken, whatever token it has")
    func crossSite() async throws {
        try await Village.with(.sqlite) { village in
            let page = "/desk/topics/\(village.story.waiting.id)"
            let browser = try await village.browser(of: .secretary)
            let foreign = [
                [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site")],
                [("Origin", "https://evil.example")],
                [("Origin", "null")], [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://127.0.0.1")],
            ]
            for headers in foreign {
                let answer = try await browser.fillIn("\(page)/pool", action: "\(page)/pool", [], headers: headers)
                #expect(answer.status == 403, "\(headers)")
                #expect(answer.text.contains(WebFailure.crossSite.sentence))
            }
            #expect(try await village.topic(village.story.waiting.id)?.version == 1)
            let own = [("Sec-Fetch-Site", "same-origin"), ("Origin", "http://127.0.0.1")]
            #expect(try await browser.fillIn("\(page)/pool", action: "\(page)/pool", [], headers: own).status == 303)
        }
    }

    @Test("cookies count for nothing under /api, bearer tokens for nothing on pages")
    func separateSignIns() async throws {
        try await Village.with(.sqlite) { village in
            let token = try await village.signIn(.secretary)
            let cookie = [("Cookie", "sign_in=\(token)")]
            let bearer = [("Authorization", "Bearer \(token)")]
            #expect(try await village.client.send("GET", "/api/v1/desk/topics", headers: cookie).status == 401)
            #expect(try await village.client.send("GET", "/api/v1/desk/topics", headers: bearer).status == 200)
            #expect(try await village.client.send("GET", "/desk/topics", headers: bearer).status == 303)
            #expect(try await village.client.send("GET", "/desk/topics", headers: cookie).status == 200)
        }
    }

    @Test("cookies are for this site's pages alone, and only over TLS where the site has it")
    func cookies() async throws {
        for (base, isSecure) in [("http://127.0.0.1", false), ("https://yishi.example", true)] {
            try await Village.with(.sqlite, settings: ["base-url": base]) { village in
                let page = try await village.visitor().get("/r/YANGXV01/raise")
                let line = try #require(page.header("Set-Cookie"))
                #expect(line.hasPrefix("device="))
                #expect(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"))
                #expect(line.contains("Secure") == isSecure)
                #expect((page.header("Strict-Transport-Security") != nil) == isSecure)
            }
        }
    }
}
