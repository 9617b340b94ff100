// SPDX-License-Identifier: Apache-2.0

/// Somebody's wish to take part in a session that was announced (报名), left without an account. The room's secretary
/// admits, and then this person is one of the people on the session's list; or declines, and says why.
package struct Enrolment: Hashable, Sendable {
    package typealias ID = Identifier<Enrolment>

    package let id: ID
    /// The session as it stands now.
    package let session: ConsultationSession
    package let wish: Wish
    package internal(set) var state: State
    package internal(set) var version: Int

    /// What somebody left.
    package struct Wish: Hashable, Sendable, Codable {
        package let session: ConsultationSession.ID
        /// How this person wants to be called.
        package let name: FreeText
        package let phone: FreeText?
        /// Whether the phone was shown to be this person's, by signing in with it.
        package let isVerified: Bool
        /// What this person wants to say there, in a word.
        package let words: FreeText?

        package init(
            session: ConsultationSession.ID, name: String, phone: String?, isVerified: Bool = false, words: String?
        ) {
            self.session = session
            self.name = .kept(name)
            self.phone = phone.map(FreeText.kept)
            self.isVerified = isVerified
            self.words = words.map(FreeText.kept)
        }
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// In the order of coming. → admitted, declined, withdrawn, lapsed
        case waiting
        /// On the session's list as this participant; name and phone lie there from then on. → withdrawn
        case admitted(Participant.ID)
        case declined(reason: FreeText)
        /// By this person.
        case withdrawn
        /// The session ended or was cancelled, and nobody had decided.
        case lapsed

        package var name: Name {
            switch self {
            case .waiting: .waiting
            case .admitted: .admitted
            case .declined: .declined
            case .withdrawn: .withdrawn
            case .lapsed: .lapsed
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case waiting, admitted, declined, withdrawn, lapsed
        }
    }

    /// How many may wait for one session.
    package static let waitingMax = 300

    /// The participant that this person became.
    package var participant: Participant? {
        guard case .admitted(let id) = state else { return nil }
        return session.participants.first { $0.id == id }
    }

    /// What is still known of how this person wants to be called.
    package var name: String? { contact?.name.words }

    package var phone: String? { contact?.phone?.words }

    /// Where name and phone lie: in the wish, and on the session's list once there. What was declined, withdrawn or has
    /// lapsed keeps neither.
    private var contact: (name: FreeText, phone: FreeText?)? {
        switch state {
        case .waiting: (wish.name, wish.phone)
        case .admitted: participant.map { ($0.name, $0.phone) }
        case .declined, .withdrawn, .lapsed: nil
        }
    }

    /// One before its first event.
    init(_ wish: Wish, to session: ConsultationSession, as id: ID) {
        self.id = id
        self.session = session
        self.wish = wish
        state = .waiting
        version = 0
    }
}

extension Enrolment: Lifecycle {
    package typealias Event = EnrolmentEvent
    package typealias Refused = EnrolmentRefusal

    package func applying(_ event: EnrolmentEvent) -> Enrolment {
        var enrolment = self
        enrolment.version += 1
        switch event {
        case .enrolled, .contactTakenBack: break
        case .admitted(let participant): enrolment.state = .admitted(participant)
        case .declined(let reason): enrolment.state = .declined(reason: reason)
        case .withdrawn: enrolment.state = .withdrawn
        case .lapsed: enrolment.state = .lapsed
        }
        return enrolment
    }

    /// The session that the first event of a log names; nil if it begins none.
    package static func session(of log: [EnrolmentEvent]) -> ConsultationSession.ID? { wish(of: log)?.session }

    /// What a log tells of; nil if its first event does not begin one.
    package static func replaying(_ log: [EnrolmentEvent], to session: ConsultationSession, as id: ID) -> Enrolment? {
        guard let wish = wish(of: log) else { return nil }
        return log.reduce(Enrolment(wish, to: session, as: id)) { $0.applying($1) }
    }

    private static func wish(of log: [EnrolmentEvent]) -> Wish? {
        guard case .enrolled(let wish)? = log.first else { return nil }
        return wish
    }
}

/// What can happen to an enrolment. Written once, never changed.
package enum EnrolmentEvent: LifecycleEvent {
    case enrolled(Enrolment.Wish)
    case admitted(Participant.ID)
    case declined(reason: FreeText)
    case withdrawn
    case lapsed
    /// The person took name and phone back; who takes part is counted as before (BR-40).
    case contactTakenBack

    package static let subject = "enrolment"
    package static let version = 1

    package var kind: String {
        switch self {
        case .enrolled: "enrolled"
        case .admitted: "admitted"
        case .declined: "declined"
        case .withdrawn: "withdrawn"
        case .lapsed: "lapsed"
        case .contactTakenBack: "contact_taken_back"
        }
    }
}
