// SPDX-License-Identifier: Apache-2.0

/// What a chip or a note says by its colour, always beside a word and a shape.
enum Tone: String, CaseIterable, Sendable {
    /// Nobody has begun yet.
    case wait
    /// Under way.
    case go
    /// Done, and confirmed by the people concerned.
    case done
    /// Due soon, or claimed but not yet confirmed.
    case soon
    /// Overdue, refused or failed.
    case late
    /// Happening at this moment.
    case live
}
