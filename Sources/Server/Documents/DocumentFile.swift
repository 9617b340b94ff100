// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import HTTPTypes
import OfficialDocuments

/// An official document that a browser saves.
struct DocumentFile: Sendable {
    /// What the file is called.
    let name: String
    let document: OfficialDocument
    /// By whom and when it was issued, for a document that carries a signature; nil for every other.
    var issue: Issue?

    /// What is signed with a document.
    struct Issue: Sendable {
        let number: String
        let day: Day
        let issuer: String
    }

    enum Format: String, CaseIterable, Sendable {
        case docx, pdf

        var mediaType: String {
            switch self {
            case .docx: OfficialDocument.wordType
            case .pdf: "application/pdf"
            }
        }
    }

    /// Word is written here; PDF is laid out beside this process, where that is installed.
    func response(_ format: Format, to request: WebRequest, _ services: Services) async throws -> WebResponse {
        var bytes =
            switch format {
            case .docx: try document.word()
            case .pdf: try await services.typesetter.pdf(of: document, at: request.now, log: services.log)
            }
        if let issue {
            bytes = try SignedFile.sign(
                bytes, number: issue.number, issuedOn: DocumentWording.date(issue.day), issuer: issue.issuer,
                key: services.keys.signing)
        }
        return WebResponse(
            status: .ok,
            headers: [
                .contentType: format.mediaType, .cacheControl: "no-store",
                .contentDisposition: FileName.disposition(
                    saving: Self.stem(name), ending: format.rawValue, plainly: "document"),
            ], body: bytes)
    }

    /// Without what file systems do not take, and short enough for all of them.
    private static func stem(_ name: String) -> String {
        let kept = PlainText.normalised(name, keepsLines: false).unicodeScalars.filter { scalar in
            !"\\/:*?\"<>|".unicodeScalars.contains(scalar) && scalar.properties.generalCategory != .format
        }
        let stem = String(String.UnicodeScalarView(kept.prefix(70)))
        return stem.isEmpty ? "文件" : stem
    }
}

extension WebRequest {
    /// The format that a document is asked for in. Throws ``InputProblems`` for one that there is not.
    func documentFormat() throws -> DocumentFile.Format {
        guard let text = query["format"] else { return .docx }
        guard let format = DocumentFile.Format(rawValue: text) else {
            throw InputProblems([.init(field: "format", sentence: "格式只有docx（Word）和pdf。")])
        }
        return format
    }
}
