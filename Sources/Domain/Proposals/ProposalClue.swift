// SPDX-License-Identifier: Apache-2.0

/// What somebody leaves, without an account, for those who write proposals (提案线索), or what a room hands on to them: read by the
/// office first, then by members, who may take it up.
package struct ProposalClue: Hashable, Sendable {
    package typealias ID = Identifier<ProposalClue>

    package let id: ID
    package internal(set) var text: FreeText
    package let origin: Origin
    package internal(set) var state: State
    package internal(set) var version: Int

    /// The topic that it was before.
    package var topic: Topic.ID? { origin.topic }
    /// What was met while walking that it was before.
    package var walk: SentimentIssue.ID? { origin.walk }

    /// How long it may be, in characters as people count them.
    package static let textMax = 500

    /// Where it came from.
    package enum Origin: Hashable, Sendable {
        /// Somebody left it, without an account.
        case left
        /// A room handed a topic on.
        case topic(Topic.ID)
        /// What somebody met while walking was handed on.
        case walk(SentimentIssue.ID)

        package init(topic: Topic.ID?, walk: SentimentIssue.ID?) {
            self = topic.map(Self.topic) ?? walk.map(Self.walk) ?? .left
        }

        package var topic: Topic.ID? {
            guard case .topic(let topic) = self else { return nil }
            return topic
        }

        package var walk: SentimentIssue.ID? {
            guard case .walk(let walk) = self else { return nil }
            return walk
        }
    }

    /// Where it stands. Each case names its successors.
    package enum State: String, CaseIterable, Hashable, Sendable, Codable {
        /// The office has not read it. → released, setAside, withdrawn
        case left
        /// Members read it. → setAside
        case released
        /// It is nothing to write a proposal from. → released
        case setAside = "set_aside"
        /// The room took its topic back before anybody had read it.
        case withdrawn
    }

    /// What can be done with a clue.
    package enum Command: String, CaseIterable, Hashable, Sendable {
        case release
        case setAside = "set_aside"
        /// What it says goes: it names somebody, or somebody asks for it (BR-40). Where it stands stays.
        case erase

        /// Whose act it is, whatever the state.
        package var holders: Set<Role> {
            switch self {
            case .release, .setAside: [.proposalOfficer]
            case .erase: [.privacyOfficer]
            }
        }
    }

    /// Who reads some of them: members those that were released, the office and the privacy officer all.
    package static let readers: Set<Role> = [.member, .proposalOfficer, .privacyOfficer]

    /// Somebody leaves one, while the county takes clues in.
    package static func leaving(
        _ text: String, as id: ID, on day: Day, practice: ProposalPractice
    ) throws(ClueRefusal) -> Transition<ProposalClue> {
        guard practice.takesClues(on: day) else { throw .notOpen }
        let words = FreeText.kept(text)
        return Transition(ProposalClue(id: id, text: words, origin: .left, state: .left, version: 0), .left(words))
    }

    /// A room hands a topic on, in the words that it wrote for it or else in those that everybody may read; never in what its submitter
    /// said (BR-38). It is somebody's matter already, so that no month is asked for (BR-46).
    package static func handingOn(
        _ topic: Topic, in written: String?, as id: ID
    ) throws(ClueRefusal) -> Transition<ProposalClue> {
        guard let words = written ?? topic.wordsForEverybody else { throw .noPublicWords }
        let text = cut(words)
        return Transition(
            ProposalClue(id: id, text: text, origin: .topic(topic.id), state: .left, version: 0),
            .handedOn(text, from: topic.id))
    }

    /// What was met while walking is handed on, in the words with which it was passed on: those name nobody.
    package static func handingOn(
        _ walk: SentimentIssue.ID, in words: String, as id: ID
    ) -> Transition<ProposalClue> {
        let text = cut(words)
        return Transition(
            ProposalClue(id: id, text: text, origin: .walk(walk), state: .left, version: 0),
            .metWalking(text, from: walk))
    }

    private static func cut(_ words: String) -> FreeText {
        .kept(words.count > textMax ? "\(words.prefix(textMax - 1))…" : words)
    }

    /// The room has its topic, or its walk, again; what somebody has read stays with those who read it.
    package func takingBack() throws(ClueRefusal) -> Transition<ProposalClue> {
        guard origin != .left, state == .left else { throw .alreadyRead }
        return Transition(self, .withdrawn)
    }

    /// Lets members read it: it names nobody, and is about something that a proposal may be about.
    package func releasing(by actor: Actor) throws(ClueRefusal) -> Transition<ProposalClue> {
        try require(.release, by: actor)
        return Transition(self, .released)
    }

    /// Nobody takes it up; the reason is kept.
    package func settingAside(reason: String, by actor: Actor) throws(ClueRefusal) -> Transition<ProposalClue> {
        try require(.setAside, by: actor)
        return Transition(self, .setAside(reason: .kept(reason)))
    }

    /// Its words go for good. `isHeld`: whether a hold lies on it, or on the topic that it was before.
    package func erasing(isHeld: Bool, by actor: Actor) throws(ClueRefusal) -> Transition<ProposalClue> {
        try require(.erase, by: actor)
        guard !isHeld else { throw .underHold }
        return Transition(self, .erased)
    }
}

