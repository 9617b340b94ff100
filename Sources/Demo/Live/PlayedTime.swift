// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// The clock of a day that is played: it stands until it is moved, and never goes back.
final class PlayedTime: Sendable {
    private let moment: Mutex<Instant>

    init(_ moment: Instant) {
        self.moment = Mutex(moment)
    }

    var now: Instant { moment.withLock { $0 } }

    func move(to later: Instant) {
        moment.withLock { $0 = max($0, later) }
    }
}
