// SPDX-License-Identifier: Apache-2.0

extension Topic {
    package func applying(_ event: TopicEvent) -> Topic {
        var topic = self
        topic.version += 1
        switch event {
        case .submitted(_, let deadline), .released(let deadline), .answered(_, let deadline):
            topic.state = .screening
            topic.deadline = deadline
        case .submittedAndHeld:
            topic.state = .held
        case .asked(let question):
            topic.state = .asked(question: question)
            topic.deadline = nil
        case .pooled:
            topic.state = .pooled
            topic.deadline = nil
        case .rejected(let rejection):
            topic.state = .rejected(rejection)
            topic.deadline = nil
            if topic.publication != .hidden { topic.publication = .withdrawn }
        case .solvedDirectly(let answer):
            topic.state = .solvedDirectly(answer: answer)
            topic.deadline = nil
        case .reviewed(let text, let isSameText, let reviewer, let needed):
            topic.publication = publication.reviewed(
                by: reviewer, needed: needed, isSameText: isSameText)
            topic.publicText = text
        case .unpublished:
            topic.publication = .withdrawn
        case .related: break
        }
        return topic
    }

    /// The topic that a log tells of, from its first event to its last; nil if the first is not a submission.
    package static func replaying(_ log: [(event: TopicEvent, at: Instant)], as id: ID) -> Topic? {
        guard let first = log.first else { return nil }
        let submission: Submission
        switch first.event {
        case .submitted(let said, _), .submittedAndHeld(let said): submission = said
        case .released, .asked, .answered, .pooled, .rejected, .solvedDirectly, .reviewed, .unpublished, .related:
            return nil
        }
        let blank = Topic(id: id, submission: submission, receivedAt: first.at)
        return log.reduce(blank) { topic, next in topic.applying(next.event) }
    }
}
