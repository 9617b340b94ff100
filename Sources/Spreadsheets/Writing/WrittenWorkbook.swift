// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A workbook that was written, to be read piece by piece. Its file has no name any more and goes with this value, however
/// the program ends.
package final class WrittenWorkbook: Sendable {
    /// Bytes in all.
    package let count: Int
    private let file: Int32

    init(path: String) throws(SpreadsheetWritingProblem) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .notWritten }
        var facts = stat()
        guard fstat(file, &facts) == 0 else {
            close(file)
            throw .notWritten
        }
        self.file = file
        count = Int(facts.st_size)
    }

    deinit { close(file) }

    /// At most so many bytes from a place on; none past the end.
    package func bytes(from offset: Int, atMost limit: Int) throws(SpreadsheetWritingProblem) -> [UInt8] {
        let wanted = min(limit, count - offset)
        guard wanted > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            filled = max(0, pread(file, buffer.baseAddress, wanted, offset))
        }
        guard bytes.count == wanted else { throw .notWritten }
        return bytes
    }
}
