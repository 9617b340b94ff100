// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// That the outcome is not issued since nobody does what was agreed on these topics (BR-05): the rule's refusal, which says on
/// which.
struct TopicsWithoutItems: WordedRefusal {
    private let titles: [String]

    /// `titles`: what the session's topics are called for whoever reads it.
    init(_ session: ConsultationSession, titles: [Topic.ID: String]) {
        self.titles = session.topicsWithoutItems.map { titles[$0] ?? TopicWording.erased }
    }

    var isEmpty: Bool { titles.isEmpty }
    var code: String { SessionRefusal.noItems.code }
    var status: HTTPResponse.Status { SessionRefusal.noItems.status }
    var sentence: String {
        "还没有事项的议题：\(titles.map { "“\($0)”" }.joined(separator: "、"))。\(SessionRefusal.noItems.sentence)"
    }
}
