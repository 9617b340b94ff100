// SPDX-License-Identifier: Apache-2.0

/// What can happen to a commendation. Written once, never changed.
package enum CommendationEvent: LifecycleEvent {
    case begun(Commendation.Span)
    case evaluated(Commendation.Evaluation)
    /// A third party was asked to judge units by a link of its own.
    case evaluatorInvited(Commendation.Evaluator)
    /// It is asked no more; what it has said stays.
    case evaluatorRevoked(Int, reason: FreeText)
    /// The office made the link of one by hand; one that was made before works no more. The link itself is nowhere kept.
    case evaluatorLinkMade(Int)
    case nominated(Commendation.Subject, reason: FreeText)
    /// A nomination was taken back.
    case struck(Commendation.Subject, reason: FreeText)
    case reviewed(Commendation.Subject, Commendation.Verdict, words: FreeText)
    /// All that stood on the list is honoured. `decidedBy`: which meeting has decided so.
    case announced(on: Day, decidedBy: FreeText)
    case dropped(reason: FreeText)

    package static let subject = "commendation"
    package static let version = 1

    package var kind: String {
        switch self {
        case .begun: "begun"
        case .evaluated: "evaluated"
        case .evaluatorInvited: "evaluator_invited"
        case .evaluatorRevoked: "evaluator_revoked"
        case .evaluatorLinkMade: "evaluator_link_made"
        case .nominated: "nominated"
        case .struck: "struck"
        case .reviewed: "reviewed"
        case .announced: "announced"
        case .dropped: "dropped"
        }
    }
}

extension Commendation {
    package func applying(_ event: CommendationEvent) -> Commendation {
        var record = self
        record.version += 1
        switch event {
        case .begun, .evaluatorLinkMade: break
        case .evaluated(let evaluation): record.evaluations.append(evaluation)
        case .evaluatorInvited(let evaluator):
            record.evaluators.append(evaluator)
            record.invitations += 1
        case .evaluatorRevoked(let number, _): record.evaluators.removeAll { $0.number == number }
        case .nominated(let subject, _): record.nominees.append(Nominee(subject: subject))
        case .struck(let subject, _): record.nominees.removeAll { $0.subject == subject }
        case .reviewed(let subject, let verdict, _):
            for index in nominees.indices where nominees[index].subject == subject {
                record.nominees[index].verdict = verdict
            }
        case .announced(let day, let decidedBy): record.state = .announced(on: day, decidedBy: decidedBy)
        case .dropped(let reason): record.state = .dropped(reason: reason)
        }
        return record
    }

    /// The commendation that a log tells of; nil if its first event does not begin one.
    package static func replaying(_ log: [CommendationEvent], as id: ID) -> Commendation? {
        guard case .begun(let span)? = log.first else { return nil }
        return log.reduce(Commendation(span, as: id)) { $0.applying($1) }
    }
}
