// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in residents' signing in by phone.
package struct ResidentPractice: Sendable, Codable, Hashable {
    /// How many SMS codes are sent in a day at most; 0 closes the way.
    package var codesPerDay: Int
    /// After how many days a sign-in ends by itself.
    package var signInDays: Int

    package init(codesPerDay: Int = 500, signInDays: Int = 30) {
        self.codesPerDay = codesPerDay
        self.signInDays = signInDays
    }
}
