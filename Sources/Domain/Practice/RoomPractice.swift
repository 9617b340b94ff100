// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in their rooms: over which levels they consult together, and what people call it.
package struct RoomPractice: Sendable, Hashable {
    /// The levels that consult together, the highest first: three in most places, four where sectors have rooms (A2-16).
    package var levels: [Room.Level]
    /// What the whole is called in public: 有事好商量.
    package var platform: String
    /// What its way by a code is called: “码”上议, 商量快车.
    package var channel: String
    /// What the place is called where people meet: 协商议事室, 商量书房.
    package var venue: String
    /// What the working together with the grid and the hotline is called: 三联三融三促 (A2-06).
    package var dispatches: String
    /// What the five parties are called that stand behind a room: who leads, supports, hosts, takes part and benefits (A1-06).
    package var parties: [String]

    package init(
        levels: [Room.Level] = [.district, .town, .village], platform: String = "有事好商量", channel: String = "“码”上议",
        venue: String = "协商议事室", dispatches: String = RoomPractice.usualDispatches,
        parties: [String] = RoomPractice.usualParties
    ) {
        self.levels = levels
        self.platform = platform
        self.channel = channel
        self.venue = venue
        self.dispatches = dispatches
        self.parties = parties
    }

    package static let usualDispatches = "网格和热线"

    /// As most places say.
    package static let usualParties = ["党委领导", "政府支持", "政协搭台", "各方参与", "服务群众"]

    /// How high a level stands: by the county's list, where it is in it (A2-16). One that is not stands beside the lowest of
    /// the list that ranks as it does, else just below those that rank higher.
    package func height(of level: Room.Level) -> Int {
        if let place = levels.firstIndex(of: level) { return 2 * (levels.count - place) }
        guard let place = levels.lastIndex(where: { $0.rank >= level.rank }) else {
            return 2 * levels.count + level.rank
        }
        return 2 * (levels.count - place) - (levels[place].rank == level.rank ? 0 : 1)
    }

    /// How many levels may consult together.
    package static let levelsRange = 2...5
    /// How long a name may be, so that it fits on a table card.
    package static let nameMax = 12
}

/// A profile that was written before the parties or the grid's mechanism had names calls them as most places do.
extension RoomPractice: Codable {
    private enum CodingKeys: String, CodingKey {
        case levels, platform, channel, venue, dispatches, parties
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        levels = try container.decode([Room.Level].self, forKey: .levels)
        platform = try container.decode(String.self, forKey: .platform)
        channel = try container.decode(String.self, forKey: .channel)
        venue = try container.decode(String.self, forKey: .venue)
        dispatches = try container.decodeIfPresent(String.self, forKey: .dispatches) ?? Self.usualDispatches
        parties = try container.decodeIfPresent([String].self, forKey: .parties) ?? Self.usualParties
    }
}

/// How often somebody has to do something in a period, as the county has decided for its members and bodies.
package struct DutyQuota: Sendable, Codable, Hashable {
    package let duty: Duty
    package let number: Int
    package let period: Period

    package init(_ duty: Duty, _ number: Int, _ period: Period) {
        self.duty = duty
        self.number = number
        self.period = period
    }

    /// What is counted, and of whom.
    package enum Duty: String, CaseIterable, Hashable, Sendable, Codable {
        /// 委员走访联系群众.
        case contacts
        /// 委员参加协商议事.
        case sessions
        /// 委员进村（社区）.
        case villageVisits = "village_visits"
        /// 专委会开展服务活动.
        case serviceActivities = "service_activities"
        /// 月度协商座谈会, of the committee as a whole.
        case symposia
    }

    /// In which it has to be done.
    package enum Period: String, CaseIterable, Hashable, Sendable, Codable {
        case month, quarter, year
    }

    /// What can be asked in one period.
    package static let numberRange = 1...100

    /// What most places begin with.
    package static let standard = [DutyQuota(.sessions, 4, .year), DutyQuota(.contacts, 10, .year)]
}
