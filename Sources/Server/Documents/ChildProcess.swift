// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A program that is run once: bytes in, bytes out, ended when its time is over. It is given three files without a name
/// and an environment of one line; what else is open here it has to close itself, before anything else.
struct ChildProcess: Sendable {
    let path: String
    let arguments: [String]
    /// How many milliseconds it may take.
    let timeMax: Int
    /// How much of what it writes is read.
    let outputMax: Int

    struct Result: Sendable {
        /// As the program left; nil when a signal ended it.
        let status: Int32?
        let output: [UInt8]
        let complaint: String
    }

    enum Failure: Error, Hashable {
        /// It could not be started, or there was no file to write into.
        case notStarted(Int32)
        case tookTooLong
    }

    func run(input: [UInt8]) async throws -> Result {
        let source = try NamelessFile()
        let output = try NamelessFile()
        let complaint = try NamelessFile()
        try source.write(input)
        let child = try spawn(source, output, complaint)
        let status = try await wait(for: child)
        return Result(
            status: status, output: try output.read(atMost: outputMax),
            complaint: String(decoding: try complaint.read(atMost: 4096), as: UTF8.self))
    }

    private func spawn(
        _ source: borrowing NamelessFile, _ output: borrowing NamelessFile, _ complaint: borrowing NamelessFile
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, source.descriptor, 0)
        posix_spawn_file_actions_adddup2(&actions, output.descriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, complaint.descriptor, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that what it starts ends with it.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8"), nil]
        defer { for word in words + environment { free(word) } }
        var child = pid_t()
        let problem = posix_spawn(&child, path, &actions, &attributes, &words, &environment)
        guard problem == 0 else { throw .notStarted(problem) }
        return child
    }

    /// Asks every few milliseconds, so that no thread is held. Whoever stops waiting ends the program.
    private func wait(for child: pid_t) async throws -> Int32? {
        let end = ContinuousClock.now.advanced(by: .milliseconds(timeMax))
        var status: Int32 = 0
        do {
            while waitpid(child, &status, WNOHANG) == 0 {
                guard ContinuousClock.now < end else { throw Failure.tookTooLong }
                try await Task.sleep(for: .milliseconds(5))
            }
        } catch {
            kill(-child, SIGKILL)
            waitpid(child, &status, 0)
            throw error
        }
        // The lowest seven bits name the signal that ended it.
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}

/// A file that has no name any more: it is gone when the last who has it open is done.
private struct NamelessFile: ~Copyable {
    let descriptor: Int32

    init() throws(ChildProcess.Failure) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array("\(folder)/document-XXXXXX".utf8CString)
        let opened = mkstemp(&path)
        guard opened >= 0 else { throw .notStarted(errno) }
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        unlink(path)
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// Writes all bytes, and goes back to the first.
    func write(_ bytes: [UInt8]) throws(ChildProcess.Failure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count > 0 else { throw .notStarted(errno) }
            written += count
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    func read(atMost limit: Int) throws(ChildProcess.Failure) -> [UInt8] {
        let size = min(limit, Int(lseek(descriptor, 0, SEEK_END)))
        var bytes = [UInt8](repeating: 0, count: max(0, size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + filled }, size - filled, off_t(filled))
            }
            guard count > 0 else { throw .notStarted(errno) }
            filled += count
        }
        return bytes
    }
}
