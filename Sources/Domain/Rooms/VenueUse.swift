// SPDX-License-Identifier: Apache-2.0

/// That a room's venue is in use for some time: a session, a reception day or an activity takes place there (A2-04).
package struct VenueUse: Hashable, Sendable {
    package let kind: Kind
    /// The number of the session, the day or the activity.
    package let record: Int64
    package let day: Day
    /// Minutes after midnight.
    package let from: Int
    /// Minutes after midnight, when that is over.
    package let until: Int

    package init(kind: Kind, record: Int64, day: Day, from: Int, until: Int) {
        self.kind = kind
        self.record = record
        self.day = day
        self.from = from
        self.until = until
    }

    /// What takes place.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case session, reception, activity
    }

    /// For how long a session is thought to last, in minutes: it is announced with its beginning alone.
    package static let sessionMinutes = 120

    /// A session from its beginning on.
    package static func session(_ id: ConsultationSession.ID, on day: Day, at minute: Int) -> VenueUse {
        VenueUse(kind: .session, record: id.number, day: day, from: minute, until: minute + sessionMinutes)
    }

    /// A reception day in its hours.
    package static func reception(_ id: ReceptionDay.ID, on day: Day, in hours: ReceptionHours) -> VenueUse {
        VenueUse(kind: .reception, record: id.number, day: day, from: hours.from, until: hours.until)
    }

    /// Whether both are at the same time; one may begin as the other ends. Nothing stands in its own way.
    package func overlaps(_ other: VenueUse) -> Bool {
        (kind, record) != (other.kind, other.record) && day == other.day && from < other.until && other.from < until
    }
}

/// What an activity in a room's venue is.
package enum VenueActivityKind: String, CaseIterable, Hashable, Sendable {
    /// 讲座.
    case talk
    /// 读书活动.
    case reading
    /// 培训.
    case training
    /// 参观、观摩.
    case visit
    case other
}
