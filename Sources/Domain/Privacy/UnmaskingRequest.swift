// SPDX-License-Identifier: Apache-2.0

/// A convener's wish to see whose contact lies behind a record (BR-38): the privacy officer decides, by a deadline; if it
/// is granted, the one who asked sees it for some minutes, and the person concerned is told.
package struct UnmaskingRequest: Hashable, Sendable {
    package typealias ID = Identifier<UnmaskingRequest>

    package let id: ID
    package internal(set) var asking: Asking
    package internal(set) var state: State
    /// How often the identity was looked at.
    package internal(set) var looks: Int
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// Who wants to know whose identity, and why.
    package struct Asking: Hashable, Sendable, Codable {
        package let identity: MaskedIdentity
        /// Where the record lies: of which room the asker is the convener.
        package let room: Room.ID
        package internal(set) var area: AreaCode
        package let asker: Person.ID
        /// Told to the person concerned, word for word.
        package let reason: FreeText

        package init(identity: MaskedIdentity, room: Room.ID, area: AreaCode, asker: Person.ID, reason: FreeText) {
            self.identity = identity
            self.room = room
            self.area = area
            self.asker = asker
            self.reason = reason
        }
    }

    /// Where a request stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// On the privacy officer's desk. → granted, refused, withdrawn
        case open
        /// The asker may look until this moment; afterwards nobody may, and nothing follows.
        case granted(until: Instant)
        case refused(reason: FreeText)
        /// The asker does not need it any more.
        case withdrawn

        package var name: Name {
            switch self {
            case .open: .open
            case .granted: .granted
            case .refused: .refused
            case .withdrawn: .withdrawn
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case open, granted, refused, withdrawn
        }
    }

    /// Whether the minutes for looking are over.
    package func isOver(at now: Instant) -> Bool {
        if case .granted(let end) = state { return now >= end }
        return false
    }

    /// A request before its first event.
    init(_ asking: Asking, as id: ID) {
        self.id = id
        self.asking = asking
        state = .open
        looks = 0
        deadline = nil
        version = 0
    }
}

extension UnmaskingRequest: DueCase {
    package typealias Event = UnmaskingEvent
    package typealias Refused = UnmaskingRefusal

    package func applying(_ event: UnmaskingEvent) -> UnmaskingRequest {
        var request = self
        request.version += 1
        switch event {
        case .requested(_, let deadline), .deadlineMoved(let deadline): request.deadline = deadline
        case .granted(let end): request.end(.granted(until: Instant(milliseconds: end)))
        case .refused(let reason): request.end(.refused(reason: reason))
        case .withdrawn: request.end(.withdrawn)
        case .looked: request.looks += 1
        }
        return request
    }

    private mutating func end(_ state: State) {
        self.state = state
        deadline = nil
    }

    /// The request that a log tells of; nil if its first event does not ask.
    package static func replaying(_ log: [UnmaskingEvent], as id: ID) -> UnmaskingRequest? {
        guard case .requested(let asking, _)? = log.first else { return nil }
        return log.reduce(UnmaskingRequest(asking, as: id)) { $0.applying($1) }
    }
}
