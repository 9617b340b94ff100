// SPDX-License-Identifier: Apache-2.0

import Cryptography
import DatabaseTestSupport
import Domain
import TestSupport
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Files in and out", .serialized)
struct AttachmentRoutesTests {
    @Test("a document comes back as it was sent, a photo as a picture alone", arguments: EngineKind.allCases)
    func roundTrip(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let answer = try await program.upload(Village.pdf, name: "会议 记录.pdf", type: "text/html")
            #expect(answer.status == 201)
            #expect(answer["kind"] == "document" && answer["type"] == "application/pdf")
            #expect(answer["name"] == "会议 记录.pdf" && answer.object["size"] as? Int == Village.pdf.count)
            let id = try #require(answer["id"])
            let file = try await program.get("/attachments/\(id)")
            #expect(file.status == 200 && file.body == Village.pdf)
            let photo = try SketchedPhoto(orientation: 6, hasPlace: true).file(".png")
            let kept = try await program.upload(photo, name: "桥.png", type: "application/pdf")
            #expect(kept.status == 201 && kept["kind"] == "photo" && kept["type"] == "image/jpeg")
            #expect(kept["name"] == "桥.jpg")
            let shown = try await program.get("/attachments/\(try #require(kept["id"]))")
            #expect(shown.body.starts(with: [0xFF, 0xD8, 0xFF]) && shown.body.count == kept.object["size"] as? Int)
        }
    }

    @Test("what was uploaded is handed out so that no browser runs it")
    func headers() async throws {
        try await Village.with(.sqlite) { village in
            let topic = village.story.waiting.id
            let page = try await village.attachment(
                of: topic, Array("<script>alert(1)</script>".utf8), name: "页面.html", by: .secretary)
            let photo = try await village.attachment(of: topic, SketchedPhoto().file(".jpg"), name: "桥", by: .secretary)
            let browser = try await village.browser(of: .secretary)
            for (id, type, place) in [
                (page.id, "text/plain; charset=utf-8", "attachment;"), (photo.id, "image/jpeg", "inline;"),
            ] {
                let answer = try await browser.get("/desk/attachments/\(id)")
                #expect(answer.status == 200)
                #expect(answer.header("Content-Type") == type)
                #expect(answer.header("Content-Disposition")?.hasPrefix(place) == true)
                #expect(answer.header("X-Content-Type-Options") == "nosniff")
                let policies = answer.headers.filter { $0.name.lowercased() == "content-security-policy" }.map(\.value)
                #expect(policies == ["default-src 'none'; sandbox; frame-ancestors 'none'"])
                #expect(answer.header("Cross-Origin-Resource-Policy") == "same-origin")
                #expect(answer.header("Cache-Control") == "private, no-cache")
            }
            #expect(
                try await browser.get("/desk/attachments/\(page.id)").header("Content-Disposition")?.contains(
                    "filename*=UTF-8''%E9%A1%B5%E9%9D%A2.html.txt") == true)
        }
    }

    @Test("a browser that has it already is told so, if it still may; HEAD says its length")
    func conditional() async throws {
        try await Village.with(.sqlite) { village in
            let attachment = try await village.attachment(of: village.story.waiting.id, by: .secretary)
            let (own, other) = (
                try await village.browser(of: .secretary), try await village.browser(of: .otherSecretary)
            )
            let path = "/desk/attachments/\(attachment.id)"
            let tag = try #require(try await own.get(path).header("ETag"))
            for known in [tag, "W/\(tag)", "\"x\", \(tag)"] {
                let again = try await own.get(path, headers: [("If-None-Match", known)])
                #expect(again.status == 304 && again.body.isEmpty, "\(known)")
                #expect(again.header("ETag") == tag)
            }
            #expect(try await own.get(path, headers: [("If-None-Match", "\"x\"")]).status == 200)
            #expect(try await other.get(path, headers: [("If-None-Match", tag)]).status == 404)
            let token = try await village.signIn(.secretary)
            let head = try await village.client.send(
                "HEAD", "/api/v1/attachments/\(attachment.id)", headers: [("Authorization", "Bearer \(token)")])
            #expect(head.status == 200 && head.body.isEmpty)
            #expect(head.header("Content-Length") == String(Village.pdf.count))
        }
    }

    @Test("who may see the record sees what belongs to it; the rest is not found", arguments: EngineKind.allCases)
    func visibility(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let attached = try await village.attachment(of: village.story.waiting.id, by: .secretary)
            let waiting = try await village.upload(by: .secretary)
            let expected: [(Villager, attached: Int, waiting: Int)] = [
                (.secretary, 200, 200), (.convener, 200, 404), (.leader, 200, 404), (.otherSecretary, 404, 404),
                (.zoneSecretary, 404, 404),
            ]
            for (villager, seesAttached, seesWaiting) in expected {
                let (program, browser) = (
                    try await village.program(of: villager), try await village.browser(of: villager)
                )
                for (id, status) in [(attached.id, seesAttached), (waiting.id, seesWaiting)] {
                    #expect(try await program.get("/attachments/\(id)").status == status, "\(villager)")
                    #expect(try await browser.get("/desk/attachments/\(id)").status == status, "\(villager)")
                }
            }
            #expect(try await village.program().get("/attachments/\(attached.id)").status == 401)
            #expect(try await village.visitor().get("/desk/attachments/\(attached.id)").status == 303)
            #expect(try await village.program(of: .secretary).get("/attachments/0000000000001").status == 404)
        }
    }

    @Test("an upload is done once: the same key and file get the same answer", arguments: EngineKind.allCases)
    func idempotent(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let key = "0123456789abcdef-file"
            let first = try await program.upload(Village.pdf, name: "a.pdf", key: key)
            let again = try await program.upload(Village.pdf, name: "a.pdf", key: key)
            #expect(first.status == 201 && again.status == 201 && again.body == first.body)
            #expect(try await village.count(of: .attachment) == 1)
            #expect(try await program.upload(Village.pdf + [10], name: "a.pdf", key: key).status == 422)
            #expect(try await program.upload(Village.pdf, name: "a.pdf", key: nil)["code"] == "missing_idempotency_key")
            #expect(try await village.count(of: .attachment) == 1)
        }
    }

    @Test("what is not taken is told why, and leaves nothing")
    func refused() async throws {
        try await Village.with(.sqlite) { village in
            let program = try await village.program(of: .secretary)
            let photo = try SketchedPhoto().file(".jpg")
            let legacy: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]
            let cases: [([UInt8], String, Int, AttachmentRefusal)] = [
                ([], "a.pdf", 422, .empty), ([0, 1, 2, 3], "照片.jpg", 415, .unknownKind),
                (Array("GIF89a".utf8) + [0], "a.jpg", 415, .unknownKind), (legacy, "报告.doc", 415, .legacyOffice),
                (Array(photo.prefix(200)), "照片.jpg", 422, .brokenPhoto),
                ([0x50, 0x4B, 0x03, 0x04] + legacy, "报告.docx", 415, .unknownKind),
            ]
            for (bytes, name, status, refusal) in cases {
                let answer = try await program.upload(bytes, name: name)
                #expect(answer.status == status, "\(refusal)")
                #expect(answer["code"] == refusal.code && answer["detail"] == refusal.sentence)
            }
            #expect(try await village.count(of: .attachment) == 0)
            #expect(AttachmentRefusal.legacyOffice.sentence.contains("另存为 .docx"))
        }
    }

    @Test("twenty megabytes are taken, one byte more is refused with a sentence", arguments: EngineKind.allCases)
    func largest(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let program = try await village.program(of: .secretary)
            let largest =
                Village.pdf + [UInt8](repeating: 32, count: Attachment.Limits.fileBytesMax - Village.pdf.count)
            let taken = try await program.upload(largest, name: "图集.pdf")
            #expect(taken.status == 201)
            let file = try await program.get("/attachments/\(try #require(taken["id"]))")
            #expect(file.status == 200 && SHA256.digest(file.body) == SHA256.digest(largest))
            let refused = try await program.upload(largest + [32], name: "图集.pdf")
            #expect(refused.status == 413 && refused["detail"] == AttachmentRefusal.tooLarge.sentence)
            let more = try await program.upload(largest + [UInt8](repeating: 32, count: 1024 * 1024 + 1), name: "a.pdf")
            #expect(more.status == 413 && more["detail"] == WebFailure.filesTooLarge.sentence)
            #expect(try await village.count(of: .attachment) == 1)
        }
    }

    @Test("who may not upload is told so before anything is read")
    func stranger() async throws {
        try await Village.with(.sqlite) { village in
            let head =
                "POST /api/v1/attachments HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 20000000\r\n\r\n"
            let answer = try await village.client.exchange(Array(head.utf8))
            #expect(answer.status == 401)
        }
    }
}
