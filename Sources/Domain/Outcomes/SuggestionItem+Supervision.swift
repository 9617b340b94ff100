// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    /// Who supervises an item together (“党委＋政协”联合督办): somebody of the Party side, and somebody of the committee.
    package struct Supervision: Hashable, Sendable, Codable {
        package let party: FreeText
        package let committee: FreeText

        package init(party: String, committee: String) {
            self.party = .kept(party)
            self.committee = .kept(committee)
        }
    }

    /// A round on which the supervisors went to see what was done.
    package struct Inspection: Hashable, Sendable, Codable {
        package let day: Day
        /// Who went.
        package let people: FreeText
        /// What they saw.
        package let seen: FreeText

        package init(day: Day, people: String, seen: String) {
            self.day = day
            self.people = .kept(people)
            self.seen = .kept(seen)
        }
    }

    /// What a leader said of how an item was handled.
    package struct Comment: Hashable, Sendable, Codable {
        package let day: Day
        /// Who said it, by office.
        package let speaker: FreeText
        package let text: FreeText

        package init(day: Day, speaker: String, text: String) {
            self.day = day
            self.speaker = .kept(speaker)
            self.text = .kept(text)
        }
    }

    /// The people concerned are asked whether it has held: a look-back was chosen, which is nobody's command on the item.
    package func beingAskedAgain() throws(ItemRefusal) -> Transition<SuggestionItem> {
        guard state == .closed, askingAgain == nil else { throw .notClosed }
        return Transition(self, .askedAgain)
    }

    /// Nobody is asked any more.
    package func endingLookBack() throws(ItemRefusal) -> Transition<SuggestionItem> {
        guard askingAgain != nil else { throw .notClosed }
        return Transition(self, .lookBackEnded)
    }

    /// Whether the people may answer this inquiry now.
    package func isAsking(_ number: Int) -> Bool {
        switch state {
        case .verified: inquiries == number
        case .closed: askingAgain == number
        case .drafted, .approved, .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack,
            .reopened:
            false
        }
    }

    /// Two supervise it together from here on; named anew, others take their place.
    package func supervisingJointly(
        _ supervision: Supervision, by actor: Actor
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.superviseJointly, by: actor)
        return Transition(self, .supervisionAgreed(supervision))
    }

    /// Notes who went to see it, when, and what was seen.
    package func inspecting(
        _ inspection: Inspection, by actor: Actor, on today: Day
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.inspect, by: actor)
        guard inspection.day <= today else { throw .dayNotSeen }
        return Transition(self, .inspected(inspection))
    }

    /// Notes what a leader said of it.
    package func commenting(
        _ comment: Comment, by actor: Actor, on today: Day
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.comment, by: actor)
        guard comment.day <= today else { throw .dayNotSeen }
        return Transition(self, .commented(comment))
    }
}
