// SPDX-License-Identifier: Apache-2.0

/// Why a password was not hashed.
package enum PasswordError: Error, Equatable {
    /// It has more than `PasswordHash.passwordBytesMax` bytes.
    case tooLong
    /// The machine has no memory left for the hash; worth another try later.
    case outOfMemory
}
