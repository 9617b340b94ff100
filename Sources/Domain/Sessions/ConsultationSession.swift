// SPDX-License-Identifier: Apache-2.0

/// A consultation session (协商会议): the people concerned talk topics over, in the room, and state what they agree on.
package struct ConsultationSession: Hashable, Sendable {
    package typealias ID = Identifier<ConsultationSession>

    package let id: ID
    package let room: Room.ID
    package internal(set) var area: AreaCode
    /// The topics it talks over; none where it talks over how proposals are handled.
    package let topics: [Topic.ID]
    /// When and where; moved by a postponement.
    package internal(set) var plan: Plan
    package internal(set) var state: State
    /// Whether it was ever announced: from then on everybody may know of it.
    package internal(set) var isAnnounced: Bool
    package internal(set) var participants: [Participant]
    /// The members whose official leave was approved.
    package internal(set) var onLeave: Set<Participant.ID>
    /// How often somebody sent another person with a phone, which is told by SMS each time.
    package internal(set) var substitutes: [Participant.ID: Int]
    /// Who tried to check in once more.
    package internal(set) var doubles: [Participant.ID]
    /// On which day those were reminded who had not answered; the latest.
    package internal(set) var remindedOn: Day?
    /// Who waits for the floor, next first.
    package internal(set) var waiting: [Speaker]
    /// Who speaks now.
    package internal(set) var floor: Floor?
    /// Who has spoken, in order.
    package internal(set) var turns: [Turn]
    /// Members of long standing and the new ones beside whom they stand.
    package internal(set) var pairs: [Pair]
    /// What was handed in for it.
    package internal(set) var papers: [Paper]
    /// Whether those who are invited were told that papers are there.
    package internal(set) var hasToldOfPapers: Bool
    /// Why a category is missing or papers went out late, where somebody had to say so (BR-04).
    package internal(set) var waiver: FreeText?
    /// Leaders of Party and government who take part.
    package internal(set) var leaders: [Leader]
    /// How often the place was looked at.
    package internal(set) var visits: Int
    /// How many opinions were recorded.
    package internal(set) var opinions: Int
    /// What was agreed, or that nothing was; from the end of the session on (BR-05).
    package internal(set) var conclusion: Conclusion?
    /// What was agreed on single topics, or that nothing was; the others end as the session does.
    package internal(set) var topicConclusions: [Topic.ID: Conclusion]
    /// The minutes as they read now.
    package internal(set) var minutes: FreeText?
    /// The last day on which whoever takes part may count on objecting to the draft of the minutes.
    package internal(set) var objectionsUntil: Day?
    /// The items that were written down for what was agreed.
    package internal(set) var items: [SuggestionItem.ID]
    /// On which topic each item is; nothing of an item of several topics from before that was noted.
    package internal(set) var itemTopics: [SuggestionItem.ID: Topic.ID]
    /// How many objections to the minutes were recorded.
    package internal(set) var objections: Int
    /// How many objections of whom there are to the draft as it reads now.
    package internal(set) var objectionsOf: [Participant.ID: Int]
    /// By when the present stage is due; nil when nothing is owed.
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// A session before its first event.
    init(id: ID, room: Room.ID, area: AreaCode, topics: [Topic.ID], plan: Plan) {
        self.id = id
        self.room = room
        self.area = area
        self.topics = topics
        self.plan = plan
        state = .planned
        isAnnounced = false
        participants = []
        onLeave = []
        substitutes = [:]
        doubles = []
        remindedOn = nil
        waiting = []
        floor = nil
        turns = []
        pairs = []
        papers = []
        hasToldOfPapers = false
        waiver = nil
        leaders = []
        visits = 0
        opinions = 0
        conclusion = nil
        topicConclusions = [:]
        minutes = nil
        objectionsUntil = nil
        items = []
        itemTopics = [:]
        objections = 0
        objectionsOf = [:]
        deadline = nil
        version = 0
    }

    /// What is announced: on what, when and where.
    package struct Plan: Hashable, Sendable, Codable {
        package let title: FreeText
        package let day: Day
        /// Minutes after midnight, Chinese time.
        package let minuteOfDay: Int
        package let place: FreeText
        /// How many of those who enrol can be admitted; nil for as many as come.
        package let seats: Int?
        /// The code of its form; nil for that of a room.
        package let form: String?
        /// Where those take part who are far away; not for the public.
        package let link: FreeText?
        /// Whether it is held by the link alone, in no place; nil for no.
        package let onlineOnly: Bool?
        /// The campaign that it belongs to.
        package let campaign: DirectoryEntry.ID?
        /// The rooms that hold it together with the first; nil for none.
        package internal(set) var coHosts: [CoHost]?
        /// The bodies that convene it together with the room; nil for none.
        package let bodies: [DirectoryEntry.ID]?
        /// The proposals whose handling it talks over (督办协商); nil for none.
        package let proposals: [Proposal.ID]?

        /// How many seats there may be.
        package static let seatsRange = 1...200

        package init(
            title: FreeText, day: Day, minuteOfDay: Int, place: FreeText, seats: Int? = nil, form: String? = nil,
            link: FreeText? = nil, isOnlineOnly: Bool = false, campaign: DirectoryEntry.ID? = nil,
            coHosts: [CoHost] = [], bodies: [DirectoryEntry.ID] = [], proposals: [Proposal.ID] = []
        ) {
            self.title = title
            self.day = day
            self.minuteOfDay = minuteOfDay
            self.place = place
            self.seats = seats
            self.form = form
            self.link = link
            onlineOnly = isOnlineOnly ? true : nil
            self.campaign = campaign
            self.coHosts = coHosts.isEmpty ? nil : coHosts
            self.bodies = bodies.isEmpty ? nil : bodies
            self.proposals = proposals.isEmpty ? nil : proposals
        }

        /// How many proposals one session may talk over.
        package static let proposalsMax = 30

        /// Whether whoever comes, comes by the link.
        package var isOnlineOnly: Bool { onlineOnly == true && link != nil }

        package var startsAt: Instant { Instant(day, hour: minuteOfDay / 60, minute: minuteOfDay % 60) }

        /// The same, held together with these rooms and bodies.
        package func held(by coHosts: [CoHost], with bodies: [DirectoryEntry.ID]) -> Plan {
            Plan(
                title: title, day: day, minuteOfDay: minuteOfDay, place: place, seats: seats, form: form, link: link,
                isOnlineOnly: isOnlineOnly, campaign: campaign, coHosts: coHosts, bodies: bodies,
                proposals: proposals ?? [])
        }

        /// The same on another day, and in another place where one is named.
        package func moved(to day: Day, minuteOfDay: Int, place another: FreeText? = nil) -> Plan {
            Plan(
                title: title, day: day, minuteOfDay: minuteOfDay, place: another ?? place, seats: seats, form: form,
                link: link, isOnlineOnly: isOnlineOnly && another == nil, campaign: campaign, coHosts: coHosts ?? [],
                bodies: bodies ?? [], proposals: proposals ?? [])
        }
    }

    /// The proposals whose handling it talks over.
    package var proposals: [Proposal.ID] { plan.proposals ?? [] }

    /// A room that holds a session together with the one that leads (联办): its people see it, and it stands on its page.
    package struct CoHost: Hashable, Sendable, Codable {
        package let room: Room.ID
        package let area: AreaCode

        package init(room: Room.ID, area: AreaCode) {
            self.room = room
            self.area = area
        }

        /// How many there may be.
        package static let countMax = 10
    }

    /// What a session ended with: an agreement or a stated "no consensus" (BR-05).
    package enum Conclusion: Hashable, Sendable, Codable {
        case consensus(FreeText)
        case noConsensus(reason: FreeText)

        /// What was agreed, or why nothing was.
        package var text: FreeText {
            switch self {
            case .consensus(let text): text
            case .noConsensus(let reason): reason
            }
        }

        package var isConsensus: Bool {
            switch self {
            case .consensus: true
            case .noConsensus: false
            }
        }
    }

    /// What a topic ended with: what was stated on it, or on the session as a whole.
    package func conclusion(on topic: Topic.ID) -> Conclusion? { topicConclusions[topic] ?? conclusion }

    /// Whether somebody has said to come by the link.
    package func comesByLink(_ participant: Participant) -> Bool {
        participant.answer == .online || plan.isOnlineOnly && participant.answer == .coming
    }

    /// Whether the link is somebody's way in, and so is told: of who comes by it, and, once it is open, of who has said nothing and is
    /// not in the room. No answer is taken any more then, and who is far away has no other way to be there.
    package func mayComeByLink(_ participant: Participant) -> Bool {
        if comesByLink(participant) { return true }
        guard participant.answer == nil, plan.link != nil, state == .inProgress else { return false }
        return !participant.isPresent || participant.arrival == .online
    }

    /// What somebody said in the session.
    package struct Opinion: Hashable, Sendable, Codable {
        package let participant: Participant.ID
        /// On which topic; nil where the session has one, or all are meant.
        package let topic: Topic.ID?
        package let stance: Stance
        package let text: FreeText

        package init(participant: Participant.ID, topic: Topic.ID? = nil, stance: Stance, text: FreeText) {
            self.participant = participant
            self.topic = topic
            self.stance = stance
            self.text = text
        }

        /// What somebody's words are to what is talked over.
        package enum Stance: String, CaseIterable, Hashable, Sendable, Codable {
            case suggestion, support, objection, information
            /// Asked in between, of whoever speaks (插问).
            case question
        }
    }
}
