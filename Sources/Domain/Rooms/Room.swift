// SPDX-License-Identifier: Apache-2.0

/// A consultation room (协商议事室): where people of an area meet to talk a matter over, and whose code they scan.
package struct Room: Hashable, Sendable {
    package typealias ID = Identifier<Room>

    package let id: ID
    package let name: String
    package let area: AreaCode
    package let level: Level
    package let address: String
    /// What the printed code leads to; renewable, and no secret.
    package let token: Token
    package let convener: String?
    package let secretary: String?

    package init(
        id: ID, name: String, area: AreaCode, level: Level, address: String, token: Token, convener: String?,
        secretary: String?
    ) {
        self.id = id
        self.name = name
        self.area = area
        self.level = level
        self.address = address
        self.token = token
        self.convener = convener
        self.secretary = secretary
    }

    /// Levels and kinds of rooms (A2-01, A2-02).
    package enum Level: String, CaseIterable, Hashable, Sendable, Codable {
        case district, town, village, sector, enterprise, park
    }

    /// Eight Crockford characters, short enough to be typed from a poster.
    package struct Token: Hashable, Sendable {
        package let text: String

        /// Nil unless it is eight characters of the alphabet; misread letters are put right.
        package init?(_ text: some StringProtocol) {
            guard let value = Crockford.value(of: text, length: 8) else { return nil }
            self.text = Crockford.text(of: value, length: 8)
        }

        /// From 40 random bits.
        package init(random: UInt64) {
            text = Crockford.text(of: random & 0xFF_FFFF_FFFF, length: 8)
        }
    }
}

extension Room {
    /// Whether it is a room of a level above the other's, in an area that holds it (BR-10). The county says how its levels
    /// stand.
    package func isAbove(_ other: Room, in practice: RoomPractice = RoomPractice()) -> Bool {
        practice.height(of: level) > practice.height(of: other.level) && area.contains(other.area)
    }
}

extension Room.Level {
    /// How high it stands as a rule: those of sectors, enterprises and parks beside those of villages.
    package var rank: Int {
        switch self {
        case .district: 3
        case .town: 2
        case .village, .sector, .enterprise, .park: 1
        }
    }
}
