// SPDX-License-Identifier: Apache-2.0

import CZip
import Glibc

/// A zip file made in memory. Every entry has the same time, so that the same parts give the same bytes.
enum WordArchive {
    static func bytes(of parts: [(name: String, text: String)]) throws(WordProblem) -> [UInt8] {
        var failure = zip_error_t()
        guard let source = zip_source_buffer_create(nil, 0, 0, &failure) else { throw .notWritten }
        // The archive takes one hold of the source with it when it is closed; the other is for reading.
        zip_source_keep(source)
        guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, &failure) else {
            zip_source_free(source)
            zip_source_free(source)
            throw .notWritten
        }
        defer { zip_source_free(source) }
        do {
            for part in parts { try add(part.name, part.text, to: archive) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw .notWritten
        }
        return try read(source)
    }

    private static func add(_ name: String, _ text: String, to archive: OpaquePointer) throws(WordProblem) {
        let bytes = Array(text.utf8)
        guard let copy = malloc(max(1, bytes.count)) else { throw .notWritten }
        copy.copyMemory(from: bytes, byteCount: bytes.count)
        // The last argument hands the copy over: libzip frees it.
        guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            throw .notWritten
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            throw .notWritten
        }
        // The first of January 1980, at midnight: the earliest that a zip file can say.
        zip_file_set_dostime(archive, UInt64(index), 0, 0x21, 0)
    }

    private static func read(_ source: OpaquePointer) throws(WordProblem) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw .notWritten }
        defer { zip_source_close(source) }
        var bytes = [UInt8](repeating: 0, count: Int(status.size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                zip_source_read(source, buffer.baseAddress.map { $0 + filled }, UInt64(buffer.count - filled))
            }
            guard count > 0 else { throw .notWritten }
            filled += Int(count)
        }
        return bytes
    }
}

/// Why there is no Word file.
package enum WordProblem: Error, Hashable, Sendable {
    /// There was no memory for it.
    case notWritten
}
