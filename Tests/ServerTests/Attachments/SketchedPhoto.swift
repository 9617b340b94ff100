// SPDX-License-Identifier: Apache-2.0

import CVips
import Domain

@testable import Server

/// A photo that a test draws: its upper half is red, its lower half blue, or it is noise all over.
struct SketchedPhoto {
    var width = 300
    var height = 200
    /// The EXIF value: 6 is a camera held upright, whose top row is the picture's right side.
    var orientation: Int32?
    var hasPlace = false
    var noise: UInt64?

    struct CannotDraw: Error {}

    /// The file; `format` is a suffix with options, as in `.jpg[interlace]`.
    func file(_ format: String) throws -> [UInt8] {
        // The loaders are chosen before the first photo; here nothing but drawing has happened yet.
        _ = try? Photo.reencoded([0xFF])
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        var state = noise ?? 0
        for index in pixels.indices {
            if noise == nil {
                let isUpper = index < pixels.count / 2
                pixels[index] = index % 3 == (isUpper ? 0 : 2) ? 220 : 30
            } else {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                pixels[index] = UInt8(state >> 56)
            }
        }
        guard
            let image = vips_image_new_from_memory_copy(
                pixels, pixels.count, Int32(width), Int32(height), 3, VIPS_FORMAT_UCHAR)
        else { throw CannotDraw() }
        defer { g_object_unref(image) }
        image.pointee.Type = VIPS_INTERPRETATION_sRGB
        if let orientation { vips_image_set_int(image, "orientation", orientation) }
        if hasPlace {
            vips_image_set_string(
                image, "exif-ifd3-GPSLatitude", "31/1 20/1 0/1 (31, 20, 0, Rational, 3 components, 24 bytes)")
            vips_image_set_string(image, "exif-ifd0-Make", "Anlan (Anlan, ASCII, 6 components, 6 bytes)")
        }
        var count = 0
        guard let file = shangliang_vips_encode(image, format, &count) else { throw CannotDraw() }
        defer { g_free(file) }
        return Array(UnsafeRawBufferPointer(start: file, count: count))
    }

    /// What is in a photo, decoded as it lies there, not turned.
    struct Seen {
        let width: Int
        let height: Int
        let fields: [String]
        private let pixels: [UInt8]

        init(_ file: [UInt8]) throws {
            let seen = try file.withUnsafeBytes { buffer -> (Int, Int, [String], [UInt8]) in
                guard let image = shangliang_vips_open(buffer.baseAddress, buffer.count) else { throw CannotDraw() }
                defer { g_object_unref(image) }
                var size = 0
                guard let memory = vips_image_write_to_memory(image, &size) else { throw CannotDraw() }
                defer { g_free(memory) }
                var fields: [String] = []
                if let names = vips_image_get_fields(image) {
                    var index = 0
                    while let name = names[index] {
                        fields.append(String(cString: name))
                        index += 1
                    }
                    g_strfreev(names)
                }
                return (
                    Int(vips_image_get_width(image)), Int(vips_image_get_height(image)), fields,
                    Array(UnsafeRawBufferPointer(start: memory, count: size))
                )
            }
            (width, height, fields, pixels) = seen
        }

        /// Red, green and blue at this place.
        func colour(_ x: Int, _ y: Int) -> [UInt8] { Array(pixels[((y * width + x) * 3)...].prefix(3)) }
    }
}
