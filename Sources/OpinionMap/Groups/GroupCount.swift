// SPDX-License-Identifier: Apache-2.0

/// The number of groups in a running conversation: it changes only after four updates in a row found the same other one, so
/// that groups do not come and go with every vote (the production system of Polis does the same).
struct GroupCount: Equatable, Sendable {
    /// How many groups are shown.
    let held: Int
    /// What the last update found best.
    private let found: Int
    /// How many updates in a row have found it.
    private let times: Int

    private static let timesNeeded = 4

    /// - Parameter last: how it stood before this update.
    init(_ count: Int, after last: GroupCount? = nil) {
        found = count
        times = last?.found == count ? (last?.times ?? 0) + 1 : 1
        held = times >= Self.timesNeeded ? count : last?.held ?? count
    }
}
