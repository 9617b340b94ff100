// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Published proposals are found by title, body and number.
extension Proposal: TextIndexed {
    static let textIndex = TextIndexTables(
        index: "proposal_index", numbered: "indexed_proposal", record: "proposal", blocks: "proposal_gram_block",
        records: "proposal", published: { "t.tenant = \($0.number) AND t.publication = 'published'" },
        columns: "t.public_title, COALESCE(t.public_body, ''), t.term, t.session, t.serial",
        text: { row in
            let (title, body) = (try row.next(String.self), try row.next(String.self))
            let series = ProposalSeries(term: try row.next(), session: try row.next())
            return IndexedText(texts: [title, body, ProposalNumber(series, try row.next()).text])
        })

    /// What everybody finds it by; nil while it is not public.
    var indexedText: IndexedText? {
        guard publication.isPublic, let number, let publicText else { return nil }
        return IndexedText(texts: [publicText.title.words ?? "", publicText.body.words ?? "", number.text])
    }
}

typealias ProposalIndexStore = TextIndexStore<Proposal>
