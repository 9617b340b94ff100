// SPDX-License-Identifier: Apache-2.0

/// A number of the practice profile that a county chooses.
package enum PracticeParameter: String, CaseIterable, Hashable, Sendable {
    case screeningDays, lookDays, topicTextLimit, topicReviews
    case noticeDays, minutesDays, objectionDays, outcomeDays, speakingMinutes, fixedTopics
    case returnDays, reportMonths, verificationDays, arbitrationDays, confirmationDays, reopenMonths, lookBackMonth
    case inspectionMonths
    case passwordMonths, idleDays, tokenWarningDays
    case personalDataDays, unmaskingDays, unmaskingMinutes
    case codesPerDay, residentSignInDays, withdrawalHours, claimMinutes
    case sentimentPassDays, sentimentTellDays
    case escalationRooms
    case statementLimit, statementsPerPerson
    case commentLimit, commentsPerTenMinutes, followUpDays
    case plenaryLeadMonths, cutOffDays, coSignDays, proposalReviewDays
    case proposalReturnDays, replyMonths, replyMonthsMax, coHandlerMonths, rehandlingMonths, opinionDays
    case publicationDays, followUpMonths, goodPercent, collectivePercent, clueMonth
    case submitterContactMonths, supporterPhoneMonths, participantNameMonths, visitorContactMonths
    case liaisonContactMonths, commenterContactMonths, clueMonths, attachmentMonths, caseFileMonths,
        decidedRequestMonths, noticeMonths, signInMonths

    /// What can be chosen. The ends are what a rule still makes sense with, not what is wise.
    package var range: ClosedRange<Int> {
        switch self {
        case .screeningDays: 1...30
        case .lookDays: 1...5
        case .topicTextLimit: 50...2000
        case .topicReviews: 1...3
        case .noticeDays: 0...30
        case .minutesDays, .outcomeDays: 1...60
        case .objectionDays: 0...20
        case .speakingMinutes: ConsultationSession.Speaker.minutesRange
        case .fixedTopics: 0...12
        case .returnDays, .verificationDays, .arbitrationDays: 1...20
        case .reportMonths: 1...6
        case .confirmationDays: 1...60
        case .reopenMonths: 1...36
        case .lookBackMonth, .inspectionMonths: 1...12
        case .passwordMonths: 0...24
        // Sign-ins are kept for half a year at least: of what is longer ago nothing may be known.
        case .idleDays: 30...180
        case .tokenWarningDays: APIToken.lastWarningDays...90
        case .personalDataDays: 1...30
        case .unmaskingDays: 1...10
        case .unmaskingMinutes: 5...240
        case .codesPerDay: 0...9999
        case .residentSignInDays: 1...180
        case .withdrawalHours: 1...168
        case .claimMinutes: 5...240
        case .sentimentPassDays: 1...60
        case .sentimentTellDays: 1...30
        case .escalationRooms: 2...10
        case .statementLimit: 20...140
        case .statementsPerPerson: 0...20
        case .commentLimit: 20...500
        case .commentsPerTenMinutes: 1...100
        case .followUpDays: 1...60
        case .plenaryLeadMonths: 0...12
        case .cutOffDays: 0...10
        case .coSignDays, .proposalReviewDays, .opinionDays: 1...60
        case .publicationDays: 0...60
        case .proposalReturnDays: 1...20
        case .replyMonths: 1...6
        case .replyMonthsMax: 1...12
        case .coHandlerMonths, .rehandlingMonths: 1...3
        // In the year after: not before a year has passed.
        case .followUpMonths: 12...24
        case .goodPercent: 1...10
        case .collectivePercent: 0...100
        case .clueMonth: 0...12
        // As long as it serves its purpose, and no longer (个人信息保护法 art. 19).
        case .submitterContactMonths, .supporterPhoneMonths, .visitorContactMonths, .liaisonContactMonths,
            .commenterContactMonths:
            1...60
        case .participantNameMonths, .clueMonths, .decidedRequestMonths: 1...120
        // What belongs to the record may be kept with it.
        case .attachmentMonths, .caseFileMonths: 0...120
        // Records of who used the system and what it sent (网络安全法 art. 21): half a year at least.
        case .noticeMonths, .signInMonths: 6...60
        }
    }
}

