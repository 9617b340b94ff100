// SPDX-License-Identifier: Apache-2.0

/// What differs between counties: data of the tenant, versioned and dated. A rule's structure is code; its parameters
/// are here, and are resolved when a stage opens.
package struct PracticeProfile: Sendable, Hashable {
    /// Working days in which a topic's submitter gets a first answer.
    package var screeningDays = 5
    /// How many characters a topic may have.
    package var topicTextLimit = 500
    /// How many reviews a topic's public text needs before it is published (BR-41).
    package var topicReviews = 1
    /// Why a topic may be turned down, and where it belongs instead.
    package var rejectionGrounds = RejectionGround.standard
    /// What topics may be about.
    package var topicCategories = TopicCategory.standard
    package var sessions = SessionPractice()
    package var outcomes = OutcomePractice()
    /// Working days in which a request to erase personal data is decided (BR-40).
    package var erasureDays = 15
    /// Whether the three administrators sign in with a second factor only.
    package var administratorsNeedSecondFactor = false
    /// After how many months a password is changed before anything else is done; never where it is 0.
    package var passwordMonths = 0
    /// After how many days without a sign-in an account stands among those that nobody may need any more.
    package var idleDays = 90
    /// How many days before a token of a program ends its person is told for the first time.
    package var tokenWarningDays = 30
    package var privacy = PrivacyPractice()
    /// Whether no topics are taken in for a while: the operator's switch.
    package var isIntakePaused = false
    package var residents = ResidentPractice()
    /// Minutes in which a topic stays with the secretary who has claimed it.
    package var claimMinutes = 30
    package var sentiments = SentimentPractice()
    /// Of how many rooms the room above must have topics before it deals with them as one (BR-10).
    package var escalationRooms = 2
    package var proposals = ProposalPractice()
    package var rooms = RoomPractice()
    /// What members and bodies have to do in a period (BR-30).
    package var quotas = DutyQuota.standard
    /// Mechanisms that the committee does not have.
    package var switchedOff: [Capability] = []
    package var deliberation = DeliberationPractice()
    package var live = LivePractice()
    /// By which words a text is held for a look.
    package var watchedWords = WatchedWords.standard
    /// Working days in which somebody looks at what was held.
    package var lookDays = 1

    /// The profile a new tenant starts with.
    package init() {}

    package static let standard = PracticeProfile()

    /// Whether the committee has a mechanism.
    package func has(_ capability: Capability) -> Bool { !switchedOff.contains(capability) }

    /// Whether a password that was set at this moment is too old today (MLPS: 定期更换); on the same day of the last month it is
    /// still good.
    package func isTooOld(passwordSetAt moment: Instant, on today: Day) -> Bool {
        passwordMonths > 0 && moment.day.advanced(byMonths: passwordMonths) < today
    }

    /// The ground with a code; nil where the county has none of it.
    package func rejectionGround(_ code: String) -> RejectionGround? {
        rejectionGrounds.first { $0.code == code }
    }

    /// The category with a code; nil where the county has none of it.
    package func topicCategory(_ code: String) -> TopicCategory? { topicCategories.first { $0.code == code } }
}

/// A profile that was written before a parameter existed has the standard's.
extension PracticeProfile: Codable {
    private enum CodingKeys: String, CodingKey {
        case screeningDays, topicTextLimit, topicReviews, rejectionGrounds, topicCategories, sessions, outcomes,
            erasureDays, administratorsNeedSecondFactor, passwordMonths, idleDays, tokenWarningDays, privacy,
            isIntakePaused, residents, claimMinutes, sentiments, escalationRooms, proposals, rooms, quotas,
            switchedOff, deliberation, live, watchedWords, lookDays
    }

    package init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        screeningDays = try container.decode(Int.self, forKey: .screeningDays)
        topicTextLimit = try container.decode(Int.self, forKey: .topicTextLimit)
        topicReviews = try container.decode(Int.self, forKey: .topicReviews)
        rejectionGrounds = try container.decode([RejectionGround].self, forKey: .rejectionGrounds)
        topicCategories = try container.value(.topicCategories, else: topicCategories)
        sessions = try container.value(.sessions, else: sessions)
        outcomes = try container.value(.outcomes, else: outcomes)
        erasureDays = try container.value(.erasureDays, else: erasureDays)
        administratorsNeedSecondFactor = try container.value(
            .administratorsNeedSecondFactor, else: administratorsNeedSecondFactor)
        passwordMonths = try container.value(.passwordMonths, else: passwordMonths)
        idleDays = try container.value(.idleDays, else: idleDays)
        tokenWarningDays = try container.value(.tokenWarningDays, else: tokenWarningDays)
        privacy = try container.value(.privacy, else: privacy)
        isIntakePaused = try container.value(.isIntakePaused, else: isIntakePaused)
        residents = try container.value(.residents, else: residents)
        claimMinutes = try container.value(.claimMinutes, else: claimMinutes)
        sentiments = try container.value(.sentiments, else: sentiments)
        escalationRooms = try container.value(.escalationRooms, else: escalationRooms)
        proposals = try container.value(.proposals, else: proposals)
        rooms = try container.value(.rooms, else: rooms)
        quotas = try container.value(.quotas, else: quotas)
        switchedOff = try container.value(.switchedOff, else: switchedOff)
        deliberation = try container.value(.deliberation, else: deliberation)
        live = try container.value(.live, else: live)
        watchedWords = try container.value(.watchedWords, else: watchedWords)
        lookDays = try container.value(.lookDays, else: lookDays)
    }
}
