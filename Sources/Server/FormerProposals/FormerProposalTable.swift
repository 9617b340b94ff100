// SPDX-License-Identifier: Apache-2.0

import Domain

extension ProposalTable {
    /// What is known of a proposal of an earlier year, as it was declared; the import takes it in again.
    static func row(_ proposal: FormerProposal) -> [String] {
        let (number, erased) = (proposal.number, TopicWording.erased)
        return [
            number.text, number.series.name, proposal.subject.words ?? erased, proposal.proposer.words ?? erased,
            ProposalWording.name(proposal.kind), proposal.isOpen ? "是" : "否",
            proposal.unit.map { $0.words ?? erased } ?? "", proposal.filedOn?.description ?? "",
            proposal.repliedOn?.description ?? "", proposal.outcome.map { "\($0)类" } ?? "",
            proposal.opinion.map { ItemWording.name($0) } ?? "", proposal.text.map { $0.words ?? erased } ?? "",
            proposal.reply.map { $0.words ?? erased } ?? "",
        ]
    }
}
