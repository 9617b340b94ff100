// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// An answer before it meets the framework: status, headers and bytes.
struct WebResponse: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]
    /// What is sent in the body's stead, piece by piece.
    var pieces: Pieces?
    /// What takes the connection over once the head was written: a stream. It ends by throwing.
    var takeOver: (@Sendable (any Channel) async throws -> Never)?

    /// A long body, of which no more than a piece is held at a time.
    struct Pieces: Sendable {
        /// Bytes in all; nil where nobody knows before they are sent.
        let count: Int?
        /// How long a piece, and the end, may wait for their reader, who then is cut off, and what the pieces hold is free; nil
        /// where it may be read as slowly as one likes.
        var patience: TimeAmount?
        /// The piece of this number, from 0 on; nil past the last.
        let piece: @Sendable (Int) async throws -> [UInt8]?
    }

    init(status: HTTPResponse.Status, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A page. Pages are personal unless they say otherwise, so nobody in between keeps them.
    static func page(_ html: HTML, status: HTTPResponse.Status = .ok) -> WebResponse {
        page(bytes: html.bytes, status: status)
    }

    /// A page that has been written already.
    static func page(bytes: [UInt8], status: HTTPResponse.Status = .ok) -> WebResponse {
        WebResponse(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"], body: bytes)
    }

    static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> WebResponse {
        WebResponse(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"], body: json.bytes)
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> WebResponse {
        WebResponse(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: Array(text.utf8))
    }

    /// After a form was taken: go and see, with GET.
    static func seeOther(_ path: String) -> WebResponse {
        WebResponse(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    func adding(_ cookie: Cookie) -> WebResponse {
        var response = self
        response.headers.append(HTTPField(name: .setCookie, value: cookie.line))
        return response
    }

    func adding(_ name: HTTPField.Name, _ value: String) -> WebResponse {
        var response = self
        response.headers[name] = value
        return response
    }

    /// As the framework sends it.
    func hummingbird(on channel: any Channel) -> Response {
        guard let takeOver else {
            return Response(
                status: status, headers: headers,
                body: pieces?.hummingbird(on: channel) ?? .init(byteBuffer: ByteBuffer(bytes: body)))
        }
        return Response(status: status, headers: headers, body: .init { _ in try await takeOver(channel) })
    }
}

extension WebResponse.Pieces {
    /// Whoever is sent fewer bytes than were promised, or no end, because one failed, sees that the answer broke off.
    fileprivate func hummingbird(on channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: count) { writer in
            var number = 0
            while let bytes = try await piece(number) {
                let deadline = deadline(on: channel)
                defer { deadline?.cancel() }
                try await writer.write(ByteBuffer(bytes: bytes))
                number += 1
            }
            // The end waits too, until what was written before is read.
            let deadline = deadline(on: channel)
            defer { deadline?.cancel() }
            try await writer.finish(nil)
        }
    }

    private func deadline(on channel: any Channel) -> Scheduled<Void>? {
        patience.map { channel.eventLoop.scheduleTask(in: $0) { channel.close(promise: nil) } }
    }
}

/// A cookie as it is set: for this site's pages alone, unreadable to scripts.
struct Cookie: Sendable {
    let name: String
    let value: String
    /// Seconds; 0 removes it.
    let maxAge: Int
    /// Whether the site is reached over TLS.
    let isSecure: Bool

    var line: String {
        "\(name)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }
}
