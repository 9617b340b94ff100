// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// A unit's letter that answers an item (答复), from what it reported last.
struct ItemReply: Sendable {
    let item: Loop.Item
    let names: Loop.Names
    let tenant: Tenant

    /// Whether the unit has reported, and the report stands.
    static func isThere(for item: SuggestionItem) -> Bool {
        guard item.report != nil else { return false }
        return switch item.state.name {
        case .reported, .verified, .closed: true
        case .drafted, .approved, .dispatched, .returnRequested, .accepted, .inProgress, .sentBack, .reopened: false
        }
    }

    /// The letter; nil where there is no report.
    var file: DocumentFile? {
        let value = item.item
        guard let report = value.report else { return nil }
        let reported = item.log.last { entry in
            switch entry.event {
            case .reported: true
            case _: false
            }
        }
        let unit = names.unit(value.task.unit)
        let words = value.task.text.words ?? TopicWording.erased
        let task = words.hasSuffix("。") ? String(words.dropLast()) : words
        let officer = names.person(value.task.officer)
        let title = "关于“\(Excerpt.of(value.task.text.words))”建议的答复"
        let document = OfficialDocument(
            layout: .letter, issuer: unit, title: title, addressee: tenant.name,
            blocks: [.paragraph("贵会交办的建议“\(task)”收悉。经研究办理，现答复如下：")]
                + .paragraphs(of: report.text.words ?? TopicWording.erased) + [
                    .paragraph(
                        "\(DocumentWording.adopted(report.adoption))，\(DocumentWording.claimed(report.claimed))。"),
                    .paragraph("感谢贵会对我们工作的关心和支持。"),
                ],
            signature: reported.map { .init(signer: unit, date: DocumentWording.date($0.at.day)) },
            remark: officer.isEmpty ? nil : "责任人：\(officer)")
        return DocumentFile(kind: .reply, record: value.id.number, name: title, document: document)
    }
}
