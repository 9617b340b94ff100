// SPDX-License-Identifier: Apache-2.0

/// A proposal (提案): what members or bodies of the committee want done, reviewed, filed under a number, handled by units, and
/// answered to each who proposed it.
package struct Proposal: Hashable, Sendable {
    package typealias ID = Identifier<Proposal>

    package let id: ID
    package internal(set) var proposer: Proposer
    package internal(set) var content: Content
    /// Who was invited to sign with the first proposer, in that order, and what they said.
    package internal(set) var coSigners: [CoSigner]
    package internal(set) var state: State
    /// When it was submitted, as periods count; it stays when it is submitted anew.
    package internal(set) var period: ProposalPeriod?
    /// The proposal that it is, or was until both ended, handled as part of.
    package internal(set) var lead: ID?
    /// Given on filing (BR-13). It stays with the proposal, whatever becomes of it.
    package internal(set) var number: ProposalNumber?
    package internal(set) var publication: Publication
    /// The public wording, once somebody has begun to review it.
    package internal(set) var publicText: PublicText?
    /// Why the first proposer wants to take it back, while that waits for consent.
    package internal(set) var withdrawal: FreeText?
    /// Which leader leads its handling, where it is a key proposal (重点提案).
    package internal(set) var leader: FreeText?
    /// Who that is, where the leader is somebody of the directory; nil where there is only a name.
    package internal(set) var ledBy: Person.ID?
    /// Why this one was chosen.
    package internal(set) var keyReason: FreeText?
    /// What it is about, by the county's list; nil until somebody has sorted it.
    package internal(set) var category: String?
    /// How often its handling was supervised: symposia, visits on site (BR-22).
    package internal(set) var supervisions: Int
    /// How often it was answered; the proposers are asked about each answer.
    package internal(set) var replies: Int
    /// What the last reply came to, by the county's list of classes.
    package internal(set) var outcome: String?
    /// How often it was looked at what became of it.
    package internal(set) var followUps: Int
    /// The day on which it was closed last.
    package internal(set) var closedOn: Day?
    /// Where it was announced as a good one (好提案、优秀提案).
    package internal(set) var commendations: [Commendation.ID]
    /// How far it has come with the committee above, where it was sent up (A4-04); it stays, whatever becomes of it here.
    package internal(set) var upward: Upward?
    /// Who of the office entered it, and on which day its paper was handed in; nil where its proposer wrote it here.
    package internal(set) var entry: Entry?
    /// By when the present stage is due; nil when nothing is owed.
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// A proposal before its first event.
    init(_ proposer: Proposer, _ content: Content, as id: ID) {
        self.id = id
        self.proposer = proposer
        self.content = content
        coSigners = []
        state = .draft
        period = nil
        lead = nil
        number = nil
        publication = .hidden
        publicText = nil
        withdrawal = nil
        leader = nil
        ledBy = nil
        keyReason = nil
        category = nil
        supervisions = 0
        replies = 0
        outcome = nil
        followUps = 0
        closedOn = nil
        commendations = []
        upward = nil
        entry = nil
        deadline = nil
        version = 0
    }

    /// What is proposed (rules.md C.1): one matter, as situation, analysis and advice.
    package struct Content: Hashable, Sendable, Codable {
        /// 案由.
        package internal(set) var subject: FreeText
        package internal(set) var situation: FreeText
        package internal(set) var analysis: FreeText
        package internal(set) var advice: FreeText
        /// Who should handle it, as the proposer wishes; whoever assigns decides.
        package let units: [HandlingUnit.ID]
        /// The proposer has said that it is about one matter alone (一事一案).
        package let isOneMatter: Bool
        package let disclosure: Disclosure
        /// What it rests on that has no record here, by title, day and author: a report, a finding of oversight.
        package let basis: FreeText?
        /// What was attached; nil where nothing was.
        private var files: [Attachment.ID]?

        package init(
            subject: String, situation: String, analysis: String, advice: String, units: [HandlingUnit.ID] = [],
            isOneMatter: Bool, disclosure: Disclosure, basis: String? = nil, attachments: [Attachment.ID] = []
        ) {
            self.subject = .kept(subject)
            self.situation = .kept(situation)
            self.analysis = .kept(analysis)
            self.advice = .kept(advice)
            self.units = units
            self.isOneMatter = isOneMatter
            self.disclosure = disclosure
            self.basis = basis.map(FreeText.kept)
            files = attachments.isEmpty ? nil : attachments
        }

        package var attachments: [Attachment.ID] { files ?? [] }

        /// With what was attached before: a text that is written anew loses none of it.
        func keeping(_ earlier: [Attachment.ID]) -> Content {
            var content = self
            let all = earlier + attachments.filter { !earlier.contains($0) }
            content.files = all.isEmpty ? nil : all
            return content
        }

        /// With what is attached later.
        func adding(_ later: [Attachment.ID]) -> Content {
            var content = self
            content.files = attachments + later.filter { !attachments.contains($0) }
            return content
        }

        /// Whether all the parts that a proposal must have are there.
        package var isComplete: Bool {
            [subject, situation, analysis, advice].allSatisfy { $0.words?.isEmpty == false }
        }
    }

    /// A part of the text.
    package enum Field: String, CaseIterable, Hashable, Sendable, Codable {
        case subject, situation, analysis, advice
    }

    /// Whether the proposer agrees that everybody may read it; if not, why.
    package enum Disclosure: Hashable, Sendable, Codable {
        case open
        case closed(reason: FreeText)
    }

    /// Somebody who was invited to sign, and the answer; nil while there is none.
    package struct CoSigner: Hashable, Sendable, Codable {
        package let person: Person.ID
        package internal(set) var answer: Answer?

        package init(_ person: Person.ID, _ answer: Answer? = nil) {
            self.person = person
            self.answer = answer
        }

        /// What somebody who was invited to sign has said.
        package enum Answer: String, CaseIterable, Hashable, Sendable, Codable {
            case signed, declined
        }
    }

    /// What strangers read.
    package struct PublicText: Hashable, Sendable, Codable {
        package let title: FreeText
        package let body: FreeText

        package init(title: String, body: String) {
            self.title = .kept(title)
            self.body = .kept(body)
        }
    }

    /// How many may be invited to sign.
    package static let coSignersMax = 30
    /// How many units may be wished for.
    package static let unitsMax = 5
    /// How often units answer: a second time where a proposer was not satisfied with the first (BR-20).
    package static let repliesMax = 2

    /// All who propose it: the first proposer, then those who signed.
    package var proposers: [Person.ID] {
        [proposer.signer] + coSigners.filter { $0.answer == .signed }.map(\.person)
    }

    /// Whether several sign (联名提案).
    package var isJoint: Bool { proposers.count > 1 }

    /// Whether it is a key proposal (重点提案).
    package var isKey: Bool { leader != nil }
}

extension Proposal.Content {
    /// A part of the text.
    package internal(set) subscript(field: Proposal.Field) -> FreeText {
        get { self[keyPath: Self.path(field)] }
        set { self[keyPath: Self.path(field)] = newValue }
    }

    private static func path(_ field: Proposal.Field) -> WritableKeyPath<Self, FreeText> {
        switch field {
        case .subject: \.subject
        case .situation: \.situation
        case .analysis: \.analysis
        case .advice: \.advice
        }
    }
}