extension ProposalClue: Lifecycle {
    package typealias Event = ClueEvent
    package typealias Refused = ClueRefusal

    package func refusal(of command: Command, by actor: Actor) -> ClueRefusal? {
        guard role(of: actor, for: command) != nil else { return .notYours }
        switch command {
        case .release:
            if state == .withdrawn { return .isWithdrawn }
            if state == .released { return .alreadyReleased }
            return text == .erased ? .alreadyErased : nil
        case .setAside:
            if state == .withdrawn { return .isWithdrawn }
            return state == .setAside ? .alreadySetAside : nil
        case .erase: return text == .erased ? .alreadyErased : nil
        }
    }

    package func role(of actor: Actor, for command: Command) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        return command.holders.first { staff.holdsEverywhere($0) }
    }

    /// Whether this person may read it: the office and the privacy officer all, members what was released.
    package func isOpen(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor else { return false }
        return Self.readsAll(staff) || (staff.holds(.member) && state == .released)
    }

    /// Whether this person reads them in whatever state.
    package static func readsAll(_ staff: Staff) -> Bool {
        staff.holdsEverywhere(.proposalOfficer) || staff.holdsEverywhere(.privacyOfficer)
    }

    package func applying(_ event: ClueEvent) -> ProposalClue {
        var clue = self
        clue.version += 1
        switch event {
        case .left, .handedOn, .metWalking: break
        case .released: clue.state = .released
        case .setAside: clue.state = .setAside
        case .withdrawn: clue.state = .withdrawn
        case .erased: clue.text = .erased
        }
        return clue
    }

    /// The clue that a log tells of; nil if its first event does not leave one.
    package static func replaying(_ log: [ClueEvent], as id: ID) -> ProposalClue? {
        let blank: ProposalClue
        switch log.first {
        case .left(let text): blank = ProposalClue(id: id, text: text, origin: .left, state: .left, version: 0)
        case .handedOn(let text, let topic):
            blank = ProposalClue(id: id, text: text, origin: .topic(topic), state: .left, version: 0)
        case .metWalking(let text, let walk):
            blank = ProposalClue(id: id, text: text, origin: .walk(walk), state: .left, version: 0)
        case .released, .setAside, .withdrawn, .erased, nil: return nil
        }
        return log.reduce(blank) { $0.applying($1) }
    }
}

/// What can happen to a clue. Written once, never changed.
package enum ClueEvent: LifecycleEvent {
    case left(FreeText)
    /// A room handed a topic on.
    case handedOn(FreeText, from: Topic.ID)
    /// What a member met while walking was handed on.
    case metWalking(FreeText, from: SentimentIssue.ID)
    case released
    case setAside(reason: FreeText)
    /// The room took its topic, or what was met while walking, back.
    case withdrawn
    /// The privacy officer had its words erased; the commitments of the events before stay.
    case erased

    package static let subject = "clue"
    package static let version = 1

    package var kind: String {
        switch self {
        case .left: "left"
        case .handedOn: "handed_on"
        case .metWalking: "met_walking"
        case .released: "released"
        case .setAside: "set_aside"
        case .withdrawn: "withdrawn"
        case .erased: "erased"
        }
    }
}

/// Why something was not done with a clue.
package enum ClueRefusal: String, Refusal, CaseIterable {
    /// The actor has no part in it.
    case notYours = "not_yours"
    /// It is not the month in which the county takes clues in.
    case notOpen = "not_open"
    case alreadyReleased = "already_released"
    case alreadySetAside = "already_set_aside"
    /// The topic has no wording that everybody may read, and none was written for those who write proposals.
    case noPublicWords = "no_public_words"
    /// Somebody has read it, so that it is not taken back.
    case alreadyRead = "already_read"
    /// The room has taken its topic back.
    case isWithdrawn = "is_withdrawn"
    /// There are no words any more.
    case alreadyErased = "already_erased"
    /// What the law or a case under way needs is not erased.
    case underHold = "under_hold"

    package var code: String { rawValue }
}

extension ProposalPractice {
    /// Whether clues are taken in: in the proposal month (提案月), or always where none is named.
    package func takesClues(on day: Day) -> Bool { clueMonth == 0 || day.month == clueMonth }
}
