// SPDX-License-Identifier: Apache-2.0

/// One person's word on whether an item is really solved: a row for each person asked, which gives the denominator.
package struct Confirmation: Hashable, Sendable {
    package typealias ID = Identifier<Confirmation>

    package let id: ID
    package let inquiry: Inquiry
    /// The word as it stands; nil while nothing was said.
    package internal(set) var answer: Answer?
    /// How many links somebody of the room has made by hand (确认条); each voids the one before, that of the SMS too.
    package internal(set) var slips: Int
    package internal(set) var version: Int

    /// Who makes a link by hand: of the item's room, and nobody of its unit.
    package static let linkers: Set<Role> = [.roomSecretary]

    /// Who is asked about what.
    package struct Inquiry: Hashable, Sendable, Codable {
        package let item: SuggestionItem.ID
        /// The how-many-th time the people are asked about this item.
        package let number: Int
        package let voice: Voice

        package init(item: SuggestionItem.ID, number: Int, voice: Voice) {
            self.item = item
            self.number = number
            self.voice = voice
        }
    }

    /// In what part somebody is asked.
    package enum Voice: Hashable, Sendable, Codable {
        /// The submitter of the topic, or of one merged into it: by tracking code.
        case submitter(Topic.ID)
        /// Somebody who supported the topic and left a phone: by one-time link.
        case supporter(Support.ID)
        /// A participant of the people's category: by one-time link.
        case participant(Participant.ID)

        /// Submitters answer by their tracking code; everybody else by a link, as long as nothing was said.
        package var isAskedByLink: Bool {
            switch self {
            case .submitter: false
            case .supporter, .participant: true
            }
        }
    }

    /// What somebody says.
    package struct Answer: Hashable, Sendable, Codable {
        package let outcome: OutcomeClass
        package let rating: Rating
        package let remark: FreeText?
        /// Whether it may have come from the handling unit itself; nil for every other word. It counts all the same.
        package let flag: Flag?
        /// True where it came by a link that the room made by hand; nil for every other word. It is counted apart, too.
        package let slip: Bool?

        package init(
            outcome: OutcomeClass, rating: Rating, remark: FreeText?, flag: Flag? = nil, isBySlip: Bool = false
        ) {
            self.outcome = outcome
            self.rating = rating
            self.remark = remark
            self.flag = flag
            slip = isBySlip ? true : nil
        }

        /// The same word, marked by where it came from and by what.
        package func flagged(_ flag: Flag?, isBySlip: Bool = false) -> Answer {
            Answer(outcome: outcome, rating: rating, remark: remark, flag: flag, isBySlip: isBySlip)
        }

        /// Whether it came by a link that the room made by hand.
        package var isBySlip: Bool { slip == true }
    }

    /// Why a word may have come from the handling unit. It is shown apart, never refused.
    package enum Flag: String, CaseIterable, Hashable, Sendable, Codable {
        /// The browser had signed in with an account of the unit.
        case account = "unit_account"
        /// It came from a network address that the unit's officers have lately used.
        case address = "unit_address"
    }

    /// How the person was treated.
    package enum Rating: String, CaseIterable, Hashable, Sendable, Codable {
        case satisfied, basically, dissatisfied
    }

    /// Asks somebody.
    package static func asking(_ inquiry: Inquiry, as id: ID) -> Transition<Confirmation> {
        Transition(Confirmation(inquiry, as: id), .asked(inquiry))
    }

    /// A confirmation before its first event.
    private init(_ inquiry: Inquiry, as id: ID) {
        self.id = id
        self.inquiry = inquiry
        answer = nil
        slips = 0
        version = 0
    }

    /// Somebody of the room makes the one-time link by hand, for whoever has no phone. Whoever makes it has seen it: so the log
    /// says who that was, and nobody of the unit that is asked about does it.
    package func makingLink(
        about item: SuggestionItem, by actor: Actor
    ) throws(ConfirmationRefusal) -> Transition<Confirmation> {
        guard item.id == inquiry.item, Self.linker(actor, of: item) != nil else { throw .notYours }
        guard !item.isOwnWork(of: actor) else { throw .ownWork }
        guard inquiry.voice.isAskedByLink, answer == nil, item.isAsking(inquiry.number) else { throw .notAsking }
        return Transition(self, .linkMade)
    }

    /// The role in which somebody makes links by hand; nil for whoever makes none.
    package static func linker(_ actor: Actor, of item: SuggestionItem) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return staff.role(among: linkers, room: item.room, area: item.area)
    }

    /// Says it, or says it anew: a word can be changed until the item is closed.
    package func answering(
        _ answer: Answer, about item: SuggestionItem, by actor: Actor
    ) throws(ConfirmationRefusal) -> Transition<Confirmation> {
        try require(.answer, by: actor)
        guard item.id == inquiry.item, item.isAsking(inquiry.number) else { throw .notAsking }
        return Transition(self, .answered(answer))
    }
}

extension Confirmation: Lifecycle {
    package typealias Event = ConfirmationEvent
    package typealias Refused = ConfirmationRefusal

    /// What can be asked of a confirmation.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case answer
    }

    /// Nil if the actor is the one who was asked; never the unit, never staff.
    package func refusal(of command: Command, by actor: Actor) -> ConfirmationRefusal? {
        switch (actor, inquiry.voice) {
        case (.holder(.topic(let own)), .submitter(let topic)): own == topic ? nil : .notYours
        case (.holder(.confirmation(let own)), .supporter), (.holder(.confirmation(let own)), .participant):
            own == id ? nil : .notYours
        case (.visitor, _), (.holder, _), (.staff, _), (.console, _), (.system, _): .notYours
        }
    }

    /// Whoever was asked has no role.
    package func role(of actor: Actor, for command: Command) -> Role? { nil }

    package func applying(_ event: ConfirmationEvent) -> Confirmation {
        var confirmation = self
        confirmation.version += 1
        switch event {
        case .asked: break
        case .answered(let answer): confirmation.answer = answer
        case .linkMade: confirmation.slips += 1
        }
        return confirmation
    }

    /// The confirmation that a log tells of; nil if its first event does not ask.
    package static func replaying(_ log: [ConfirmationEvent], as id: ID) -> Confirmation? {
        guard case .asked(let inquiry)? = log.first else { return nil }
        return log.reduce(Confirmation(inquiry, as: id)) { $0.applying($1) }
    }
}

/// What can happen to a confirmation. Written once, never changed.
package enum ConfirmationEvent: LifecycleEvent {
    case asked(Confirmation.Inquiry)
    case answered(Confirmation.Answer)
    /// Somebody of the room made the link by hand. The link itself is nowhere kept.
    case linkMade

    package static let subject = "confirmation"
    package static let version = 1

    package var kind: String {
        switch self {
        case .asked: "asked"
        case .answered: "answered"
        case .linkMade: "link_made"
        }
    }
}

/// Why a word on an item was refused.
package enum ConfirmationRefusal: String, Refusal, CaseIterable {
    /// Somebody else was asked.
    case notYours = "not_yours"
    /// The item is closed, or its unit is at work again: nobody is asked now.
    case notAsking = "not_asking"
    /// Nobody makes links by which the own work is judged.
    case ownWork = "own_work"

    package var code: String { rawValue }
}
