// SPDX-License-Identifier: Apache-2.0

import CZlib
import Foundation

/// The lines of a file in gzip, one at a time.
final class GzipReader {
    private static let chunkBytes = 1 << 16
    /// No row is longer: what is larger is kept in pieces.
    private static let lineBytesMax = 64 << 20

    private let path: String
    private let file: Int32
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunkBytes)
    private let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunkBytes)
    /// What of `output` is not read yet.
    private var unread: Range<Int> = 0..<0
    private var isAtEnd = false

    init(path: String) throws(ArchiveError) {
        self.path = path
        file = open(path, O_RDONLY | O_CLOEXEC)
        stream.initialize(to: z_stream())
        let outcome = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(outcome == Z_OK, "zlib cannot start")
        guard file >= 0 else { throw ArchiveFile.failure(path) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
        output.deallocate()
        if file >= 0 { close(file) }
    }

    /// The next line without its line break; nil at the end of a whole file.
    func line() throws(ArchiveError) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if unread.isEmpty, try !fill() {
                guard line.isEmpty else { throw .damaged(.cut) }
                return nil
            }
            let rest = UnsafeMutableBufferPointer(rebasing: output[unread])
            if let length = rest.firstIndex(of: 0x0A) {
                line.append(contentsOf: rest[..<length])
                unread = (unread.lowerBound + length + 1)..<unread.upperBound
                return line
            }
            line.append(contentsOf: rest)
            unread = 0..<0
            guard line.count <= Self.lineBytesMax else { throw .damaged(.line) }
        }
    }

    /// Unpacks some more; false at the end.
    private func fill() throws(ArchiveError) -> Bool {
        while !isAtEnd {
            if stream.pointee.avail_in == 0 { try readMore() }
            stream.pointee.next_out = output.baseAddress
            stream.pointee.avail_out = UInt32(output.count)
            let outcome = inflate(stream, Z_NO_FLUSH)
            guard outcome == Z_OK || outcome == Z_STREAM_END else {
                throw stream.pointee.total_out == 0 ? .notAnArchive(path: path) : .damaged(.cut)
            }
            if outcome == Z_STREAM_END {
                isAtEnd = true
                var byte: UInt8 = 0
                guard stream.pointee.avail_in == 0, read(file, &byte, 1) == 0 else { throw .damaged(.end) }
            }
            let count = output.count - Int(stream.pointee.avail_out)
            if count > 0 {
                unread = 0..<count
                return true
            }
        }
        return false
    }

    private func readMore() throws(ArchiveError) {
        var count = -1
        repeat { count = read(file, input.baseAddress, input.count) } while count < 0 && errno == EINTR
        guard count >= 0 else { throw ArchiveFile.failure(path) }
        guard count > 0 else { throw .damaged(.cut) }
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(count)
    }
}
