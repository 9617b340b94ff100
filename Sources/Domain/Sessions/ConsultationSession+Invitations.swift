// SPDX-License-Identifier: Apache-2.0

extension ConsultationSession {
    /// What is answered to an invitation.
    package enum Reply: Hashable, Sendable, Codable {
        case coming
        /// From afar, by the session's link.
        case online
        case declined
        /// This person comes instead.
        case substituted(Participant)
    }

    /// Answers for a participant: the person alone, or the secretary, who was told.
    package func answering(
        _ reply: Reply, of participant: Participant.ID?, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.answer, by: actor)
        let invited = try addressed(participant, by: actor, for: .answer)
        switch reply {
        case .coming, .declined: break
        case .online: guard plan.link != nil else { throw .notOnline }
        case .substituted(let substitute):
            guard invited.standsFor == nil else { throw .isSubstitute }
            let id = invited.id
            guard substitute.standsFor == id, substitute.category == invited.category else { throw .isSubstitute }
            try requireNewPhone(of: substitute)
        }
        return Transition(self, .answered(invited.id, reply))
    }

    /// Who is sent by a phone is told by it: by one that is nobody else's on the list, and not without end.
    private func requireNewPhone(of substitute: Participant) throws(SessionRefusal) {
        guard let sender = substitute.standsFor, let phone = substitute.phone else { return }
        // Whoever was sent before leaves the list with the new answer.
        let others = participants.filter { $0.standsFor != sender }
        guard !others.contains(where: { $0.phone == phone }) else { throw .phoneOnList }
        guard substitutes[sender, default: 0] < Self.substitutesMax else { throw .tooManySubstitutes }
    }

    /// How many substitutes of one person are told by SMS.
    package static let substitutesMax = 3

    /// Puts a member on the list who wants to come, where the form takes sign-ups; `id`: of the new line of the list.
    package func joining(
        as id: Participant.ID, by actor: Actor, practice: Practice
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        guard case .staff(let staff) = actor, staff.holds(anyOf: [.member], room: room, area: area) else {
            throw .notYours
        }
        if let refusal = preparingRefusal(isOpen: false) { throw refusal }
        guard form(practice).takesSignUps else { throw .notOpenToMembers }
        guard participant(staff.id) == nil else { throw .alreadyJoined }
        return Transition(
            self,
            .joined(
                Participant(
                    id: id, category: .member, name: .kept(staff.name), phone: nil, person: staff.id, answer: .coming)))
    }

    /// Asks those once more who have not answered; once a day.
    package func reminding(by actor: Actor, at now: Instant) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.remind, by: actor)
        let silent = participants.filter { $0.answer == nil }
        guard !silent.isEmpty else { throw .allAnswered }
        if let remindedOn, remindedOn >= now.day { throw .remindedToday }
        return Transition(self, .reminded(silent.map(\.id), on: now.day))
    }

    /// Checks somebody in who has shown the code in the room, `hasCode`. Whoever is there already is not counted again; that
    /// somebody tried is kept, so that the secretary sees whether two use one name.
    package func arriving(
        _ participant: Participant.ID?, by way: Participant.Arrival, hasCode: Bool, _ actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.arrive, by: actor)
        guard hasCode else { throw .codeExpired }
        let arrived = try addressed(participant, by: actor, for: .arrive)
        guard arrived.isPresent else { return Transition(self, .arrived(arrived.id, by: way)) }
        guard doubles.count(where: { $0 == arrived.id }) < Self.doublesMax else { throw .alreadyPresent }
        return Transition(self, .doubled(arrived.id))
    }

    /// Notes that somebody whose way in is the link has entered (我已进会): for oneself alone, while it is in progress. It counts as
    /// being there (BR-36).
    package func entering(by actor: Actor) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.arrive, by: actor)
        let entered = try addressed(nil, by: actor, for: .arrive)
        guard mayComeByLink(entered) else { throw .notByLink }
        guard !entered.isPresent else { throw .alreadyPresent }
        return Transition(self, .arrived(entered.id, by: .online))
    }

    /// Whether the link is somebody's way in, who may say now that it was entered.
    package func mayEnter(_ actor: Actor) -> Bool {
        guard refusal(of: .arrive, by: actor) == nil, let id = own(actor) else { return false }
        return participants.contains { $0.id == id && mayComeByLink($0) && !$0.isPresent }
    }

    /// How many further tries of one person are kept.
    private static let doublesMax = 3

    /// Writes down what was seen on the spot, before it is talked over.
    package func recordingVisit(
        _ text: String, by actor: Actor
    ) throws(SessionRefusal) -> Transition<ConsultationSession> {
        try require(.recordVisit, by: actor)
        return Transition(self, .visited(.kept(text)))
    }

    /// Which participant somebody is.
    func own(_ actor: Actor) -> Participant.ID? {
        switch actor {
        case .holder(.participant(let id)): id
        case .staff(let staff): participant(staff.id)?.id
        case .visitor, .holder, .console, .system: nil
        }
    }

    /// Whom an act is about: the one who acts, or whom somebody of the room names.
    private func addressed(
        _ named: Participant.ID?, by actor: Actor, for command: Command
    ) throws(SessionRefusal) -> Participant {
        let own = own(actor)
        guard let id = named ?? own, let found = participants.first(where: { $0.id == id }) else {
            throw .unknownParticipant
        }
        guard id == own || role(of: actor, for: command) == .roomSecretary else { throw .notYours }
        return found
    }
}

extension ConsultationSession {
    /// The form in which it is held, as the county has it now.
    package func form(_ practice: Practice) -> ConsultationForm { practice.profile.sessions.form(plan.form) }

    /// The categories of which nobody is expected (BR-04).
    package func missingCategories(_ practice: Practice) -> [ParticipantCategory] {
        form(practice).requiredCategories.filter { category in
            !participants.contains { $0.category == category && $0.isExpected }
        }
    }

    /// The categories of which somebody is expected, and nobody has said to come.
    package func uncertainCategories(_ practice: Practice) -> [ParticipantCategory] {
        let missing = missingCategories(practice)
        return form(practice).requiredCategories.filter { category in
            !missing.contains(category) && !participants.contains { $0.category == category && $0.isCertain }
        }
    }
}
