// SPDX-License-Identifier: Apache-2.0

import CZlib
import Cryptography
import HTTPTypes

/// The files that travel inside the program, compressed once at start. The version in their address changes with
/// them, so browsers may keep them for ever.
struct StaticAssets: Sendable {
    private struct Asset: Sendable {
        let type: String
        let plain: [UInt8]
        let compressed: [UInt8]
    }

    private let assets: [String: Asset]
    /// Changes when any asset changes.
    let version: String

    init() {
        let files = Dictionary(
            EmbeddedFiles.all.map { ($0.name, $0.text.withUTF8Buffer { Array($0) }) }, uniquingKeysWith: { a, _ in a })
        let stylesheet = ["tokens.css", "components.css", "paper.css", "figures.css"].map { files[$0] ?? [] }
            .joined(separator: [0x0A])
        let script = ["app.js", "streams.js", "live.js", "opinions.js"].map { files[$0] ?? [] }
            .joined(separator: [0x0A])
        let contents = [
            ("app.css", "text/css; charset=utf-8", Array(stylesheet)),
            ("app.js", "text/javascript; charset=utf-8", Array(script)),
            ("logo.svg", "image/svg+xml", files["logo.svg"] ?? []),
        ]
        assets = Dictionary(
            uniqueKeysWithValues: contents.map {
                ($0.0, Asset(type: $0.1, plain: $0.2, compressed: Gzip.compress($0.2)))
            })
        let digest = SHA256.digest(contents.flatMap(\.2))
        version = String(Base64URL.encode(Array(digest.prefix(9))))
    }

    /// The asset, compressed for those who take it so.
    func response(_ name: String, acceptEncoding: String?) throws(WebFailure) -> WebResponse {
        guard let asset = assets[name] else { throw .notFound }
        var headers: HTTPFields = [
            .contentType: asset.type, .cacheControl: "public, max-age=31536000, immutable",
            .vary: "Accept-Encoding",
        ]
        let isCompressed = acceptEncoding?.contains("gzip") == true
        if isCompressed { headers[.contentEncoding] = "gzip" }
        return WebResponse(status: .ok, headers: headers, body: isCompressed ? asset.compressed : asset.plain)
    }
}

/// gzip, by zlib.
enum Gzip {
    /// The bytes, as small as zlib makes them; unchanged-but-wrapped when they cannot be made smaller.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        // 15 + 16: the largest window, with a gzip header.
        guard
            deflateInit2_(
                &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { preconditionFailure("zlib cannot start") }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let written = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let outcome = deflate(&stream, Z_FINISH)
                precondition(outcome == Z_STREAM_END, "deflateBound was too small")
                return Int(stream.total_out)
            }
        }
        return Array(output.prefix(written))
    }
}
