// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Server

@Suite("Forms with files, on the wire")
struct MultipartFormTests {
    private let type = "multipart/form-data; boundary=b1"

    /// Fields, and files as `field/name/content`; nil where the body is refused.
    private func read(_ body: String, _ type: String? = nil) -> (fields: [String: String], files: [String])? {
        guard let form = try? MultipartForm(Array(body.utf8), type ?? self.type) else { return nil }
        return (form.fields, form.files.map { "\($0.field)/\($0.name)/\(String(decoding: $0.bytes, as: UTF8.self))" })
    }

    private func part(_ head: String, _ content: String) -> String {
        "--b1\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
    }

    @Test("fields and files come out as they went in")
    func plain() throws {
        let body =
            part("name=\"a\"", "一") + part("name=\"f\"; filename=\"桥.jpg\"", "照片") + part("name=a", "二") + "--b1--\r\n"
        let form = try #require(read(body))
        #expect(form.fields == ["a": "一"])
        #expect(form.files == ["f/桥.jpg/照片"])
    }

    @Test("what browsers and programs write differently is read alike")
    func variants() {
        let file = "name=\"f\"; filename=\"x\""
        let cases: [(String, [String])] = [
            ("preamble\r\n" + part(file, "1") + "--b1--epilogue", ["f/x/1"]),
            ("--b1 \t\r\ncontent-disposition:form-data;name=f;FILENAME=x\r\n\r\n1\r\n--b1--", ["f/x/1"]),
            (part(file, "") + "--b1--", ["f/x/"]),
            ("--b1\r\nContent-Disposition: form-data; \(file)\r\n\r\n--b1--", ["f/x/"]),
            (part("name=\"f\"; filename=\"\"", "") + "--b1--", []),
            (part(file, "1\r\n--b1x\r\n2") + "--b1--", ["f/x/1\r\n--b1x\r\n2"]),
            (part(file, "1\n--b1--") + "--b1--", ["f/x/1\n--b1--"]),
            (part(file, "\r\n\r\n") + "--b1--", ["f/x/\r\n\r\n"]),
            (part("name=\"f\"; filename=\"a\\\"b;c.txt\"", "1") + "--b1--", ["f/a\"b;c.txt/1"]),
            (part("name=\"f\"; filename=\"C:\\d\\e.txt\"", "1") + "--b1--", ["f/C:\\d\\e.txt/1"]),
            (part("name=\"f\"; filename=\"\u{301}e.txt\"", "1") + "--b1--", ["f/\u{301}e.txt/1"]),
            (part(file, String(repeating: "\r", count: 9)) + "--b1--", ["f/x/" + String(repeating: "\r", count: 9)]),
            ("--b1--", []),
        ]
        for (body, files) in cases { #expect(read(body)?.files == files, "\(body.debugDescription)") }
    }

    @Test("a body that is not whole, or not a form of ours, is refused")
    func broken() {
        let whole = part("name=\"a\"", "1")
        let cases = [
            "", "--b1", "--b1\r\n", whole, whole + "--b1", whole + "--b1-", "x--b1--", "--b1\r\n\r\n1\r\n--b1--",
            "--b1\r\nContent-Type: text/plain\r\n\r\n1\r\n--b1--", part("filename=\"x\"", "1") + "--b1--",
            part("name=\"\"", "1") + "--b1--", "--b1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b1--",
            "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n1\r\n--b1--",
            "--b1\nContent-Disposition: x\n\n1\n--b1--",
            part("name=\"\(String(repeating: "n", count: 5_000))\"", "1") + "--b1--",
            String(repeating: whole, count: 101) + "--b1--",
        ]
        for body in cases { #expect(read(body) == nil, "\(body.prefix(80).debugDescription)") }
        #expect(read(String(repeating: whole, count: 100) + "--b1--")?.fields == ["a": "1"])
        let types = [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b2",
            "multipart/form-data; boundary=\"\(String(repeating: "b", count: 71))\"", "multipart/form-data; boundary=界",
        ]
        for type in types { #expect(read(whole + "--b1--", type) == nil, "\(type)") }
    }

    @Test("other bodies are none of its business")
    func otherTypes() throws {
        for type in [nil, "", "application/x-www-form-urlencoded", "multipart/mixed; boundary=b1", "application/json"] {
            #expect(try MultipartForm(Array("--b1--".utf8), type) == nil)
        }
        #expect(try MultipartForm(Array("--b1--".utf8), "Multipart/Form-Data; x=1; Boundary=\"b1\"") != nil)
    }

    @Test("fields together are no larger than a form without files")
    func fieldSizes() {
        let half = String(repeating: "字", count: WebFrame.bodyMax / 6)
        #expect(read(part("name=a", half) + part("name=b", half) + "--b1--") != nil)
        #expect(throws: WebFailure.bodyTooLarge) {
            try MultipartForm(Array((part("name=a", half) + part("name=b", half + "字字字") + "--b1--").utf8), type)
        }
    }

    @Test("the same content has the same digest under any boundary, and other content another")
    func digests() throws {
        func digest(_ value: String, _ name: String, _ bytes: [UInt8], _ boundary: String) throws -> [UInt8] {
            let sketch = MultipartSketch(
                [("a", value), ("b", "")], [.init("f", name: name, bytes)], boundary: boundary)
            return try #require(try MultipartForm(sketch.bytes, sketch.contentType)).digest
        }
        let first = try digest("1", "x", [1, 2], "one")
        #expect(try digest("1", "x", [1, 2], "another") == first)
        #expect(try digest("2", "x", [1, 2], "one") != first)
        #expect(try digest("1", "y", [1, 2], "one") != first)
        #expect(try digest("1", "x", [1, 3], "one") != first)
    }

    @Test("any fields and files come back, whatever bytes they hold")
    func roundTrips() throws {
        var random = SeededRandom()
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                [0x0D, 0x0A, 0x2D, 0x62, 0x31, UInt8.random(in: 0...255, using: &random)].any(&random)
            }
            let sketch = MultipartSketch([("a", "1")], [.init("f", name: "x", bytes)], boundary: "b1bqz7")
            let form = try #require(try MultipartForm(sketch.bytes, sketch.contentType))
            #expect(form.fields == ["a": "1"] && form.files.map(\.bytes) == [bytes], "seed \(SeededRandom.seed)")
        }
    }

    @Test("any mutation of a body is read or refused, and comes to an end")
    func mutations() {
        var random = SeededRandom()
        let whole = Array(
            (part("name=\"a\"", "1") + part("name=\"f\"; filename=\"x.txt\"", "content") + "--b1--\r\n").utf8)
        let pieces: [[UInt8]] = [
            [0x0D], [0x0A], [0x0D, 0x0A], Array("--b1".utf8), Array("--b1--".utf8), [0], [0xFF], Array("\"".utf8),
            Array(";".utf8), Array("=".utf8), Array("\\".utf8), Array("filename*=UTF-8''x".utf8),
        ]
        var refused = 0
        for _ in 0..<5_000 {
            var body = whole
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let start = Int.random(in: 0...body.count, using: &random)
                let end = min(body.count, start + Int.random(in: 0...6, using: &random))
                body.replaceSubrange(start..<end, with: Bool.random(using: &random) ? pieces.any(&random) : [])
            }
            guard let form = try? MultipartForm(body, type) else {
                refused += 1
                continue
            }
            #expect(form.files.reduce(0) { $0 + $1.bytes.count } <= body.count, "seed \(SeededRandom.seed)")
        }
        #expect(refused > 100 && refused < 4_900)
    }
}
