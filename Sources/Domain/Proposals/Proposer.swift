// SPDX-License-Identifier: Apache-2.0

/// Who proposes: a member, or a body for which somebody signs.
package struct Proposer: Hashable, Sendable, Codable {
    package typealias BodyID = DirectoryEntry.ID

    package let kind: Kind
    /// The first proposer (第一提案人), or who signs for the body.
    package let signer: Person.ID
    /// The sector, group or committee; of the registers.
    package let body: BodyID?
    /// The party or people's organisation, by the name on its seal.
    package let organisation: FreeText?

    private init(_ kind: Kind, signer: Person.ID, body: BodyID?, organisation: FreeText?) {
        self.kind = kind
        self.signer = signer
        self.body = body
        self.organisation = organisation
    }

    /// A member alone, or the first of several who sign.
    package static func member(_ person: Person.ID) -> Proposer {
        Proposer(.member, signer: person, body: nil, organisation: nil)
    }

    /// A sector, a group or a special committee, for which its convener or head signs.
    package static func body(_ kind: Kind, _ body: BodyID, signedBy person: Person.ID) -> Proposer {
        Proposer(kind, signer: person, body: body, organisation: nil)
    }

    /// A party or a people's organisation under its seal.
    package static func organisation(_ name: String, signedBy person: Person.ID) -> Proposer {
        Proposer(.organisation, signer: person, body: nil, organisation: .kept(name))
    }

    /// The same, signed by another person.
    func signed(by person: Person.ID) -> Proposer {
        Proposer(kind, signer: person, body: body, organisation: organisation)
    }

    /// As whom one proposes; the form and the statistics tell them apart.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// 委员提案: alone, or jointly with others who sign.
        case member
        /// 界别提案.
        case sector
        /// 小组提案、联组提案.
        case group
        /// 党派、团体提案.
        case organisation
        /// 专门委员会提案.
        case committee

        /// Whether it counts as collective (集体提案).
        package var isCollective: Bool { self != .member }

        /// Whether a seal stands for it, and no post of the registers: whoever reviews reads the sealed original (BR-11).
        package var isSealed: Bool { self == .organisation }

        /// Whether it is proposed during the plenary session alone (BR-12).
        package var isOfSession: Bool {
            switch self {
            case .sector, .group: true
            case .member, .organisation, .committee: false
            }
        }
    }

    /// What somebody may propose as: whose member, convener and head the registers say this person is today (BR-11).
    package struct Standing: Hashable, Sendable {
        /// A member of this committee in the current term.
        package let isMember: Bool
        /// The bodies for which the person signs, by kind.
        package let bodies: [Kind: Set<BodyID>]

        package init(isMember: Bool, bodies: [Kind: Set<BodyID>] = [:]) {
            self.isMember = isMember
            self.bodies = bodies
        }

        /// Whether the person may propose so.
        package func permits(_ proposer: Proposer) -> Bool {
            switch proposer.kind {
            case .member, .organisation: isMember
            case .sector, .group, .committee:
                isMember && proposer.body.map { bodies[proposer.kind, default: []].contains($0) } ?? false
            }
        }
    }
}
