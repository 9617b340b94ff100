// SPDX-License-Identifier: Apache-2.0

extension ProposalAssignment {
    /// What can be asked of an assignment.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case signFor = "sign_for"
        case requestReturn = "request_return"
        case reassign, uphold, contact, draft
        case takeBack = "take_back"
        case sendBack = "send_back"
        case check, send
        case giveOpinion = "give_opinion"
        case askExtension = "ask_extension"
        case grantExtension = "grant_extension"
        case refuseExtension = "refuse_extension"
        case remind
        case handOver = "hand_over"
        case correct

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .signFor, .requestReturn, .contact, .draft, .takeBack, .send, .giveOpinion, .askExtension, .handOver:
                [.unitOfficer]
            case .reassign, .uphold, .sendBack, .check, .grantExtension, .refuseExtension, .remind, .correct:
                [.proposalOfficer]
            }
        }

        /// Whether it judges what the unit did or asks for: not for somebody of the office who is of that unit.
        package var judgesUnit: Bool {
            switch self {
            case .reassign, .uphold, .sendBack, .check, .grantExtension, .refuseExtension: true
            case .signFor, .requestReturn, .contact, .draft, .takeBack, .send, .giveOpinion, .askExtension, .remind,
                .handOver, .correct:
                false
            }
        }
    }

    /// Whether the actor is of the unit that has it.
    package func isOwnWork(of actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.units.contains(unit)
    }

    /// The role in which the actor acts on it: what the event log records.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        if command.holders.contains(.unitOfficer) { return officerRole(of: staff) }
        return staff.holdsEverywhere(.proposalOfficer) ? .proposalOfficer : nil
    }

    /// Nil if the actor may do this now; otherwise why not. Buttons and guards both ask here.
    package func refusal(of command: Command, by actor: Actor) -> AssignmentRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        if let refusal = stateRefusal(of: command) { return refusal }
        return command.judgesUnit && isOwnWork(of: actor) ? .ownWork : nil
    }

    private func stateRefusal(of command: Command) -> AssignmentRefusal? {
        switch command {
        case .signFor: return state == .issued ? nil : .notIssued
        case .requestReturn: return returningTwice ?? (state == .issued ? nil : .notIssued)
        case .reassign, .uphold: return state.name == .returnRequested ? nil : .noReturnRequested
        case .contact: return state == .recalled ? .recalled : nil
        case .draft: return isCoHandling ? .givesOpinion : draftingRefusal
        case .takeBack, .sendBack, .check: return state.name == .drafted ? nil : .notDrafted
        case .send: return state.name == .checked ? nil : .notChecked
        case .giveOpinion: return isCoHandling ? draftingRefusal : .replies
        case .askExtension: return askingExtensionTwice ?? workingRefusal
        case .grantExtension, .refuseExtension: return nothingToExtend ?? workingRefusal
        case .remind: return remindingRefusal
        case .handOver: return isOwed ? nil : state == .recalled ? .recalled : .alreadySent
        case .correct: return state == .sent ? nil : .notSent
        }
    }

    /// The unit has signed for it and has not replied.
    private var workingRefusal: AssignmentRefusal? {
        switch state {
        case .signedFor, .drafted, .sentBack, .checked: nil
        case .issued, .returnRequested: .notSignedFor
        case .sent: .alreadySent
        case .recalled: .recalled
        }
    }

    /// A draft is written, and written anew when it was sent back.
    private var draftingRefusal: AssignmentRefusal? {
        switch state {
        case .signedFor, .sentBack: nil
        case .drafted, .checked: .alreadyDrafted
        case .issued, .returnRequested: .notSignedFor
        case .sent: .alreadySent
        case .recalled: .recalled
        }
    }

    /// A unit is reminded while it owes something: its signature, its reply, its opinion.
    private var remindingRefusal: AssignmentRefusal? {
        switch state {
        case .issued, .signedFor, .sentBack, .checked: nil
        case .returnRequested, .drafted: .nothingOwed
        case .sent: .alreadySent
        case .recalled: .recalled
        }
    }
}

extension ProposalAssignment {
    /// What of the day or of other records stands in the way of a command that the state permits. `others`: what the lead
    /// waits for.
    package func hindrance(to command: Command, on day: Day, others: Others) -> AssignmentRefusal? {
        switch command {
        case .requestReturn: returnHindrance(on: day)
        case .contact:
            others.isWithdrawn || others.contactEnds.map { day > $0 } == true ? .contactIsOver : nil
        case .check: contactHindrance
        case .send: contactHindrance ?? opinionsHindrance(others)
        case .askExtension: extensionHindrance(on: day)
        case .remind: remindingHindrance(on: day)
        case .signFor, .reassign, .uphold, .draft, .takeBack, .sendBack, .giveOpinion, .grantExtension,
            .refuseExtension, .handOver, .correct:
            nil
        }
    }

    /// What of the other records a reply depends on.
    package struct Others: Hashable, Sendable {
        /// How many co-handlers owe their opinion.
        package let opinionsOwed: Int
        /// Whether it is a key proposal, whose replies the principal leader signs.
        package let isKey: Bool
        /// The last day on which it is noted that unit and proposers spoke; nil while the proposal is not closed.
        package let contactEnds: Day?
        /// Whether the proposal was taken back: there is nothing to speak about any more, though a reply was sent.
        package let isWithdrawn: Bool

        package init(opinionsOwed: Int, isKey: Bool, contactEnds: Day? = nil, isWithdrawn: Bool = false) {
            self.opinionsOwed = opinionsOwed
            self.isKey = isKey
            self.contactEnds = contactEnds
            self.isWithdrawn = isWithdrawn
        }
    }

    /// Nobody has spoken with the proposers about this reply, they do not agree yet, or a leader has to be there.
    var contactHindrance: AssignmentRefusal? {
        guard let last = contacts.last else { return .notContacted }  // BR-19
        if last.isContested { return .stillContested }
        return round > 1 && !contacts.contains(where: \.withLeader) ? .leaderMissing : nil  // BR-20
    }

    /// A co-handler's opinion is still owed to the lead.
    func opinionsHindrance(_ others: Others) -> AssignmentRefusal? {
        part == .lead && others.opinionsOwed > 0 ? .opinionsOwed : nil  // BR-19
    }
}
