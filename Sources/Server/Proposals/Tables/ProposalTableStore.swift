// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The rows of tables of a session's proposals, batch by batch, as far as a scope sees them.
struct ProposalTableStore: Sendable {
    let tenant: Tenant.ID
    let contents: ContentStore
    let series: ProposalSeries
    let profile: PracticeProfile
    static let batch = 500

    func proposals(
        scope: ProposalScope, after: Int64?, in transaction: Transaction
    ) throws -> TableRows.Batch {
        var last: Int64?
        let rows = try transaction.rows(
            """
            SELECT p.id, p.serial, p.kind, s.name,
                (SELECT COUNT(*) FROM proposal_co_signer k
                    WHERE k.tenant = p.tenant AND k.proposal = p.id AND k.answer = 'signed'),
                p.period, p.submitted_on, p.filed_on, p.state, l.serial, p.is_key, p.outcome, p.replies, p.is_open,
                p.publication, p.closed_on, p.category,
                (SELECT MIN(o.from_kind) FROM record_link o WHERE o.tenant = p.tenant AND o.to_id = p.id
                    AND o.to_kind = \(ProposalEvent.subject) AND o.relation = \(RecordLink.Relation.proposedAs.rawValue)),
                p.subject, c.words, \(ProposerNameStore.columns)
            FROM proposal p JOIN person s ON s.tenant = p.tenant AND s.id = p.signer
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            \(ProposerNameStore.tables)
            LEFT JOIN proposal l ON l.tenant = p.tenant AND l.id = p.lead
            WHERE \(ProposalListStore.visible(scope, tenant)) AND \(ofSeries) AND p.id > \(after ?? 0)
            ORDER BY p.id LIMIT \(Self.batch)
            """
        ) { row -> [String] in
            last = try row.next(Int64.self)
            let number = text(ofSerial: try row.next(Int?.self))
            guard let kind = Proposer.Kind(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal.kind")
            }
            let (signer, coSigners) = (try row.next(String.self), try row.next(Int.self))
            let period = try row.next(String?.self).flatMap(ProposalPeriod.Kind.init).map { ProposalWording.name($0) }
            let (submitted, filed) = (try row.next(String?.self), try row.next(String?.self))
            guard let state = Proposal.State.Name(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal.state")
            }
            let lead = text(ofSerial: try row.next(Int?.self))
            let isKey = try row.next(Bool.self)
            let outcome = try row.next(String?.self).map { ProposalWording.outcome($0, practice) }
            let (replies, isOpen) = (try row.next(Int.self), try row.next(Bool.self))
            let isPublic = try row.next(String.self) == Publication.published.name
            let closed = try row.next(String?.self)
            let category = try row.next(String?.self).map { profile.topicCategory($0)?.name ?? $0 }
            let source = try row.next(String?.self).flatMap(ProposalSources.Field.init(kind:))
            let subject = try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased
            let body = try names.body(&row)
            return [
                number, subject, ProposalWording.name(kind), body ?? signer, String(coSigners), period ?? "",
                submitted ?? "",
                filed ?? "", ProposalWording.name(state), lead, Self.yes(isKey), outcome ?? "", String(replies),
                Self.yes(isOpen), Self.yes(isPublic), closed ?? "", category ?? "",
                source.map { ProposalWording.name($0) } ?? "",
            ]
        }
        return .init(rows: rows, last: last)
    }

    func assignments(
        scope: ProposalScope, after: Int64?, in transaction: Transaction
    ) throws -> TableRows.Batch {
        var last: Int64?
        let rows = try transaction.rows(
            """
            SELECT a.id, p.serial, u.name, a.part, a.state, a.received_on, COALESCE(a.due_on, r.due_on), r.sent_on,
                r.due_on, r.letter, a.outcome, a.contacts, a.reminded_on, p.is_key, p.subject, c.words
            FROM proposal_assignment a JOIN proposal p ON p.tenant = a.tenant AND p.id = a.proposal
            JOIN handling_unit u ON u.tenant = a.tenant AND u.id = a.unit
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            LEFT JOIN proposal_reply r ON r.tenant = a.tenant AND r.assignment = a.id AND r.number = 1
            WHERE \(AssignmentListStore.visible(scope, tenant)) AND \(ofSeries) AND a.id > \(after ?? 0)
            ORDER BY a.id LIMIT \(Self.batch)
            """
        ) { row -> [String] in
            last = try row.next(Int64.self)
            let number = text(ofSerial: try row.next(Int?.self))
            let unit = try row.next(String.self)
            guard let part = Proposal.Part(rawValue: try row.next()),
                let state = ProposalAssignment.State.Name(rawValue: try row.next())
            else { throw DatabaseError.malformed("proposal_assignment") }
            let (received, due) = (try row.next(String?.self), try row.next(String?.self))
            let (sent, owed) = (try row.next(String?.self), try row.next(String?.self))
            let letter = try row.next(String?.self)
            let outcome = try row.next(String?.self).map { ProposalWording.outcome($0, practice) }
            let (contacts, reminded) = (try row.next(Int.self), try row.next(String?.self))
            let isKey = try row.next(Bool.self)
            let subject = try words(&row)
            let inTime = sent.flatMap { sent in owed.map { Self.yes(sent <= $0) } }
            return [
                number, subject, unit, AssignmentWording.name(part), AssignmentWording.name(state), received ?? "",
                due ?? "", sent ?? "", letter ?? "", inTime ?? "", outcome ?? "", String(contacts), reminded ?? "",
                Self.yes(isKey),
            ]
        }
        return .init(rows: rows, last: last)
    }

