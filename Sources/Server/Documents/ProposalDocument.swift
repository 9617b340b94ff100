// SPDX-License-Identifier: Apache-2.0

import Domain

/// What can be printed of a proposal.
enum ProposalDocument: String, CaseIterable, Sendable {
    case form
    case filingNotice = "filing-notice"
    /// What one unit replies, to those who proposed it.
    case reply
    case opinionForm = "opinion-form"

    /// What the log calls it.
    var kind: DocumentEvent.Document {
        switch self {
        case .form: .proposalForm
        case .filingNotice: .filingNotice
        case .reply: .proposalReply
        case .opinionForm: .opinionForm
        }
    }

    /// Whether there is something that it could say. `assignments`: what units have of it, or of what it is part of.
    func isThere(for proposal: Proposal, _ assignments: [ProposalAssignment]) -> Bool {
        switch self {
        case .form: true
        case .filingNotice: proposal.number != nil
        case .reply, .opinionForm: assignments.contains { !$0.isCoHandling && !$0.replies.isEmpty }
        }
    }
}
