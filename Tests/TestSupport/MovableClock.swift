// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

@testable import Server

/// A clock that stands still until a test moves it.
package final class MovableClock: Sendable {
    private let moment: Mutex<Instant>

    package init(_ moment: Instant) {
        self.moment = Mutex(moment)
    }

    package var now: Instant { moment.withLock { $0 } }

    package func move(hours: Int64 = 0, minutes: Int64 = 0, milliseconds: Int64 = 0) {
        moment.withLock {
            $0 = $0.advanced(byMilliseconds: hours * 3_600_000 + minutes * 60_000 + milliseconds)
        }
    }

    /// The same clock as the program takes it.
    var clock: Clock { Clock { self.now } }
}
