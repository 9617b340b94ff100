// SPDX-License-Identifier: Apache-2.0

import CZlib

/// A zip archive of a few entries, as honest or as crooked as a test needs it.
struct ZipSketch {
    var entries: [Entry] = []

    struct Entry {
        var name: String
        var content: [UInt8]
        var isDeflated = true
        /// What the checksum is off by.
        var checksumFault: UInt32 = 0
        /// Bit 0 says that the entry is encrypted.
        var flags: UInt16 = 0
        /// What the headers say of its size, if not the truth.
        var statedSize: UInt32?
    }

    mutating func add(_ name: String, _ text: String) {
        entries.append(Entry(name: name, content: Array(text.utf8)))
    }

    var bytes: [UInt8] {
        var locals: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let packed = entry.isDeflated ? Self.deflated(entry.content) : entry.content
            let checksum = entry.content.withUnsafeBufferPointer {
                UInt32(crc32(0, $0.baseAddress, UInt32($0.count)))
            }
            let start = locals.count
            let common =
                two(entry.flags) + two(entry.isDeflated ? 8 : 0) + two(0) + two(0x21)
                + four(checksum &+ entry.checksumFault) + four(UInt32(packed.count))
                + four(entry.statedSize ?? UInt32(entry.content.count)) + two(UInt16(name.count)) + two(0)
            locals += [0x50, 0x4B, 0x03, 0x04, 20, 0] + common + name + packed
            directory += [0x50, 0x4B, 0x01, 0x02, 20, 0, 20, 0] + common
            directory += [UInt8](repeating: 0, count: 10) + four(UInt32(start)) + name
        }
        let count = two(UInt16(entries.count))
        return locals + directory + [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + count + count
            + four(UInt32(directory.count)) + four(UInt32(locals.count)) + two(0)
    }

    private static func deflated(_ content: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            CInt(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var content = content
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
        let count = content.withUnsafeMutableBufferPointer { source in
            packed.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                deflate(&stream, Z_FINISH)
                return target.count - Int(stream.avail_out)
            }
        }
        return Array(packed[..<count])
    }

    private func two(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }

    private func four(_ number: UInt32) -> [UInt8] {
        two(UInt16(number & 0xFFFF)) + two(UInt16(number >> 16))
    }
}
