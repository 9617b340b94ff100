// SPDX-License-Identifier: Apache-2.0

@testable import Server

/// What holds for any bytes that are read as a form with files: its parts lie within, one behind the other; and a body
/// written from them is read as the same.
enum MultipartProperty {
    private static let boundary = "b1"

    /// What does not hold, if anything.
    static func broken(by bytes: [UInt8]) -> String? {
        guard let parser = MultipartParser(boundary), let parts = parser.parts(of: bytes) else { return nil }
        var end = 0
        for part in parts {
            guard part.content.lowerBound >= end, part.content.upperBound <= bytes.count else {
                return "content at \(part.content) behind \(end) of \(bytes.count)"
            }
            guard !part.name.isEmpty else { return "a part without name" }
            end = part.content.upperBound
        }
        // A name that ends with a backslash, or is very long, cannot be written in a head.
        let names = parts.flatMap { [$0.name, $0.fileName ?? ""] }
        guard names.allSatisfy({ $0.unicodeScalars.last != "\\" && $0.utf8.count < 1_000 }) else { return nil }
        return brokenByWriting(parts, of: bytes, parser)
    }

    private static func brokenByWriting(
        _ parts: [MultipartParser.Part], of bytes: [UInt8], _ parser: MultipartParser
    ) -> String? {
        var body: [UInt8] = []
        for part in parts {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(escaped(part.name))\"".utf8
            if let name = part.fileName { body += "; filename=\"\(escaped(name))\"".utf8 }
            body += "\r\n\r\n".utf8 + bytes[part.content] + "\r\n".utf8
        }
        body += "--\(boundary)--\r\n".utf8
        guard let again = parser.parts(of: body) else { return "written \(parts), read nothing" }
        let isSame = again.elementsEqual(parts) { one, other in
            one.name.utf8.elementsEqual(other.name.utf8) && one.fileName == other.fileName
                && body[one.content] == bytes[other.content]
        }
        return isSame ? nil : "written \(parts), read \(again)"
    }

    private static func escaped(_ name: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if scalar == "\"" { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}
