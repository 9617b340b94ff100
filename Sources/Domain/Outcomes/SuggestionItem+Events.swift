// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    package func applying(_ event: ItemEvent) -> SuggestionItem {
        var item = self
        item.version += 1
        switch event {
        case .drafted: item.state = .drafted
        case .revised(let task): item.task = task
        case .discarded: item.isDiscarded = true
        case .approved: item.state = .approved
        case .dispatched(let deadline): item.enter(.dispatched, deadline)
        case .accepted(let deadline): item.enter(.accepted, deadline)
        case .returnRequested(let reason, let suggested, let deadline):
            item.enter(.returnRequested(reason: reason, suggested: suggested), deadline ?? item.deadline)
            item.wasReturned = true
        case .reassigned(let unit, let officer, let deadline):
            item.task = task.handed(to: unit, officer: officer)
            item.wasReturned = false
            item.enter(.dispatched, deadline)
        case .upheld(_, let deadline): item.enter(.accepted, deadline)
        case .handedOver(let officer): item.task = task.handed(to: task.unit, officer: officer)
        case .progressed(_, let milestone, _):
            item.state = .inProgress
            if let milestone { item.reached.insert(milestone) }
        case .extensionAsked(let reason): item.extensionAsked = reason
        case .extended(_, let deadline):
            item.wasExtended = true
            item.extensionAsked = nil
            item.deadline = deadline
        case .extensionRefused: item.extensionAsked = nil
        case .reported(let report, let deadline):
            item.extensionAsked = nil
            item.report = report
            item.enter(.reported, deadline)
        case .verified(let deadline):
            item.signatures = []
            item.asked += 1
            item.inquiries = item.asked
            item.enter(.verified, deadline)
        case .sentBack(let reason, let deadline): item.enter(.sentBack(reason: reason), deadline)
        case .closed(let day, let signature):
            item.enter(.closed)
            if let signature { item.signatures.append(signature) }
            item.closedOn = day
        case .deadlineMoved(let deadline): item.deadline = deadline
        case .reminded(_, let day):
            item.reminders += 1
            item.remindedOn = day
        case .supervisionAgreed(let supervision):
            item.supervision = supervision
            item.signatures = []
        case .signed(let signature): item.signatures.append(signature)
        case .signatureDeclined(_, let reason, let deadline):
            item.signatures = []
            item.enter(.sentBack(reason: reason), deadline)
        case .inspected: item.inspections += 1
        case .commented: item.comments += 1
        case .askedAgain:
            item.asked += 1
            item.askingAgain = item.asked
        case .lookBackEnded: item.askingAgain = nil
        case .reopened(let reason, let deadline):
            item.signatures = []
            // Whatever a look-back asks has its answer: the unit goes on (0044).
            item.askingAgain = nil
            item.enter(.reopened(reason: reason), deadline)
        }
        return item
    }

    /// A new stage, with what it owes.
    private mutating func enter(_ state: State, _ deadline: Deadline? = nil) {
        self.state = state
        self.deadline = deadline
    }

    /// The item that a log tells of; nil if its first event does not draft one.
    package static func replaying(_ log: [ItemEvent], as id: ID) -> SuggestionItem? {
        guard case .drafted(let origin, let task)? = log.first else { return nil }
        return log.reduce(SuggestionItem(id: id, origin: origin, task: task)) { $0.applying($1) }
    }
}
