// SPDX-License-Identifier: Apache-2.0

import CZlib

/// gzip, part by part, into a file.
final class GzipWriter {
    private static let chunkBytes = 1 << 16

    private let file: ArchiveFile
    /// At one address for as long as it lives: zlib remembers where it was.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: chunkBytes)

    init(_ file: ArchiveFile) {
        self.file = file
        stream.initialize(to: z_stream())
        // Quick rather than small: most of it is sealed and cannot be made smaller, and a server runs beside it.
        let outcome = deflateInit2_(
            stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        precondition(outcome == Z_OK, "zlib cannot start")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func write(_ bytes: [UInt8]) throws(ArchiveError) {
        try deflate(bytes, Z_NO_FLUSH)
    }

    func finish() throws(ArchiveError) {
        try deflate([], Z_FINISH)
    }

    private func deflate(_ bytes: [UInt8], _ flush: Int32) throws(ArchiveError) {
        var input = bytes
        let failure = input.withUnsafeMutableBufferPointer { source -> ArchiveError? in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            return drain(flush)
        }
        if let failure { throw failure }
    }

    /// Writes until zlib wants more.
    private func drain(_ flush: Int32) -> ArchiveError? {
        while true {
            let (outcome, failure) = output.withUnsafeMutableBytes { target -> (Int32, ArchiveError?) in
                stream.pointee.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                let outcome = CZlib.deflate(stream, flush)
                let count = target.count - Int(stream.pointee.avail_out)
                do throws(ArchiveError) {
                    try file.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<count]))
                    return (outcome, nil)
                } catch {
                    return (outcome, error)
                }
            }
            if let failure { return failure }
            if outcome == Z_STREAM_END || (flush == Z_NO_FLUSH && stream.pointee.avail_out > 0) { return nil }
        }
    }
}
