// SPDX-License-Identifier: Apache-2.0

/// For what members are trained: the documents that they write, and the way in which matters are talked over (A4-11).
package enum TrainingKind: String, CaseIterable, Hashable, Sendable {
    /// 提案撰写.
    case proposals
    /// 反映社情民意.
    case sentiments
    /// 协商议事.
    case consultations
    case other
}
