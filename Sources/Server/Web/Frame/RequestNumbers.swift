// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Domain
import Synchronization

/// Numbers of requests, for the log and for people who ask: the process's own beginning, then counted.
enum RequestNumbers {
    private static let beginning = Random.bytes(5).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << 20
    private static let count = Atomic<UInt64>(0)

    static func next() -> String {
        Crockford.text(of: beginning &+ count.wrappingAdd(1, ordering: .relaxed).newValue, length: 12)
    }
}
