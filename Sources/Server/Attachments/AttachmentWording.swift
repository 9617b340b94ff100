// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

extension AttachmentRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .empty: "这个文件是空的，请重新选一个。"
        case .tooLarge: "一个文件最多20 MB，请压缩或拆开再传。"
        case .unknownKind: "这种文件收不了。请传照片（JPEG、PNG、WebP、HEIC），或者PDF、Word（.docx）、Excel（.xlsx）、纯文本（.txt）。"
        case .legacyOffice: "这是旧格式或者加了密码的文件。请打开它，去掉密码，另存为 .docx 或 .xlsx，再传一次。"
        case .hasMacros: "文件里带有宏，为了安全没有收。请另存为不带宏的 .docx 或 .xlsx，再传一次。"
        case .tooManyPixels: "照片太大了，最多5000万像素。请缩小后再传。"
        case .brokenPhoto: "照片打不开，可能没有传完整。请重新选一次。"
        case .notUploaded: "没有找到刚才传的文件，可能放得太久了。请重新传一次。"
        case .alreadyAttached: "这个文件已经放进一条记录了，请重新传一份。"
        case .tooMany: "一条记录最多放50个文件。"
        case .notPhoto: "这里只收照片（JPEG、PNG、WebP、HEIC）。"
        case .tooManyWaiting: "现在传照片的人太多，暂时收不下。文字可以先交，照片过后交给议事室秘书。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .tooLarge: .contentTooLarge
        case .unknownKind, .legacyOffice, .notPhoto: .unsupportedMediaType
        case .empty, .hasMacros, .tooManyPixels, .brokenPhoto, .notUploaded: .unprocessableContent
        case .tooManyWaiting: .serviceUnavailable
        case .alreadyAttached, .tooMany: .conflict
        }
    }
}

/// How attachments sound.
enum AttachmentWording {
    static func kind(_ type: Attachment.MediaType) -> String {
        switch type {
        case .jpeg: "照片"
        case .pdf: "PDF"
        case .docx: "Word文档"
        case .xlsx: "Excel表格"
        case .text, .chineseText: "纯文本"
        }
    }

    /// As people say sizes: kB below a megabyte.
    static func size(_ bytes: Int) -> String {
        if bytes < 1_000_000 { return "\(max(1, bytes / 1000)) kB" }
        return "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
    }

    static let erased = "（已删除）"
}
