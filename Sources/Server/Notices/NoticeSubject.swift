// SPDX-License-Identifier: Apache-2.0

import Domain

/// The record that a notice speaks of. A new kind of record is a case here; the compiler then asks for its address,
/// its sentences and its title.
enum NoticeSubject: Hashable, Sendable {
    case topic(Topic.ID)
    case session(ConsultationSession.ID)
    case enrolment(Enrolment.ID)
    case live(MediaConsultation.ID)
    case comment(LiveComment.ID)
    case statement(OpinionStatement.ID)
    case call(Deliberation.ID)
    case item(SuggestionItem.ID)
    case reception(ReceptionDay.ID)
    case sentiment(SentimentIssue.ID)
    case lookBack(LookBack.ID)
    /// A notice of 传达部署, by the receipt that one has to give.
    case receipt(DeploymentReceipt.ID)
    case proposal(Proposal.ID)
    case assignment(ProposalAssignment.ID)
    case opinion(ProposerOpinion.ID)
    /// A line of the register of appraisals, as the member has it who was asked.
    case appraisal(DirectoryEntry.ID)
    case erasure(PersonalDataRequest.ID)
    case unmasking(UnmaskingRequest.ID)
    /// Somebody's account, of which something runs out.
    case account(Account.ID)
    /// The backups, as they stood on that day.
    case backup(Day)
    /// A check of the log that did not hold.
    case logCheck(LogCheck.ID)

    /// The record as the event log names it. Nil for a kind that has no notices.
    init?(kind: String, number: Int64) {
        switch kind {
        case TopicEvent.subject: self = .topic(Identifier(number))
        case SessionEvent.subject: self = .session(Identifier(number))
        case EnrolmentEvent.subject: self = .enrolment(Identifier(number))
        case MediaEvent.subject: self = .live(Identifier(number))
        case CommentEvent.subject: self = .comment(Identifier(number))
        case OpinionStatementEvent.subject: self = .statement(Identifier(number))
        case DeliberationEvent.subject: self = .call(Identifier(number))
        case ItemEvent.subject: self = .item(Identifier(number))
        case ReceptionEvent.subject: self = .reception(Identifier(number))
        case SentimentEvent.subject: self = .sentiment(Identifier(number))
        case LookBackEvent.subject: self = .lookBack(Identifier(number))
        case DeploymentReceiptEvent.subject: self = .receipt(Identifier(number))
        case ProposalEvent.subject: self = .proposal(Identifier(number))
        case AssignmentEvent.subject: self = .assignment(Identifier(number))
        case OpinionEvent.subject: self = .opinion(Identifier(number))
        // Of all registers this one alone tells anybody.
        case DirectoryEvent.subject: self = .appraisal(Identifier(number))
        case PersonalDataEvent.subject: self = .erasure(Identifier(number))
        case UnmaskingEvent.subject: self = .unmasking(Identifier(number))
        case AccountEvent.subject: self = .account(Identifier(number))
        case BackupAlarm.subject: self = .backup(Day(number: Int(number)))
        case AuditEvent.subject: self = .logCheck(Identifier(number))
        default: return nil
        }
    }

    /// What people choose for it.
    var kind: NoticeKind {
        switch self {
        case .topic, .statement, .call: .topics
        case .session, .enrolment, .live, .appraisal: .sessions
        case .item, .comment, .receipt: .items
        case .reception: .receptions
        case .sentiment: .sentiments
        case .lookBack: .lookBacks
        case .proposal, .assignment, .opinion: .proposals
        case .erasure, .unmasking: .personalData
        case .account: .accounts
        case .backup, .logCheck: .backups
        }
    }

    /// What the event log calls the records of kinds that the law asks for.
    static let requiredKinds = [
        PersonalDataEvent.subject, UnmaskingEvent.subject, BackupAlarm.subject, AuditEvent.subject,
    ]

    /// Where the record lies on the desk.
    var address: String {
        switch self {
        case .topic(let id): "/desk/topics/\(id)"
        case .session(let id): "/desk/sessions/\(id)"
        case .enrolment(let id): "/desk/enrolments/\(id)"
        case .live(let id): "/desk/live/\(id)"
        case .comment(let id): "/desk/comments/\(id)"
        case .statement(let id): "/desk/statements/\(id)"
        case .call(let id): "/desk/deliberations/\(id)"
        case .item(let id): "/desk/items/\(id)"
        case .reception(let id): "/desk/receptions/\(id)"
        case .sentiment(let id): "/desk/sentiments/\(id)"
        case .lookBack(let id): "/desk/lookbacks/\(id)"
        case .receipt(let id): "/desk/receipts/\(id)"
        case .proposal(let id): "/desk/proposals/\(id)"
        case .assignment(let id): "/desk/assignments/\(id)"
        case .opinion(let id): "/desk/opinions/\(id)"
        case .appraisal(let id): "\(AppraisalRoutes.address)/\(id)"
        case .erasure(let id): "/desk/erasures/\(id)"
        case .unmasking(let id): "/desk/unmaskings/\(id)"
        // The own one: whoever is told of another's goes where its title leads.
        case .account: "/desk/account"
        // Whoever may read the log is led to the check instead.
        case .backup, .logCheck: "/desk/health"
        }
    }
}

/// What a record is called in a notice, and whether its name may leave the house.
struct NoticeTitle: Hashable, Sendable {
    let words: String
    /// Whether everybody may read it: only then it stands in a mail or an SMS, which others carry.
    let isPublic: Bool
    /// Its public page, where the record itself is not open to whoever is told; nil to go to the record.
    var address: String?
}
