// SPDX-License-Identifier: Apache-2.0

/// What the audit administrator did, and what checks of the log found: reading the log leaves a trace in it.
package enum AuditEvent: LifecycleEvent {
    /// Looked at a page of the log; `filter` names the fields by which it was narrowed.
    case read(filter: [String])
    /// Took lines away as a file.
    case exported(filter: [String], lines: Int)
    /// Had the log checked: all of it, or what came since the last time.
    case ordered(isWhole: Bool)
    /// The check ended: of the events behind the position `from`, up to `to`. Neither was said once; all of it was checked then.
    case verified(events: Int, isClean: Bool, from: Int64?, to: Int64?)

    package static let subject = "audit"
    package static let version = 1

    package var kind: String {
        switch self {
        case .read: "read"
        case .exported: "exported"
        case .ordered: "ordered"
        case .verified: "verified"
        }
    }
}
