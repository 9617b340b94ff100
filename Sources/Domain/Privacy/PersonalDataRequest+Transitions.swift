// SPDX-License-Identifier: Apache-2.0

extension PersonalDataRequest {
    /// What can be asked of a request.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case grant, refuse

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> { [.privacyOfficer] }
    }

    /// For how many days a copy can be seen once it is granted.
    private static let readingDays = 30

    /// What the rule has to know of what is kept.
    package struct Circumstances: Sendable {
        /// Whom the one-time link asks that was used, if one was.
        package let link: Link?
        /// Whether something of this person is still kept.
        package let isKept: Bool
        /// Whether a request of this kind waits already.
        package let hasOpen: Bool

        /// The confirmation that a link asks for, and whose word it is.
        package struct Link: Hashable, Sendable {
            package let confirmation: Confirmation.ID
            package let whose: MaskedIdentity

            package init(confirmation: Confirmation.ID, whose: MaskedIdentity) {
                self.confirmation = confirmation
                self.whose = whose
            }
        }

        package init(link: Link? = nil, isKept: Bool, hasOpen: Bool) {
            self.link = link
            self.isKept = isKept
            self.hasOpen = hasOpen
        }
    }

    /// The holder of a topic's code, or of the link that asked one person, asks; a second request of a kind waits for the
    /// first. Nobody asks for somebody else.
    package static func requesting(
        _ asking: Asking, where found: Circumstances, as id: ID, by actor: Actor, at now: Instant, practice: Practice
    ) throws(PersonalDataRefusal) -> Transition<PersonalDataRequest> {
        guard holder(actor, found) == asking.whose, (asking.kind == .correct) == (asking.correction != nil) else {
            throw .notYours
        }
        guard found.isKept else { throw .alreadyErased }
        guard !found.hasOpen else { throw .alreadyRequested }
        let deadline = practice.calendar.deadline(workingDays: practice.profile.erasureDays, after: now.day)
        return Transition(PersonalDataRequest(asking, as: id), .asked(asking, deadline: deadline))
    }

    /// Who an actor is by code or link; nil for everybody else.
    private static func holder(_ actor: Actor, _ found: Circumstances) -> MaskedIdentity? {
        switch actor {
        case .holder(.topic(let topic)): .submitter(topic)
        case .holder(.confirmation(let confirmation)):
            found.link?.confirmation == confirmation ? found.link?.whose : nil
        case .visitor, .holder, .staff, .console, .system: nil
        }
    }

    /// `isHeld`: whether a hold lies on the record; it keeps from erasing, and from forgetting a phone for another.
    package func granting(
        by actor: Actor, at now: Instant, isHeld: Bool
    ) throws(PersonalDataRefusal) -> Transition<PersonalDataRequest> {
        try require(.grant, by: actor)
        switch asking.kind {
        case .access:
            let end = Instant(now.day.advanced(by: Self.readingDays + 1))
            return Transition(self, .opened(until: end.milliseconds))
        case .correct:
            guard !isHeld || asking.correction?.phone == nil else { throw .underHold }
            return Transition(self, .granted)
        case .erase:
            guard !isHeld else { throw .underHold }
            return Transition(self, .granted)
        }
    }

    /// The privacy officer says no, with a reason that the person reads (BR-40).
    package func refusing(
        reason: String, by actor: Actor
    ) throws(PersonalDataRefusal) -> Transition<PersonalDataRequest> {
        try require(.refuse, by: actor)
        return Transition(self, .refused(reason: .kept(reason)))
    }

    /// Nil if the actor may do this now; otherwise why not.
    package func refusal(of command: Command, by actor: Actor) -> PersonalDataRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch state {
        case .open: return nil
        case .granted, .refused: return .alreadyDecided
        }
    }

    /// The role in which the actor decides.
    package func role(of actor: Actor, for command: Command) -> Role? { actor.holding(.privacyOfficer) }
}

/// Why a command on a request was refused.
package enum PersonalDataRefusal: String, Refusal, CaseIterable {
    /// Only who holds the code or the link asks, only the privacy officer decides.
    case notYours = "not_yours"
    /// Nothing is kept any more.
    case alreadyErased = "already_erased"
    /// A request of this kind is waiting already.
    case alreadyRequested = "already_requested"
    /// A hold lies on the record: it is lifted first, or the request refused.
    case underHold = "under_hold"
    /// The request has been decided.
    case alreadyDecided = "already_decided"

    package var code: String { rawValue }
}
