// SPDX-License-Identifier: Apache-2.0

extension Topic {
    package func applying(_ event: TopicEvent) -> Topic {
        var topic = self
        topic.version += 1
        switch event {
        case .submitted(_, let deadline), .released(let deadline), .answered(_, let deadline), .unmerged(let deadline):
            topic.enter(.screening, deadline)
        case .reconsidered(_, let deadline):
            topic.enter(.screening, deadline)
            topic.dispatch?.owesAnew()
        case .cameBack(_, let deadline):
            topic.dispatch?.owesAnew()
            // What is handled as part of another stays what it is where that comes back.
            guard topic.mergedInto == nil, !topic.isDealtWithAbove else { break }
            topic.enter(.screening, deadline)
        case .submittedAndHeld(_, let deadline): topic.enter(.held, deadline)
        case .asked(let question): topic.enter(.asked(question: question))
        case .pooled, .roundOpened, .gathered: topic.enter(.pooled)
        case .categorised(let category): topic.category = category
        case .takenOver(_, let former):
            topic.enter(former.result.map { .solvedDirectly(answer: $0) } ?? .pooled)
            topic.formerEnding = former.endedAs
        case .proposedForPlan: topic.plan = .proposed
        case .planDecided(let decision) where decision.isApproved:
            topic.plan = .approved(reference: decision.reference, on: decision.day)
        case .planDecided, .deselected:
            topic.plan = nil
            topic.researcher = nil
            topic.enter(.pooled)
        case .added: topic.additions += 1
        case .withdrawalAsked(_, let instant): topic.withdrawalAt = instant
        case .withdrawalUndone: topic.withdrawalAt = nil
        case .withdrawn, .dissolved:
            topic.enter(.withdrawn)
            if topic.publication != .hidden { topic.publication = .withdrawn }
        case .rejected(let rejection):
            topic.enter(.rejected(rejection))
            // Others have read it in the pool: they read that it was turned down, and on which ground.
            let isTold = state == .pooled && publication.isPublic && rejection.isForPublic
            if topic.publication != .hidden, !isTold { topic.publication = .withdrawn }
        case .redirected(let redirection): topic.enter(.redirected(redirection), redirection.awaited)
        case .passedOn(let passing, let deadline):
            topic.room = passing.to
            topic.area = passing.area
            // What is handled as part of another, here or above, goes along and stays what it is.
            guard topic.mergedInto == nil, !topic.isDealtWithAbove else { break }
            topic.researcher = nil
            topic.enter(.screening, deadline)
        case .resultTold(let result):
            guard case .redirected(var redirection) = topic.state else { break }
            redirection.result = result
            topic.enter(.redirected(redirection))
        case .solvedDirectly(let answer, let end):
            topic.enter(.solvedDirectly(answer: answer))
            topic.askedUntil = end
        case .judged(_, let deadline?):
            topic.enter(.screening, deadline)
            topic.denials += 1
            topic.dispatch?.owesAnew()
        case .judged(let answer, nil): topic.word = answer.outcome
        case .merged(let other): topic.enter(.merged(into: other))
        case .selected: topic.enter(.selected)
        case .assigned(let researcher, let deadline):
            topic.enter(.researching, deadline)
            topic.researcher = researcher
        case .researched:
            if topic.state == .researching { topic.enter(.ready) }
            topic.researchRecords += 1
        case .scheduled(let session):
            topic.enter(.scheduled)
            topic.session = session
        case .unscheduled:
            topic.enter(.ready)
            topic.session = nil
        case .consulted: topic.enter(.consulted)
        case .handlingBegan: topic.enter(.inHandling)
        case .closed(let closure): topic.enter(.closed(closure))
        case .reopened: topic.enter(.reopened)
        case .continued(let next): topic.nextRound = next
        case .reviewed(let text, let isSameText, let reviewer, let needed, _):
            topic.publication = publication.reviewed(by: reviewer, needed: needed, isSameText: isSameText)
            topic.publicText = text
        case .escalationAsked(let room, let area, let reason):
            topic.escalation = Escalation(room: room, area: area, reason: reason)
        case .escalated(let parent): topic.escalation?.parent = parent
        case .escalationDeclined(let reason): topic.escalation?.declined = reason
        case .escalationUndone: topic.escalation = nil
        case .resultReturned(let result):
            topic.dispatch?.result = result.result
            topic.dispatch?.isReturned = result.means != .system
        case .returnAcknowledged: topic.dispatch?.isReturned = true
        case .receiptGiven(let ticket):
            guard case .redirected(var redirection) = topic.state else { break }
            redirection.receipt = ticket
            topic.enter(.redirected(redirection), redirection.awaited)
        case .deadlineMoved(let deadline): topic.deadline = deadline
        case .unpublished: topic.publication = .withdrawn
        case .erased:
            if topic.publication != .hidden { topic.publication = .withdrawn }
            topic.publicText = nil
        case .mediated(let mediation):
            guard let answer = mediation.answer, topic.isSolvable else { break }
            topic.enter(.solvedDirectly(answer: answer))
            topic.askedUntil = mediation.askedUntil
        case .attached, .related, .corrected, .contactReplaced, .scored: break
        case .placeCorrected(let place): topic.place = place
        }
        return topic
    }

    /// A new stage, with what it owes; what the last one owed is over.
    private mutating func enter(_ state: State, _ deadline: Deadline? = nil) {
        self.state = state
        self.deadline = deadline
        if !state.name.isWithdrawable { withdrawalAt = nil }
        (askedUntil, word, formerEnding) = (nil, nil, nil)
        // What is screened anew is nobody's task; what was settled while a member was about it keeps the name until then.
        if state == .screening { researcher = nil }
        // What goes another way is no longer before the room above; what that has taken is its own, and what it has declined
        // it may follow.
        if state.name != .pooled, escalation?.isOpen == true { escalation = nil }
    }

    /// The topic that a log tells of, from its first event to its last; nil if the first is not a submission.
    package static func replaying(_ log: [(event: TopicEvent, at: Instant)], as id: ID) -> Topic? {
        guard let first = log.first, let blank = Topic(id: id, beginning: first.event, at: first.at) else { return nil }
        return log.reduce(blank) { topic, next in topic.applying(next.event) }
    }
}
