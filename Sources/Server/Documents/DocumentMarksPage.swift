// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The form by which a document of a session is saved with marks at its head. It changes nothing, so it is sent as an address.
struct DocumentMarksPage: Sendable {
    let session: ConsultationSession
    let sent: [String: String]
    let problems: InputProblems?

    static let document = "document"

    static func address(_ session: ConsultationSession.ID) -> String { "/desk/sessions/\(session)/documents" }

    /// Those that have a head and are there.
    static func documents(of session: ConsultationSession) -> [SessionDocument] {
        SessionDocument.allCases.filter { $0.isThere(for: session) && $0 != .signInSheet }
    }

    var html: HTML {
        let parent = TextLink(
            text: session.plan.title.words ?? TopicWording.erased, address: "/desk/sessions/\(session.id)")
        let fields = DocumentMarks.fields.map { field in
            Field(
                name: field.name, label: field.label, control: Self.control(field), value: sent[field.name] ?? "",
                mark: "可不填", help: field.help, error: problems?.sentence(for: field.name)
            ).html
        }
        let documents = Self.documents(of: session).map {
            Choice(value: $0.rawValue, label: DocumentWording.name($0))
        }
        let formats = DocumentFile.Format.allCases.map {
            Choice(value: $0.rawValue, label: DocumentWording.name($0))
        }
        return """
            \(RecordHead(title: "标份号、密级、签发人", parent: parent).html)\
            <form method="get" action="\(url: Self.address(session.id))" class="stack panel" novalidate>\
            \(Field(
                name: Self.document, label: "哪份文件", control: .select(documents),
                value: sent[Self.document] ?? "", error: problems?.sentence(for: Self.document)).html)\
            \(fields)\
            \(Field(name: "format", label: "格式", control: .select(formats), value: sent["format"] ?? "").html)\
            <div class="actions">\(Button(label: "下载", role: .submit(busy: "正在下载"), style: .primary).html)</div></form>\
            <p class="small mute">落款处留着盖印的地方：42毫米见方，居中压在署名和日期上，离正文不到一行，不印别的字。</p>
            """
    }

    private static func control(_ field: InputField) -> Field.Control {
        guard case .choice(let options) = field.kind else { return .text }
        return .select([Choice(value: "", label: "不标")] + options.map { Choice(value: $0.code, label: $0.label) })
    }
}
