// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    /// Whether the actor oversees the unit, and reads which words may have come from the unit itself.
    package func tellsFlags(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.roomDomains.contains { $0.covers(room: room, area: area) }
    }

    /// By when something is owed, as this reader is told it: while the room looks at it or people are asked the days are theirs,
    /// and nobody else's.
    package func owedDeadline(to actor: Actor) -> Deadline? {
        state.name.isWithRoom && !tellsFlags(to: actor) ? nil : deadline
    }
}

extension SuggestionItem {
    /// What can be asked of an item.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case revise, discard, dispatch, accept
        case requestReturn = "request_return"
        case reassign, uphold
        case handOver = "hand_over"
        case progress, report, verify
        case askExtension = "ask_extension"
        case grantExtension = "grant_extension"
        case refuseExtension = "refuse_extension"
        case sendBack = "send_back"
        case close, reopen, remind
        case superviseJointly = "supervise_jointly"
        case sign
        case declineToSign = "decline_to_sign"
        case signFor = "sign_for"
        case inspect, comment

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .revise, .discard, .dispatch, .reassign, .uphold, .grantExtension, .refuseExtension, .verify,
                .sendBack, .close, .signFor,
                .reopen:
                [.roomSecretary]
            case .accept, .requestReturn, .handOver, .progress, .askExtension, .report: [.unitOfficer]
            case .remind, .superviseJointly, .inspect: [.roomSecretary, .convener]
            case .comment: [.leader, .roomSecretary]
            // The two who were named, whichever of these they are.
            case .sign, .declineToSign: [.leader, .convener, .unitOfficer]
            }
        }

        /// Whether it judges what the unit did or asks for, or names who watches over that: not for somebody who is of that unit.
        /// Another of the room does it, or whoever looks after the area or the county.
        package var judgesUnit: Bool {
            switch self {
            case .reassign, .uphold, .grantExtension, .refuseExtension, .verify, .sendBack, .close, .reopen, .signFor,
                .superviseJointly:
                true
            case .revise, .discard, .dispatch, .accept, .requestReturn, .handOver, .progress, .report, .askExtension,
                .remind, .sign, .declineToSign, .inspect, .comment:
                false
            }
        }
    }

    /// Whether the actor is of the unit that has the item.
    package func isOwnWork(of actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return staff.units.contains(unit)
    }

    /// Nil if the actor may do this now; otherwise why not. Buttons and guards both ask here.
    package func refusal(of command: Command, by actor: Actor) -> ItemRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        if let refusal = stateRefusal(of: command, by: actor) { return refusal }
        return command.judgesUnit && isOwnWork(of: actor) ? .ownWork : nil
    }

    private func stateRefusal(of command: Command, by actor: Actor) -> ItemRefusal? {
        switch command {
        case .revise, .discard: return draftRefusal
        case .dispatch: return dispatchingRefusal
        case .accept: return state == .dispatched ? nil : .notDispatched
        case .requestReturn: return returningRefusal
        case .reassign, .uphold: return arbitrationRefusal
        case .handOver: return handingOverRefusal
        case .progress: return workingRefusal
        case .askExtension: return askingExtensionTwice ?? workingRefusal
        case .grantExtension, .refuseExtension: return nothingToExtend ?? workingRefusal
        case .report: return workingRefusal
        case .verify, .sendBack: return state == .reported ? nil : .notReported
        case .close: return closingRefusal
        case .reopen: return reopeningRefusal
        case .remind: return remindingRefusal
        case .superviseJointly: return supervisingRefusal
        case .sign: return ownSigningRefusal(of: actor)
        case .declineToSign: return ownSigningRefusal(of: actor)
        case .signFor: return signingForRefusal(of: actor)
        case .inspect: return inspectingRefusal
        case .comment: return hasReachedUnit ? nil : .notDispatched
        }
    }

    /// The role in which the actor acts on this item: what the event log records.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        if command == .sign || command == .declineToSign {
            guard supervisedSide(of: staff) != nil else { return nil }
            return staff.appointments.first { command.holders.contains($0.role) }?.role
        }
        if command.holders.contains(.unitOfficer) { return officerRole(of: staff) }
        return staff.role(among: command.holders, room: room, area: area)
    }

    /// Whether the unit has it on its desk, or had.
    package var hasReachedUnit: Bool {
        switch state {
        case .drafted, .approved: false
        case .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack, .verified, .closed, .reopened:
            true
        }
    }

    /// Whether the last report was found to hold: only then strangers read it.
    package var hasVerifiedReport: Bool {
        switch state {
        case .verified, .closed: true
        case .drafted, .approved, .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack,
            .reopened:
            false
        }
    }

    private var draftRefusal: ItemRefusal? {
        guard state == .drafted else { return .notDraft }
        return isDiscarded ? .discarded : nil
    }

    private var dispatchingRefusal: ItemRefusal? {
        switch state {
        case .approved: nil
        case .drafted: .notApproved
        case .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack, .verified, .closed, .reopened:
            .alreadyDispatched
        }
    }

    private var returningRefusal: ItemRefusal? {
        returningTwice ?? (state == .dispatched ? nil : .notDispatched)
    }

    private var arbitrationRefusal: ItemRefusal? {
        state.name == .returnRequested ? nil : .noReturnRequested
    }

    /// Within a unit it changes hands from the day on which the unit has it until it is closed.
    private var handingOverRefusal: ItemRefusal? {
        switch state {
        case .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack, .verified, .reopened: nil
        case .drafted, .approved: .notDispatched
        case .closed: .alreadyClosed
        }
    }

    private var workingRefusal: ItemRefusal? {
        switch state {
        case .accepted, .inProgress, .sentBack, .reopened: nil
        case .drafted, .approved, .dispatched, .returnRequested: .notAccepted
        case .reported, .verified: .alreadyReported
        case .closed: .alreadyClosed
        }
    }

    /// A unit is reminded while it owes something: its signature, or its report.
    private var remindingRefusal: ItemRefusal? {
        switch state {
        case .dispatched, .accepted, .inProgress, .sentBack, .reopened: nil
        case .drafted, .approved: .notDispatched
        case .returnRequested, .reported, .verified: .nothingOwed
        case .closed: .alreadyClosed
        }
    }

    private var supervisingRefusal: ItemRefusal? {
        switch state {
        case .approved, .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack, .verified,
            .reopened:
            nil
        case .drafted: .notApproved
        case .closed: .alreadyClosed
        }
    }

    /// Whoever supervises together goes to see it once the unit has it, and may go again when it is closed.
    private var inspectingRefusal: ItemRefusal? {
        guard hasReachedUnit else { return .notDispatched }
        return supervision == nil ? .notSupervised : nil
    }

    private var closingRefusal: ItemRefusal? {
        switch state {
        case .verified: supervision == nil ? nil : .needsSignatures
        case .closed: .alreadyClosed
        case .drafted, .approved, .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack,
            .reopened:
            .notVerified
        }
    }

    private var reopeningRefusal: ItemRefusal? {
        switch state {
        case .verified, .closed: nil
        case .drafted, .approved, .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack,
            .reopened:
            .notClosed
        }
    }
}
