// SPDX-License-Identifier: Apache-2.0

/// What is known of a statement beside its votes. A statement without any votes counts only when it is listed.
package struct Statement: Hashable, Sendable {
    /// Its number in the votes.
    package let id: Int
    /// Moderated out: its votes say nothing of where people stand.
    package let isOut: Bool
    /// Asks who people are and not what they think: kept out of the map, and asked early.
    package let isMeta: Bool

    package init(id: Int, isOut: Bool = false, isMeta: Bool = false) {
        self.id = id
        self.isOut = isOut
        self.isMeta = isMeta
    }

    /// Whether its votes place people on the map.
    package var places: Bool { !isOut && !isMeta }
}
