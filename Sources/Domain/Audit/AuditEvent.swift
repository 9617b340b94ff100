// SPDX-License-Identifier: Apache-2.0

/// What the audit administrator did: reading the log leaves a trace in it.
package enum AuditEvent: LifecycleEvent {
    /// Looked at a page of the log; `filter` names the fields by which it was narrowed.
    case read(filter: [String])
    /// Took lines away as a file.
    case exported(filter: [String], lines: Int)
    /// Had the chain checked.
    case verified(events: Int, isClean: Bool)

    package static let subject = "audit"
    package static let version = 1

    package var kind: String {
        switch self {
        case .read: "read"
        case .exported: "exported"
        case .verified: "verified"
        }
    }
}
