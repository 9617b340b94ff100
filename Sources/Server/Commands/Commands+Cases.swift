// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// A kind of case to which the demo, the command line and tests do things by ``Commands``.
package protocol CommandedCase: Lifecycle {
    /// Whose acts these are.
    static var desk: CommandDesk<Self> { get }
}

/// The desk of a kind of case, as it is reached without a page.
package struct CommandDesk<Case: Lifecycle>: Sendable {
    fileprivate let perform:
        @Sendable (Case.Command, [String: String], Identifier<Case>, Actor, Instant, Site, Commands) throws -> Void
    fileprivate let record: @Sendable (Identifier<Case>, Site, Commands) throws -> Case?

    /// `more`: what is done to it elsewhere than on the desk. `record`: the case as it is now; nil where there is none.
    init<Desk: CaseDesk>(
        _ desk: Desk.Type, more: [CaseAct<Desk>] = [],
        record: @escaping @Sendable (Desk, Identifier<Case>, Transaction) throws -> Case?
    ) where Desk.Case == Case {
        self.record = { id, site, commands in
            try record(Desk(services: commands.services, site: site), id, commands.transaction)
        }
        perform = { command, fields, id, actor, now, site, commands in
            let desk = Desk(services: commands.services, site: site)
            try commands.perform(
                command, fields, Desk.acts + more, desk, record(desk, id, commands.transaction), actor, now)
        }
    }
}

extension Commands {
    /// Does one thing to a case, with its fields as a form would send them. Throws the case's refusal, ``InputProblems``, and
    /// ``WebFailure/notFound`` where there is no such case.
    package func perform<Case: CommandedCase>(
        _ command: Case.Command, _ fields: [String: String], on id: Identifier<Case>, by actor: Actor, at now: Instant,
        practice: Practice, tenant: Tenant
    ) throws {
        try Case.desk.perform(command, fields, id, actor, now, Site(tenant: tenant, practice: practice), self)
    }

    /// A case as it is now; nil where there is none.
    package func record<Case: CommandedCase>(
        _ id: Identifier<Case>, practice: Practice, tenant: Tenant
    ) throws -> Case? {
        try Case.desk.record(id, Site(tenant: tenant, practice: practice), self)
    }
}

extension Topic: CommandedCase {
    package static let desk = CommandDesk(TopicDesk.self, more: TopicAct.submitters) { try $0.store.topic($1, in: $2) }
}

extension ConsultationSession: CommandedCase {
    package static let desk = CommandDesk(SessionDesk.self) { try $0.session($1, in: $2) }
}

extension SuggestionItem: CommandedCase {
    package static let desk = CommandDesk(ItemDesk.self) { try $0.item($1, in: $2) }
}

extension PersonalDataRequest: CommandedCase {
    package static let desk = CommandDesk(PersonalDataDesk.self) { try $0.request($1, in: $2) }
}

extension ReceptionDay: CommandedCase {
    package static let desk = CommandDesk(ReceptionDesk.self) { try $0.reception($1, in: $2) }
}

extension ReceptionVisit: CommandedCase {
    package static let desk = CommandDesk(VisitDesk.self) { try $0.visit($1, in: $2) }
}

extension Enrolment: CommandedCase {
    package static let desk = CommandDesk(EnrolmentDesk.self) { try $0.enrolment($1, in: $2) }
}

extension SentimentIssue: CommandedCase {
    package static let desk = CommandDesk(SentimentDesk.self) { try $0.issue($1, in: $2) }
}

extension MediaConsultation: CommandedCase {
    package static let desk = CommandDesk(MediaDesk.self) { try $0.consultation($1, in: $2) }
}

extension LiveComment: CommandedCase {
    package static let desk = CommandDesk(CommentDesk.self) { try $0.comment($1, in: $2) }
}

extension LookBack: CommandedCase {
    package static let desk = CommandDesk(LookBackDesk.self) { try $0.lookBack($1, in: $2) }
}

extension ContestEntry: CommandedCase {
    package static let desk = CommandDesk(ContestDesk.self) { try $0.entry($1, in: $2) }
}

extension DeploymentReceipt: CommandedCase {
    package static let desk = CommandDesk(DeploymentReceiptDesk.self) { try $0.receipt($1, in: $2) }
}

extension Proposal: CommandedCase {
    package static let desk = CommandDesk(ProposalDesk.self) { try $0.proposal($1, in: $2) }
}

extension ProposalClue: CommandedCase {
    package static let desk = CommandDesk(ClueDesk.self) { try $0.clue($1, in: $2) }
}

extension Commendation: CommandedCase {
    package static let desk = CommandDesk(CommendationDesk.self) { try $0.commendation($1, in: $2) }
}
