// SPDX-License-Identifier: Apache-2.0

extension Topic {
    /// Where and when a topic was said, for the sources that have to say it (A2-07).
    package struct Occasion: Hashable, Sendable, Codable {
        /// The survey's name, or the document of the plan.
        package let name: FreeText?
        package let day: Day?
        /// Where people met.
        package let place: FreeText?
        /// How many people came, or how many answers there were.
        package let count: Int?

        package init(name: FreeText? = nil, day: Day? = nil, place: FreeText? = nil, count: Int? = nil) {
            self.name = name
            self.day = day
            self.place = place
            self.count = count
        }

        /// One of the things that an occasion says.
        package enum Part: String, CaseIterable, Hashable, Sendable {
            case name, day, place, count
        }

        /// What it says.
        package var parts: Set<Part> {
            var parts: Set<Part> = []
            if name != nil { parts.insert(.name) }
            if day != nil { parts.insert(.day) }
            if place != nil { parts.insert(.place) }
            if count != nil { parts.insert(.count) }
            return parts
        }
    }

    /// A topic of a former system, as it stood there.
    package struct Former: Hashable, Sendable, Codable {
        /// Its number there.
        package let number: String
        package let receivedOn: Day
        /// With what it ended; nil for what is still in the pool.
        package let result: FreeText?
        /// How it ended there; nil for what is still in the pool, and where it was written before that was asked.
        package let ending: Ending?

        package init(number: String, receivedOn: Day, result: FreeText?, ending: Ending? = nil) {
            self.number = number
            self.receivedOn = receivedOn
            self.result = result
            self.ending = ending
        }

        /// How a topic ended in a former system, as it was declared (BR-47).
        package enum Ending: String, CaseIterable, Hashable, Sendable, Codable {
            case solved, unsolved
            case turnedDown = "turned_down"
            case handedOn = "handed_on"
            /// Nobody has said.
            case unknown
        }

        /// How it ended there, if it did.
        package var endedAs: Ending? { result == nil ? nil : ending ?? .unknown }

        package var receivedAt: Instant { Instant(receivedOn, hour: 8) }
    }

    /// Enters what somebody brings to the desk: a member recommends, a leader names, the secretary writes down, a system outside
    /// pushes. With a watched word it is held for a look, as what residents raise.
    package static func entering(
        _ draft: TopicDraft, as id: ID, isHeld: Bool = false, by actor: Actor, at now: Instant, practice: Practice
    ) throws(TopicRefusal) -> Transition<Topic> {
        guard let role = draft.source.role(of: actor, in: draft.room, area: draft.area) else { throw .notYours }
        guard draft.source.occasion(in: role).isSubset(of: draft.occasion?.parts ?? []) else {
            throw .occasionIsMissing
        }
        if let day = draft.occasion?.day, day > now.day { throw .dayIsToCome }
        return submitting(draft, as: id, isHeld: isHeld, at: now, practice: practice)
    }

    /// Takes a topic over from a former system.
    package static func takingOver(
        _ draft: TopicDraft, _ former: Former, as id: ID
    ) -> Transition<Topic> {
        let submission = Submission(draft)
        let blank = Topic(id: id, submission: submission, receivedAt: former.receivedAt)
        return Transition(blank, .takenOver(submission, former))
    }
}

extension Topic.Source {
    /// Who enters topics of this source on the desk; nobody where they come in by themselves.
    package var holders: Set<Role> {
        switch self {
        case .member: [.member]
        // Few leaders have an account: what one names is written down by the secretary then.
        case .leader: [.leader, .roomSecretary]
        case .meeting, .survey, .paper, .plan, .grid, .hotline: [.roomSecretary]
        case .scan, .api, .slip, .round, .reception, .liaison, .escalation, .former: []
        }
    }

    /// What has to be said of the occasion by who enters it in this role. Whoever writes down what a leader named says who
    /// that was, and when; a leader alone is known (A2-07).
    package func occasion(in role: Role) -> Set<Topic.Occasion.Part> {
        switch self {
        case .leader: role == .leader ? [] : [.name, .day]
        case .meeting: [.day, .place, .count]
        case .survey: [.name, .count]
        case .plan: [.name, .day]
        case .scan, .api, .slip, .round, .reception, .liaison, .member, .paper, .grid, .hotline, .escalation, .former:
            []
        }
    }

    /// Whether somebody holds the code of such a topic, and can say whether it was solved.
    package var hasSubmitter: Bool {
        switch self {
        case .scan, .api, .slip, .reception, .liaison, .member, .paper, .grid, .hotline, .former: true
        case .round, .leader, .meeting, .survey, .plan, .escalation: false
        }
    }

    /// Whether it comes from a system outside, which hears of the result (BR-09).
    package var isSystem: Bool { self == .grid || self == .hotline }

    /// The role in which somebody enters a topic of this source there; a member recommends to any room.
    package func role(of actor: Actor, in room: Room.ID, area: AreaCode) -> Role? {
        guard case .staff(let staff) = actor else { return nil }
        if holders.contains(.member), staff.holds(.member) { return .member }
        return staff.role(among: holders, room: room, area: area)
    }
}
