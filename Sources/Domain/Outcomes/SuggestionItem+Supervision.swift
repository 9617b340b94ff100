// SPDX-License-Identifier: Apache-2.0

extension SuggestionItem {
    /// Who supervises an item together (“党委＋政协”联合督办): somebody of the Party side, and somebody of the committee.
    package struct Supervision: Hashable, Sendable, Codable {
        package let party: FreeText
        package let committee: FreeText
        /// Who of the Party side signs by an account; nil where a secretary notes it from paper.
        package let partyPerson: Person.ID?
        /// The same of the committee.
        package let committeePerson: Person.ID?

        package init(
            party: String, committee: String, partyPerson: Person.ID? = nil, committeePerson: Person.ID? = nil
        ) {
            self.party = .kept(party)
            self.committee = .kept(committee)
            self.partyPerson = partyPerson
            self.committeePerson = committeePerson
        }

        /// Those who sign by an account.
        package var people: [Person.ID] { Side.allCases.compactMap(person) }

        /// Who supervises for a side with an account; nil where it is a name on paper, or nobody.
        package func person(of side: Side) -> Person.ID? {
            switch side {
            case .party: partyPerson
            case .committee: committeePerson
            }
        }

        /// What the supervisor of a side is called.
        package func name(of side: Side) -> FreeText {
            switch side {
            case .party: party
            case .committee: committee
            }
        }

        /// The side for which this person supervises.
        package func side(of person: Person.ID) -> Side? { Side.allCases.first { self.person(of: $0) == person } }
    }

    /// The two who supervise together.
    package enum Side: String, CaseIterable, Hashable, Sendable, Codable {
        case party, committee
    }

    /// That one of the two finds it done, once for each report (会签).
    package struct Countersignature: Hashable, Sendable, Codable {
        package let side: Side
        package let day: Day
        /// What was said with it; nil for nothing.
        package let words: FreeText?
        /// The paper on which it stands, where a secretary noted it for somebody without an account.
        package let paper: FreeText?

        package init(_ side: Side, on day: Day, words: String? = nil, paper: String? = nil) {
            self.side = side
            self.day = day
            self.words = words.map(FreeText.kept)
            self.paper = paper.map(FreeText.kept)
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

    /// The number of the inquiry in which the people may answer now: that of the handling while the report is being confirmed, that
    /// of a look-back once it is closed; nil while nobody is asked.
    package var openInquiry: Int? {
        switch state {
        case .verified: inquiries
        case .closed: askingAgain
        case .drafted, .approved, .dispatched, .returnRequested, .accepted, .inProgress, .reported, .sentBack,
            .reopened:
            nil
        }
    }

    /// The inquiry that is shown: the open one, or the last one in the handling.
    package var shownInquiry: Int { openInquiry ?? inquiries }

    /// Whether the people may answer this inquiry now.
    package func isAsking(_ number: Int) -> Bool { openInquiry == number }

    /// Two supervise it together from here on; named anew, others take their place.
    package func supervisingJointly(
        _ supervision: Supervision, by actor: Actor
    ) throws(ItemRefusal) -> Transition<SuggestionItem> {
        try require(.superviseJointly, by: actor)
        guard Set(supervision.people).count == supervision.people.count else { throw .samePersonTwice }
        guard !supervision.people.contains(task.officer) else { throw .ownWork }
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
