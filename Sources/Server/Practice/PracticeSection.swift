// SPDX-License-Identifier: Apache-2.0

import Domain

/// The parts of the practice profile, as they stand one after another on its pages.
enum PracticeSection: String, CaseIterable, Sendable {
    case names, capabilities, topics, opinions, sessions, outcomes, proposals, members, residents, retention, security

    var title: String {
        switch self {
        case .names: "名称和层级"
        case .capabilities: "开通哪些机制"
        case .topics: "议题"
        case .opinions: "看法征集和融媒体协商"
        case .sessions: "协商会"
        case .outcomes: "意见建议的办理和回头看"
        case .proposals: "提案"
        case .members: "委员履职"
        case .residents: "居民登录和个人信息申请"
        case .retention: "个人信息和记录保存多久"
        case .security: "账号安全"
        }
    }
}

extension PracticeParameter {
    /// The part in which it is read and changed.
    var section: PracticeSection {
        switch self {
        case .screeningDays, .lookDays, .topicTextLimit, .topicReviews, .withdrawalHours, .claimMinutes,
            .escalationRooms:
            .topics
        case .statementLimit, .statementsPerPerson, .commentLimit, .commentsPerTenMinutes, .followUpDays: .opinions
        case .noticeDays, .minutesDays, .objectionDays, .outcomeDays, .speakingMinutes, .fixedTopics: .sessions
        case .returnDays, .reportMonths, .verificationDays, .arbitrationDays, .confirmationDays, .reopenMonths,
            .lookBackMonth, .inspectionMonths:
            .outcomes
        case .plenaryLeadMonths, .cutOffDays, .coSignDays, .proposalReviewDays, .proposalReturnDays, .replyMonths,
            .replyMonthsMax, .coHandlerMonths, .rehandlingMonths, .opinionDays, .publicationDays, .followUpMonths,
            .goodPercent,
            .collectivePercent, .clueMonth:
            .proposals
        case .sentimentPassDays, .sentimentTellDays: .members
        case .codesPerDay, .residentSignInDays, .personalDataDays, .unmaskingDays, .unmaskingMinutes: .residents
        case .submitterContactMonths, .supporterPhoneMonths, .participantNameMonths, .visitorContactMonths,
            .liaisonContactMonths, .commenterContactMonths, .clueMonths, .attachmentMonths, .caseFileMonths,
            .decidedRequestMonths, .noticeMonths, .signInMonths:
            .retention
        case .passwordMonths, .idleDays, .tokenWarningDays: .security
        }
    }

    /// Those of a part, in their order.
    static func of(_ section: PracticeSection) -> [PracticeParameter] { allCases.filter { $0.section == section } }
}
