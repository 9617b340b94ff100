// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in what residents do without an account.
package struct ResidentPractice: Sendable, Codable, Hashable {
    /// How many SMS codes are sent in a day at most; 0 closes the way.
    package var codesPerDay: Int
    /// After how many days a sign-in ends by itself.
    package var signInDays: Int
    /// Hours until a topic that its submitter took back is gone: as long it can be undone.
    package var withdrawalHours: Int

    package init(codesPerDay: Int = 500, signInDays: Int = 30, withdrawalHours: Int = 24) {
        self.codesPerDay = codesPerDay
        self.signInDays = signInDays
        self.withdrawalHours = withdrawalHours
    }

    /// A profile that was written before a parameter existed has the standard's.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let standard = ResidentPractice()
        codesPerDay = try container.decode(Int.self, forKey: .codesPerDay)
        signInDays = try container.decode(Int.self, forKey: .signInDays)
        withdrawalHours =
            try container.decodeIfPresent(Int.self, forKey: .withdrawalHours) ?? standard.withdrawalHours
    }
}
