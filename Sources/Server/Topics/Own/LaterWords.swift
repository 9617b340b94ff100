// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

extension TopicEvent {
    /// What its submitter said after it had come in: an answer, something to add, how it should read, why it is taken
    /// back, what there is to say of how it was settled.
    var saidLater: FreeText? {
        if case .answered(let text, _) = self { return text }
        if case .added(let text) = self { return text }
        if case .corrected(let text) = self { return text }
        if case .placeCorrected(let place) = self { return place }
        if case .withdrawalAsked(let text, _) = self { return text }
        if case .judged(let answer, _) = self { return answer.remark }
        return nil
    }

    /// The kinds of event that hold such words.
    static let kindsSaidLater = [
        "answered", "added", "corrected", "place_corrected", "withdrawal_asked", "judged",
    ]
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
