// SPDX-License-Identifier: Apache-2.0

import CSodium

/// The library's own start, which comes before any call that needs randomness or code chosen for the processor.
enum Sodium {
    /// Starts libsodium once; later calls, from any thread, cost a flag.
    ///
    /// When the system has no source of randomness the program stops: nothing it could do would be safe.
    static func prepare() {
        precondition(status >= 0, "libsodium could not start: the system offers no randomness")
    }

    /// A global constant is made once, however many threads ask first.
    private static let status = sodium_init()
}
