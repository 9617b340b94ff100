// SPDX-License-Identifier: Apache-2.0

import ChineseText
import Database
import Domain

extension TopicDesk {
    /// What a topic is about stands in the form already; the public wording starts from what was said and what came of it, without what points at one person.
    func proposal(
        _ field: InputField, of command: Topic.Command, for topic: Topic, in transaction: Transaction
    ) throws -> String {
        if command == .gather, field.name == "text" { return topic.escalation?.reason.words ?? "" }
        if field.name == TopicCategories.fieldName { return topic.category ?? "" }
        func masked(_ text: String) -> String { PersonalDetail.masked(text, as: TopicWording.masked) }
        let said = topic.text.words.map(masked)
        if field.name == TopicAct.clueText.name {
            return String((topic.publicText?.body.words ?? said ?? "").prefix(ProposalClue.textMax))
        }
        guard command == .review else { return "" }
        if field.name == "title" { return topic.publicText?.title.words ?? Excerpt.of(said) }
        if field.name == "body" { return topic.publicText?.body.words ?? said ?? "" }
        return try topic.publicText?.answer?.words ?? outcome(of: topic, in: transaction).map(masked) ?? ""
    }

    /// What came of a topic, as it was told to its submitter.
    private func outcome(of topic: Topic, in transaction: Transaction) throws -> String? {
        switch topic.state {
        case .solvedDirectly(let answer): return answer.words
        case .redirected(let redirection): return redirection.result?.words
        case .closed(.noAction(let reason)): return reason.words
        case .closed(.handled):
            let reports = try LoopReader(services: services, site: site).loop(of: topic, in: transaction).items
                .compactMap { $0.item.hasVerifiedReport ? $0.item.report?.text.words : nil }
            return reports.isEmpty ? nil : reports.joined(separator: "\n")
        case .held, .screening, .asked, .pooled, .rejected, .merged, .selected, .researching, .ready, .scheduled,
            .consulted, .inHandling, .reopened, .withdrawn:
            return nil
        }
    }
}
