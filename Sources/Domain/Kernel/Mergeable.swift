// SPDX-License-Identifier: Apache-2.0

/// A case that may be handled as part of another of its kind (并案). It keeps what was said and by whom (BR-07), and what was
/// merged is taken apart again; so the chain is one link long.
package protocol Mergeable: Lifecycle where Refused: MergeRefusal {
    var id: Identifier<Self> { get }
    /// Whether others may still be handled as part of it.
    var takesMerged: Bool { get }
}

/// What such a case says when it cannot be merged.
package protocol MergeRefusal: Refusal {
    static var isTheSame: Self { get }
    static var takesNoMore: Self { get }
    static var hasMerged: Self { get }
}

extension Mergeable {
    /// What stands in the way of handling it as part of `other`. `isTarget`: whether others were merged into this one before.
    func mergingHindrance(into other: Self, isTarget: Bool) -> Refused? {
        if other.id == id { return .isTheSame }
        if !other.takesMerged { return .takesNoMore }
        return isTarget ? .hasMerged : nil  // BR-07
    }
}
