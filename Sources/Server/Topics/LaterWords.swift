// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension TopicEvent {
    /// What its submitter said after it had come in: an answer, something to add, how it should read, why it is taken back.
    var saidLater: FreeText? {
        if case .answered(let text, _) = self { return text }
        if case .added(let text) = self { return text }
        if case .corrected(let text) = self { return text }
        if case .withdrawalAsked(let text, _) = self { return text }
        return nil
    }

    /// The kinds of event that hold such words.
    static let kindsSaidLater = ["answered", "added", "corrected", "withdrawal_asked"]
}

extension TopicDesk {
    /// The same, with what their submitters have said since, of those that somebody has still to decide.
    func hearing(
        _ topics: [TopicDeskStore.Waiting], in transaction: Transaction
    ) throws -> [TopicDeskStore.Waiting] {
        let asked = topics.filter { $0.readsWords && $0.state.isUndecided }.map(\.id.number)
        let later = try services.eventLog.words(
            of: asked, subject: TopicEvent.subject, kinds: TopicEvent.kindsSaidLater, tenant: tenant, in: transaction)
        return topics.map { topic in
            var topic = topic
            topic.later = later[topic.id.number] ?? []
            return topic
        }
    }
}
