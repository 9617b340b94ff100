// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

@Suite("The frame around every route", .serialized)
struct FrameTests {
    @Test("a wrong method is told the right ones; an unknown address is not found")
    func methods() async throws {
        try await Village.with(.sqlite) { village in
            let cases = [
                ("DELETE", "/topics", "GET"), ("POST", "/topics", "GET"), ("PUT", "/status", "GET, POST"),
                ("GET", "/sign-out", "POST"), ("DELETE", "/api/v1/topics", "GET, POST"),
                ("GET", "/api/v1/sign-ins/current", "DELETE"),
            ]
            for (method, path, allowed) in cases {
                let answer = try await village.client.send(method, path)
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.header("Allow") == allowed, "\(method) \(path)")
                #expect(
                    answer.header("Content-Type")?.hasPrefix(
                        path.hasPrefix("/api") ? "application/problem+json" : "text/html") == true)
            }
            for path in ["/nowhere", "/api/v1/nowhere", "/api/v2/topics", "/desk/nowhere", "/topics/x/y"] {
                let answer = try await village.client.send("GET", path)
                #expect(answer.status == 404, "\(path)")
                #expect((answer["code"] == "not_found") == path.hasPrefix("/api"), "\(path)")
            }
        }
    }

    @Test("a body over the limit is refused, with its length said or not")
    func bodies() async throws {
        try await Village.with(.sqlite) { village in
            let before = try await village.topicCount()
            let json = [("Content-Type", "application/json"), ("Idempotency-Key", "0123456789abcdef")]
            let large = [UInt8](repeating: 0x20, count: WebFrame.bodyMax + 1)
            let said = try await village.client.send("POST", "/api/v1/topics", headers: json, body: large)
            #expect(said.status == 413)
            #expect(said["code"] == "body_too_large")
            let huge = json + [("Content-Length", "99999999999")]
            let promised = try await village.client.exchange(
                Array("POST /api/v1/topics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n".utf8)
                    + Array(huge.map { "\($0.0): \($0.1)\r\n" }.joined().utf8) + Array("\r\n".utf8))
            #expect(promised.status == 413)
            let chunk = Array("8000\r\n".utf8) + [UInt8](repeating: 0x20, count: 0x8000) + Array("\r\n".utf8)
            let chunked = try await village.client.send(
                "POST", "/api/v1/topics", headers: json + [("Transfer-Encoding", "chunked")],
                body: chunk + chunk + chunk + Array("0\r\n\r\n".utf8))
            #expect(chunked.status == 413)
            let page = try await village.client.send("POST", "/status", body: large)
            #expect(page.status == 413)
            #expect(page.text.contains(WebFailure.bodyTooLarge.sentence))
            let fitting = Array(#"{"room":"YANGXV01","text":"路灯坏了"}"#.utf8) + large.dropLast(100)
            let taken = try await village.client.send("POST", "/api/v1/topics", headers: json, body: fitting)
            #expect(taken.status == 201)
            #expect(try await village.topicCount() == before + 1)
        }
    }

    @Test("HEAD says what GET would, without the body")
    func head() async throws {
        try await Village.with(.sqlite) { village in
            for path in ["/topics", "/healthz", "/api/v1/topics", "/assets/app.css", "/nowhere"] {
                let (get, head) = (
                    try await village.client.send("GET", path), try await village.client.send("HEAD", path)
                )
                #expect(head.status == get.status, "\(path)")
                #expect(head.body.isEmpty, "\(path)")
                #expect(head.header("Content-Type") == get.header("Content-Type"), "\(path)")
                #expect(!get.body.isEmpty)
            }
        }
    }

    @Test("figures are for the machine itself: not through a proxy, whatever it says")
    func metrics() async throws {
        try await Village.with(.sqlite, settings: ["trusted-proxy": "127.0.0.1"]) { village in
            _ = try await village.visitor().get("/topics/\(village.story.published.id)")
            let figures = try await village.client.send("GET", "/metrics")
            #expect(figures.status == 200)
            #expect(
                figures.text.contains("shangliang_http_requests_total{route=\"GET /topics/{topic}\",status=\"2xx\"} 1"))
            #expect(figures.text.contains("shangliang_database_statements "))
            #expect(!figures.text.contains(village.story.published.id.text))
            for header in [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", ""), ("Forwarded", "for=127.0.0.1")] {
                #expect(try await village.client.send("GET", "/metrics", headers: [header]).status == 404, "\(header)")
            }
        }
    }

    @Test("every answer, error or not, tells the browser to run nothing but ours, and has a number")
    func headers() async throws {
        try await Village.with(.sqlite) { village in
            for path in ["/", "/nowhere", "/api/v1/topics", "/assets/app.css", "/desk"] {
                let answer = try await village.client.send("GET", path)
                #expect(answer.header("Content-Security-Policy")?.hasPrefix("default-src 'none';") == true, "\(path)")
                #expect(answer.header("Content-Security-Policy")?.contains("unsafe") == false)
                #expect(answer.header("X-Content-Type-Options") == "nosniff", "\(path)")
                #expect(answer.header("Referrer-Policy") == "strict-origin", "\(path)")
                #expect((answer.header("X-Request-Id") ?? "").count == 12, "\(path)")
            }
            let personal = try await village.browser(of: .secretary).get("/desk/topics")
            #expect(personal.header("Cache-Control") == "no-store")
        }
    }

    @Test("the log names the pattern of a route, never a code, an address or words")
    func log() async throws {
        try await Village.with(.sqlite) { village in
            let code = village.story.asked.code.text
            _ = try await village.visitor().get("/status/\(code)")
            _ = try await village.visitor().get("/topics?q=%E9%82%BB%E5%B1%85")
            let lines = village.log.lines
            #expect(lines.contains { $0.contains("/status/{code}") })
            #expect(lines.allSatisfy { !$0.contains(code) && !$0.contains("邻居") && !$0.contains("%E9%82") })
        }
    }

    @Test("a large request head does not bring the server down", arguments: [8_000, 200_000])
    func longHeads(_ length: Int) async throws {
        try await Village.with(.sqlite) { village in
            let long = String(repeating: "a", count: length)
            _ = try? await village.client.send("GET", "/topics?q=\(long)", headers: [("Cookie", "sign_in=\(long)")])
            let alive = try await village.client.send("GET", "/healthz")
            #expect(alive.status == 200)
        }
    }
}
