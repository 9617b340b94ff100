// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation

/// Reads an archive that was just written, from the disk and to its end: sums, order and signature must hold.
enum ArchiveCheck {
    /// Returns how many rows it holds. Throws ``ArchiveError``, and `CancellationError` once it is to stop.
    static func rows(_ path: String, key: VerifyingKey, isToStop: () -> Bool) throws -> Int {
        forget(path)
        var reader = try ArchiveReader(path: path, key: key)
        var rows = 0
        while let item = try reader.next() {
            if isToStop() { throw CancellationError() }
            if case .row = item { rows += 1 }
        }
        return rows
    }

    /// Lets the system forget the file's bytes, which are flushed, so that they are read from the disk and not from
    /// memory. Where it does not, the check is as good as without.
    private static func forget(_ path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        close(file)
    }
}