    /// A record of which a table tells events: the proposal that it is about, and the unit that has it now.
    struct Matter: Sendable {
        let id: Int64
        let number: String
        let subject: String
        let unit: HandlingUnit.ID?
        let part: String
    }

    /// The assignments in whose logs something of this kind stands, whichever unit had them then.
    func handled(
        _ kind: String, scope: ProposalScope, of proposal: Proposal.ID?, after: Int64?, in transaction: Transaction
    ) throws -> [Matter] {
        let narrower: SQL = proposal.map { "AND a.proposal = \($0.number)" } ?? ""
        return try transaction.rows(
            """
            SELECT a.id, p.serial, a.unit, a.part, p.subject, c.words
            FROM proposal_assignment a JOIN proposal p ON p.tenant = a.tenant AND p.id = a.proposal
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            WHERE \(AssignmentListStore.visible(scope, tenant)) AND \(ofSeries) \(narrower)
                AND EXISTS (SELECT 1 FROM event e WHERE e.tenant = a.tenant AND e.subject_kind = \(AssignmentEvent.subject)
                    AND e.subject = a.id AND e.kind = \(kind))
                AND a.id > \(after ?? 0)
            ORDER BY a.id LIMIT \(Self.batch)
            """
        ) { row in
            let (id, number) = (try row.next(Int64.self), text(ofSerial: try row.next(Int?.self)))
            let unit = HandlingUnit.ID(try row.next(Int64.self))
            guard let part = Proposal.Part(rawValue: try row.next()) else {
                throw DatabaseError.malformed("proposal_assignment.part")
            }
            return Matter(
                id: id, number: number, subject: try words(&row), unit: unit, part: AssignmentWording.name(part))
        }
    }

    /// The proposals whose handling was supervised; of one unit: those that it handles.
    func supervised(
        scope: ProposalScope, by unit: HandlingUnit.ID?, of proposal: Proposal.ID?, after: Int64?,
        in transaction: Transaction
    ) throws -> [Matter] {
        let handled: SQL =
            unit.map {
                """
                AND EXISTS (SELECT 1 FROM proposal_assignment a WHERE a.tenant = p.tenant AND a.proposal = p.id
                    AND a.unit = \($0.number) AND a.state <> 'recalled')
                """
            } ?? ""
        let narrower: SQL = proposal.map { "AND p.id = \($0.number)" } ?? ""
        return try transaction.rows(
            """
            SELECT p.id, p.serial, p.subject, c.words
            FROM proposal p JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            WHERE \(ProposalListStore.visible(scope, tenant)) AND \(ofSeries) AND p.supervisions > 0 \(narrower) \(handled)
                AND p.id > \(after ?? 0)
            ORDER BY p.id LIMIT \(Self.batch)
            """
        ) { row in
            let (id, number) = (try row.next(Int64.self), text(ofSerial: try row.next(Int?.self)))
            return Matter(id: id, number: number, subject: try words(&row), unit: nil, part: "")
        }
    }

    /// Whoever said nothing has no opinion, and stands in the table all the same (BR-21).
    func opinions(after: Int64?, in transaction: Transaction) throws -> TableRows.Batch {
        var last: Int64?
        let rows = try transaction.rows(
            """
            SELECT o.id, p.serial, s.name, o.number, o.manner, o.result, p.subject, c.words, o.remark, w.words,
                \(ProposerNameStore.columns)
            FROM proposer_opinion o JOIN proposal p ON p.tenant = o.tenant AND p.id = o.proposal
            JOIN person s ON s.tenant = o.tenant AND s.id = o.proposer
            JOIN content c ON c.tenant = p.tenant AND c.id = p.subject
            \(ProposerNameStore.tables)
            LEFT JOIN content w ON w.tenant = o.tenant AND w.id = o.remark
            WHERE o.tenant = \(tenant.number) AND \(ofSeries) AND o.id > \(after ?? 0)
            ORDER BY o.id LIMIT \(Self.batch)
            """
        ) { row -> [String] in
            last = try row.next(Int64.self)
            let number = text(ofSerial: try row.next(Int?.self))
            let (name, round) = (try row.next(String.self), try row.next(Int.self))
            let manner = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
            let result = try row.next(String?.self).flatMap { ProposerOpinion.Rating(rawValue: $0) }
            let subject = try words(&row)
            let remark = try contents.next(&row, tenant: tenant)
            let body = try names.body(&row)
            return [
                number, subject, body ?? name, String(round), manner.map { ItemWording.name($0) } ?? "没有意见",
                result.map { ItemWording.name($0) } ?? "没有意见", remark.map { $0.words ?? TopicWording.erased } ?? "",
            ]
        }
        return .init(rows: rows, last: last)
    }

    private var practice: ProposalPractice { profile.proposals }
    private var names: ProposerNameStore { ProposerNameStore(tenant: tenant, contents: contents) }

    private var ofSeries: SQL { "p.term = \(series.term) AND p.session = \(series.session)" }

    private func text(ofSerial serial: Int?) -> String { serial.map { ProposalNumber(series, $0).text } ?? "" }

    private func words(_ row: inout Row) throws -> String {
        try contents.next(&row, tenant: tenant)?.words ?? TopicWording.erased
    }

    private static func yes(_ isSo: Bool) -> String { isSo ? "是" : "否" }
}
