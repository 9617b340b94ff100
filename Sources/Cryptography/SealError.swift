// SPDX-License-Identifier: Apache-2.0

/// A sealed value cannot be opened. The cases are one on purpose: which byte was wrong is nobody's business.
package enum SealError: Error, Equatable {
    /// The bytes are damaged or cut, or were sealed with another key or in another context.
    case damagedOrForeign
}
