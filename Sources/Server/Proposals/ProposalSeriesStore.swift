// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The sessions of which there are proposals, with their sums.
struct ProposalSeriesStore: Sendable {
    let tenant: Tenant.ID

    /// The sums of a session (BR-15): the parts by where each record stands, the two totals by themselves.
    func reckoning(_ series: ProposalSeries, in transaction: Transaction) throws -> ProposalReckoning {
        let whole: SQL = """
            FROM proposal p WHERE p.tenant = \(tenant.number) AND p.term = \(series.term) AND p.session = \(series.session)
            """
        let totals = try transaction.first("SELECT COUNT(p.submitted_on), COUNT(p.serial) \(whole)") { row in
            (submitted: try row.next(Int.self), filed: try row.next(Int.self))
        }
        let places = try transaction.rows(
            """
            SELECT p.state, CASE WHEN p.serial IS NULL THEN 0 ELSE 1 END, CASE WHEN p.lead IS NULL THEN 0 ELSE 1 END,
                COUNT(*)
            \(whole)
            GROUP BY p.state, CASE WHEN p.serial IS NULL THEN 0 ELSE 1 END, CASE WHEN p.lead IS NULL THEN 0 ELSE 1 END
            """
        ) { row -> (ProposalReckoning.Part?, Int) in
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal.state")
            }
            let (isNumbered, isPart) = (try row.next(Bool.self), try row.next(Bool.self))
            return (.init(state, isNumbered: isNumbered, isPartOfOther: isPart), try row.next())
        }
        return ProposalReckoning(
            submitted: totals?.submitted ?? 0, filed: totals?.filed ?? 0,
            parts: places.reduce(into: [:]) { parts, place in
                if let part = place.0 { parts[part, default: 0] += place.1 }
            })
    }

    /// The sessions of which there are proposals, latest first.
    func all(in transaction: Transaction) throws -> [ProposalSeries] {
        try transaction.rows(
            """
            SELECT DISTINCT term, session FROM proposal WHERE tenant = \(tenant.number) AND term IS NOT NULL
            ORDER BY term DESC, session DESC
            """
        ) { ProposalSeries(term: try $0.next(), session: try $0.next()) }
    }

    /// What has a number of a session and was not taken back, by number.
    func numbered(_ series: ProposalSeries, in transaction: Transaction) throws -> [Proposal.ID] {
        try transaction.rows(
            """
            SELECT id FROM proposal
            WHERE tenant = \(tenant.number) AND term = \(series.term) AND session = \(series.session)
                AND serial IS NOT NULL AND state <> 'withdrawn'
            ORDER BY serial
            """
        ) { Identifier(try $0.next()) }
    }
}
