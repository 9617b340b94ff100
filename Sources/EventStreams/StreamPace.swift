// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// How fast a hub tells, and how long it waits for whom.
package struct StreamPace: Sendable {
    /// What happens within this time after something was told, is told together.
    package var gathering = Duration.milliseconds(500)
    /// After so much silence a sign of life is sent.
    package var silence = TimeAmount.seconds(20)
    /// Who has not taken what was sent for so long, is cut.
    package var patience = TimeAmount.seconds(15)
    /// How often those two are looked after.
    package var upkeep = TimeAmount.seconds(5)
    /// After how many milliseconds a browser comes back.
    package var retry = 1_000...6_000
    /// How many bytes may wait for one viewer before it counts as slow.
    package var waitingBytes = 64 * 1024
    /// How many viewers there may be.
    package var viewersMax = 18_500
    /// How much of a channel is kept for those who come back.
    var memory = StreamMemory.Bounds()

    package init() {}
}
