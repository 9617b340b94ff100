// SPDX-License-Identifier: Apache-2.0

/// What one unit has to do with a proposal (交办): sign for it or give it back, talk with its proposers, and reply.
package struct ProposalAssignment: Hashable, Sendable {
    package typealias ID = Identifier<ProposalAssignment>

    package let id: ID
    package let proposal: Proposal.ID
    package let part: Proposal.Part
    /// The unit that answers for it now.
    package internal(set) var unit: HandlingUnit.ID
    /// Who of the unit looks after it; nil while all of the unit do.
    package internal(set) var officer: Person.ID?
    package internal(set) var state: State
    /// The day on which the unit received it; its term runs from then.
    package internal(set) var receivedOn: Day?
    /// The unit has asked once to give it back; it does not ask twice (BR-17).
    package internal(set) var wasReturned: Bool
    /// Its term was extended once; it is not extended twice (BR-18).
    package internal(set) var wasExtended: Bool
    /// The extension that the unit has asked for and nobody has decided.
    package internal(set) var extensionAsked: Extension?
    /// What the unit and the proposers said to each other since it was given to the unit, or given once more: what was said
    /// after the reply stands at the end, and gates nothing (BR-19).
    package internal(set) var contacts: [Contact]
    /// The draft that the unit took back before the office had checked it: the next one begins from it.
    package internal(set) var setAside: Reply?
    /// All replies that were sent, the first one first: none is overwritten (BR-20).
    package internal(set) var replies: [Reply]
    /// The day of the last reminder: there is one a day.
    package internal(set) var remindedOn: Day?
    /// By when the present stage is due; nil when nothing is owed.
    package internal(set) var deadline: Deadline?
    package internal(set) var version: Int

    /// An assignment before its first event.
    init(_ brief: Brief, as id: ID) {
        self.id = id
        proposal = brief.proposal
        part = brief.handler.part
        unit = brief.handler.unit
        officer = nil
        state = .issued
        receivedOn = nil
        wasReturned = false
        wasExtended = false
        extensionAsked = nil
        contacts = []
        setAside = nil
        replies = []
        remindedOn = nil
        deadline = nil
        version = 0
    }

    /// Which proposal, for which unit, in which part.
    package struct Brief: Hashable, Sendable, Codable {
        package let proposal: Proposal.ID
        package let handler: Proposal.Handler

        package init(_ proposal: Proposal.ID, _ handler: Proposal.Handler) {
            self.proposal = proposal
            self.handler = handler
        }
    }

    /// Where an assignment stands. Each case names its successors.
    package enum State: Hashable, Sendable {
        /// On the unit's desk. → signedFor, returnRequested, recalled
        case issued
        /// The unit says it is not the right one; it stays responsible meanwhile (BR-17). → issued (to another unit), signedFor
        case returnRequested(reason: FreeText, suggested: FreeText)
        /// Signed for, taken back to be written anew, or to be replied to once more. → drafted, sent (a co-handler's opinion), recalled
        case signedFor
        /// The reply is drafted; the office checks it. → checked, sentBack, signedFor (taken back), recalled
        case drafted(Reply)
        /// The draft does not hold. → drafted, recalled
        case sentBack(Reply, reason: FreeText)
        /// The draft holds; the unit's leader signs. → sent, recalled
        case checked(Reply)
        /// Sent to the proposers; a co-handler's opinion to the lead. → signedFor (for a second reply)
        case sent
        /// Its proposal was taken back.
        case recalled

        package var name: Name {
            switch self {
            case .issued: .issued
            case .returnRequested: .returnRequested
            case .signedFor: .signedFor
            case .drafted: .drafted
            case .sentBack: .sentBack
            case .checked: .checked
            case .sent: .sent
            case .recalled: .recalled
            }
        }

        /// The name that the database and the API know.
        package enum Name: String, CaseIterable, Hashable, Sendable {
            case issued
            case returnRequested = "return_requested"
            case signedFor = "signed_for"
            case drafted
            case sentBack = "sent_back"
            case checked, sent, recalled
        }
    }

    /// What is replied, or what a co-handler thinks of it.
    package struct Reply: Hashable, Sendable, Codable {
        package internal(set) var text: FreeText
        /// A code of the county's list of classes; nil for a co-handler's opinion.
        package let outcome: String?
        /// Whether everybody may read it; a closed one says why.
        package let disclosure: Proposal.Disclosure
        /// What everybody reads instead of the text, where that says more than everybody need know; nil where all of it may be read.
        package let abstract: FreeText?
        /// Who signed it; nil while it is a draft.
        package internal(set) var signature: Signature?
        /// What was attached; nil where nothing was.
        private var files: [Attachment.ID]?

        package init(
            text: String, outcome: String?, disclosure: Proposal.Disclosure, abstract: String? = nil,
            attachments: [Attachment.ID] = []
        ) {
            self.text = .kept(text)
            self.outcome = outcome
            self.disclosure = disclosure
            self.abstract = abstract.map(FreeText.kept)
            signature = nil
            files = attachments.isEmpty ? nil : attachments
        }

        package var attachments: [Attachment.ID] { files ?? [] }

        /// With what was attached to the draft before.
        func keeping(_ earlier: [Attachment.ID]) -> Reply {
            var reply = self
            let all = earlier + attachments.filter { !earlier.contains($0) }
            reply.files = all.isEmpty ? nil : all
            return reply
        }
    }

    /// Who of the unit signed a reply, and when it was sent.
    package struct Signature: Hashable, Sendable, Codable {
        package let signer: FreeText
        /// Whether it is the unit's principal leader (主要负责人): key proposals ask for this one.
        package let isPrincipal: Bool
        package let day: Day
        /// The number of the letter (发文字号); nil where the unit numbers its letters itself, and of a co-handler's opinion.
        package private(set) var number: DocumentNumber?

        package init(signer: String, isPrincipal: Bool, day: Day, number: DocumentNumber? = nil) {
            self.signer = .kept(signer)
            self.isPrincipal = isPrincipal
            self.day = day
            self.number = number
        }

        /// The same, on a letter with this number.
        package func numbered(_ number: DocumentNumber) -> Signature {
            var signature = self
            signature.number = number
            return signature
        }
    }

    /// That unit and proposers spoke with each other (面商, 走访, 电话).
    package struct Contact: Hashable, Sendable, Codable {
        package let means: Means
        package let day: Day
        /// With whom, and what was said.
        package let words: FreeText
        /// Whether a leader of the unit took part: a second reply asks for that.
        package let withLeader: Bool
        /// The proposer does not agree with what is planned.
        package let isContested: Bool
        /// When in the handling it was; nil until the assignment has noted it, and in logs that were written before it was told.
        package internal(set) var stage: Stage?

        package init(_ means: Means, on day: Day, words: String, withLeader: Bool, isContested: Bool) {
            self.means = means
            self.day = day
            self.words = .kept(words)
            self.withLeader = withLeader
            self.isContested = isContested
            stage = nil
        }

        /// Before the unit has signed for it, while it works on it, and after its reply (办前, 办中, 办后).
        package enum Stage: String, CaseIterable, Hashable, Sendable, Codable {
            case before, during, after
        }

        /// How unit and proposer talked.
        package enum Means: String, CaseIterable, Hashable, Sendable, Codable {
            /// 面商、座谈.
            case meeting
            /// 上门走访.
            case visit
            case phone
            /// 邀请实地察看.
            case siteVisit = "site_visit"
        }
    }

    /// How much longer a unit asks for.
    package struct Extension: Hashable, Sendable, Codable {
        /// Months from receipt to the reply, in all.
        package let months: Int
        package let reason: FreeText

        package init(months: Int, reason: String) {
            self.months = months
            self.reason = .kept(reason)
        }
    }

    /// Which reply is being worked on, from 1.
    package var round: Int { replies.count + (state == .sent ? 0 : 1) }

    /// Whether it owes a reply or an opinion that the proposal waits for.
    package var isOwed: Bool { state != .sent && state != .recalled }

    /// Whether it is given to a co-handler, whose opinion goes to the lead.
    package var isCoHandling: Bool { part == .coHandler }
}

extension Proposal {
    /// One unit, and what part it has.
    package struct Handler: Hashable, Sendable, Codable {
        package let unit: HandlingUnit.ID
        package let part: Part

        package init(_ unit: HandlingUnit.ID, _ part: Part) {
            self.unit = unit
            self.part = part
        }
    }

    /// What part a unit has in the handling.
    package enum Part: String, CaseIterable, Hashable, Sendable, Codable {
        /// 主办: replies, with what the co-handlers said.
        case lead
        /// 会办: gives its opinion to the lead.
        case coHandler = "co_handler"
        /// 分办: replies for itself.
        case separate
    }
}
