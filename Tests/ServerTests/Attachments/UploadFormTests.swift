// SPDX-License-Identifier: Apache-2.0

import DatabaseTestSupport
import Domain
import Hummingbird
import Markup
import NIOCore
import TestSupport
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

/// A form with files, as a desk would have one: it keeps what it is sent, then attaches it in the transaction of its act.
@Suite("Forms that take files", .serialized)
struct UploadFormTests {
    private static let path = "/desk/files"

    private static func routes(_ village: Village) -> [Route] {
        let (services, topic, desk) = (village.services, village.story.waiting.id, village.attachments)
        return [
            .desk(.get, path, for: [.roomSecretary]) { request, _ in
                .page(
                    PostForm(
                        action: path, token: request.token(for: path), takesFiles: true,
                        content: FileField(name: "files", label: "照片或文件").html
                    ).html)
            },
            Route.desk(.post, path, for: [.roomSecretary]) { request, signedIn in
                var ids: [Attachment.ID] = []
                for file in request.files("files") {
                    ids.append(
                        try await desk.keep(file.bytes, named: file.name, by: signedIn.staff.id, at: request.now).id)
                }
                let kept = ids
                return try await services.answered.once(request) { transaction in
                    try desk.attach(kept, to: .topic(topic), by: signedIn.staff.id, at: request.now, in: transaction)
                    return .seeOther("/desk?note=\(request.form["note"] ?? "")")
                }
            }.takingFiles(),
        ]
    }

    /// These routes alone, with the same frame around them.
    private static func application(
        _ village: Village, ready: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        let frame = WebFrame(services: village.services, table: RouteTable(routes(village)), metrics: Metrics())
        return Application(
            router: frame.router(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { await ready($0.localAddress?.port ?? 0) }, logger: village.services.log)
    }

    private func with(_ body: @Sendable (Village, Browser) async throws -> Void) async throws {
        try await Village.with(.sqlite) { village in
            try await RunningServer.with({ Self.application(village, ready: $0) }) { port in
                let browser = Browser(WebClient(port: port), signIn: try await village.signIn(.secretary))
                try await body(village, browser)
            }
        }
    }

    private func form(_ token: String?, _ files: [[UInt8]], boundary: String = "b1") -> MultipartSketch {
        MultipartSketch(
            [("note", "1")] + (token.map { [("_token", $0)] } ?? []),
            files.enumerated().map { .init("files", name: "文件\($0).pdf", $1) }, boundary: boundary)
    }

    @Test("several files come with the fields, and the token counts as in any form")
    func files() async throws {
        try await with { village, browser in
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("enctype=\"multipart/form-data\""))
            let token = try await browser.token(on: Self.path, for: Self.path)
            let sent = form(token, [Village.pdf, try SketchedPhoto().file(".webp")])
            let answer = try await browser.post(Self.path, sent)
            #expect(answer.status == 303 && answer.header("Location") == "/desk?note=1")
            let list = try await village.list(of: village.story.waiting.id)
            #expect(list.map(\.mediaType) == [.pdf, .jpeg])
            #expect(list.map(\.name.words) == ["文件0.pdf", "文件1.pdf.jpg"])
        }
    }

    @Test("a double tap attaches once, though its boundary is another")
    func twice() async throws {
        try await with { village, browser in
            let token = try await browser.token(on: Self.path, for: Self.path)
            let first = try await browser.post(Self.path, form(token, [Village.pdf], boundary: "one"))
            let second = try await browser.post(Self.path, form(token, [Village.pdf], boundary: "another"))
            #expect(first.status == 303 && second.status == 303)
            #expect(second.header("Idempotency-Replayed") == "true")
            #expect(try await village.list(of: village.story.waiting.id).count == 1)
            let other = try await browser.post(Self.path, form(token, [Village.pdf + [10]], boundary: "one"))
            #expect(other.status == 422)
        }
    }

    @Test("without its token, or from another site, no form with files is taken")
    func tokens() async throws {
        try await with { village, browser in
            let token = try await browser.token(on: Self.path, for: Self.path)
            #expect(try await browser.post(Self.path, form(nil, [Village.pdf])).status == 403)
            #expect(try await browser.post(Self.path, form("AA" + token.dropFirst(2), [Village.pdf])).status == 403)
            let foreign = [("Origin", "https://evil.example")]
            #expect(try await browser.post(Self.path, form(token, [Village.pdf]), headers: foreign).status == 403)
            #expect(try await village.count(of: .attachment) == 0)
        }
    }

    @Test("a body that breaks off is 400, one that is too large 413, both with a sentence")
    func broken() async throws {
        try await with { village, browser in
            let token = try await browser.token(on: Self.path, for: Self.path)
            let whole = form(token, [Village.pdf])
            let type = [("Content-Type", whole.contentType), ("Cookie", "sign_in=\(browser.cookies["sign_in"] ?? "")")]
            let client = WebClient(port: browser.port)
            let cut = try await client.send("POST", Self.path, headers: type, body: Array(whole.bytes.dropLast(6)))
            #expect(cut.status == 400 && cut.text.contains(WebFailure.malformedBody.sentence))
            let large = form(token, [[UInt8](repeating: 37, count: MultipartForm.bodyMax)])
            let answer = try await browser.post(Self.path, large)
            #expect(answer.status == 413 && answer.text.contains(WebFailure.filesTooLarge.sentence))
            let empty = try await browser.post(Self.path, form(token, [[]]))
            #expect(empty.status == 422 && empty.text.contains(AttachmentRefusal.empty.sentence))
            #expect(try await village.count(of: .attachment) == 0)
        }
    }

    @Test("a form that takes no files stays as small as before, and its token works in both encodings")
    func usualForms() async throws {
        try await Village.with(.sqlite) { village in
            let page = "/desk/topics/\(village.story.waiting.id)"
            let browser = try await village.browser(of: .secretary)
            let token = try await browser.token(on: "\(page)/pool", for: "\(page)/pool")
            let large = MultipartSketch(
                [("_token", token)], [.init("f", name: "x", [UInt8](repeating: 1, count: 70_000))])
            let refused = try await browser.post("\(page)/pool", large)
            #expect(refused.status == 413 && refused.text.contains(WebFailure.bodyTooLarge.sentence))
            #expect(try await browser.post("\(page)/pool", MultipartSketch([("_token", token)], [])).status == 303)
        }
    }

    @Test("the field says what it takes, what is wrong, and that files have to be chosen again")
    func field() {
        let plain = FileField(name: "files", label: "照片", mark: "可不填").html.text
        #expect(plain.contains("<label for=\"field-files\">照片 <span class=\"opt\">可不填</span></label>"))
        #expect(plain.contains("type=\"file\" id=\"field-files\" name=\"files\" accept=\"image/jpeg,"))
        #expect(
            plain.contains(" multiple ") && plain.contains("aria-describedby=\"field-files-help\"")
                && !plain.contains("重新选"))
        let again = FileField(name: "files", label: "照片", error: "<b>", isAgain: true).html.text
        #expect(again.contains("aria-describedby=\"field-files-help field-files-error\" aria-invalid=\"true\""))
        #expect(again.contains("重新选一次") && again.contains("<span>&lt;b&gt;</span>"))
    }
}
