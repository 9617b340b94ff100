// SPDX-License-Identifier: Apache-2.0

import Domain

/// The name of a file that somebody sent, made harmless: no folders, nothing unseen, and the ending of what it is.
enum FileName {
    private static let lengthMax = 80

    /// The name under which a file of this type is kept.
    static func cleaned(_ sent: String, for type: Attachment.MediaType) -> String {
        let last = sent.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        // Browsers write a quotation mark so; nothing else is decoded.
        let plain = PlainText.normalised(last.replacing("%22", with: "\""), keepsLines: false)
        let visible = String(
            String.UnicodeScalarView(plain.unicodeScalars.filter { $0.properties.generalCategory != .format }))
        let stem = withoutEnding(visible, of: type).drop { $0 == "." || $0 == " " }
        let short = String(String.UnicodeScalarView(stem.unicodeScalars.prefix(lengthMax)))
        return "\(short.isEmpty ? fallback(type) : short).\(type.fileExtension)"
    }

    /// `Content-Disposition`: photos are shown, documents are saved, both under their name (RFC 6266, RFC 5987).
    static func disposition(_ name: String?, of type: Attachment.MediaType) -> String {
        let place =
            switch type.kind {
            case .photo: "inline"
            case .document: "attachment"
            }
        let full = name ?? "\(fallback(type)).\(type.fileExtension)"
        return "\(place); filename=\"file.\(type.fileExtension)\"; filename*=UTF-8''\(FormEncoding.encode(full))"
    }

    /// `Content-Disposition` of a file that the program made, always saved. `plain`: what it is called by whoever reads no
    /// Chinese names.
    static func disposition(saving stem: String, ending: String, plainly plain: String = "table") -> String {
        "attachment; filename=\"\(plain).\(ending)\"; filename*=UTF-8''\(FormEncoding.encode("\(stem).\(ending)"))"
    }

    /// The name without an ending that says the type, or for photos that of any picture, as all become JPEG.
    private static func withoutEnding(_ name: String, of type: Attachment.MediaType) -> Substring {
        let endings =
            switch type {
            case .jpeg: ["jpg", "jpeg", "png", "webp", "heic", "heif"]
            case .pdf, .docx, .xlsx, .text, .chineseText: [type.fileExtension]
            }
        guard let dot = name.lastIndex(of: "."), endings.contains(name[name.index(after: dot)...].lowercased()) else {
            return name[...]
        }
        return name[..<dot]
    }

    private static func fallback(_ type: Attachment.MediaType) -> String {
        switch type.kind {
        case .photo: "照片"
        case .document: "文件"
        }
    }
}
