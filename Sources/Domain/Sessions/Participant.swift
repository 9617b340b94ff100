// SPDX-License-Identifier: Apache-2.0

/// Whoever comes to a session, or should: somebody the room invites, who comes instead of somebody, or who has enrolled
/// and was admitted. One shape for all of them.
package struct Participant: Hashable, Sendable, Codable {
    package typealias ID = Identifier<Participant>

    package let id: ID
    package let category: ParticipantCategory
    package let name: FreeText
    /// Where the person can be reached with the invitation and with the request to confirm.
    package let phone: FreeText?
    /// The member, where the participant is one.
    package let person: Person.ID?
    /// The person of the register of experts, where somebody was invited as one (A1-17): no account, and no say by it.
    package let expert: Person.ID?
    /// For whom this person comes.
    package let standsFor: ID?
    package internal(set) var isPresent: Bool
    /// What was answered to the invitation; nil while nothing was.
    package internal(set) var answer: Answer?
    /// How the person checked in by oneself; nil where the list says it.
    package internal(set) var arrival: Arrival?

    package init(
        id: ID, category: ParticipantCategory, name: FreeText, phone: FreeText?, person: Person.ID?,
        expert: Person.ID? = nil, standsFor: ID? = nil, isPresent: Bool = false, answer: Answer? = nil
    ) {
        self.id = id
        self.category = category
        self.name = name
        self.phone = phone
        self.person = person
        self.expert = expert
        self.standsFor = standsFor
        self.isPresent = isPresent
        self.answer = answer
    }

    /// What somebody says to an invitation; the name that the database and the API know.
    package enum Answer: String, CaseIterable, Hashable, Sendable, Codable {
        case coming
        /// From afar, by the session's link.
        case online
        case declined
        /// Somebody else comes instead, who is on the list, too.
        case substituted
    }

    /// How somebody checked in by oneself: by the code in the room, or from afar.
    package enum Arrival: String, CaseIterable, Hashable, Sendable, Codable {
        /// Signed in, by account or by phone.
        case signedIn = "signed_in"
        /// By a name on the list.
        case named
        /// Has entered by the session's link (线上进会).
        case online
    }

    /// Whether this person may come: nobody has said otherwise, or the person is there.
    package var isExpected: Bool {
        switch answer {
        case nil, .coming, .online: true
        case .declined, .substituted: isPresent
        }
    }

    /// Whether this person has said to come, or is there.
    package var isCertain: Bool { isPresent || answer == .coming || answer == .online }
}

/// In which part somebody takes part (A2-10).
package enum ParticipantCategory: String, CaseIterable, Hashable, Sendable, Codable {
    /// 政协委员
    case member
    /// 部门负责人
    case department
    /// 基层党政组织负责人
    case grassroots
    /// 群众代表和当事人: asked afterwards whether it is really solved.
    case people
    /// 专业人士
    case expert
}
