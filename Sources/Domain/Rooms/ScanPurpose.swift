// SPDX-License-Identifier: Apache-2.0

/// What somebody comes to a room's pages for: the code's four functions, and the arriving itself (A2-05).
package enum ScanPurpose: String, CaseIterable, Hashable, Sendable, Comparable {
    /// The room's page was opened from outside: the code was scanned, or its address typed.
    case arrive
    /// 征题: to raise a topic.
    case raise
    /// 建议: to advise on one.
    case advise
    /// 协商: to join a consultation.
    case join
    /// 查情: to see how things stand.
    case follow

    package static func < (a: ScanPurpose, b: ScanPurpose) -> Bool { a.rawValue < b.rawValue }
}
