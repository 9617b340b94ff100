// SPDX-License-Identifier: Apache-2.0

extension Proposal {
    /// What of the day, the text, the registers or the profile stands in the way of a command that the state permits. A record
    /// offers no button that this would stop. `standing`: as what whoever looks may propose; nil where that was not asked.
    package func hindrance(
        to command: Command, on day: Day, isAnswered: Bool, standing: Proposer.Standing? = nil,
        practice: ProposalPractice
    ) -> ProposalRefusal? {
        switch command {
        case .sign: standing?.isMember == false ? .notEligible : signingHindrance(on: day)  // BR-11
        case .decline: signingHindrance(on: day)
        case .invite: standing?.permits(proposer) == false ? .notEligible : nil  // BR-11
        case .submit: standing?.permits(proposer) == false ? .notEligible : submittingHindrance(on: day)  // BR-11
        case .close: closingHindrance(on: day, isAnswered: isAnswered)
        case .beginFollowUp: followUpHindrance(on: day, practice: practice)
        case .write, .recall, .withdraw, .enterAnew, .enterWithdrawal, .file, .turnDown, .sendBack, .reconsider, .merge,
            .unmerge,
            .consentToWithdrawal, .refuseWithdrawal, .forward, .receiveResult, .review, .unpublish, .assign,
            .chooseAsKey, .categorise, .handOver, .correct, .supervise, .followUp:
            nil
        }
    }

    /// The days for signing have passed.
    func signingHindrance(on day: Day) -> ProposalRefusal? {
        deadline?.isOverdue(on: day) == true ? .signingIsOver : nil
    }

    /// A part or the sealed original is missing, it speaks of several matters, or somebody who was invited may still sign.
    func submittingHindrance(on day: Day) -> ProposalRefusal? {
        guard content.isComplete else { return .incomplete }
        guard content.isOneMatter else { return .severalMatters }
        guard !proposer.kind.isSealed || !content.attachments.isEmpty else { return .sealMissing }  // BR-11
        guard state == .awaitingCoSigners, coSigners.contains(where: { $0.answer == nil }) else { return nil }
        return deadline?.isOverdue(on: day) == true ? nil : .stillSigning  // BR-11
    }

    /// A proposer who was asked has not answered, and still has time to.
    func closingHindrance(on day: Day, isAnswered: Bool) -> ProposalRefusal? {
        isAnswered || deadline?.isOverdue(on: day) == true ? nil : .stillAsking  // BR-21
    }

    /// Nothing was promised, or the year after has not begun.
    func followUpHindrance(on day: Day, practice: ProposalPractice) -> ProposalRefusal? {
        guard isFollowedUp(practice) else { return .nothingPromised }
        return closedOn.map { day.year > $0.year } == true ? nil : .tooEarly
    }
}
