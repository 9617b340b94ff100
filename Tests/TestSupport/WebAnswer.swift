// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An answer as it came over the wire.
package struct WebAnswer: Sendable {
    package let status: Int
    /// In the order of the wire; a name may come more than once.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// The body; bytes that are no UTF-8 become U+FFFD.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON value; nil when it is none.
    package var json: Any? {
        try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
    }

    /// The body as a JSON object; empty when it is none.
    package var object: [String: Any] { json as? [String: Any] ?? [:] }

    /// The text of a field of the JSON object.
    package subscript(_ field: String) -> String? { object[field] as? String }

    /// The first value of a header, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The cookies that the answer sets.
    package var cookies: [String: String] {
        let pairs = headers.filter { $0.name.lowercased() == "set-cookie" }.map { header -> (String, String) in
            let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            return (String(pair.first ?? ""), pair.count > 1 ? String(pair[1]) : "")
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    /// The token of the page's form that is sent to `action`; nil when the page has no such form.
    package func formToken(_ action: String) -> String? {
        guard let form = text.range(of: "<form method=\"post\" action=\"\(action)\""),
            let name = text.range(of: "name=\"_token\" value=\"", range: form.upperBound..<text.endIndex)
        else { return nil }
        return String(text[name.upperBound...].prefix { $0 != "\"" })
    }

    /// What travels unseen with the page's form that is sent to `action`, its token first; nil when the page has no such
    /// form.
    package func hiddenFields(_ action: String) -> [(String, String)]? {
        guard let form = text.range(of: "<form method=\"post\" action=\"\(action)\""),
            let end = text.range(of: "</form>", range: form.upperBound..<text.endIndex)
        else { return nil }
        return text[form.upperBound..<end.lowerBound]
            .matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .map { (String($0.output.1), String($0.output.2)) }
    }

    /// Reads an answer; nil when it is not one of HTTP/1.1.
    init?(wire: [UInt8]) {
        let end = Array("\r\n\r\n".utf8)
        guard let split = wire.firstRange(of: end) else { return nil }
        let lines = String(decoding: wire[..<split.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let first = lines.first, first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3))
        else {
            return nil
        }
        self.status = status
        headers = lines.dropFirst().map { line in
            let halves = line.split(separator: ":", maxSplits: 1)
            return (String(halves[0]), halves.count > 1 ? halves[1].trimmingCharacters(in: .whitespaces) : "")
        }
        let rest = wire[split.upperBound...]
        let isChunked = headers.contains { $0.name.lowercased() == "transfer-encoding" && $0.value == "chunked" }
        guard let body = isChunked ? Self.joined(rest) : Array(rest) else { return nil }
        self.body = body
    }

    /// What came in chunks as one; nil when the last of them is missing: the answer broke off.
    private static func joined(_ chunks: ArraySlice<UInt8>) -> [UInt8]? {
        var (body, rest): ([UInt8], ArraySlice<UInt8>) = ([], chunks)
        while let line = rest.firstRange(of: Array("\r\n".utf8)),
            let count = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16)
        {
            let chunk = rest[line.upperBound...]
            if count == 0 { return body }
            guard chunk.count >= count + 2 else { return nil }
            body += chunk.prefix(count)
            rest = chunk.dropFirst(count + 2)
        }
        return nil
    }
}
