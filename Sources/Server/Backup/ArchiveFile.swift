// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file that appears under its name only when it is whole and on the disk; until then it is called `….partial`.
final class ArchiveFile {
    private let path: String
    private let file: Int32
    private var isFinished = false

    private var partial: String { path + ".partial" }

    /// Begins the file, closed to others. What a backup that was killed has left is overwritten.
    init(path: String) throws(ArchiveError) {
        self.path = path
        guard access(path, F_OK) != 0 else { throw .alreadyThere(path: path) }
        let partial = path + ".partial"
        file = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Self.failure(partial) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            isFinished = true
            throw .underWay(path: path)
        }
        guard fchmod(file, 0o600) == 0, ftruncate(file, 0) == 0 else { throw Self.failure(partial) }
    }

    deinit {
        if isFinished { return }
        unlink(partial)
        close(file)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Foundation.write(file, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(partial) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Gives the file its name. Returns how long it is.
    func finish() throws(ArchiveError) -> Int {
        let length = lseek(file, 0, SEEK_CUR)
        guard length >= 0, fsync(file) == 0 else { throw Self.failure(partial) }
        guard access(path, F_OK) != 0 else { throw .alreadyThere(path: path) }
        guard rename(partial, path) == 0 else { throw Self.failure(path) }
        isFinished = true
        close(file)
        try flushFolder()
        return Int(length)
    }

    /// A new name is safe on the disk only when its folder is.
    private func flushFolder() throws(ArchiveError) {
        let name = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.failure(name) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Self.failure(name) }
    }

    static func failure(_ path: String) -> ArchiveError {
        .system(path: path, reason: String(cString: strerror(errno)))
    }
}
