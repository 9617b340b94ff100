// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the machine says of itself: room on disks, memory, lengths of files.
enum Machine {
    /// Room on the disk of a folder, in bytes, as far as this account may use it.
    struct Disk: Hashable, Sendable {
        var free: Int64
        var total: Int64
    }

    /// In bytes: what this process has in memory, and what is left on the machine for it and others.
    struct Memory: Hashable, Sendable {
        var resident: Int64
        var available: Int64
        var total: Int64
    }

    /// Nil where there is no such folder.
    static func disk(of folder: String) -> Disk? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        let block = Int64(status.f_frsize)
        return Disk(free: Int64(status.f_bavail) * block, total: Int64(status.f_blocks) * block)
    }

    /// Whether two folders lie on one disk, as far as the system tells disks apart; false where one of them is missing.
    static func isSameDisk(_ folder: String, _ other: String) -> Bool {
        // The folder itself, where its name is a link.
        let disks = [folder, other].map { path in
            try? FileManager.default.attributesOfItem(atPath: path + "/.")[.systemNumber] as? NSNumber
        }
        return disks[0] != nil && disks[0] == disks[1]
    }

    /// A folder of the package that this program came in, whose program lies in `libexec`; nil where there is none.
    static func besideProgram(_ folder: String) -> String? {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        let package = URL(filePath: program).deletingLastPathComponent().deletingLastPathComponent()
        let path = package.appending(path: folder).path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// How many files and connections this process may have open, after asking for as many as the system lets it have.
    static func openFilesMax() -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// Nil where the system does not say.
    static func memory() -> Memory? {
        guard let machine = numbers(in: "/proc/meminfo"), let own = numbers(in: "/proc/self/status"),
            let resident = own["VmRSS"], let available = machine["MemAvailable"], let total = machine["MemTotal"]
        else { return nil }
        return Memory(resident: resident * 1024, available: available * 1024, total: total * 1024)
    }

    /// How long a SQLite database is, with its log. Nil where there is none.
    static func bytes(ofDatabase path: String) -> Int64? {
        func length(_ path: String) -> Int64? {
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value
        }
        return length(path).map { $0 + (length(path + "-wal") ?? 0) }
    }

    /// The numbers of lines like `VmRSS:  1234 kB`.
    private static func numbers(in path: String) -> [String: Int64]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        var numbers: [String: Int64] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2,
                let number = parts[1].split(whereSeparator: { $0 == " " || $0 == "\t" }).first.flatMap({ Int64($0) })
            else { continue }
            numbers[String(parts[0])] = number
        }
        return numbers
    }
}
