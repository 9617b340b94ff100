// SPDX-License-Identifier: Apache-2.0

extension Room {
    /// What a room is asked to have (六有), in the order in which it is said.
    package enum Have: String, CaseIterable, Hashable, Sendable {
        /// 有场所.
        case place
        /// 有标识.
        case sign
        /// 有制度.
        case rules
        /// 有程序.
        case procedure
        /// 有活动: a session in the last twelve months. Nobody says so; it is read from the sessions.
        case activities
        /// 有成果: an outcome issued in the last twelve months, read from them too.
        case results
    }

    /// What the venue is used for beside consultation (A2-03).
    package enum Function: String, CaseIterable, Hashable, Sendable {
        case consultation
        /// 社情民意收集.
        case opinions
        /// 委员之家.
        case membersHome = "members_home"
        /// 书香政协.
        case library
    }

    /// What is said of the venue when a room is opened.
    package struct Venue: Hashable, Sendable {
        /// Whose room it is, where it is somebody's (A2-02).
        package var host: String?
        package var hours: String?
        package var functions: Set<Function>
        package var haves: Set<Have>

        package init(
            host: String? = nil, hours: String? = nil, functions: Set<Function> = [], haves: Set<Have> = []
        ) {
            self.host = host
            self.hours = hours
            self.functions = functions
            self.haves = haves
        }
    }

    /// Why a room is not complete. The raw value is what the API says.
    package enum Gap: String, CaseIterable, Hashable, Sendable {
        case convener, secretary
        /// A room of an enterprise or of a sector says whose it is (A2-02).
        case host
        case place, sign, rules, procedure, activities, results

        init(_ have: Have) {
            self =
                switch have {
                case .place: .place
                case .sign: .sign
                case .rules: .rules
                case .procedure: .procedure
                case .activities: .activities
                case .results: .results
                }
        }
    }

    /// What completeness is judged by.
    package struct Equipment: Hashable, Sendable {
        package var level: Level
        package var hasConvener: Bool
        package var hasSecretary: Bool
        package var hasHost: Bool
        package var haves: Set<Have>

        package init(level: Level, hasConvener: Bool, hasSecretary: Bool, hasHost: Bool, haves: Set<Have>) {
            self.level = level
            self.hasConvener = hasConvener
            self.hasSecretary = hasSecretary
            self.hasHost = hasHost
            self.haves = haves
        }

        /// What is missing, in the order in which it is said; a room without a gap is complete (A2-01).
        package var gaps: [Gap] {
            var gaps: [Gap] = []
            if !hasConvener { gaps.append(.convener) }
            if !hasSecretary { gaps.append(.secretary) }
            if level.needsHost, !hasHost { gaps.append(.host) }
            return gaps + Have.allCases.filter { !haves.contains($0) }.map { Gap($0) }
        }
    }
}

extension Room.Level {
    /// Whether a room of this kind is somebody's: an enterprise's, a chamber's, a sector's.
    package var needsHost: Bool {
        switch self {
        case .sector, .enterprise: true
        case .district, .town, .village, .park: false
        }
    }
}
