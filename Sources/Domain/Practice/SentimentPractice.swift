// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in what members meet among the people (走听访商转).
package struct SentimentPractice: Sendable, Codable, Hashable {
    /// Working days in which what was met is talked over or passed on.
    package var passDays: Int
    /// Working days in which the person concerned is told what came back.
    package var tellDays: Int

    package init(passDays: Int = 10, tellDays: Int = 3) {
        self.passDays = passDays
        self.tellDays = tellDays
    }
}
