// SPDX-License-Identifier: Apache-2.0

/// The figures of a media consultation (B04). Each is a part of the one before it: whoever reads the report can check that
/// (BR-26).
package struct LiveFigures: Hashable, Sendable {
    /// Those that came in, whatever was decided; what was taken back is left out.
    package var comments: Int
    /// Those that wait for a decision.
    package var undecided: Int
    /// Those that everybody may read.
    package var published: Int
    /// Those that were marked as a suggestion.
    package var suggestions: Int
    /// Suggestions that were put on the room's screen, with a unit asked (BR-25).
    package var cutIn: Int
    /// Answered while the window was open.
    package var answeredOnSpot: Int
    /// Answered afterwards.
    package var answeredLater: Int
    /// Cut in, and still without an answer.
    package var unanswered: Int
    /// Suggestions that became part of an item.
    package var itemised: Int

    package init(
        comments: Int = 0, undecided: Int = 0, published: Int = 0, suggestions: Int = 0, cutIn: Int = 0,
        answeredOnSpot: Int = 0, answeredLater: Int = 0, unanswered: Int = 0, itemised: Int = 0
    ) {
        self.comments = comments
        self.undecided = undecided
        self.published = published
        self.suggestions = suggestions
        self.cutIn = cutIn
        self.answeredOnSpot = answeredOnSpot
        self.answeredLater = answeredLater
        self.unanswered = unanswered
        self.itemised = itemised
    }

    /// What was marked as a suggestion and has neither reached the room nor an item.
    package var leftOver: Int { suggestions - cutIn - itemised }

    /// Whether each lies within the one before it, and the parts make the whole (BR-26).
    package var nest: Bool {
        cutIn <= suggestions && suggestions <= published && published <= comments
            && answeredOnSpot + answeredLater + unanswered == cutIn && leftOver >= 0
    }
}
