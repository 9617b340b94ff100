// SPDX-License-Identifier: Apache-2.0

/// What an event of a stream tells; the script of the page looks for it by this name.
enum StreamEventKind: String, CaseIterable, Sendable {
    /// What is shown is another now: to be read anew.
    case changed
    /// A comment that everybody may read from here on.
    case comment
    /// A comment that everybody could read, and nobody can any more.
    case takenBack = "taken_back"
    /// The question at hand, with its answer once there is one.
    case atHand = "at_hand"
    /// Who has the floor; nobody where there is none.
    case speaking
    /// Words that were told before have been taken back; stands where they stood.
    case erased
}
