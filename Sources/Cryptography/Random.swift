// SPDX-License-Identifier: Apache-2.0

import CSodium

/// Randomness that nobody can foretell, for keys, tokens and codes.
package enum Random {
    /// That many random bytes.
    package static func bytes(_ count: Int) -> [UInt8] {
        Sodium.prepare()
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// A number from 0 up to, not including, `bound`, each as likely as the others; 0 when the bound is 0 or 1.
    package static func uniform(below bound: UInt32) -> UInt32 {
        Sodium.prepare()
        return randombytes_uniform(bound)
    }
}
