// SPDX-License-Identifier: Apache-2.0

extension UnmaskingRequest {
    /// What can be asked of a request.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case grant, refuse, withdraw, look

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .grant, .refuse: [.privacyOfficer]
            case .withdraw, .look: UnmaskingRequest.askers
            }
        }
    }

    /// Who may ask.
    package static let askers: Set<Role> = [.convener]

    /// What the rule has to know of the record behind which the identity lies.
    package struct Circumstances: Sendable {
        package let room: Room.ID
        package let area: AreaCode
        /// Whether something is kept there that could be shown.
        package let isKept: Bool
        /// Whether the same person waits for the same already.
        package let hasOpen: Bool

        package init(room: Room.ID, area: AreaCode, isKept: Bool, hasOpen: Bool) {
            self.room = room
            self.area = area
            self.isKept = isKept
            self.hasOpen = hasOpen
        }
    }

    /// The convener of the record's room asks, and says why.
    package static func requesting(
        _ identity: MaskedIdentity, reason: String, where found: Circumstances, as id: ID, by actor: Actor,
        at now: Instant, practice: Practice
    ) throws(UnmaskingRefusal) -> Transition<UnmaskingRequest> {
        guard case .staff(let staff) = actor, staff.holds(anyOf: askers, room: found.room, area: found.area) else {
            throw .notYours
        }
        guard found.isKept else { throw .nothingKept }
        guard !found.hasOpen else { throw .alreadyRequested }
        let asking = Asking(
            identity: identity, room: found.room, area: found.area, asker: staff.id, reason: .kept(reason))
        let deadline = practice.calendar.deadline(
            workingDays: practice.profile.privacy.unmaskingDays, after: now.day)
        return Transition(UnmaskingRequest(asking, as: id), .requested(asking, deadline: deadline))
    }

    /// The asker may look from now on, for the minutes of the profile.
    package func granting(
        by actor: Actor, at now: Instant, practice: Practice
    ) throws(UnmaskingRefusal) -> Transition<UnmaskingRequest> {
        try require(.grant, by: actor)
        let end = now.advanced(byMilliseconds: Int64(practice.profile.privacy.unmaskingMinutes) * 60_000)
        return Transition(self, .granted(until: end.milliseconds))
    }

    /// The privacy officer says no, and why.
    package func refusing(reason: String, by actor: Actor) throws(UnmaskingRefusal) -> Transition<UnmaskingRequest> {
        try require(.refuse, by: actor)
        return Transition(self, .refused(reason: .kept(reason)))
    }

    /// The asker does not need it any more.
    package func withdrawing(by actor: Actor) throws(UnmaskingRefusal) -> Transition<UnmaskingRequest> {
        try require(.withdraw, by: actor)
        return Transition(self, .withdrawn)
    }

    /// The asker looks; each look is an event.
    package func looking(by actor: Actor, at now: Instant) throws(UnmaskingRefusal) -> Transition<UnmaskingRequest> {
        try require(.look, by: actor)
        guard !isOver(at: now) else { throw .timeIsOver }
        return Transition(self, .looked)
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> UnmaskingRefusal? {
        guard case .staff(let staff) = actor else { return .notYours }
        switch command {
        case .grant, .refuse:
            guard staff.holds(.privacyOfficer) else { return .notYours }
            guard staff.id != asking.asker else { return .ownRequest }  // BR-38
            return decisionRefusal
        case .withdraw: return isAsker(staff) ? decisionRefusal : .notYours
        case .look: return isAsker(staff) ? lookingRefusal : .notYours
        }
    }

    /// The one who asked, as long as this is the convener there.
    package func isAsker(_ staff: Staff) -> Bool {
        staff.id == asking.asker && staff.holds(anyOf: Self.askers, room: asking.room, area: asking.area)
    }

    private var decisionRefusal: UnmaskingRefusal? {
        switch state {
        case .open: nil
        case .granted, .refused, .withdrawn: .alreadyDecided
        }
    }

    private var lookingRefusal: UnmaskingRefusal? {
        switch state {
        case .granted: nil
        case .open, .refused, .withdrawn: .notGranted
        }
    }

    /// The role in which the actor acts: what the event log records.
    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        switch command {
        case .grant, .refuse: return staff.holds(.privacyOfficer) ? .privacyOfficer : nil
        case .withdraw, .look:
            return staff.id == asking.asker
                ? staff.role(among: command.holders, room: asking.room, area: asking.area) : nil
        }
    }
}

/// Why a command on a request was refused.
package enum UnmaskingRefusal: String, Refusal, CaseIterable {
    /// Only the convener asks and looks, only the privacy officer decides.
    case notYours = "not_yours"
    /// Nobody decides on the own request.
    case ownRequest = "own_request"
    /// There is nothing that could be shown: nothing was left, or it is erased.
    case nothingKept = "nothing_kept"
    /// The same person has asked for the same, and waits.
    case alreadyRequested = "already_requested"
    /// The request has been decided or withdrawn.
    case alreadyDecided = "already_decided"
    /// Nobody may look: it was not granted.
    case notGranted = "not_granted"
    /// The minutes for looking are over.
    case timeIsOver = "time_is_over"

    package var code: String { rawValue }
}
