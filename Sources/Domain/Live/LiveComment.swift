// SPDX-License-Identifier: Apache-2.0

/// What somebody outside says to the room during a media consultation (场外留言; A3-06): looked at by a moderator, and perhaps
/// cut in, answered on the spot or later, or written down as an item.
package struct LiveComment: Hashable, Sendable {
    package typealias ID = Identifier<LiveComment>

    package let id: ID
    package internal(set) var said: Said
    package internal(set) var state: State
    /// Whether it was marked as a suggestion, and is one.
    package internal(set) var isSuggestion: Bool
    /// When it went to the room's screen, and to which unit.
    package internal(set) var cutIn: CutIn?
    package internal(set) var answer: Answer?
    /// By when its unit answers, where the room was left without an answer (BR-25).
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// What was said, by whom, to which consultation.
    package struct Said: Hashable, Sendable, Codable {
        package let consultation: MediaConsultation.ID
        package let room: Room.ID
        package internal(set) var area: AreaCode
        /// How this person wants to be called.
        package let name: FreeText
        /// The phone by which this person has signed in.
        package let phone: FreeText
        package let words: FreeText

        package init(to consultation: MediaConsultation, name: String, phone: String, words: String) {
            self.consultation = consultation.id
            room = consultation.origin.room
            area = consultation.origin.area
            self.name = .kept(name)
            self.phone = .kept(phone)
            self.words = .kept(words)
        }
    }

    /// That it went to the room, and who is to answer.
    package struct CutIn: Hashable, Sendable, Codable {
        package let unit: HandlingUnit.ID
        package let at: Instant

        package init(unit: HandlingUnit.ID, at: Instant) {
            self.unit = unit
            self.at = at
        }
    }

    /// What its unit said.
    package struct Answer: Hashable, Sendable, Codable {
        package let way: Way
        package let words: FreeText

        package init(_ way: Way, words: String) {
            self.way = way
            self.words = .kept(words)
        }

        /// How it was answered.
        package enum Way: String, CaseIterable, Hashable, Sendable, Codable {
            /// Aloud; a moderator noted it.
            case aloud
            /// By an officer of the unit.
            case written
        }
    }

    /// Where it stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// Waits for a moderator. → approved, held, rejected, withdrawn
        case waiting
        /// Put aside, or too many came from there. → approved, rejected, withdrawn
        case held
        /// Everybody may read it. → suggestion, rejected, withdrawn
        case approved
        /// Not shown, by this ground of the county's list. → approved
        case rejected(ground: String)
        /// Marked as a suggestion. → shortlisted, approved, itemised, rejected, withdrawn
        case suggestion
        /// In the queue for the room. → cutIn, suggestion, itemised, rejected, withdrawn
        case shortlisted
        /// On the room's screen. → answered, followUp
        case cutIn
        /// The unit owes an answer, by its day (BR-25). → answered
        case followUp
        /// Answered, in the room or later.
        case answered(isOnSpot: Bool)
        /// Part of an item of the session.
        case itemised(SuggestionItem.ID)
        /// Taken back by whoever wrote it.
        case withdrawn

        package var name: Name {
            switch self {
            case .waiting: .waiting
            case .held: .held
            case .approved: .approved
            case .rejected: .rejected
            case .suggestion: .suggestion
            case .shortlisted: .shortlisted
            case .cutIn: .cutIn
            case .followUp: .followUp
            case .answered: .answered
            case .itemised: .itemised
            case .withdrawn: .withdrawn
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case waiting, held, approved, rejected, suggestion, shortlisted
            case cutIn = "cut_in"
            case followUp = "follow_up"
            case answered, itemised, withdrawn

            /// Whether everybody may read it.
            package var isPublic: Bool {
                switch self {
                case .approved, .suggestion, .shortlisted, .cutIn, .followUp, .answered, .itemised: true
                case .waiting, .held, .rejected, .withdrawn: false
                }
            }
        }
    }

    /// One before its first event.
    init(_ said: Said, isHeld: Bool, as id: ID) {
        self.id = id
        self.said = said
        state = isHeld ? .held : .waiting
        isSuggestion = false
        cutIn = nil
        answer = nil
        deadline = nil
        version = 0
    }
}

/// What can happen to a comment. Written once, never changed.
package enum CommentEvent: DueEvent {
    /// `isHeld`: whether more came from there than goes straight to the moderators.
    case sent(LiveComment.Said, isHeld: Bool)
    case approved
    case held
    case rejected(ground: String)
    case marked
    case shortlisted
    /// From the queue back to the suggestions, or from those back to the others.
    case steppedBack
    case cutIn(LiveComment.CutIn)
    case answered(LiveComment.Answer)
    /// The window closed without an answer (BR-25).
    case followUpDue(Deadline)
    /// The unit is another one.
    case redirected(HandlingUnit.ID)
    case itemised(SuggestionItem.ID)
    case withdrawn
    /// The work calendar was changed, and with it the day by which the unit answers (BR-42).
    case deadlineMoved(Deadline)

    package static let subject = "live_comment"
    package static let version = 1

    package var kind: String {
        switch self {
        case .sent: "sent"
        case .approved: "approved"
        case .held: "held"
        case .rejected: "rejected"
        case .marked: "marked"
        case .shortlisted: "shortlisted"
        case .steppedBack: "stepped_back"
        case .cutIn: "cut_in"
        case .answered: "answered"
        case .followUpDue: "follow_up_due"
        case .redirected: "redirected"
        case .itemised: "itemised"
        case .withdrawn: "withdrawn"
        case .deadlineMoved: "deadline_moved"
        }
    }
}

/// Why something was not done to a comment.
package enum CommentRefusal: String, ClaimRefusal, CaseIterable {
    case notYours = "not_yours"
    /// Nobody comments before it opens, nor after it has closed.
    case notTaken = "not_taken"
    /// So many came from this account that no more are taken for a while.
    case tooMany = "too_many"
    /// Somebody else has it in hand.
    case claimedByOther = "claimed_by_other"
    /// A moderator has decided on it.
    case alreadyDecided = "already_decided"
    /// No such ground is on the county's list.
    case unknownGround = "unknown_ground"
    /// No moderator has approved it (BR-25).
    case notApproved = "not_approved"
    case alreadyMarked = "already_marked"
    /// It is not marked as a suggestion.
    case notMarked = "not_marked"
    case alreadyShortlisted = "already_shortlisted"
    /// It is not in the queue for the room.
    case notShortlisted = "not_shortlisted"
    /// There is no step to take back.
    case nothingToTakeBack = "nothing_to_take_back"
    /// The window is not open: nothing is cut in.
    case notOpen = "not_open"
    /// What can still be cut in becomes an item when the window is closed.
    case stillOpen = "still_open"
    /// It went to the room's screen.
    case alreadyCutIn = "already_cut_in"
    /// It was never cut in: there is nothing to answer.
    case notCutIn = "not_cut_in"
    case alreadyAnswered = "already_answered"
    /// It is part of an item.
    case alreadyItemised = "already_itemised"
    /// The report stands, and with it the figures.
    case alreadyReported = "already_reported"
    /// Whoever wrote it took it back.
    case withdrawn

    package var code: String { rawValue }
}
