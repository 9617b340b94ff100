// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// How the installation is, in figures, before anybody judges them.
struct HealthFacts: Sendable {
    var now: Instant
    var version: String
    /// The last migration, and how many of this program the database lacks.
    var schema: (last: String, pending: Int)
    var openedAt: Instant
    var database: (engine: Dialect, bytes: Int64?)
    var dataDisk: Machine.Disk?
    var memory: Machine.Memory?
    /// Nil where the server takes no backups by itself.
    var backupDisk: Machine.Disk?
    var takesBackups: Bool
    var backups: BackupRunStore.Standing
    var waiting: HealthStore.Waiting
    var verification: LastVerification?
    var calendarYears: Set<Int>
    var channels: [ContactChannel]
    /// Whether what would be sent is only shown on this machine.
    var showsMessages: Bool
    /// How many codes were sent to residents' phones today, of how many.
    var codes: (sent: Int, budget: Int)
    /// Why there is no PDF of documents; nil when there is.
    var typesettingAbsence: Typesetter.Absence?
}
