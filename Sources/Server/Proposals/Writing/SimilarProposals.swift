// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Filed proposals of this and earlier sessions whose subjects are like a text, by the same measure as topics, with what came of
/// them.
struct SimilarProposals {
    let desk: ProposalDesk

    /// As many as one looks through before one goes on.
    private static let shownMax = 4
    /// Below, subjects share little more than common words.
    static let scoreMin = 0.3

    /// A proposal that is like a text: one that was filed here, or one that was declared of an earlier session.
    struct Found: Sendable {
        /// Nil for one of an earlier session.
        let id: Proposal.ID?
        /// Nil for one that was filed here.
        let former: FormerProposal.ID?
        let number: ProposalNumber
        let subject: String
        let proposer: String
        /// Nil for one of an earlier session, which nothing happens to any more.
        let state: Proposal.State.Name?
        let outcome: String?
        /// Where it is read with its reply; nil where not everybody may.
        let address: String?
        /// What was replied, as everybody may read it, and by whom; nil where the proposal is not published.
        let reply: (unit: String, words: String)?

        init(_ here: ProposalListStore.Likeness, as id: Proposal.ID, reply: AssignmentPublicReply?) {
            (self.id, number, subject, proposer) = (id, here.number, here.subject, here.proposer)
            (former, state, outcome) = (nil, here.state, here.outcome)
            address = here.isPublic ? "/proposals/\(id)" : nil
            self.reply = reply.map { ($0.unitName, $0.text) }
        }

        /// Nil for one whose words are erased.
        init?(_ former: FormerProposal, as id: FormerProposal.ID) {
            guard let subject = former.subject.words else { return nil }
            (self.id, self.former, number, self.subject) = (nil, id, former.number, subject)
            (proposer, state, outcome) = (former.proposer.words ?? TopicWording.erased, nil, former.outcome)
            address = "\(FormerProposalRoutes.address)/\(id)"
            reply = former.reply?.words.map { (former.unit?.words ?? "", TopicReading.masked($0)) }
        }
    }

    /// The most like first.
    func proposals(like text: String, except own: Proposal.ID?, in transaction: Transaction) throws -> [Found] {
        let sources = try SimilarSubjects(desk.services, of: desk.site.tenant.id, in: transaction)
            .sources(like: text, except: own, from: Self.scoreMin, limit: Self.shownMax)
        let filed = try desk.lists.likenesses(sources.compactMap(\.filed), in: transaction)
        let former = FormerProposalStore(tenant: desk.site.tenant.id, contents: desk.services.contents)
        let assignments = AssignmentDesk(services: desk.services, site: desk.site)
        return try sources.compactMap { source in
            switch source {
            case .filed(let id):
                guard let here = filed[id] else { return nil }
                let holder = here.lead ?? id
                // What was merged is answered with its lead, and told where that one is published.
                let isTold =
                    try holder == id
                    ? here.isPublic : desk.lists.likenesses([holder], in: transaction)[holder]?.isPublic ?? false
                let replies = isTold ? try AssignmentPublicReply.read(of: holder, assignments, in: transaction) : []
                return Found(here, as: id, reply: replies.first)
            case .former(let id):
                return try former.proposal(id, scope: ProposalScope(of: .visitor), in: transaction)
                    .flatMap { Found($0, as: id) }
            }
        }
    }

    /// What every subject begins and ends with says nothing.
    static func matter(of subject: String) -> String {
        var matter = Substring(subject)
        if matter.hasPrefix("关于") { matter = matter.dropFirst(2) }
        if matter.hasSuffix("的提案") { matter = matter.dropLast(3) }
        return String(matter)
    }
}

extension ProposalSubjectStore.Source {
    /// The proposal, where it was filed here.
    var filed: Proposal.ID? {
        switch self {
        case .filed(let id): id
        case .former: nil
        }
    }
}
