// SPDX-License-Identifier: Apache-2.0

/// What an expert did for the committee beside sessions (A1-17).
package enum ContributionKind: String, CaseIterable, Hashable, Sendable {
    /// 论证咨询.
    case appraisal
    /// 调研.
    case research
    /// 评审评议.
    case review
    /// 讲课.
    case lecture
    case other
}
