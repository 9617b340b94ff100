// SPDX-License-Identifier: Apache-2.0

/// Somebody invited to a session, or who came.
package struct Participant: Hashable, Sendable, Codable {
    package typealias ID = Identifier<Participant>

    package let id: ID
    package let category: ParticipantCategory
    package let name: FreeText
    /// Where the person can be reached with the request to confirm.
    package let phone: FreeText?
    /// The member, where the participant is one.
    package let person: Person.ID?
    package internal(set) var isPresent: Bool

    package init(
        id: ID, category: ParticipantCategory, name: FreeText, phone: FreeText?, person: Person.ID?,
        isPresent: Bool = false
    ) {
        self.id = id
        self.category = category
        self.name = name
        self.phone = phone
        self.person = person
        self.isPresent = isPresent
    }
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
