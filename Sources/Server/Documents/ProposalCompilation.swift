// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

/// The proposals of a session with what came of them, bound as a book (提案汇编): contents first, then one after the other by their
/// numbers.
struct ProposalCompilation: Sendable {
    let series: ProposalSeries
    let proposals: [ProposalDocuments]
    /// Whether what is not to be public is in it too, for the committee's own use.
    let isWhole: Bool
    let tenant: Tenant
    let practice: Practice
    let today: Day

    var file: DocumentFile {
        let title = "\(tenant.shortName)\(series.name)提案汇编"
        let shown = proposals.filter { isWhole || $0.proposal.content.disclosure == .open }
        return DocumentFile(
            kind: .compilation, record: tenant.id.number, name: title,
            document: OfficialDocument(
                layout: .document, issuer: tenant.name, title: title,
                note: isWhole ? "（内部使用，含不公开的提案）" : nil,
                blocks: [.paragraph("收入提案\(shown.count)件。"), .contents] + shown.flatMap(chapter),
                signature: .init(signer: tenant.name, date: DocumentWording.date(today))))
    }

    private func chapter(_ each: ProposalDocuments) -> [OfficialDocument.Block] {
        let (proposal, content) = (each.proposal, each.proposal.content)
        var blocks: [OfficialDocument.Block] = [
            .heading("\(proposal.number?.text ?? "") \(each.subject)"),
            .entry(label: "提案者", isWhole ? each.proposer : each.publicProposer),
        ]
        let handlers = each.handlers()
        if !handlers.isEmpty { blocks.append(.entry(label: "承办单位", handlers)) }
        if let outcome = proposal.outcome {
            blocks.append(.entry(label: "办理结果", ProposalWording.outcome(outcome, each.practice)))
        }
        for (name, text) in [
            ("（一）情况", content.situation), ("（二）分析", content.analysis), ("（三）建议", content.advice),
        ] {
            blocks.append(.heading(name, level: .second))
            blocks += .paragraphs(of: printed(text))
        }
        return blocks + replies(each)
    }

    /// What each unit replied last, where everybody may read it.
    private func replies(_ each: ProposalDocuments) -> [OfficialDocument.Block] {
        let sent = each.repliers.compactMap { assignment in
            assignment.replies.last { isWhole || isPublic($0) }.map { (unit: each.units[assignment.unit], reply: $0) }
        }
        return zip(Self.figures, sent).flatMap { figure, sent -> [OfficialDocument.Block] in
            let text = isWhole ? sent.reply.text : sent.reply.abstract ?? sent.reply.text
            return [.heading("（\(figure)）\(sent.unit)的答复", level: .second)] + .paragraphs(of: printed(text))
        }
    }

    /// Whether everybody may read a reply by now, as its own page has it.
    private func isPublic(_ reply: ProposalAssignment.Reply) -> Bool {
        reply.disclosure == .open && reply.signature.map { practice.isPublic(repliedOn: $0.day, on: today) } == true
    }

    /// After situation, analysis and advice; as many as units may have a part.
    private static let figures = ["四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"]

    /// In the book for everybody without what points at one person.
    private func printed(_ text: FreeText) -> String {
        text.words.map { isWhole ? $0 : TopicReading.masked($0) } ?? TopicWording.erased
    }
}

/// The notice by which proposals are given to units, with the list of the assignment meeting (交办清单) as its annex.
struct AssignmentListDocument: Sendable {
    let series: ProposalSeries
    let rows: [AssignmentListStore.Listed]
    let tenant: Tenant
    let today: Day

    private var units: [(name: String, rows: [AssignmentListStore.Listed])] {
        Dictionary(grouping: rows, by: \.unitName).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var file: DocumentFile {
        let count = Set(rows.map(\.proposal)).count
        let date = DocumentWording.date(today)
        return DocumentFile(
            kind: .assignmentList, record: tenant.id.number, name: "\(series.name)提案交办清单",
            document: OfficialDocument(
                layout: .document, issuer: "\(tenant.name)文件", title: "关于交办\(tenant.shortName)\(series.name)提案的通知",
                addressee: units.map(\.name).joined(separator: "、"),
                blocks: [
                    .paragraph("现将\(tenant.shortName)\(series.name)提案\(count)件交\(units.count)个单位办理，清单附后。"),
                    .paragraph("请各承办单位按期签收。不属于本单位职责的，在规定的日子里写明理由、建议的单位，申请退回。"),
                    .paragraph("答复以前要与提案者当面沟通；会办单位按期把意见交给主办单位。答复由单位领导签发，重点提案由主要负责人签发。"),
                ],
                annexes: [
                    .init(
                        title: "\(tenant.shortName)\(series.name)提案交办清单",
                        blocks: units.flatMap { unit, rows in
                            [.heading("\(unit)（\(rows.count)件）"), .table(table(rows))]
                        })
                ],
                signature: .init(signer: tenant.name, date: date),
                imprint: .init(copiedTo: nil, office: tenant.name, printedOn: date)))
    }

    private func table(_ rows: [AssignmentListStore.Listed]) -> OfficialDocument.Table {
        .init(
            columns: [
                .init("编号", width: 22, .center), .init("案由", width: 72), .init("分工", width: 16, .center),
                .init("重点", width: 14, .center), .init("期限", width: 32, .center),
            ],
            rows: rows.map { row in
                [
                    row.number?.text ?? "", row.subject ?? TopicWording.erased, AssignmentWording.name(row.part),
                    row.isKey ? "重点" : "", row.dueOn.map(DocumentWording.date) ?? "",
                ]
            })
    }
}
