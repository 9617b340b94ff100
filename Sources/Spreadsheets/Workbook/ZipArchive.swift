// SPDX-License-Identifier: Apache-2.0

import CZip
import Glibc

/// A zip archive in memory, of which parts are read within limits. Nothing is ever written to disk, so that names
/// are names and no paths.
final class ZipArchive {
    private let archive: OpaquePointer
    private let limits: SpreadsheetLimits
    private let indices: [String: UInt64]
    private var unpacked = 0

    /// Parts are handed on in pieces of this size.
    private static let pieceBytes = 64 * 1024

    init(_ bytes: [UInt8], _ limits: SpreadsheetLimits) throws(SpreadsheetProblem) {
        archive = try Self.open(bytes)
        self.limits = limits
        do { indices = try Self.names(of: archive, limits) } catch {
            zip_discard(archive)
            throw error
        }
    }

    deinit { zip_discard(archive) }

    /// Whether there is an entry of this name. Capitals and a slash before it make no difference.
    func contains(_ name: String) -> Bool { indices[Self.key(name)] != nil }

    /// Unpacks one part, piece by piece.
    func unpack(
        _ name: String, _ take: (UnsafeRawBufferPointer) throws(SpreadsheetProblem) -> Void
    ) throws(SpreadsheetProblem) {
        guard let index = indices[Self.key(name)] else { throw .damaged(part: name) }
        let packedBytes = try packedBytes(index, name)
        guard let entry = zip_fopen_index(archive, index, 0) else { throw .damaged(part: name) }
        defer { zip_fclose(entry) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 1)
        defer { piece.deallocate() }
        var entryBytes = 0
        while true {
            let count = Int(zip_fread(entry, piece.baseAddress, UInt64(piece.count)))
            // A wrong checksum is told at the end.
            guard count >= 0 else { throw .damaged(part: name) }
            if count == 0 { return }
            entryBytes += count
            unpacked += count
            try check(entryBytes, packedBytes)
            try take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }

    private func check(_ entryBytes: Int, _ packedBytes: Int) throws(SpreadsheetProblem) {
        guard entryBytes <= limits.entryBytes, unpacked <= limits.unpackedBytes else {
            throw .unpacksTooFar(bytesMax: min(limits.entryBytes, limits.unpackedBytes))
        }
        guard
            entryBytes
                <= max(limits.ratioFloorBytes, packedBytes.multipliedReportingOverflow(by: limits.ratio).partialValue)
        else { throw .unpacksTooFar(bytesMax: max(limits.ratioFloorBytes, packedBytes * limits.ratio)) }
    }

    /// How large it is in the archive. What it says of its size is believed as little as possible.
    private func packedBytes(_ index: UInt64, _ name: String) throws(SpreadsheetProblem) -> Int {
        var stat = zip_stat_t()
        guard zip_stat_index(archive, index, 0, &stat) == 0 else { throw .damaged(part: name) }
        guard stat.encryption_method == UInt16(ZIP_EM_NONE) else { throw .unsupported(.encryptedWorkbook) }
        guard stat.comp_method == UInt16(ZIP_CM_STORE) || stat.comp_method == UInt16(ZIP_CM_DEFLATE) else {
            throw .damaged(part: name)
        }
        guard stat.size <= UInt64(limits.entryBytes) else { throw .unpacksTooFar(bytesMax: limits.entryBytes) }
        return Int(min(stat.comp_size, UInt64(limits.fileBytes)))
    }

    private static func open(_ bytes: [UInt8]) throws(SpreadsheetProblem) -> OpaquePointer {
        guard let copy = malloc(bytes.count) else { throw .damaged(part: "zip") }
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress { memcpy(copy, base, source.count) }
        }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
            free(copy)
            throw .damaged(part: "zip")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw .damaged(part: "zip")
        }
        return archive
    }

    /// Two entries of one name would be read differently by different programs: no honest workbook has them.
    private static func names(
        of archive: OpaquePointer, _ limits: SpreadsheetLimits
    ) throws(SpreadsheetProblem) -> [String: UInt64] {
        let count = zip_get_num_entries(archive, 0)
        guard count <= limits.entries else { throw .tooManyEntries(max: limits.entries) }
        var indices: [String: UInt64] = [:]
        for index in 0..<UInt64(max(0, count)) {
            guard let name = zip_get_name(archive, index, 0) else { throw .damaged(part: "zip") }
            guard indices.updateValue(index, forKey: key(String(cString: name))) == nil else {
                throw .damaged(part: String(cString: name))
            }
        }
        return indices
    }

    private static func key(_ name: String) -> String {
        let path = name.replacing("\\", with: "/").lowercased()
        return path.hasPrefix("/") ? String(path.dropFirst()) : path
    }
}
