// SPDX-License-Identifier: Apache-2.0

extension LiveComment {
    /// What can be done to a comment.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case approve, hold, reject, mark, shortlist
        case stepBack = "step_back"
        case cutIn = "cut_in"
        case noteAnswer = "note_answer"
        case answer, redirect
        case draftItem = "draft_item"
        case joinItem = "join_item"
        case withdraw

        /// Whose act it is on the desk, whatever the state; taking it back is the act of whoever wrote it.
        package var holders: Set<Role> {
            switch self {
            case .approve, .hold, .reject, .mark, .shortlist, .stepBack, .cutIn, .noteAnswer, .redirect:
                [.convener, .roomSecretary]
            case .draftItem, .joinItem: [.roomSecretary]
            case .answer: [.unitOfficer]
            case .withdraw: []
            }
        }
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> CommentRefusal? {
        guard isAct(command, of: actor) else { return .notYours }
        guard state != .withdrawn else { return .withdrawn }
        switch command {
        case .approve, .hold: return decidingRefusal(of: command)
        case .reject: return rejectingRefusal
        case .mark: return markingRefusal
        case .shortlist: return shortlistingRefusal
        case .stepBack: return state == .suggestion || state == .shortlisted ? nil : .nothingToTakeBack
        case .cutIn: return cuttingInRefusal
        case .noteAnswer, .answer, .redirect: return answeringRefusal
        case .draftItem, .joinItem: return itemisingRefusal
        case .withdraw: return withdrawingRefusal
        }
    }

    /// The role in which the actor acts on it: what the event log records.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        guard command == .answer else {
            return staff.role(among: command.holders, room: said.room, area: said.area)
        }
        return cutIn.flatMap { staff.units.contains($0.unit) ? .unitOfficer : nil }
    }

    /// What of the consultation stands in the way of a command that the comment's own state permits.
    package func hindrance(to command: Command, in consultation: MediaConsultation) -> CommentRefusal? {
        let place = consultation.state.name
        switch command {
        case .approve, .hold, .reject, .mark, .shortlist, .stepBack: return place == .reported ? .alreadyReported : nil
        case .cutIn: return place == .open ? nil : .notOpen
        case .draftItem, .joinItem: return place.isOver ? nil : .stillOpen
        case .withdraw: return place == .reported ? .alreadyReported : nil
        case .noteAnswer, .answer, .redirect: return nil
        }
    }

    private func isAct(_ command: Command, of actor: Actor) -> Bool {
        switch actor {
        case .staff: role(of: actor, for: command) != nil
        case .holder(.comment(let own)): own == id && command == .withdraw
        case .visitor, .holder, .console, .system: false
        }
    }

    /// A moderator's first word; one that was turned down may be approved after all.
    private func decidingRefusal(of command: Command) -> CommentRefusal? {
        switch state {
        case .waiting: nil
        case .held, .rejected: command == .approve ? nil : .alreadyDecided
        case .approved, .suggestion, .shortlisted, .cutIn, .followUp, .answered, .itemised: .alreadyDecided
        case .withdrawn: .withdrawn
        }
    }

    /// What everybody has read is taken down as long as the room has not.
    private var rejectingRefusal: CommentRefusal? {
        switch state {
        case .waiting, .held, .approved, .suggestion, .shortlisted: nil
        case .rejected: .alreadyDecided
        case .cutIn, .followUp, .answered: .alreadyCutIn
        case .itemised: .alreadyItemised
        case .withdrawn: .withdrawn
        }
    }

    private var markingRefusal: CommentRefusal? {
        switch state {
        case .approved: nil
        case .waiting, .held, .rejected: .notApproved  // BR-25
        case .suggestion, .shortlisted, .cutIn, .followUp, .answered, .itemised: .alreadyMarked
        case .withdrawn: .withdrawn
        }
    }

    private var shortlistingRefusal: CommentRefusal? {
        switch state {
        case .suggestion: nil
        case .waiting, .held, .rejected, .approved: .notMarked
        case .shortlisted: .alreadyShortlisted
        case .cutIn, .followUp, .answered: .alreadyCutIn
        case .itemised: .alreadyItemised
        case .withdrawn: .withdrawn
        }
    }

    private var cuttingInRefusal: CommentRefusal? {
        switch state {
        case .shortlisted: nil
        case .waiting, .held, .rejected, .approved, .suggestion: .notShortlisted
        case .cutIn, .followUp, .answered: .alreadyCutIn
        case .itemised: .alreadyItemised
        case .withdrawn: .withdrawn
        }
    }

    private var answeringRefusal: CommentRefusal? {
        switch state {
        case .cutIn, .followUp: nil
        case .answered: .alreadyAnswered
        case .waiting, .held, .rejected, .approved, .suggestion, .shortlisted, .itemised: .notCutIn
        case .withdrawn: .withdrawn
        }
    }

    private var itemisingRefusal: CommentRefusal? {
        switch state {
        case .suggestion, .shortlisted: nil
        case .waiting, .held, .rejected, .approved: .notMarked
        case .cutIn, .followUp, .answered: .alreadyCutIn
        case .itemised: .alreadyItemised
        case .withdrawn: .withdrawn
        }
    }

    private var withdrawingRefusal: CommentRefusal? {
        switch state {
        case .waiting, .held, .approved, .rejected, .suggestion, .shortlisted: nil
        case .cutIn, .followUp, .answered: .alreadyCutIn
        case .itemised: .alreadyItemised
        case .withdrawn: .withdrawn
        }
    }
}

extension LiveComment: Claimable {
    package static let claimedDecision = Command.approve
    package static let decisions: Set<Command> = [.approve, .hold, .reject]

    package var isUndecided: Bool { state == .waiting || state == .held }
}

extension LiveComment: UnitHeld {
    /// The unit to which it went from the screen.
    package var holdingUnit: HandlingUnit.ID? { cutIn?.unit }
}
