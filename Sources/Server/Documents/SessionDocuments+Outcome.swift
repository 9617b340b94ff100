// SPDX-License-Identifier: Apache-2.0

import Domain
import OfficialDocuments

extension SessionDocuments {
    /// The outcome as the document that the form of consultation ends with: what was talked over, what people said, what came of it,
    /// what is to be done, and to whom it went. It is there too where nothing was agreed.
    var outcome: OfficialDocument {
        let issuedOn = DocumentWording.date(
            day { event in
                switch event {
                case .outcomeIssued: true
                case _: false
                }
            })
        let routings = issued?.routings ?? []
        return OfficialDocument(
            layout: .document, issuer: "\(tenant.name)文件", number: outcomeNumber, title: "关于\(title)的\(outcomeName)",
            addressee: routings.isEmpty
                ? nil : routings.map { SuggestionListWording.name($0.addressee) }.joined(separator: "、"),
            blocks: [.paragraph(opening)] + parts(routings), signature: .init(signer: tenant.name, date: issuedOn),
            imprint: .init(copiedTo: roomName, office: tenant.name, printedOn: issuedOn))
    }

    /// What it is called. Beside a numbered list it is the report on how that came about.
    private var outcomeName: String {
        let name = issued?.issue.document ?? ConsultationForm.report
        return name == ConsultationForm.list ? ConsultationForm.report : name
    }

    /// One document has one number: a list has it where the outcome is one.
    private var outcomeNumber: String? {
        issued.flatMap { $0.issue.name == ConsultationForm.list ? nil : $0.issue.number.text }
    }

    private var opening: String {
        let present = session.participants.filter(\.isPresent).count
        return "\(DocumentWording.date(plan.day))，\(roomName)召开\(title)\(matters)。到会\(present)人，提出意见\(opinions.count)条。"
    }

    /// The parts, numbered as far as there is something to say in them.
    private func parts(_ routings: [SuggestionList.Routing]) -> [OfficialDocument.Block] {
        // Where proposals were talked over no items could come of it, and none are missed.
        let noItems: [OfficialDocument.Block] = session.topics.isEmpty ? [] : [.paragraph("这次协商没有商定要办的事项。")]
        let items: [OfficialDocument.Block] = self.items.isEmpty ? noItems : [.table(table)]
        let parts: [(String, [OfficialDocument.Block])] = [
            ("主要意见", opinions.enumerated().map { .paragraph("\($0 + 1). \($1)") }), ("协商结果", results),
            ("建议事项", items), ("报送情况", routings.map(Self.routed)),
        ].filter { !$0.1.isEmpty }
        return zip(["一", "二", "三", "四"], parts).flatMap { ordinal, part in
            [OfficialDocument.Block.heading("\(ordinal)、\(part.0)")] + part.1
        }
    }

    /// What was said, by whose side and not by whom; questions in between are none.
    private var opinions: [String] {
        log.compactMap { entry -> String? in
            let said: ConsultationSession.Opinion? =
                switch entry.event {
                case .opinionRecorded(let opinion): opinion
                case .turnEnded(_, _, let opinion): opinion
                case _: nil
                }
            guard let said, said.stance != .question else { return nil }
            let side = session.participants.first { $0.id == said.participant }.map { SessionWording.name($0.category) }
            return Self.ended("\(side.map { "\($0)：" } ?? "")\(said.text.words ?? TopicWording.erased)")
        }
    }

    /// What came of it, agreed or not.
    private var results: [OfficialDocument.Block] {
        let stated = session.topics.compactMap { session.topicConclusions[$0] } + [session.conclusion].compactMap { $0 }
        return stated.map { conclusion in
            let text = Self.ended(Self.plain(conclusion.text.words ?? TopicWording.erased))
            return .paragraph("\(conclusion.isConsensus ? "形成一致意见" : "没有形成一致意见")：\(text)")
        }
    }

    /// To whom it went, on which day, who has it, and what was written on it.
    private static func routed(_ routing: SuggestionList.Routing) -> OfficialDocument.Block {
        let receipt = routing.receipt
        let said = [
            "\(DocumentWording.date(routing.day))报送",
            receipt.map { "\(DocumentWording.date($0.day))收到：\($0.words.words ?? TopicWording.erased)" } ?? "还没有回执",
            receipt?.instruction.map { "批示：\($0.words ?? TopicWording.erased)" },
        ].compactMap(\.self)
        return .entry(
            label: SuggestionListWording.name(routing.addressee), ended(said.joined(separator: "；")))
    }
}
