// SPDX-License-Identifier: Apache-2.0

extension Attachment {
    /// What is kept, as the web names it. Found from the content, never believed from a name or a header.
    package enum MediaType: String, CaseIterable, Hashable, Sendable {
        /// Every photo is kept as JPEG, whatever it came as.
        case jpeg = "image/jpeg"
        case pdf = "application/pdf"
        case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case text = "text/plain; charset=utf-8"
        /// Plain text as older Chinese programs write it.
        case chineseText = "text/plain; charset=gb18030"

        package var kind: Kind {
            switch self {
            case .jpeg: .photo
            case .pdf, .docx, .xlsx, .text, .chineseText: .document
            }
        }

        /// How the names of such files end.
        package var fileExtension: String {
            switch self {
            case .jpeg: "jpg"
            case .pdf: "pdf"
            case .docx: "docx"
            case .xlsx: "xlsx"
            case .text, .chineseText: "txt"
            }
        }
    }
}
