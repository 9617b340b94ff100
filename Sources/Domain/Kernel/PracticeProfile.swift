// SPDX-License-Identifier: Apache-2.0

/// What differs between counties: data of the tenant, versioned and dated. A rule's structure is code; its parameters
/// are here, and are resolved when a stage opens.
package struct PracticeProfile: Sendable, Hashable {
    /// Working days in which a topic's submitter gets a first answer.
    package var screeningDays: Int
    /// How many characters a topic may have.
    package var topicTextLimit: Int
    /// How many reviews a topic's public text needs before it is published (BR-41).
    package var topicReviews: Int
    /// Why a topic may be turned down, and where it belongs instead.
    package var rejectionGrounds: [RejectionGround]
    /// What topics may be about.
    package var topicCategories: [TopicCategory]
    package var sessions: SessionPractice
    package var outcomes: OutcomePractice
    /// Working days in which a request to erase personal data is decided (BR-40).
    package var erasureDays: Int
    /// Whether the three administrators sign in with a second factor only.
    package var administratorsNeedSecondFactor: Bool
    /// After how many months a password is changed before anything else is done; never where it is 0.
    package var passwordMonths: Int
    package var privacy: PrivacyPractice
    /// Whether no topics are taken in for a while: the operator's switch.
    package var isIntakePaused: Bool
    package var residents: ResidentPractice
    /// Minutes in which a topic stays with the secretary who has claimed it.
    package var claimMinutes: Int
    package var sentiments: SentimentPractice
    /// Of how many rooms the room above must have topics before it deals with them as one (BR-10).
    package var escalationRooms: Int
    package var proposals: ProposalPractice
    package var rooms: RoomPractice
    /// What members and bodies have to do in a period (BR-30).
    package var quotas: [DutyQuota]
    /// Mechanisms that the committee does not have.
    package var switchedOff: [Capability]
    package var deliberation: DeliberationPractice
    package var live: LivePractice
    /// By which words a text is held for a look.
    package var watchedWords: [String]
    /// Working days in which somebody looks at what was held.
    package var lookDays: Int

    package init(
        screeningDays: Int, topicTextLimit: Int, topicReviews: Int, rejectionGrounds: [RejectionGround],
        topicCategories: [TopicCategory] = TopicCategory.standard, sessions: SessionPractice = SessionPractice(),
        outcomes: OutcomePractice = OutcomePractice(),
        erasureDays: Int = 15, administratorsNeedSecondFactor: Bool = false, passwordMonths: Int = 0,
        privacy: PrivacyPractice = PrivacyPractice(), isIntakePaused: Bool = false,
        residents: ResidentPractice = ResidentPractice(), claimMinutes: Int = 30,
        sentiments: SentimentPractice = SentimentPractice(), escalationRooms: Int = 2,
        proposals: ProposalPractice = ProposalPractice(), rooms: RoomPractice = RoomPractice(),
        quotas: [DutyQuota] = DutyQuota.standard, switchedOff: [Capability] = [],
        deliberation: DeliberationPractice = DeliberationPractice(),
        live: LivePractice = LivePractice(), watchedWords: [String] = WatchedWords.standard, lookDays: Int = 1
    ) {
        self.screeningDays = screeningDays
        self.topicTextLimit = topicTextLimit
        self.topicReviews = topicReviews
        self.rejectionGrounds = rejectionGrounds
        self.topicCategories = topicCategories
        self.sessions = sessions
        self.outcomes = outcomes
        self.erasureDays = erasureDays
        self.administratorsNeedSecondFactor = administratorsNeedSecondFactor
        self.passwordMonths = passwordMonths
        self.privacy = privacy
        self.isIntakePaused = isIntakePaused
        self.residents = residents
        self.claimMinutes = claimMinutes
        self.sentiments = sentiments
        self.escalationRooms = escalationRooms
        self.proposals = proposals
        self.rooms = rooms
        self.quotas = quotas
        self.switchedOff = switchedOff
        self.deliberation = deliberation
        self.live = live
        self.watchedWords = watchedWords
        self.lookDays = lookDays
    }

    package func has(_ capability: Capability) -> Bool { !switchedOff.contains(capability) }

    /// Whether a password that was set at this moment is too old today (MLPS: 定期更换); on the same day of the last month it is
    /// still good.
    package func isTooOld(passwordSetAt moment: Instant, on today: Day) -> Bool {
        passwordMonths > 0 && moment.day.advanced(byMonths: passwordMonths) < today
    }

    package func rejectionGround(_ code: String) -> RejectionGround? {
        rejectionGrounds.first { $0.code == code }
    }

    package func topicCategory(_ code: String) -> TopicCategory? { topicCategories.first { $0.code == code } }
}

