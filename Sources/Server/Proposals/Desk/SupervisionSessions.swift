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

    /// The sessions that talk a proposal over or did so, as everybody may open them. `links`: those of the proposal.
    func sessions(in links: [RecordLink], in transaction: Transaction) throws -> [TextLink] {
        try announced(in: links, in: transaction).map {
            TextLink(text: "\($0.day) \($0.title ?? TopicWording.erased)", address: "/sessions/\($0.id)")
        }
    }

    /// The same sessions, as lists name them: those that are only planned, or were called off, are none.
    func announced(in links: [RecordLink], in transaction: Transaction) throws -> [SessionListStore.Listed] {
        let ids = links.filter { $0.relation == .consults && $0.from.kind == SessionEvent.subject }.map(\.from.number)
        guard !ids.isEmpty else { return [] }
        let named =
            "\(SessionListStore.published(tenant)) AND s.state <> 'cancelled' AND s.id IN (\(SQL(numbers: ids)))" as SQL
        return try lists.rows(named, limit: Self.limit, in: transaction)
    }

    /// A proposal on a session's agenda, with the units that handle it.
    struct Entry: Sendable {
        let listed: ProposalListStore.Listed
        let units: [String]
    }

    /// What a session talks over or has talked over, for those who see it, and how many there are in all.
    func proposals(
        of session: ConsultationSession.ID, for actor: Actor, in transaction: Transaction
    ) throws -> (seen: [Entry], all: Int) {
        let ids = try links.links(of: .session(session), in: transaction)
            .filter { $0.relation == .consults && $0.to.kind == ProposalEvent.subject }.map {
                Proposal.ID($0.to.number)
            }
        let seen = try desk.lists.listed(ids, scope: ProposalScope(of: actor), in: transaction)
        guard !seen.isEmpty else { return ([], ids.count) }
        let handlers = try AssignmentStore(tenant: tenant).precedents(seen.map(\.id), in: transaction)
        let units = try DirectoryStore().units(of: tenant, in: transaction)
        let names = Dictionary(uniqueKeysWithValues: units.map { ($0.id, $0.name) })
        let entries = seen.map { listed in
            Entry(listed: listed, units: (handlers[listed.id] ?? []).compactMap { names[$0.unit] })
        }
        return (entries.sorted { $0.listed.id < $1.listed.id }, ids.count)
    }

    /// Sessions over proposals that are to come, announced or not: what the office has planned. One that was postponed waits for a
    /// new day, however long its old one is over.
    func planned(from today: Day, in transaction: Transaction) throws -> [SessionListStore.Listed] {
        try lists.rows(
            """
            s.tenant = \(tenant.number) AND s.form = \(ConsultationForm.proposalHandlingCode)
                AND (s.state = 'postponed'
                    OR (s.state IN ('planned', 'announced', 'ready') AND s.starts_on >= \(today.description)))
            """, limit: Self.limit, in: transaction)
    }
}
