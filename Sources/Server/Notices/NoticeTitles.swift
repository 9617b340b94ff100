// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the records of notices are called: only those that the person may see now, whatever was so when they were told.
struct NoticeTitles: Sendable {
    let services: Services
    let tenant: Tenant.ID

    private static let check = NoticeTitle(words: "核对日志", isPublic: false, address: LogCheckRoutes.path)

    func titles(
        of subjects: [NoticeSubject], seenBy actor: Actor, in transaction: Transaction
    ) throws -> [NoticeSubject: NoticeTitle] {
        var topics: Set<Topic.ID> = []
        var sessions: Set<ConsultationSession.ID> = []
        var enrolments: Set<Enrolment.ID> = []
        var lives: Set<MediaConsultation.ID> = []
        var comments: Set<LiveComment.ID> = []
        var statements: Set<OpinionStatement.ID> = []
        var calls: Set<Deliberation.ID> = []
        var items: Set<SuggestionItem.ID> = []
        var receptions: Set<ReceptionDay.ID> = []
        var sentiments: Set<SentimentIssue.ID> = []
        var lookBacks: Set<LookBack.ID> = []
        var receipts: Set<DeploymentReceipt.ID> = []
        var proposals: Set<Proposal.ID> = []
        var assignments: Set<ProposalAssignment.ID> = []
        var opinions: Set<ProposerOpinion.ID> = []
        var appraisals: Set<DirectoryEntry.ID> = []
        var checks: [NoticeSubject] = []
        var accounts: Set<Account.ID> = []
        for subject in subjects {
            switch subject {
            case .topic(let id): topics.insert(id)
            case .session(let id): sessions.insert(id)
            case .enrolment(let id): enrolments.insert(id)
            case .live(let id): lives.insert(id)
            case .comment(let id): comments.insert(id)
            case .statement(let id): statements.insert(id)
            case .call(let id): calls.insert(id)
            case .item(let id): items.insert(id)
            case .reception(let id): receptions.insert(id)
            case .sentiment(let id): sentiments.insert(id)
            case .lookBack(let id): lookBacks.insert(id)
            case .receipt(let id): receipts.insert(id)
            case .proposal(let id): proposals.insert(id)
            case .assignment(let id): assignments.insert(id)
            case .opinion(let id): opinions.insert(id)
            case .appraisal(let id): appraisals.insert(id)
            case .logCheck: checks.append(subject)
            case .account(let id): accounts.insert(id)
            case .erasure, .unmasking, .backup: break
            }
        }
        let contents = services.contents
        let topicTitles = try TopicDeskStore(tenant: tenant, contents: contents)
            .titles(of: topics.sorted(), scope: TopicScope(of: actor), in: transaction)
        // An enrolment is called like its session.
        let enrolled = try EnrolmentStore(tenant: tenant, keys: services.keys)
            .sessions(of: enrolments.sorted(), in: transaction)
        sessions.formUnion(enrolled.values)
        let sessionList = SessionListStore(tenant: tenant)
        var sessionTitles =
            try sessionList
            .titles(of: sessions.sorted(), scope: SessionScope(of: actor), in: transaction)
        // Who keeps a body that has to do with a session hears of it, and reads what everybody reads.
        sessionTitles.merge(
            try sessionList.publicTitles(of: sessions.subtracting(sessionTitles.keys).sorted(), in: transaction)
        ) { own, _ in own }
        let liveTitles = try MediaStore(tenant: tenant)
            .titles(of: lives.sorted(), scope: RoomScope(of: actor), in: transaction)
        let commentTitles = try CommentListStore(tenant: tenant, contents: contents)
            .titles(of: comments.sorted(), scope: ItemScope(of: actor), in: transaction)
        let statementTitles = try OpinionStatementStore(tenant: tenant, keys: services.keys, contents: contents)
            .titles(of: statements.sorted(), scope: RoomScope(of: actor), in: transaction)
        let callTitles = try DeliberationStore(tenant: tenant, contents: contents)
            .titles(of: calls.sorted(), scope: RoomScope(of: actor), in: transaction)
        let itemTitles = try ItemListStore(tenant: tenant, contents: contents)
            .titles(of: items.sorted(), scope: ItemScope(of: actor), in: transaction)
        let receptionTitles = try ReceptionListStore(tenant: tenant)
            .titles(of: receptions.sorted(), scope: ReceptionScope(of: actor), in: transaction)
        let sentimentTitles = try SentimentStore(tenant: tenant, contents: contents)
            .titles(of: sentiments.sorted(), scope: SentimentScope(of: actor), in: transaction)
        let lookBackTitles = try LookBackStore(tenant: tenant, contents: contents)
            .titles(of: lookBacks.sorted(), scope: RoomScope(of: actor), in: transaction)
        let receiptTitles = try DeploymentReceiptStore(tenant: tenant, contents: contents)
            .titles(of: receipts.sorted(), scope: DeploymentScope(of: actor), in: transaction)
        let proposalTitles = try ProposalListStore(tenant: tenant, contents: contents)
            .titles(of: proposals.sorted(), scope: ProposalScope(of: actor), in: transaction)
        let assignmentTitles = try AssignmentListStore(tenant: tenant, contents: contents)
            .titles(of: assignments.sorted(), scope: ProposalScope(of: actor), in: transaction)
        let opinionTitles = try ProposerOpinionStore(tenant: tenant, contents: contents)
            .titles(of: opinions.sorted(), for: ProposalScope(of: actor).person, in: transaction)
        let accountTitles = try AccountStore(tenant: tenant).titles(of: accounts.sorted(), for: actor, in: transaction)
        let appraisalTitles = try AppraisalStore(tenant: tenant)
            .titles(of: appraisals.sorted(), seenBy: actor, in: transaction)
        let found =
            topicTitles.map { (NoticeSubject.topic($0.key), $0.value) }
            + sessionTitles.map { (.session($0.key), $0.value) }
            + enrolled.compactMap { enrolment, session in sessionTitles[session].map { (.enrolment(enrolment), $0) } }
            + liveTitles.map { (.live($0.key), $0.value) }
            + commentTitles.map { (.comment($0.key), $0.value) }
            + statementTitles.map { (.statement($0.key), $0.value) }
            + callTitles.map { (.call($0.key), $0.value) }
            + itemTitles.map { (.item($0.key), $0.value) }
            + receptionTitles.map { (.reception($0.key), $0.value) }
            + sentimentTitles.map { (.sentiment($0.key), $0.value) }
            + lookBackTitles.map { (.lookBack($0.key), $0.value) }
            + receiptTitles.map { (.receipt($0.key), $0.value) }
            + proposalTitles.map { (.proposal($0.key), $0.value) }
            + assignmentTitles.map { (.assignment($0.key), $0.value) }
            + opinionTitles.map { (.opinion($0.key), $0.value) }
            + appraisalTitles.map { (.appraisal($0.key), $0.value) }
            + (actor.holds(oneOf: [.auditAdministrator]) ? Set(checks) : []).map { ($0, Self.check) }
            + accountTitles.map { (.account($0.key), $0.value) }
        return Dictionary(uniqueKeysWithValues: found)
    }
}