/// A profile that was written before a parameter existed has the standard's.
extension PracticeProfile: Codable {
    private enum CodingKeys: String, CodingKey {
        case screeningDays, topicTextLimit, topicReviews, rejectionGrounds, topicCategories, sessions, outcomes,
            erasureDays,
            administratorsNeedSecondFactor, passwordMonths, privacy, isIntakePaused, residents, claimMinutes,
            sentiments,
            escalationRooms, proposals, rooms, quotas, switchedOff, deliberation, live, watchedWords, lookDays
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        screeningDays = try container.decode(Int.self, forKey: .screeningDays)
        topicTextLimit = try container.decode(Int.self, forKey: .topicTextLimit)
        topicReviews = try container.decode(Int.self, forKey: .topicReviews)
        rejectionGrounds = try container.decode([RejectionGround].self, forKey: .rejectionGrounds)
        topicCategories =
            try container.decodeIfPresent([TopicCategory].self, forKey: .topicCategories) ?? TopicCategory.standard
        sessions = try container.decodeIfPresent(SessionPractice.self, forKey: .sessions) ?? SessionPractice()
        outcomes = try container.decodeIfPresent(OutcomePractice.self, forKey: .outcomes) ?? OutcomePractice()
        erasureDays = try container.decodeIfPresent(Int.self, forKey: .erasureDays) ?? 15
        administratorsNeedSecondFactor =
            try container.decodeIfPresent(Bool.self, forKey: .administratorsNeedSecondFactor) ?? false
        passwordMonths = try container.decodeIfPresent(Int.self, forKey: .passwordMonths) ?? 0
        privacy = try container.decodeIfPresent(PrivacyPractice.self, forKey: .privacy) ?? PrivacyPractice()
        isIntakePaused = try container.decodeIfPresent(Bool.self, forKey: .isIntakePaused) ?? false
        residents = try container.decodeIfPresent(ResidentPractice.self, forKey: .residents) ?? ResidentPractice()
        claimMinutes = try container.decodeIfPresent(Int.self, forKey: .claimMinutes) ?? 30
        sentiments = try container.decodeIfPresent(SentimentPractice.self, forKey: .sentiments) ?? SentimentPractice()
        escalationRooms = try container.decodeIfPresent(Int.self, forKey: .escalationRooms) ?? 2
        proposals = try container.decodeIfPresent(ProposalPractice.self, forKey: .proposals) ?? ProposalPractice()
        rooms = try container.decodeIfPresent(RoomPractice.self, forKey: .rooms) ?? RoomPractice()
        quotas = try container.decodeIfPresent([DutyQuota].self, forKey: .quotas) ?? DutyQuota.standard
        switchedOff = try container.decodeIfPresent([Capability].self, forKey: .switchedOff) ?? []
        deliberation =
            try container.decodeIfPresent(DeliberationPractice.self, forKey: .deliberation) ?? DeliberationPractice()
        live = try container.decodeIfPresent(LivePractice.self, forKey: .live) ?? LivePractice()
        watchedWords = try container.decodeIfPresent([String].self, forKey: .watchedWords) ?? WatchedWords.standard
        lookDays = try container.decodeIfPresent(Int.self, forKey: .lookDays) ?? 1
    }
}

