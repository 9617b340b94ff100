// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Database
import Domain
import HTTPTypes
import OfficialDocuments

/// An official document that a browser saves.
struct DocumentFile: Sendable {
    let kind: DocumentEvent.Document
    /// The number of the record that it is of.
    let record: Int64
    /// What the file is called.
    let name: String
    var document: OfficialDocument
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

    /// The file, with the marks that the address asks for. Who took it is in the log before it goes out.
    func answer(_ request: WebRequest, _ signedIn: SignedIn, _ services: Services) async throws -> WebResponse {
        let (format, marks) = (try request.documentFormat(), try DocumentMarks(request.query))
        var file = self
        file.document = try marks.on(document)
        let response = try await file.response(format, to: request, services)
        try await DocumentEvent(kind, format: format.rawValue, marks: marks.names)
            .note(of: record, request, signedIn, services)
        return response
    }

    /// Word is written here; PDF is laid out beside this process, where that is installed.
    private func response(_ format: Format, to request: WebRequest, _ services: Services) async throws -> WebResponse {
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

extension DocumentEvent {
    /// Writes down who takes it away. Its number among the events of the record is an id: two who save at once do not wait for
    /// each other.
    func note(
        of record: Int64, _ request: WebRequest, _ signedIn: SignedIn, _ services: Services
    ) async throws {
        let roles = Set(signedIn.staff.appointments.map(\.role))
        let (log, version) = (services.eventLog, Int(services.ids.next()))
        try await services.engine.write { transaction in
            try log.append(
                self, subject: record, subjectVersion: version,
                .init(
                    tenant: request.site.tenant.id, actor: .staff(signedIn.staff),
                    role: roles.count == 1 ? roles.first : nil, recordedAt: request.now), in: transaction)
        }
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
