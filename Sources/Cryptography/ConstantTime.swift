// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Comparison that takes as long for a near miss as for a far one, so that secrets cannot be guessed byte by byte.
package enum ConstantTime {
    /// Whether the bytes are the same. Only the lengths may show in the time it takes.
    package static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        first.count == second.count && sodium_memcmp(first, second, first.count) == 0
    }
}