/// What differs between counties in handling what was agreed (rules.md D.2).
package struct OutcomePractice: Sendable, Hashable {
    /// Working days in which a unit signs for an item or returns it.
    package var returnDays: Int
    /// Months in which a unit reports, from signing for it; an extension gives as many again, once.
    package var reportMonths: Int
    /// Working days in which the room looks at a report: it holds, or goes back.
    package var verificationDays: Int
    /// Working days in which the room answers a unit that gives an item back.
    package var arbitrationDays: Int
    /// Working days for the people concerned to confirm.
    package var confirmationDays: Int
    /// Months after closing in which an item may be reopened.
    package var reopenMonths: Int
    /// What stands before the year in the number of a suggestion list, as in 政协议〔2026〕3号.
    package var listPrefix: String
    /// Likewise of a year's handling assessment.
    package var assessmentPrefix: String
    /// From the first day of this month it is a gap that no topic of the year before was chosen for a look-back (BR-23).
    package var lookBackMonth: Int
    /// Months after which what is supervised jointly is to be looked at once more (重要议题常态督查; A2-27).
    package var inspectionMonths: Int

    package init(
        returnDays: Int = 5, reportMonths: Int = 1, confirmationDays: Int = 10, reopenMonths: Int = 12,
        listPrefix: String = "政协议", assessmentPrefix: String = "政协评", lookBackMonth: Int = 4,
        inspectionMonths: Int = 1, verificationDays: Int = 5, arbitrationDays: Int = 3
    ) {
        self.verificationDays = verificationDays
        self.arbitrationDays = arbitrationDays
        self.returnDays = returnDays
        self.reportMonths = reportMonths
        self.confirmationDays = confirmationDays
        self.reopenMonths = reopenMonths
        self.listPrefix = listPrefix
        self.assessmentPrefix = assessmentPrefix
        self.lookBackMonth = lookBackMonth
        self.inspectionMonths = inspectionMonths
    }
}

extension OutcomePractice: Codable {
    private enum CodingKeys: String, CodingKey {
        case returnDays, reportMonths, confirmationDays, reopenMonths, listPrefix, assessmentPrefix, lookBackMonth,
            inspectionMonths, verificationDays, arbitrationDays
    }

    /// What a profile says that was written before lists had numbers is the standard's.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            returnDays: try container.decode(Int.self, forKey: .returnDays),
            reportMonths: try container.decode(Int.self, forKey: .reportMonths),
            confirmationDays: try container.decode(Int.self, forKey: .confirmationDays),
            reopenMonths: try container.decode(Int.self, forKey: .reopenMonths),
            listPrefix: try container.decodeIfPresent(String.self, forKey: .listPrefix) ?? "政协议",
            assessmentPrefix: try container.decodeIfPresent(String.self, forKey: .assessmentPrefix) ?? "政协评",
            lookBackMonth: try container.decodeIfPresent(Int.self, forKey: .lookBackMonth) ?? 4,
            inspectionMonths: try container.decodeIfPresent(Int.self, forKey: .inspectionMonths) ?? 1,
            verificationDays: try container.decodeIfPresent(Int.self, forKey: .verificationDays) ?? 5,
            arbitrationDays: try container.decodeIfPresent(Int.self, forKey: .arbitrationDays) ?? 3)
    }
}

/// One entry of the code list of grounds; the words are the county's.
package struct RejectionGround: Sendable, Codable, Hashable {
    package let code: String
    package let name: String
    /// The right channel, told to the submitter.
    package let channel: String

    /// The code of a ground that is told to nobody but by the tracking code: whoever fills in a stranger's phone must not
    /// be able to have messages sent to it.
    package static let spamCode = "spam"

    package init(code: String, name: String, channel: String) {
        self.code = code
        self.name = name
        self.channel = channel
    }
}

extension PracticeProfile {
    /// The profile a new tenant starts with.
    package static let standard = PracticeProfile(
        screeningDays: 5, topicTextLimit: 500, topicReviews: 1,
        rejectionGrounds: [
            .init(code: "other_competence", name: "不属于本县职权范围", channel: "请向有管辖权的机关反映，或拨打12345"),
            .init(code: "in_proceedings", name: "已进入诉讼、仲裁、行政复议或信访程序", channel: "请在原程序中提出"),
            .init(code: "personal_matter", name: "只涉及个人或家庭的私事", channel: "可到社区人民调解委员会申请调解"),
            .init(code: "named_accusation", name: "检举、控告具体的人", channel: "请拨打12388向纪检监察机关反映，受法律保护"),
            .init(code: "secrets", name: "涉及国家秘密、工作秘密", channel: "请不要在网上说，可以到政协办公室当面反映"),
            .init(code: "emergency", name: "需要马上处置的急事", channel: "请拨打110、119、120或12345"),
            .init(code: "no_matter", name: "没有说明具体的事", channel: "欢迎写明时间、地点和希望怎么办，再提一次"),
            .init(
                code: RejectionGround.spamCode, name: "广告、灌水等无关内容", channel: "如果弄错了，请联系议事室，可以重新受理"),
        ])
}
