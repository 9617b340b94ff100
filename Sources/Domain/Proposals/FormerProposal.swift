// SPDX-License-Identifier: Apache-2.0

/// A proposal of an earlier session as the county has written it down (往年提案). What it says is declared and not counted here: no
/// clock runs for it, nobody is asked about it, and no figure of the statistics holds it (BR-47).
package struct FormerProposal: Hashable, Sendable, Codable {
    package typealias ID = Identifier<FormerProposal>

    package let number: ProposalNumber
    package let kind: Proposer.Kind
    package let subject: FreeText
    /// Who proposed it, as it was written; the people may be in no register any more.
    package let proposer: FreeText
    package let unit: FreeText?
    package let filedOn: Day?
    package let repliedOn: Day?
    /// What the reply came to, by the county's list of classes.
    package let outcome: String?
    /// What the proposers said of the result.
    package let opinion: ProposerOpinion.Rating?
    /// Whether its proposers agree that others read it.
    package let isOpen: Bool
    package let text: FreeText?
    package let reply: FreeText?

    package init(
        number: ProposalNumber, kind: Proposer.Kind, subject: FreeText, proposer: FreeText, unit: FreeText?,
        filedOn: Day?, repliedOn: Day?, outcome: String?, opinion: ProposerOpinion.Rating?, isOpen: Bool,
        text: FreeText?, reply: FreeText?
    ) {
        self.number = number
        self.kind = kind
        self.subject = subject
        self.proposer = proposer
        self.unit = unit
        self.filedOn = filedOn
        self.repliedOn = repliedOn
        self.outcome = outcome
        self.opinion = opinion
        self.isOpen = isOpen
        self.text = text
        self.reply = reply
    }

    /// Whether it may be declared: a session whose proposals are numbered here takes none from elsewhere, since numbers are given
    /// without gaps, and once (BR-13).
    package static func mayDeclare(_ number: ProposalNumber, numberedHere: Set<ProposalSeries>) -> Bool {
        !numberedHere.contains(number.series)
    }
}

/// What can happen to a proposal of an earlier session: it is declared, once.
package enum FormerProposalEvent: LifecycleEvent {
    case declared(FormerProposal)

    package static let subject = "former_proposal"
    package static let version = 1

    package var kind: String {
        switch self {
        case .declared: "declared"
        }
    }
}
