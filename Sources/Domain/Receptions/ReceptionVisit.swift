// SPDX-License-Identifier: Apache-2.0

/// Somebody's visit on a reception day: a slot that was booked without an account, or somebody who just came in. What
/// is said is recorded, and may become a topic.
package struct ReceptionVisit: Hashable, Sendable {
    package typealias ID = Identifier<ReceptionVisit>

    package let id: ID
    /// The day as it stands now.
    package let reception: ReceptionDay
    package let wish: Wish
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What somebody left. Nothing of it has to be given.
    package struct Wish: Hashable, Sendable, Codable {
        package let reception: ReceptionDay.ID
        /// When the slot begins, in minutes after midnight; nil for somebody who came without booking.
        package let slot: Int?
        /// How this person wants to be called.
        package let name: FreeText?
        package let phone: FreeText?
        /// Whether the phone was shown to be this person's, by signing in with it.
        package let isVerified: Bool
        /// What it will be about.
        package let matter: FreeText?

        package init(
            reception: ReceptionDay.ID, slot: Int?, name: String?, phone: String?, isVerified: Bool = false,
            matter: String?
        ) {
            self.reception = reception
            self.slot = slot
            self.name = name.map(FreeText.kept)
            self.phone = phone.map(FreeText.kept)
            self.isVerified = isVerified
            self.matter = matter.map(FreeText.kept)
        }
    }

    /// What was said, and what the members said to it.
    package struct Record: Hashable, Sendable, Codable {
        package let said: FreeText
        package let place: FreeText?
        package let answer: FreeText?

        package init(said: String, place: String?, answer: String?) {
            self.said = .kept(said)
            self.place = place.map(FreeText.kept)
            self.answer = answer.map(FreeText.kept)
        }
    }

    /// Where a visit stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// → arrived, missed, cancelled
        case booked
        /// → recorded, missed
        case arrived
        /// Did not come, or came late. → arrived
        case missed
        /// → recorded anew, raised
        case recorded(Record)
        /// A topic came of it.
        case raised(Record, Topic.ID)
        /// By this person, by the secretary, or with the day.
        case cancelled(reason: FreeText?)

        package var name: Name {
            switch self {
            case .booked: .booked
            case .arrived: .arrived
            case .missed: .missed
            case .recorded: .recorded
            case .raised: .raised
            case .cancelled: .cancelled
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case booked, arrived, missed, recorded, raised, cancelled
        }
    }

    /// What was recorded; nil before.
    package var record: Record? {
        switch state {
        case .recorded(let record), .raised(let record, _): record
        case .booked, .arrived, .missed, .cancelled: nil
        }
    }

    /// The topic that came of it.
    package var topic: Topic.ID? {
        guard case .raised(_, let topic) = state else { return nil }
        return topic
    }

    package var isWalkIn: Bool { wish.slot == nil }

    /// Whether a name or a phone is kept of this person.
    package var keepsContact: Bool { [wish.name, wish.phone].contains { $0?.words != nil } }

    /// A visit before its first event.
    init(_ wish: Wish, on reception: ReceptionDay, as id: ID) {
        self.id = id
        self.reception = reception
        self.wish = wish
        state = wish.slot == nil ? .arrived : .booked
        version = 0
    }
}

extension ReceptionVisit: Lifecycle {
    package typealias Event = VisitEvent
    package typealias Refused = VisitRefusal

    package func applying(_ event: VisitEvent) -> ReceptionVisit {
        var visit = self
        visit.version += 1
        switch event {
        case .booked, .walkedIn, .contactTakenBack: break
        case .checkedIn: visit.state = .arrived
        case .missed: visit.state = .missed
        case .recorded(let record): visit.state = .recorded(record)
        case .raised(let topic): visit.state = record.map { .raised($0, topic) } ?? state
        case .cancelled(let reason): visit.state = .cancelled(reason: reason)
        }
        return visit
    }

    /// The day that the first event of a log names; nil if it begins no visit.
    package static func reception(of log: [VisitEvent]) -> ReceptionDay.ID? { wish(of: log)?.reception }

    /// The visit that a log tells of; nil if its first event does not begin one.
    package static func replaying(_ log: [VisitEvent], on reception: ReceptionDay, as id: ID) -> ReceptionVisit? {
        guard let wish = wish(of: log) else { return nil }
        return log.reduce(ReceptionVisit(wish, on: reception, as: id)) { $0.applying($1) }
    }

    private static func wish(of log: [VisitEvent]) -> Wish? {
        switch log.first {
        case .booked(let wish), .walkedIn(let wish): wish
        case .checkedIn, .missed, .recorded, .raised, .cancelled, .contactTakenBack, nil: nil
        }
    }
}

/// What can happen to a visit. Written once, never changed.
package enum VisitEvent: LifecycleEvent {
    case booked(ReceptionVisit.Wish)
    case walkedIn(ReceptionVisit.Wish)
    case checkedIn
    case missed
    case recorded(ReceptionVisit.Record)
    case raised(Topic.ID)
    case cancelled(reason: FreeText?)
    /// The person took name and phone back; the visit counts as before (BR-40).
    case contactTakenBack

    package static let subject = "visit"
    package static let version = 1

    package var kind: String {
        switch self {
        case .booked: "booked"
        case .walkedIn: "walked_in"
        case .checkedIn: "checked_in"
        case .missed: "missed"
        case .recorded: "recorded"
        case .raised: "raised"
        case .cancelled: "cancelled"
        case .contactTakenBack: "contact_taken_back"
        }
    }
}

/// What stands on somebody's booking: made like a ``TrackingCode``. A bearer secret, looked up by its hash alone.
package struct BookingCode: Hashable, Sendable {
    /// `7K4M-92QX-H3TB`.
    package let text: String

    /// From random bits, of which 55 are used.
    package init(random: UInt64) {
        text = TrackingCode(random: random).text
    }

    /// Reads a code as people type it; a slip of the finger is noticed.
    package init?(_ typed: some StringProtocol) {
        guard let code = TrackingCode(typed) else { return nil }
        text = code.text
    }
}
