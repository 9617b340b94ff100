// SPDX-License-Identifier: Apache-2.0

/// A wish of somebody without an account about what is kept of this person (BR-40): a task of the privacy officer, with a
/// deadline.
package struct PersonalDataRequest: Hashable, Sendable {
    package typealias ID = Identifier<PersonalDataRequest>

    package let id: ID
    package let asking: Asking
    package internal(set) var state: State
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// What is wished (PIPL art. 45-47).
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// To see what is kept, and to have a copy of it.
        case access
        /// To set right what is wrong.
        case correct
        /// To have it gone.
        case erase
    }

    /// Who wishes what.
    package struct Asking: Hashable, Sendable, Codable {
        package let kind: Kind
        package let whose: MaskedIdentity
        /// What is wrong and how it should be; only where something is to be set right.
        package let correction: Correction?

        package init(_ kind: Kind, of whose: MaskedIdentity, correction: Correction? = nil) {
            self.kind = kind
            self.whose = whose
            self.correction = correction
        }
    }

    /// What is to be set right.
    package struct Correction: Hashable, Sendable, Codable {
        /// Nil in requests of before, which were about what was said.
        private let about: Matter?
        package let wrong: FreeText?
        /// How it should be; nil for a phone.
        package let right: FreeText?
        /// What takes the place of the phone that was left; nil for everything else.
        package let phone: NewPhone?

        /// What is wrong.
        package enum Matter: String, CaseIterable, Hashable, Sendable, Codable {
            /// What was said.
            case words
            /// Where it is.
            case place
            /// The phone that was left.
            case phone
        }

        /// The phone that should have been left. Nobody of the desk reads it (BR-38).
        package struct NewPhone: Hashable, Sendable, Codable {
            package let number: FreeText
            /// Whether a code that was sent there was typed.
            package let isVerified: Bool
            /// Whether whoever asks has shown to know the phone that was left before, or none was.
            package let knowsFormer: Bool

            package init(number: FreeText, isVerified: Bool, knowsFormer: Bool) {
                self.number = number
                self.isVerified = isVerified
                self.knowsFormer = knowsFormer
            }
        }

        package var matter: Matter { about ?? .words }

        /// `isPlace`: whether the place is meant, not what was said.
        package init(wrong: FreeText, right: FreeText, isPlace: Bool = false) {
            about = isPlace ? .place : nil
            self.wrong = wrong
            self.right = right
            phone = nil
        }

        package init(phone: NewPhone) {
            about = .phone
            wrong = nil
            right = nil
            self.phone = phone
        }
    }

    /// Where a request stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// On the privacy officer's desk. → granted, refused
        case open
        /// It was done: what was to go is gone, what was wrong is set right, what is kept can be seen until a moment.
        case granted(until: Instant?)
        /// The law or a case under way forbids it; whoever asked is told why.
        case refused(reason: FreeText)

        package var name: Name {
            switch self {
            case .open: .open
            case .granted: .granted
            case .refused: .refused
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case open, granted, refused
        }
    }

    /// Whether it waits still.
    package var isOpen: Bool { state == .open }

    /// The topic that it is about, where it is a submitter's.
    package var topic: Topic.ID? {
        if case .submitter(let topic) = asking.whose { return topic }
        return nil
    }

    /// The record on which a hold stands in the way.
    package var record: RecordHold.Record {
        switch asking.whose {
        case .submitter(let topic), .supporter(_, let topic): .topic(topic)
        case .participant(_, let session): .session(session)
        }
    }

    /// Whether a copy of what is kept can be seen now.
    package func isOpenToRead(at now: Instant) -> Bool {
        guard asking.kind == .access, case .granted(let end?) = state else { return false }
        return now < end
    }

    /// A request before its first event.
    init(_ asking: Asking, as id: ID) {
        self.id = id
        self.asking = asking
        state = .open
        deadline = nil
        version = 0
    }
}

extension PersonalDataRequest: DueCase {
    package typealias Event = PersonalDataEvent
    package typealias Refused = PersonalDataRefusal

    package func applying(_ event: PersonalDataEvent) -> PersonalDataRequest {
        var request = self
        request.version += 1
        switch event {
        case .requested(_, let deadline), .asked(_, let deadline), .deadlineMoved(let deadline):
            request.deadline = deadline
        case .granted: request.end(.granted(until: nil))
        case .opened(let end): request.end(.granted(until: Instant(milliseconds: end)))
        case .refused(let reason): request.end(.refused(reason: reason))
        }
        return request
    }

    private mutating func end(_ state: State) {
        self.state = state
        deadline = nil
    }

    /// The request that a log tells of; nil if its first event does not ask.
    package static func replaying(_ log: [PersonalDataEvent], as id: ID) -> PersonalDataRequest? {
        guard let asking = log.first?.asking else { return nil }
        return log.reduce(PersonalDataRequest(asking, as: id)) { $0.applying($1) }
    }
}
