// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// The sessions in which proposers and units talk over how several proposals are handled (提案办理协商): what a supervision may
/// refer to, and the link that is kept at both ends.
struct SupervisionSessions {
    let desk: ProposalDesk

    private static let limit = 100
    /// Who supervises refers to what is on, or was not long ago.
    private static let days = 400

    private var tenant: Tenant.ID { desk.site.tenant.id }
    private var lists: SessionListStore { SessionListStore(tenant: tenant) }
    private var links: RecordLinkStore { RecordLinkStore(tenant: tenant) }

    /// Announced, and so known to everybody; what was called off is no session.
    private var open: SQL {
        """
        \(SessionListStore.published(tenant)) AND s.form = \(ConsultationForm.proposalHandlingCode)
            AND s.state <> 'cancelled'
        """
    }

    func options(in transaction: Transaction) throws -> [InputField.Option] {
        let since = desk.services.clock.now().day.advanced(by: -Self.days)
        return try lists.rows(
            "\(open) AND s.starts_on >= \(since.description)", limit: Self.limit, in: transaction
        ).map { .init(code: $0.id.text, label: "\($0.day) \($0.title ?? TopicWording.erased)") }
    }

    /// Throws ``InputProblems`` for a session that is not one of them.
    func require(_ id: ConsultationSession.ID, in transaction: Transaction) throws {
        guard try lists.rows("\(open) AND s.id = \(id.number)", limit: 1, in: transaction).isEmpty else { return }
        throw InputProblems([.init(field: "session", sentence: "没有这场提案办理协商会，请从列表里选。")])
    }

    /// Keeps that the session talked the proposal over.
    func link(
        _ act: Proposal.SupervisionAct, to proposal: Proposal.ID, in transaction: Transaction
    ) throws {
        guard let session = act.session else { return }
        try links.insert(
            RecordLink(from: .session(session), to: .proposal(proposal), relation: .consults), in: transaction)
    }

    /// The sessions that a proposal's log names, as everybody may open them.
    func links(of log: [ProposalEvent], in transaction: Transaction) throws -> [TextLink] {
        let ids = log.compactMap { event -> ConsultationSession.ID? in
            guard case .supervised(let act) = event else { return nil }
            return act.session
        }
        guard !ids.isEmpty else { return [] }
        let named = "s.tenant = \(tenant.number) AND s.id IN (\(SQL(numbers: ids.map(\.number))))" as SQL
        return try lists.rows(named, limit: Self.limit, in: transaction).map {
            TextLink(text: "\($0.day) \($0.title ?? TopicWording.erased)", address: "/sessions/\($0.id)")
        }
    }

    /// The proposals that a session talked over, for those who see them, and how many there are in all.
    func proposals(
        of session: ConsultationSession.ID, for actor: Actor, in transaction: Transaction
    ) throws -> (seen: [ProposalListStore.Listed], all: Int) {
        let ids = try links.links(of: .session(session), in: transaction)
            .filter { $0.relation == .consults && $0.to.kind == ProposalEvent.subject }.map {
                Proposal.ID($0.to.number)
            }
        let seen = try desk.lists.listed(ids, scope: ProposalScope(of: actor), in: transaction)
        return (seen.sorted { $0.id < $1.id }, ids.count)
    }
}
