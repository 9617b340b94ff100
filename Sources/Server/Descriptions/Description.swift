// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// What the code decides, as Markdown: `docs/lifecycles` and `docs/routes.md` hold it, and a test compares.
package enum Description {
    /// A kind of case whose lifecycle is written down in `docs/lifecycles`.
    package enum Lifecycle: String, CaseIterable, Sendable {
        case topic, session, item, request, unmasking, hold, reception, visit, enrolment, sentiment, contest, proposal,
            assignment, commendation, clue, deliberation, statement, live, comment, receipt
        case suggestionList = "list"
        case lookBack = "lookback"
    }

    /// Who may do what to this kind of case, in which state.
    package static func lifecycle(_ kind: Lifecycle) -> String {
        switch kind {
        case .topic: LifecycleTable<Topic>.topic.markdown
        case .session: LifecycleTable<ConsultationSession>.session.markdown
        case .item: LifecycleTable<SuggestionItem>.item.markdown
        case .request: LifecycleTable<PersonalDataRequest>.request.markdown
        case .unmasking: LifecycleTable<UnmaskingRequest>.unmasking.markdown
        case .hold: LifecycleTable<RecordHold>.hold.markdown
        case .reception: LifecycleTable<ReceptionDay>.reception.markdown
        case .visit: LifecycleTable<ReceptionVisit>.visit.markdown
        case .enrolment: LifecycleTable<Enrolment>.enrolment.markdown
        case .sentiment: LifecycleTable<SentimentIssue>.sentiment.markdown
        case .suggestionList: LifecycleTable<SuggestionList>.suggestionList.markdown
        case .contest: LifecycleTable<ContestEntry>.contest.markdown
        case .lookBack: LifecycleTable<LookBack>.lookBack.markdown
        case .proposal: LifecycleTable<Proposal>.proposal.markdown
        case .assignment: LifecycleTable<ProposalAssignment>.assignment.markdown
        case .commendation: LifecycleTable<Commendation>.commendation.markdown
        case .clue: LifecycleTable<ProposalClue>.clue.markdown
        case .deliberation: LifecycleTable<Deliberation>.deliberation.markdown
        case .statement: LifecycleTable<OpinionStatement>.statement.markdown
        case .live: LifecycleTable<MediaConsultation>.live.markdown
        case .comment: LifecycleTable<LiveComment>.comment.markdown
        case .receipt: LifecycleTable<DeploymentReceipt>.receipt.markdown
        }
    }

    /// Every route with who may call it.
    package static func routes(of installation: Installation) -> String {
        let columns = ["visitor"] + Role.allCases.map(\.rawValue)
        var lines = [
            "# Routes × roles", "",
            "Written by `shangliang describe routes`. “yes” is let in (a record may still not be theirs: then 404).",
            "What is a resident's who has signed in by phone leads everybody else, staff too, “to phone”, or says 401.",
            "",
            "| route | " + columns.joined(separator: " | ") + " |",
            "| --- |" + columns.map { _ in " --- |" }.joined(),
        ]
        for route in installation.table.routes {
            let cells = columns.map { admits(route, $0) }
            lines.append("| \(route.method.rawValue) \(route.path) | \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func admits(_ route: Route, _ column: String) -> String {
        switch route.audience {
        case .everyone: "yes"
        case .resident: route.isAPI ? "401" : "to phone"
        case .machine: "from the machine"
        case .staff(let roles):
            if column == "visitor" {
                route.isAPI ? "401" : "to sign-in"
            } else {
                roles.contains { $0.rawValue == column } ? "yes" : "404"
            }
        }
    }
}
