// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Small files with secrets: read whole, and made so that only their owner can read them.
enum PrivateFile {
    /// The text of a file, or of a pipe. Throws when it cannot be read.
    static func text(at path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw CommandFailure("\(path)：\(String(cString: strerror(errno)))") }
        defer { close(file) }
        let data = try FileHandle(fileDescriptor: file, closeOnDealloc: false).readToEnd() ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// Writes the text to the disk. Throws when there is a file of this name.
    static func create(_ text: String, at path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw CommandFailure(
                errno == EEXIST ? "\(path) 已经存在，不会覆盖。" : "\(path)：\(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw CommandFailure("\(path)：\(reason)")
        }
    }
}
