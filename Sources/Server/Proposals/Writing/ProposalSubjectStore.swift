// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// Which subjects a text may be like: of what was filed here, and of what was declared of earlier sessions, as far as their
/// proposers let others read them.
struct ProposalSubjectStore: Sendable {
    let tenant: Tenant.ID

    /// Whose subject it is.
    enum Source: Hashable, Sendable {
        case filed(Proposal.ID)
        case former(FormerProposal.ID)
    }

    /// The contents that hold them, earlier sessions first.
    func subjects(in transaction: Transaction) throws -> [(content: Int64, source: Source)] {
        let former = try transaction.rows(
            """
            SELECT f.subject, f.id FROM former_proposal f WHERE f.tenant = \(tenant.number) AND f.is_open = 1
            ORDER BY f.term, f.session, f.serial
            """
        ) { row -> (content: Int64, source: Source) in (try row.next(), .former(Identifier(try row.next()))) }
        let filed = try transaction.rows(
            """
            SELECT p.subject, p.id FROM proposal p
            WHERE p.tenant = \(tenant.number) AND p.serial IS NOT NULL AND p.is_open = 1 AND p.state <> 'withdrawn'
            ORDER BY p.id
            """
        ) { row -> (content: Int64, source: Source) in (try row.next(), .filed(Identifier(try row.next()))) }
        return former + filed
    }
}
