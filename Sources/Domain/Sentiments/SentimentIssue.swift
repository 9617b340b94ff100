// SPDX-License-Identifier: Apache-2.0

/// Something that a member met while walking among the people (民情事项, 走听访商转): looked at, listened to, visited, then
/// talked over or passed on, and brought back with a result to whoever said it.
package struct SentimentIssue: Hashable, Sendable {
    package typealias ID = Identifier<SentimentIssue>

    package let id: ID
    package internal(set) var opening: Opening
    /// Who goes on with it: whoever opened it, or who has taken it over since.
    package internal(set) var keeper: Person.ID
    package internal(set) var state: State
    /// What was seen and heard so far, in the order of the steps.
    package internal(set) var steps: [Step]
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// Where it was met, by whom, and whose matter it is.
    package struct Opening: Hashable, Sendable, Codable {
        package let room: Room.ID
        package internal(set) var area: AreaCode
        /// The member or secretary who met it.
        package let opener: Person.ID
        /// In a few words, without names.
        package let title: FreeText
        /// How the person concerned is called, and the phone; what this person wanted to leave.
        package let person: FreeText?
        package let phone: FreeText?
        /// The campaign for which people walked; nil for none.
        package let campaign: DirectoryEntry.ID?

        package init(
            room: Room.ID, area: AreaCode, opener: Person.ID, title: String, person: String?, phone: String?,
            campaign: DirectoryEntry.ID? = nil
        ) {
            self.room = room
            self.area = area
            self.opener = opener
            self.title = .kept(title)
            self.person = person.map(FreeText.kept)
            self.phone = phone.map(FreeText.kept)
            self.campaign = campaign
        }
    }

    /// One of the first three steps: when, where, and what was seen or said.
    package struct Step: Hashable, Sendable, Codable {
        package let day: Day
        package let place: FreeText
        package let words: FreeText

        package init(day: Day, place: String, words: String) {
            self.day = day
            self.place = .kept(place)
            self.words = .kept(words)
        }
    }

    /// Where it was passed on to.
    package struct Transfer: Hashable, Sendable, Codable {
        package let channel: Channel
        /// The unit that has it now; none where the committee's own office has.
        package let unit: HandlingUnit.ID?
        package let words: FreeText

        /// A unit is named with a department alone: where it goes another way, the unit has nothing to do with it.
        package init(channel: Channel, unit: HandlingUnit.ID?, words: String) {
            self.channel = channel
            self.unit = channel == .department ? unit : nil
            self.words = .kept(words)
        }

        /// The unit that answers for it, and reads what was passed on. Older logs name units beside other channels, too; it is
        /// not theirs.
        package var answeringUnit: HandlingUnit.ID? { channel == .department ? unit : nil }
    }

    /// Ways to pass something on.
    package enum Channel: String, CaseIterable, Hashable, Sendable, Codable {
        /// 转交部门: a department deals with it.
        case department
        /// 社情民意信息: it becomes an opinion report.
        case opinionReport = "opinion_report"
        /// 提案线索: somebody may make a proposal of it.
        case proposalClue = "proposal_clue"
    }

    /// How the person was told.
    package struct Telling: Hashable, Sendable, Codable {
        package let day: Day
        package let means: Means
        package let words: FreeText?

        package init(day: Day, means: Means, words: String?) {
            self.day = day
            self.means = means
            self.words = words.map(FreeText.kept)
        }
    }

    /// By what somebody is told.
    package enum Means: String, CaseIterable, Hashable, Sendable, Codable {
        /// 上门
        case visit
        case phone
        /// 短信、微信
        case message
        /// 会上、公示栏: where many are told at once.
        case publicly
    }

    /// The way out that was taken.
    package enum Way: Hashable, Sendable {
        case consulted(Topic.ID)
        case transferred(Transfer)
    }

    /// Where an issue stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Met on the way. → listened
        case walked
        /// Those concerned were heard. → visited
        case listened
        /// Looked into at the doors. → consulted, transferred
        case visited
        /// Talked over as a topic of the room. → result_returned
        case consulted(Topic.ID)
        /// Passed on. → result_returned, visited
        case transferred(Transfer)
        /// Something came back. → told
        case resultReturned(Way, result: FreeText)
        /// The person knows it. → closed
        case told(Way, result: FreeText)
        case closed(Way, result: FreeText)

        package var name: Name {
            switch self {
            case .walked: .walked
            case .listened: .listened
            case .visited: .visited
            case .consulted: .consulted
            case .transferred: .transferred
            case .resultReturned: .resultReturned
            case .told: .told
            case .closed: .closed
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case walked, listened, visited, consulted, transferred
            case resultReturned = "result_returned"
            case told, closed
        }
    }

    /// The way out that was taken; nil before.
    package var way: Way? {
        switch state {
        case .walked, .listened, .visited: nil
        case .consulted(let topic): .consulted(topic)
        case .transferred(let transfer): .transferred(transfer)
        case .resultReturned(let way, _), .told(let way, _), .closed(let way, _): way
        }
    }

    /// Where it was passed on to; nil where it was not.
    package var transfer: Transfer? {
        guard case .transferred(let transfer)? = way else { return nil }
        return transfer
    }

    /// Whether those who write proposals have it, and have not said what becomes of it.
    package var isHandedOn: Bool { state.name == .transferred && transfer?.channel == .proposalClue }

    /// The topic as which it is, or was, talked over.
    package var topic: Topic.ID? {
        guard case .consulted(let topic)? = way else { return nil }
        return topic
    }

    /// What came back.
    package var result: FreeText? {
        switch state {
        case .resultReturned(_, let result), .told(_, let result), .closed(_, let result): result
        case .walked, .listened, .visited, .consulted, .transferred: nil
        }
    }

    /// Whether a name or a phone is kept of the person concerned.
    package var keepsPerson: Bool { [opening.person, opening.phone].contains { $0?.words != nil } }

    /// Who reads whose matter it is: whoever goes on with it and the room's secretary, who have to tell the result; and
    /// nobody once it is closed (BR-38).
    package func namesPerson(to actor: Actor) -> Bool {
        guard case .staff(let staff) = actor, state.name != .closed else { return false }
        return staff.id == keeper
            || staff.holds(anyOf: [.roomSecretary], room: opening.room, area: opening.area)
    }

    /// An issue before its first event.
    init(_ opening: Opening, as id: ID) {
        self.id = id
        self.opening = opening
        keeper = opening.opener
        state = .walked
        steps = []
        deadline = nil
        version = 0
    }
}