extension PracticeProfile {
    /// The number that a county has chosen.
    package subscript(parameter: PracticeParameter) -> Int {
        get { self[keyPath: Self.path(parameter)] }
        set { self[keyPath: Self.path(parameter)] = newValue }
    }

    private static func path(_ parameter: PracticeParameter) -> WritableKeyPath<PracticeProfile, Int> {
        switch parameter {
        case .screeningDays: \.screeningDays
        case .lookDays: \.lookDays
        case .topicTextLimit: \.topicTextLimit
        case .topicReviews: \.topicReviews
        case .noticeDays: \.sessions.noticeDays
        case .minutesDays: \.sessions.minutesDays
        case .objectionDays: \.sessions.objectionDays
        case .outcomeDays: \.sessions.outcomeDays
        case .speakingMinutes: \.sessions.speakingMinutes
        case .fixedTopics: \.sessions.fixedTopics
        case .returnDays: \.outcomes.returnDays
        case .reportMonths: \.outcomes.reportMonths
        case .verificationDays: \.outcomes.verificationDays
        case .arbitrationDays: \.outcomes.arbitrationDays
        case .confirmationDays: \.outcomes.confirmationDays
        case .reopenMonths: \.outcomes.reopenMonths
        case .lookBackMonth: \.outcomes.lookBackMonth
        case .inspectionMonths: \.outcomes.inspectionMonths
        case .passwordMonths: \.passwordMonths
        case .idleDays: \.idleDays
        case .tokenWarningDays: \.tokenWarningDays
        case .personalDataDays: \.erasureDays
        case .unmaskingDays: \.privacy.unmaskingDays
        case .unmaskingMinutes: \.privacy.unmaskingMinutes
        case .codesPerDay: \.residents.codesPerDay
        case .residentSignInDays: \.residents.signInDays
        case .withdrawalHours: \.residents.withdrawalHours
        case .claimMinutes: \.claimMinutes
        case .sentimentPassDays: \.sentiments.passDays
        case .sentimentTellDays: \.sentiments.tellDays
        case .escalationRooms: \.escalationRooms
        case .statementLimit: \.deliberation.statementLimit
        case .statementsPerPerson: \.deliberation.statementsPerPerson
        case .commentLimit: \.live.commentLimit
        case .commentsPerTenMinutes: \.live.commentsPerTenMinutes
        case .followUpDays: \.live.followUpDays
        case .plenaryLeadMonths: \.proposals.plenaryLeadMonths
        case .cutOffDays: \.proposals.cutOffDays
        case .coSignDays: \.proposals.coSignDays
        case .proposalReviewDays: \.proposals.reviewDays
        case .proposalReturnDays: \.proposals.returnDays
        case .replyMonths: \.proposals.replyMonths
        case .replyMonthsMax: \.proposals.replyMonthsMax
        case .coHandlerMonths: \.proposals.coHandlerMonths
        case .rehandlingMonths: \.proposals.rehandlingMonths
        case .opinionDays: \.proposals.opinionDays
        case .publicationDays: \.proposals.publicationDays
        case .followUpMonths: \.proposals.followUpMonths
        case .goodPercent: \.proposals.commendation.goodPercent
        case .collectivePercent: \.proposals.commendation.collectivePercent
        case .clueMonth: \.proposals.clueMonth
        case .submitterContactMonths: \.privacy.retention[.submitterContacts]
        case .supporterPhoneMonths: \.privacy.retention[.supporterPhones]
        case .participantNameMonths: \.privacy.retention[.participantNames]
        case .visitorContactMonths: \.privacy.retention[.visitorContacts]
        case .liaisonContactMonths: \.privacy.retention[.liaisonContacts]
        case .commenterContactMonths: \.privacy.retention[.commenterContacts]
        case .clueMonths: \.privacy.retention[.clueWords]
        case .attachmentMonths: \.privacy.retention[.attachments]
        case .caseFileMonths: \.privacy.retention[.caseFiles]
        case .decidedRequestMonths: \.privacy.retention[.decidedRequests]
        case .noticeMonths: \.privacy.retention[.notices]
        case .signInMonths: \.privacy.retention[.signIns]
        }
    }

    /// Whether somebody of a category must be invited to a session (BR-04).
    package func requires(_ category: ParticipantCategory) -> Bool { sessions.requiredCategories.contains(category) }
}
