// SPDX-License-Identifier: Apache-2.0

/// How far a tenant's log has been followed, and what was met on the way: all that going on needs, however long the log is.
package struct LogWalk: Sendable, Equatable {
    /// The last position that was followed; 0 at the beginning.
    package var position: Int64 = 0
    /// The chain's link at that position.
    package var chain = EventChain.beginning
    /// The last position that a seal covers whose signature holds.
    package var sealedTo: Int64 = 0
    /// Events that were followed, those included that wait for the sealer.
    package var events = 0
    package var unsealed = 0
    package var seals = 0
    /// Texts to which the events from the first one to that position commit, erased ones included.
    package var texts = 0
    /// Those of them that were met as erased.
    package var erased = 0
    /// The first event that does not hold; nothing is followed behind it.
    package var firstBad: Verification.Finding?
}
