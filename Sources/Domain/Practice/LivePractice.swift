// SPDX-License-Identifier: Apache-2.0

/// What differs between counties in media consultations (融媒体协商).
package struct LivePractice: Sendable, Codable, Hashable {
    /// How many characters a comment may have.
    package var commentLimit: Int
    /// How many comments of one account in ten minutes go straight to the moderators; more are held, ten times as many are
    /// refused.
    package var commentsPerTenMinutes: Int
    /// Working days in which a unit answers what was cut in and not answered in the room (BR-25).
    package var followUpDays: Int

    package init(commentLimit: Int = 140, commentsPerTenMinutes: Int = 5, followUpDays: Int = 15) {
        self.commentLimit = commentLimit
        self.commentsPerTenMinutes = commentsPerTenMinutes
        self.followUpDays = followUpDays
    }
}
