// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    /// What stands in the way of a command that the state permits: a term that has passed or still runs, people who have
    /// not answered. A record offers no button that this would stop.
    package func hindrance(
        to command: Command, on day: Day, isAnswered: Bool, practice: Practice
    ) -> ItemRefusal? {
        switch command {
        case .requestReturn: returnHindrance(on: day)
        case .askExtension: extensionHindrance(on: day)
        case .close, .sign, .signFor: closingHindrance(on: day, isAnswered: isAnswered)
        case .reopen: reopeningHindrance(on: day, practice: practice)
        case .remind: remindingHindrance(on: day)
        case .revise, .discard, .dispatch, .accept, .reassign, .uphold, .handOver, .progress, .grantExtension,
            .refuseExtension, .report, .verify, .sendBack, .superviseJointly, .declineToSign, .inspect, .comment:
            nil
        }
    }

    /// Somebody who was asked has not answered, and still has time to.
    func closingHindrance(on day: Day, isAnswered: Bool) -> ItemRefusal? {
        isAnswered || deadline?.isOverdue(on: day) == true ? nil : .stillAsking
    }

    /// It was closed too long ago.
    func reopeningHindrance(on day: Day, practice: Practice) -> ItemRefusal? {
        guard state == .closed, let closedOn else { return nil }
        let end = practice.calendar.deadline(months: practice.profile.outcomes.reopenMonths, after: closedOn)
        return end.isOverdue(on: day) ? .reopenWindowOver : nil
    }
}
