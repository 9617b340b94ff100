// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Server

/// Not that of the testing library.
private typealias Attachment = Domain.Attachment

@Suite("Photos as they are kept", .serialized)
struct PhotoTests {
    private func contains(_ bytes: [UInt8], _ text: String) -> Bool { bytes.firstRange(of: Array(text.utf8)) != nil }

    /// Why a photo is refused; nil if it is not. Bytes are no message to be read.
    private func refusal(_ bytes: [UInt8]) -> AttachmentRefusal? {
        do {
            _ = try Photo.reencoded(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("a photo comes out upright, without place, camera or any other word")
    func metadata() throws {
        let sent = try SketchedPhoto(orientation: 6, hasPlace: true).file(".jpg")
        let before = try SketchedPhoto.Seen(sent)
        #expect(before.fields.contains("exif-ifd3-GPSLatitude") && before.fields.contains("exif-data"))
        #expect(contains(sent, "Exif") && contains(sent, "Anlan"))
        let kept = try Photo.reencoded(sent)
        let seen = try SketchedPhoto.Seen(kept)
        #expect(seen.width == 200 && seen.height == 300)
        #expect(seen.colour(190, 150)[0] > 170 && seen.colour(190, 150)[2] < 120, "red lies on the right")
        #expect(seen.colour(10, 150)[2] > 170 && seen.colour(10, 150)[0] < 120, "blue lies on the left")
        #expect(!seen.fields.contains { $0.hasPrefix("exif") || $0.hasPrefix("xmp") || $0 == "orientation" })
        for word in ["Exif", "Anlan", "ICC_PROFILE", "http"] { #expect(!contains(kept, word), "\(word)") }
    }

    @Test("every accepted kind becomes a JPEG", arguments: [".jpg", ".jpg[interlace]", ".png", ".webp", ".heic"])
    func kinds(_ format: String) throws {
        let sent = try SketchedPhoto(hasPlace: true).file(format)
        let kept = try Photo.reencoded(sent)
        #expect(kept.starts(with: [0xFF, 0xD8, 0xFF]))
        let seen = try SketchedPhoto.Seen(kept)
        #expect(seen.width == 300 && seen.height == 200)
        #expect(seen.colour(150, 20)[0] > 170 && seen.colour(150, 180)[2] > 170)
        #expect(!contains(kept, "Exif"))
    }

    @Test("a large photo is shrunk, and a rich one loses quality, until it is small enough")
    func bounds() throws {
        let wide = try SketchedPhoto.Seen(Photo.reencoded(SketchedPhoto(width: 4000, height: 1000).file(".jpg")))
        #expect(wide.width == 1600 && wide.height == 400)
        let rich = try SketchedPhoto(width: 2400, height: 2400, noise: 7).file(".jpg[Q=95]")
        #expect(rich.count > 3_000_000)
        let kept = try Photo.reencoded(rich)
        #expect(kept.count <= Attachment.Limits.photoBytesMax)
        #expect(kept.count > 100_000, "not smaller than it has to be")
    }

    @Test("a file of some bytes that claims too many pixels is refused before it is decoded")
    func bomb() throws {
        #expect(refusal(Self.png(width: 50_000, height: 50_000)) == .tooManyPixels)
        #expect(refusal(Self.png(width: 50_001, height: 1_000)) == .tooManyPixels)
        // Small enough to be tried, and then there is nothing in it.
        #expect(refusal(Self.png(width: 50_000, height: 1_000)) == .brokenPhoto)
    }

    @Test("a JPEG of a hundred scans is refused; what a camera hangs behind the picture counts for nothing")
    func scans() throws {
        let photo = try SketchedPhoto().file(".jpg")
        let film = [UInt8]((0..<40_000).flatMap { _ in [0xFF, 0xDA, 0, 2] as [UInt8] })
        #expect(try Photo.reencoded(photo + film).starts(with: [0xFF, 0xD8]))
        let scan = try #require(photo.firstRange(of: [0xFF, 0xDA]))
        let length = Int(photo[scan.upperBound]) << 8 | Int(photo[scan.upperBound + 1])
        let head = photo[scan.lowerBound..<(scan.upperBound + length)]
        let many =
            photo[..<scan.lowerBound] + Array(repeating: Array(head), count: 100).joined() + photo[scan.lowerBound...]
        #expect(refusal(Array(many)) == .brokenPhoto)
    }

    @Test("what is no whole photo is refused, and the next one is not troubled")
    func broken() throws {
        let whole = try SketchedPhoto(width: 800, height: 600, noise: 3).file(".jpg")
        let broken: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF] + Array("<script>alert(1)</script>".utf8),
            Array(whole.prefix(whole.count / 2)), Array("RIFF\u{1}\u{0}\u{0}\u{0}WEBPVP8 ".utf8),
            [0, 0, 0, 24] + Array("ftypheic".utf8) + [UInt8](repeating: 0, count: 40),
        ]
        for bytes in broken {
            #expect(refusal(bytes) == .brokenPhoto)
            #expect(refusal(whole) == nil)
        }
    }

    @Test("formats that nobody asked for are not decoded, however whole they are", arguments: [".tif", ".gif", ".ppm"])
    func blocked(_ format: String) throws {
        let file = try SketchedPhoto().file(format)
        #expect(refusal(file) == .brokenPhoto)
    }

    @Test("of a file that is two things at once only the picture is left")
    func polyglot() throws {
        let payload = "<script>alert('两面')</script>PK\u{3}\u{4}%PDF-1.7"
        let kept = try Photo.reencoded(SketchedPhoto().file(".jpg") + Array(payload.utf8))
        for word in ["script", "PK\u{3}\u{4}", "%PDF"] { #expect(!contains(kept, word), "\(word)") }
    }

    @Test(
        "any change of a photo's bytes is refused or decoded, and nothing worse", arguments: [".jpg", ".png", ".webp"])
    func changed(_ format: String) throws {
        var state = UInt64(11)
        let whole = try SketchedPhoto(width: 64, height: 48, noise: 5).file(format)
        for _ in 0..<150 {
            var bytes = whole
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(state >> 56)
            }
            guard let kept = try? Photo.reencoded(bytes) else { continue }
            #expect(kept.count <= Attachment.Limits.photoBytesMax)
        }
    }

    /// A PNG of nothing but its header and an empty piece of data.
    private static func png(width: UInt32, height: UInt32) -> [UInt8] {
        let header = big(width) + big(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + chunk("IDAT", [])
            + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        return big(UInt32(data.count)) + named + big(~named.reduce(~UInt32(0)) { crc($0, $1) })
    }

    private static func crc(_ sum: UInt32, _ byte: UInt8) -> UInt32 {
        (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }

    private static func big(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }
}
