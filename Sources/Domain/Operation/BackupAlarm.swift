// SPDX-License-Identifier: Apache-2.0

/// That something is wrong with the backups: told to the system administrators, once a day as long as it lasts.
package enum BackupAlarm: LifecycleEvent {
    /// No server takes backups, and nobody has said that they are taken elsewhere.
    case unset
    /// The last attempt did not succeed.
    case failed
    /// The last good archive is this many hours old; nil when there is none at all.
    case late(hours: Int?)

    package static let subject = "backup"
    package static let version = 1

    package var kind: String {
        switch self {
        case .unset: "unset"
        case .failed: "failed"
        case .late: "late"
        }
    }
}
