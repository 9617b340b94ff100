// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The right to write in a data folder, which one process has at a time: a SQLite database whose changes come from two
/// would be shown late by the pages that each of them keeps.
///
/// The lock belongs to the open file `lock`, not to its name or what it says: it ends with the process, however that
/// ends, and a file that was left behind locks nothing. Who only reads does not ask for it.
final class DataFolderLock: Sendable {
    /// Another process has it.
    struct Held: Error, Hashable, CustomStringConvertible {
        let folder: String
        /// Its number, as it wrote it down.
        let process: String

        var description: String {
            let other = process.isEmpty ? "另一个程序" : "另一个程序（进程号 \(process)）"
            return "\(other)正在使用数据目录 \(folder)。一个目录同时只能有一个程序写，请先停掉它再试。"
        }
    }

    /// The file cannot be made or locked.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String { "不能锁定 \(path)：\(String(cString: strerror(code)))" }
    }

    /// Open as long as the lock is held.
    private let file: Mutex<Int32?>

    /// Takes the lock, at once or not at all. Throws ``Held`` when another has it.
    init(folder: String) throws {
        let path = folder + "/lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)
        guard file >= 0 else { throw Failure(path: path, code: errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { close(file) }
            guard code == EWOULDBLOCK else { throw Failure(path: path, code: code) }
            throw Held(folder: folder, process: Self.written(in: file))
        }
        self.file = Mutex(file)
        // For whoever is refused. A full disk cannot take it, and that does not matter.
        let number = Array("\(getpid())\n".utf8)
        if ftruncate(file, 0) == 0 { _ = pwrite(file, number, number.count, 0) }
    }

    deinit { release() }

    /// Lets others have it.
    func release() {
        file.withLock { file in
            if let file {
                // A child between its fork and its exec has the file open as well, and would keep the lock.
                flock(file, LOCK_UN)
                close(file)
            }
            file = nil
        }
    }

    private static func written(in file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)).filter { (0x30...0x39).contains($0) }, as: UTF8.self)
    }
}
