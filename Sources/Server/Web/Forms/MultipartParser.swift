// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Finds the parts of a body between its boundaries (RFC 2046). It copies nothing and reads each byte a few times at most.
struct MultipartParser {
    /// More than this no form has, but for those whose routes say so.
    static let partsMax = 100
    private static let headerBytesMax = 4 * 1024

    /// What stands before each part and at the end, but for the line break before it.
    private let delimiter: [UInt8]

    /// One part: the name of its field, the name of its file if it is one, and where its content lies.
    struct Part {
        let name: String
        let fileName: String?
        let content: Range<Int>
    }

    /// Nil for what is no boundary.
    init?(_ boundary: String) {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            return nil
        }
        delimiter = Array("--\(boundary)".utf8)
    }

    /// The parts in their order; nil for a body that is not whole, or has more or longer heads than any form of ours.
    func parts(of body: [UInt8], atMost partsMax: Int = Self.partsMax) -> [Part]? {
        guard var mark = nextMark(in: body, from: 0, isFirst: true) else { return nil }
        var parts: [Part] = []
        while !mark.isLast {
            guard parts.count < partsMax, let content = endOfHead(in: body, from: mark.end),
                let next = nextMark(in: body, from: content - 2, isFirst: false),
                let part = part(
                    String(decoding: body[mark.end..<content], as: UTF8.self), content..<max(content, next.start))
            else { return nil }
            parts.append(part)
            mark = next
        }
        return parts
    }

    /// A boundary: where what it ends, ends; and where what follows begins.
    private struct Mark {
        let start: Int
        let end: Int
        let isLast: Bool
    }

    /// The next boundary. Only the first may stand at the very beginning, without a line break before it.
    private func nextMark(in body: [UInt8], from start: Int, isFirst: Bool) -> Mark? {
        if isFirst, let mark = mark(in: body, at: 0, start: 0) { return mark }
        var index = start
        while let found = lineBreak(in: body, from: index, until: body.count) {
            if let mark = mark(in: body, at: found + 2, start: found) { return mark }
            index = found + 2
        }
        return nil
    }

    /// The boundary at this place, if it is one: with `--` behind it, or nothing but space up to the end of the line.
    private func mark(in body: [UInt8], at index: Int, start: Int) -> Mark? {
        guard body[min(index, body.count)...].starts(with: delimiter) else { return nil }
        var end = index + delimiter.count
        if body[end...].starts(with: [0x2D, 0x2D]) { return Mark(start: start, end: end + 2, isLast: true) }
        while end < body.count, body[end] == 0x20 || body[end] == 0x09 { end += 1 }
        guard body[end...].starts(with: [0x0D, 0x0A]) else { return nil }
        return Mark(start: start, end: end + 2, isLast: false)
    }

    /// Where the content begins: behind the first empty line.
    private func endOfHead(in body: [UInt8], from start: Int) -> Int? {
        var line = start
        let limit = min(body.count, start + Self.headerBytesMax)
        while let found = lineBreak(in: body, from: line, until: limit) {
            if found == line { return found + 2 }
            line = found + 2
        }
        return nil
    }

    /// The next CR LF.
    private func lineBreak(in body: [UInt8], from start: Int, until end: Int) -> Int? {
        body.withUnsafeBytes { buffer in
            var index = start
            while let base = buffer.baseAddress, index < end - 1,
                let found = memchr(base + index, 0x0D, end - 1 - index)
            {
                index = UnsafeRawPointer(found) - base
                if buffer[index + 1] == 0x0A { return index }
                index += 1
            }
            return nil
        }
    }

    private func part(_ head: String, _ content: Range<Int>) -> Part? {
        for line in head.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else {
                continue
            }
            let header = ParameterisedHeader(String(line[line.index(after: colon)...]))
            guard header.value == "form-data", let name = header["name"], !name.isEmpty else { return nil }
            return Part(name: name, fileName: header["filename"], content: content)
        }
        return nil
    }
}
