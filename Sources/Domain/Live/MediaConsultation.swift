// SPDX-License-Identifier: Apache-2.0

/// A media consultation (融媒体协商; A3-05): a window of time beside a session, in which people outside watch on several
/// platforms, comment, and are answered in the room.
package struct MediaConsultation: Hashable, Sendable {
    package typealias ID = Identifier<MediaConsultation>

    package let id: ID
    package internal(set) var origin: Origin
    /// When, and where the pictures are; changed until it is closed.
    package internal(set) var plan: Plan
    package internal(set) var state: State
    package internal(set) var openedAt: Instant?
    package internal(set) var closedAt: Instant?
    /// How often it was watched on each platform, as declared last.
    package internal(set) var feeds: [Feed]
    /// How many people were in the room; the latest count.
    package internal(set) var headCount: HeadCount?
    package internal(set) var version: Int

    /// The session that it stands beside, and where.
    package struct Origin: Hashable, Sendable, Codable {
        package let session: ConsultationSession.ID
        package let room: Room.ID
        package internal(set) var area: AreaCode

        package init(session: ConsultationSession.ID, room: Room.ID, area: AreaCode) {
            self.session = session
            self.room = room
            self.area = area
        }
    }

    /// The window of time, and the address of the pictures.
    package struct Plan: Hashable, Sendable, Codable {
        package let opensAt: Instant
        package let closesAt: Instant
        /// Where it is shown; nil where there is no stream.
        package let stream: FreeText?

        /// How long a window may be.
        package static let hoursMax: Int64 = 72

        package init(opensAt: Instant, closesAt: Instant, stream: String?) {
            self.opensAt = opensAt
            self.closesAt = closesAt
            self.stream = stream.map(FreeText.kept)
        }

        /// Whether it is a window that somebody could mean.
        var isPossible: Bool {
            let length = closesAt.milliseconds - opensAt.milliseconds
            return length > 0 && length <= Self.hoursMax * 3_600_000
        }
    }

    /// How many people were in the room, at that moment.
    package struct HeadCount: Hashable, Sendable, Codable {
        package let count: Int
        package let at: Instant
        package let by: Person.ID

        /// What somebody can have counted.
        package static let range = 1...100_000

        package init(count: Int, at: Instant, by: Person.ID) {
            self.count = count
            self.at = at
            self.by = by
        }
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// On the calendar; nobody comments yet. → open, cancelled
        case planned
        /// People comment and are answered. → closed
        case open
        /// What was cut in and not answered lies with its unit; what is left over becomes items. → reported
        case closed
        /// Everything was decided, and the report stands.
        case reported(FreeText)
        case cancelled(reason: FreeText)

        package var name: Name {
            switch self {
            case .planned: .planned
            case .open: .open
            case .closed: .closed
            case .reported: .reported
            case .cancelled: .cancelled
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case planned, open, closed, reported, cancelled

            /// Whether it has ended, with its figures.
            package var isOver: Bool { self == .closed || self == .reported }
        }
    }

    /// One before its first event.
    init(_ origin: Origin, _ plan: Plan, as id: ID) {
        self.id = id
        self.origin = origin
        self.plan = plan
        state = .planned
        openedAt = nil
        closedAt = nil
        feeds = []
        headCount = nil
        version = 0
    }

    /// How often it was watched, on all platforms together (B04); nil where nobody has declared anything.
    package var views: Int? { feeds.isEmpty ? nil : feeds.reduce(0) { $0 + $1.total } }

    /// Whether comments are taken at this moment.
    package func takesComments(at now: Instant) -> Bool { state == .open && now < plan.closesAt }
}

/// What can happen to a media consultation. Written once, never changed.
package enum MediaEvent: LifecycleEvent {
    case planned(MediaConsultation.Origin, MediaConsultation.Plan)
    case revised(MediaConsultation.Plan)
    case opened(at: Instant)
    case closed(at: Instant)
    case headsCounted(MediaConsultation.HeadCount)
    case viewsDeclared(MediaConsultation.Feed)
    case reported(FreeText)
    case cancelled(reason: FreeText)

    package static let subject = "media_consultation"
    package static let version = 1

    package var kind: String {
        switch self {
        case .planned: "planned"
        case .revised: "revised"
        case .opened: "opened"
        case .closed: "closed"
        case .headsCounted: "heads_counted"
        case .viewsDeclared: "views_declared"
        case .reported: "reported"
        case .cancelled: "cancelled"
        }
    }
}

/// Why something was not done to a media consultation.
package enum MediaRefusal: String, Refusal, CaseIterable {
    /// Only the session's convener and secretary do.
    case notYours = "not_yours"
    /// The session was not announced, or is over.
    case sessionNotOpen = "session_not_open"
    /// The session has one already.
    case alreadyPlanned = "already_planned"
    /// The end lies before the beginning, in the past, or too far from it.
    case windowNotPossible = "window_not_possible"
    /// Its window has passed.
    case windowOver = "window_over"
    case notOpen = "not_open"
    case alreadyOpen = "already_open"
    case alreadyClosed = "already_closed"
    /// There is nothing to report before it is closed.
    case notClosed = "not_closed"
    /// Comments wait that nobody has decided on.
    case commentsUndecided = "comments_undecided"
    /// The report stands.
    case alreadyReported = "already_reported"
    case cancelled
    /// What the buckets say is not the sum that was declared (BR-26).
    case sumsDiffer = "sums_differ"
    /// Buckets lie in the future, overlap, or count less than nobody.
    case bucketsNotPossible = "buckets_not_possible"

    package var code: String { rawValue }
}
