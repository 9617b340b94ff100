// SPDX-License-Identifier: Apache-2.0

/// One committee with its own people, rooms and rules. County and city are two tenants that read nothing of each other.
package struct Tenant: Hashable, Sendable {
    package typealias ID = Identifier<Tenant>

    package let id: ID
    package let kind: Kind
    /// As on a letter-head, as in 政协安澜县委员会.
    package let name: String
    /// As in a headline, as in 安澜县政协.
    package let shortName: String
    package let areaCode: AreaCode
    /// The number that residents may call, with its hours.
    package let contact: String
    /// Whether it is for practice (演练): invented people and matters, and nobody outside hears of anything.
    package let isTraining: Bool

    package init(
        id: ID, kind: Kind, name: String, shortName: String, areaCode: AreaCode, contact: String,
        isTraining: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.shortName = shortName
        self.areaCode = areaCode
        self.contact = contact
        self.isTraining = isTraining
    }

    /// What it is the committee of.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case county, district, city
        /// 开发区: a work committee only; no plenary, no proposals of its own.
        case zone
    }
}
