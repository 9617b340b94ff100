// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// The file `erasures` beside the keys: what was erased, for ever. A copy of the database from before an erasure still
/// holds the words; whoever brings it back reads here which of them must go again.
///
/// It holds ids and days, no words and no names.
package struct ErasureLedger: Sendable {
    /// Why the ledger cannot be read or written; without it nothing is erased and nothing is served.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    let path: String

    /// The ledger in a keys folder.
    package init(keys folder: String) {
        path = folder + "/erasures"
    }

    /// Every entry; none where there is no file yet. Throws ``Failure`` for a line that is damaged. A line that is cut
    /// short is passed over: its writer never came to say yes.
    func entries() throws -> [Erasure] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return [] }
            throw failure()
        }
        defer { close(file) }
        let data = try FileHandle(fileDescriptor: file, closeOnDealloc: false).readToEnd() ?? Data()
        return try String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
            if let erasure = Erasure(line: line) { return erasure }
            guard line.utf8.count < Erasure.lineBytes else {
                throw Failure(description: "\(path): a line is not an erasure; put the file back from its copy")
            }
            return nil
        }
    }

    /// Adds entries; when this returns they are on the disk. Two that write at once do not mix their lines.
    func append(_ erasures: [Erasure]) throws {
        guard !erasures.isEmpty else { return }
        let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        guard flock(file, LOCK_EX) == 0 else { throw failure() }
        let text = (try endsInLine(file) ? "" : "\n") + erasures.map { $0.line + "\n" }.joined()
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw failure() }
        try flushFolder()
    }

    /// False after a line that was cut short when the machine stopped.
    private func endsInLine(_ file: Int32) throws -> Bool {
        let end = lseek(file, 0, SEEK_END)
        guard end >= 0 else { throw failure() }
        if end == 0 { return true }
        var last: UInt8 = 0
        guard pread(file, &last, 1, end - 1) == 1 else { throw failure() }
        return last == UInt8(ascii: "\n")
    }

    /// A new name is safe on the disk only when its folder is.
    private func flushFolder() throws {
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure() }
    }

    private func failure() -> Failure {
        Failure(description: "\(path): \(String(cString: strerror(errno)))")
    }
}
