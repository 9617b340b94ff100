// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file `master.key` in a keys folder: 32 random bytes that only the server's own user can read.
struct MasterKeyFile {
    private let folder: String
    private let path: String

    init(folder: String) {
        self.folder = folder
        path = folder + "/master.key"
    }

    /// The key. The mode is asked of the opened file, so that it cannot be exchanged between look and read.
    func read() throws(KeyringError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw errno == ENOENT ? .missing(path: path) : systemError() }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw systemError() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAKey(path: path) }
        let mode = status.st_mode & 0o777
        guard mode & 0o077 == 0 else { throw .exposed(path: path, mode: UInt32(mode)) }
        return try readKey(from: file)
    }

    /// Asks for one byte more than a key has, so that a longer file is noticed.
    private func readKey(from file: Int32) throws(KeyringError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Keyring.masterBytes + 1)
        let count = Foundation.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw systemError() }
        guard count == Keyring.masterBytes else { throw .notAKey(path: path) }
        return Array(bytes.prefix(count))
    }

    /// Throws when there is a file of any kind under the key's name.
    func requireAbsent() throws(KeyringError) {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw .alreadyThere(path: path) }
    }

    /// Writes the key unless a file is there by now. The name appears only once the bytes are on the disk, and a
    /// link, unlike a renaming, never replaces a key that another process has just made.
    func createUnlessPresent(_ key: [UInt8]) throws(KeyringError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw systemError() }
        let draft = path + "." + Random.bytes(8).map { String($0, radix: 16) }.joined()
        defer { unlink(draft) }
        try write(key, to: draft)
        guard link(draft, path) == 0 || errno == EEXIST else { throw systemError() }
        try flushFolder()
    }

    private func write(_ key: [UInt8], to draft: String) throws(KeyringError) {
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw systemError() }
        defer { close(file) }
        guard Foundation.write(file, key, key.count) == key.count, fsync(file) == 0 else { throw systemError() }
    }

    /// A new name is safe on the disk only when its folder is.
    private func flushFolder() throws(KeyringError) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw systemError() }
        defer { close(file) }
        guard fsync(file) == 0 else { throw systemError() }
    }

    private func systemError() -> KeyringError {
        .system(path: path, reason: String(cString: strerror(errno)))
    }
}
