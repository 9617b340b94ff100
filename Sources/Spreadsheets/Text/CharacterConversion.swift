// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Conversion to UTF-8 by the C library, which knows all of GB18030.
struct CharacterConversion {
    private let encoding: String

    init(_ encoding: String) {
        self.encoding = encoding
    }

    /// The text as UTF-8. Throws SpreadsheetProblem/undecodable(line:) for bytes that stand for no character.
    func convert(_ bytes: [UInt8]) throws(SpreadsheetProblem) -> [UInt8] {
        guard let descriptor = iconv_open("UTF-8", encoding), descriptor != iconv_t(bitPattern: -1) else {
            throw .undecodable(line: 1)
        }
        defer { iconv_close(descriptor) }
        var input = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var done = 0
        while done < bytes.count {
            let (read, code) = step(descriptor, &input, from: done, into: &output)
            done += read
            if code == 0 || code == E2BIG { continue }
            guard code == EILSEQ, encoding == "GB18030", bytes[done] == 0x80 else {
                throw .undecodable(line: 1 + bytes[..<done].count { $0 == 0x0A })
            }
            // Windows' code page 936 has the euro here, and GB18030 nothing.
            output += "€".utf8
            done += 1
        }
        return output
    }

    /// Converts as much as a buffer holds: how many bytes were read, and the error's number.
    private func step(
        _ descriptor: iconv_t, _ input: inout [UInt8], from start: Int, into output: inout [UInt8]
    ) -> (read: Int, code: CInt) {
        input.withUnsafeMutableBytes { source in
            withUnsafeTemporaryAllocation(byteCount: 64 * 1024, alignment: 1) { target in
                var from = source.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var unread = source.count - start
                var free = target.count
                let isDone = iconv(descriptor, &from, &unread, &to, &free) != -1
                let code = isDone ? 0 : errno
                output.append(contentsOf: target[..<(target.count - free)])
                return (source.count - start - unread, code)
            }
        }
    }
}
