// SPDX-License-Identifier: Apache-2.0

import CVips
import Domain
import Foundation

/// A photo as it is kept: upright, of moderate size, and with nothing in it but the picture.
enum Photo {
    /// Longer sides and qualities to try, best first, until the file is small enough.
    private static let sides = [Attachment.Limits.photoSideMax, 1200, 900, 640]
    private static let qualities = [82, 74, 66, 58, 50]
    /// A progressive JPEG costs its whole area once for each scan; photos have about ten.
    private static let scansMax = 100

    /// Started once, before the first photo.
    private static let isReady = shangliang_vips_start() == 0

    /// Decodes and encodes again, which leaves place, time, camera and whatever else was hidden behind. Blocks for some
    /// tens of milliseconds. Throws for what is no whole photo, and for one of too many pixels before decoding it.
    static func reencoded(_ bytes: [UInt8]) throws(AttachmentRefusal) -> [UInt8] {
        precondition(isReady, "libvips cannot start")
        // Otherwise what it says of failures would grow for ever.
        defer { vips_error_clear() }
        try requireModest(bytes)
        guard let decoded = decode(bytes) else { throw .brokenPhoto }
        defer { g_object_unref(decoded) }
        for side in sides {
            guard let image = shangliang_vips_shrink(decoded, Int32(side)) else { throw .brokenPhoto }
            defer { g_object_unref(image) }
            for quality in qualities {
                guard let file = encode(image, quality: quality) else { throw .brokenPhoto }
                if file.count <= Attachment.Limits.photoBytesMax { return file }
            }
        }
        throw .brokenPhoto
    }

    /// Looks at the header alone: a file of some bytes can claim thousands of millions of pixels.
    private static func requireModest(_ bytes: [UInt8]) throws(AttachmentRefusal) {
        let pixels = bytes.withUnsafeBytes { buffer -> Int? in
            guard let image = shangliang_vips_open(buffer.baseAddress, buffer.count) else { return nil }
            defer { g_object_unref(image) }
            return Int(vips_image_get_width(image)) * Int(vips_image_get_height(image))
        }
        guard let pixels else { throw .brokenPhoto }
        guard pixels <= Attachment.Limits.pixelsMax else { throw .tooManyPixels }
        guard !bytes.starts(with: [0xFF, 0xD8]) || scans(bytes) <= scansMax else { throw .brokenPhoto }
    }

    private static func decode(_ bytes: [UInt8]) -> UnsafeMutablePointer<VipsImage>? {
        bytes.withUnsafeBytes { buffer in
            shangliang_vips_decode(buffer.baseAddress, buffer.count, Int32(Attachment.Limits.photoSideMax))
        }
    }

    private static func encode(_ image: UnsafeMutablePointer<VipsImage>, quality: Int) -> [UInt8]? {
        var count = 0
        let format = ".jpg[Q=\(quality),strip,optimize_coding,background=255]"
        guard let file = shangliang_vips_encode(image, format, &count) else { return nil }
        defer { g_free(file) }
        return Array(UnsafeRawBufferPointer(start: file, count: count))
    }

    /// How many scans a JPEG has, up to its end; what cameras hang behind that counts for nothing.
    private static func scans(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            var (count, index) = (0, 2)
            while let marker = marker(in: buffer, after: &index), marker != 0xD9 {
                if marker == 0xDA { count += 1 }
                guard index + 1 < buffer.count else { break }
                index += Int(buffer[index]) << 8 | Int(buffer[index + 1])
            }
            return count
        }
    }

    /// The next marker that begins a segment or ends the picture. Zero and restarts stand inside a scan.
    private static func marker(in buffer: UnsafeRawBufferPointer, after index: inout Int) -> UInt8? {
        while let base = buffer.baseAddress, index < buffer.count - 1,
            let found = memchr(base + index, 0xFF, buffer.count - 1 - index)
        {
            index = UnsafeRawPointer(found) - base + 1
            switch buffer[index] {
            case 0, 1, 0xD0...0xD7, 0xFF: break
            default:
                index += 1
                return buffer[index - 1]
            }
        }
        return nil
    }
}
