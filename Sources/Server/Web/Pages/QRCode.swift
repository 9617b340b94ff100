// SPDX-License-Identifier: Apache-2.0

import CQREncode
import Markup

/// A QR code as SVG, with the strongest error correction: a poster may lose nearly a third of it.
enum QRCode {
    /// The code of an address; nothing if it is too long for one.
    static func svg(_ address: String) -> HTML {
        guard let code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_H) else { return HTML() }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return HTML() }
        var path = ""
        for y in 0..<width {
            var x = 0
            while x < width {
                let start = x
                while x < width, modules[y * width + x] & 1 == 1 { x += 1 }
                if x > start { path += "M\(start + 4) \(y + 4)h\(x - start)v1h-\(x - start)z" }
                x += 1
            }
        }
        // Four modules of quiet all round, as cameras need.
        let size = width + 8
        return
            "<svg viewBox=\"0 0 \(size) \(size)\" fill=\"currentColor\" aria-hidden=\"true\"><path d=\"\(path)\"/></svg>"
    }
}
