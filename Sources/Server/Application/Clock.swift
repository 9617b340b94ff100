// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation

/// The one place where the time is read; tests and the demo bring a clock of their own.
struct Clock: Sendable {
    let now: @Sendable () -> Instant

    /// The machine's clock.
    static let system = Clock { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
