// SPDX-License-Identifier: Apache-2.0

/// Which of the two databases speaks.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite, postgres
}
