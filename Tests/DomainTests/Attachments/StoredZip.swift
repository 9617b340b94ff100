// SPDX-License-Identifier: Apache-2.0

/// A ZIP of empty files, as far as its directory goes.
struct StoredZip {
    let names: [String]
    var comment: [UInt8] = []
    /// Put before the directory, to be out of its place.
    var padding: [UInt8] = []

    var bytes: [UInt8] {
        var locals: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            let name = Array(name.utf8)
            let common = [UInt8](repeating: 0, count: 20) + two(name.count)
            let start = locals.count
            locals += [0x50, 0x4B, 0x03, 0x04, 20, 0] + common + two(0) + name
            directory += [0x50, 0x4B, 0x01, 0x02, 20, 0, 20, 0] + common + [UInt8](repeating: 0, count: 12)
            directory += two(start) + two(0) + name
        }
        let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + two(names.count) + two(names.count)
        return locals + padding + directory + end + two(directory.count) + two(0) + two(locals.count) + two(0)
            + two(comment.count) + comment
    }

    private func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
}