extension SentimentIssue: DueCase {
    package typealias Event = SentimentEvent
    package typealias Refused = SentimentRefusal

    package func applying(_ event: SentimentEvent) -> SentimentIssue {
        var issue = self
        issue.version += 1
        switch event {
        case .opened(_, let step, let deadline):
            issue.steps.append(step)
            issue.deadline = deadline
        case .listened(let step): issue.move(to: .listened, step)
        case .visited(let step): issue.move(to: .visited, step)
        case .consulted(let topic):
            issue.state = .consulted(topic)
            issue.deadline = nil
        case .transferred(let transfer, let deadline):
            issue.state = .transferred(transfer)
            issue.deadline = deadline
        case .cameBack(_, let deadline):
            issue.state = .visited
            issue.deadline = deadline
        case .resultReturned(let result, let deadline):
            issue.state = way.map { .resultReturned($0, result: result) } ?? state
            issue.deadline = deadline
        case .told:
            issue.state = settled { .told($0, result: $1) }
            issue.deadline = nil
        case .closed: issue.state = settled { .closed($0, result: $1) }
        case .handedOver(let keeper): issue.keeper = keeper
        case .personForgotten: break
        case .topicEnded(let deadline), .deadlineMoved(let deadline): issue.deadline = deadline
        case .topicWentOn: issue.deadline = nil
        }
        return issue
    }

    private mutating func move(to state: State, _ step: Step) {
        self.state = state
        steps.append(step)
    }

    /// The next state of an issue that has a result.
    private func settled(_ next: (Way, FreeText) -> State) -> State {
        guard let way, let result else { return state }
        return next(way, result)
    }

    /// The issue that a log tells of; nil if its first event does not open one.
    package static func replaying(_ log: [SentimentEvent], as id: ID) -> SentimentIssue? {
        guard case .opened(let opening, _, _)? = log.first else { return nil }
        return log.reduce(SentimentIssue(opening, as: id)) { $0.applying($1) }
    }
}

/// What can happen to an issue. Written once, never changed.
package enum SentimentEvent: DueEvent {
    case opened(SentimentIssue.Opening, SentimentIssue.Step, deadline: Deadline)
    case listened(SentimentIssue.Step)
    case visited(SentimentIssue.Step)
    case consulted(Topic.ID)
    /// Its topic has ended, or the one that this is dealt with as part of: the person is to be told by a day.
    case topicEnded(deadline: Deadline)
    /// It had ended, and goes on again.
    case topicWentOn
    case transferred(SentimentIssue.Transfer, deadline: Deadline)
    /// Whoever it was passed on to sent it back.
    case cameBack(reason: FreeText, deadline: Deadline)
    case resultReturned(FreeText, deadline: Deadline)
    case told(SentimentIssue.Telling)
    case closed
    /// Somebody else goes on with it.
    case handedOver(to: Person.ID)
    /// Name and phone went, at the wish of the person concerned (BR-40).
    case personForgotten
    /// The work calendar was changed, and with it the day of the present stage (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "sentiment"
    package static let version = 1

    package var kind: String {
        switch self {
        case .opened: "opened"
        case .listened: "listened"
        case .visited: "visited"
        case .consulted: "consulted"
        case .topicEnded: "topic_ended"
        case .topicWentOn: "topic_went_on"
        case .transferred: "transferred"
        case .cameBack: "came_back"
        case .resultReturned: "result_returned"
        case .told: "told"
        case .closed: "closed"
        case .handedOver: "handed_over"
        case .personForgotten: "person_forgotten"
        case .deadlineMoved: "deadline_moved"
        }
    }
}

extension SentimentEvent {
    /// The day on which it happened, where somebody says so: what happened last week is written down today.
    package var occurredOn: Day? {
        switch self {
        case .opened(_, let step, _), .listened(let step), .visited(let step): step.day
        case .told(let telling): telling.day
        case .consulted, .topicEnded, .topicWentOn, .transferred, .cameBack, .resultReturned, .closed, .handedOver,
            .personForgotten, .deadlineMoved:
            nil
        }
    }
}
